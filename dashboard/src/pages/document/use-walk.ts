import { useEffect, useState } from 'react';
import { walkOf } from '../../parts/document-walk.ts';

export interface WalkPlace {
  /** From 1; null while it is not known, and for a document that is in no list. */
  readonly at: number | null;
  readonly all: number;
  readonly previous: string | null;
  readonly next: string | null;
}

/** Where a document stands in the list that it was opened from. A list that cannot be read leads nowhere. */
export function useWalk(id: string, list: string | null): WalkPlace {
  const [ids, setIds] = useState<readonly string[]>([]);
  useEffect(() => {
    if (list === null) return;
    const controller = new AbortController();
    walkOf(list, controller.signal).then(setIds, () => undefined);
    return () => controller.abort();
  }, [list]);
  const here = ids.indexOf(id);
  return here < 0
    ? { at: null, all: ids.length, previous: null, next: null }
    : { at: here + 1, all: ids.length, previous: ids[here - 1] ?? null, next: ids[here + 1] ?? null };
}
