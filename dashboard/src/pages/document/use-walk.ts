import { useEffect, useState } from 'react';
import { type Stop, walkOf } from '../../parts/document-walk.ts';

export interface WalkPlace {
  /** From 1; null while it is not known, and for a document that is in no list. */
  readonly at: number | null;
  readonly all: number;
  readonly previous: Stop | null;
  readonly next: Stop | null;
}

/** Where a document stands in the list that it was opened from. A list that cannot be read leads nowhere. */
export function useWalk(id: string, item: string | null, list: string | null): WalkPlace {
  const [stops, setStops] = useState<readonly Stop[]>([]);
  useEffect(() => {
    if (list === null) return;
    const controller = new AbortController();
    walkOf(list, controller.signal).then(setStops, () => undefined);
    return () => controller.abort();
  }, [list]);
  const exactly = stops.findIndex((stop) => stop.id === id && stop.item === item);
  const here = exactly < 0 ? stops.findIndex((stop) => stop.id === id) : exactly;
  return here < 0
    ? { at: null, all: stops.length, previous: null, next: null }
    : { at: here + 1, all: stops.length, previous: stops[here - 1] ?? null, next: stops[here + 1] ?? null };
}
