import { getDocuments } from '../api.ts';
import { getFilings, getIssues, getUpload } from '../office-api.ts';
import { findingKey } from '../pages/document/review-items.ts';
import { parseRoute } from '../route.ts';
import { pileOf } from './piles.ts';

/**
 * The documents of a list in its order, of the list of issues with the one that is meant, as it was when the first of them was opened from it: what a reviewer has done with
 * falls out of the list, and the next one must still be the next one.
 */

/** What the server gives at once. */
const PART = 200;
/** Lists longer than this are walked through so far. */
const LONGEST = 2_000;
const STORAGE = 'gouji.walk';

export interface Stop {
  /** Of the document. */
  readonly id: string;
  /** What is looked at there (pages/document/review-items.ts); null: whatever is open. */
  readonly item: string | null;
}
interface Walk {
  readonly list: string;
  readonly stops: readonly Stop[];
}

function kept(): Walk | null {
  try {
    const text = window.sessionStorage.getItem(STORAGE);
    const walk: unknown = text === null ? null : JSON.parse(text);
    return isWalk(walk) ? walk : null;
  } catch {
    // A browser that is told to keep nothing throws at the mere mention; then the list is asked for again.
    return null;
  }
}

const isWalk = (value: unknown): value is Walk =>
  typeof value === 'object' && value !== null && 'list' in value && 'stops' in value && Array.isArray(value.stops);

function keep(walk: Walk): void {
  try {
    window.sessionStorage.setItem(STORAGE, JSON.stringify(walk));
  } catch {
    // As above.
  }
}

/** The list is looked at anew: what it holds now is walked through next. */
export function forgetWalk(): void {
  try {
    window.sessionStorage.removeItem(STORAGE);
  } catch {
    // As above.
  }
}

/** The stops of a list, in its order. @param list its address: files, the roster, issues, or a pile of an upload */
export async function walkOf(list: string, signal: AbortSignal): Promise<readonly Stop[]> {
  const known = kept();
  if (known?.list === list) return known.stops;
  const stops = await stopsOf(list, signal);
  keep({ list, stops });
  return stops;
}

const whole = (id: string): Stop => ({ id, item: null });

async function stopsOf(list: string, signal: AbortSignal): Promise<readonly Stop[]> {
  const route = parseRoute(list);
  switch (route.kind) {
    case 'list': {
      const files = await everyPage((page) => getDocuments({ ...route.filter, page }, PART, signal));
      return files.map(({ id }) => whole(id));
    }
    case 'roster': {
      const { year } = route.filter;
      if (year === null) return [];
      // Of an agency the report that counts; who has sent none is passed over.
      const filings = await everyPage((page) => getFilings({ ...route.filter, page }, year, signal, PART));
      return filings.flatMap(({ mainDocumentId }) => (mainDocumentId === null ? [] : whole(mainDocumentId)));
    }
    case 'upload': {
      const { items } = await getUpload(route.id, signal);
      return items.filter((file) => pileOf(file) === route.pile).map(({ id }) => whole(id));
    }
    case 'issues': {
      const { year } = route.filter;
      if (year === null) return [];
      const issues = await everyPage((page) => getIssues(year, { ...route.filter, page }, signal, PART));
      return issues.map((issue) => ({ id: issue.documentId, item: findingKey(issue) }));
    }
    default:
      return [];
  }
}

async function everyPage<T>(
  read: (page: number) => Promise<{ readonly items: readonly T[]; readonly total: number }>,
): Promise<readonly T[]> {
  const all: T[] = [];
  for (let page = 1; all.length < LONGEST; page++) {
    const { items, total } = await read(page);
    all.push(...items);
    if (items.length === 0 || all.length >= total) break;
  }
  return all;
}
