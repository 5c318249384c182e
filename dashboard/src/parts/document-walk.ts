import { getDocuments } from '../api.ts';
import { type ListFilter, parseRoute } from '../route.ts';

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

/** The filter that a list's address names; null where it names no list of documents. */
export function filterOf(list: string): ListFilter | null {
  const route = parseRoute(list);
  return route.kind === 'list' ? route.filter : null;
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

/** Ids of the list, in its order. @param list its address */
export async function walkOf(list: string, signal: AbortSignal): Promise<readonly string[]> {
  const known = kept();
  if (known?.list === list) return known.ids;
  const filter = filterOf(list);
  if (filter === null) return [];
  const ids: string[] = [];
  for (let page = 1; ids.length < LONGEST; page++) {
    const { items, total } = await getDocuments({ ...filter, page, size: PART }, signal);
    ids.push(...items.map(({ id }) => id));
    if (items.length === 0 || ids.length >= total) break;
  }
  keep({ list, ids });
  return ids;
}
