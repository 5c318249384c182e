import { getDocuments } from '../api.ts';
import { getFilings, getUpload } from '../office-api.ts';
import { parseRoute } from '../route.ts';
import { pileOf } from './piles.ts';

/**
 * The documents of a list in its order, as it was when the first of them was opened from it: what a reviewer has done with
 * falls out of the list, and the next one must still be the next one.
 */

/** What the server gives at once. */
const PART = 200;
/** Lists longer than this are walked through so far. */
const LONGEST = 2_000;
const STORAGE = 'gouji.walk';

interface Walk {
  readonly list: string;
  readonly ids: readonly string[];
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
  typeof value === 'object' && value !== null && 'list' in value && 'ids' in value && Array.isArray(value.ids);

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

/** Ids of the list, in its order. @param list its address: files, the roster, or a pile of an upload */
export async function walkOf(list: string, signal: AbortSignal): Promise<readonly string[]> {
  const known = kept();
  if (known?.list === list) return known.ids;
  const ids = await documentsOf(list, signal);
  keep({ list, ids });
  return ids;
}

async function documentsOf(list: string, signal: AbortSignal): Promise<readonly string[]> {
  const route = parseRoute(list);
  switch (route.kind) {
    case 'list': {
      const files = await everyPage((page) => getDocuments({ ...route.filter, page }, PART, signal));
      return files.map(({ id }) => id);
    }
    case 'roster': {
      const { year } = route.filter;
      if (year === null) return [];
      // Of an agency the report that counts; who has sent none is passed over.
      const filings = await everyPage((page) => getFilings({ ...route.filter, page }, year, signal, PART));
      return filings.flatMap(({ mainDocumentId }) => mainDocumentId ?? []);
    }
    case 'upload': {
      const { items } = await getUpload(route.id, signal);
      return items.filter((file) => pileOf(file) === route.pile).map(({ id }) => id);
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
