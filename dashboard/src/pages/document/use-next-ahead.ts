import { useEffect } from 'react';
import { getDocument, getJudgement } from '../../api.ts';
import { preparePaper } from '../../parts/paper/paper-ahead.ts';
import { readAhead } from '../../parts/read-ahead.ts';

/** Whoever leafs through quickly asks for none of what he passes. */
const PAUSE_MS = 120;

/** Once a document stands, the next one of its list is read and its paper drawn. */
export function useNextAhead(next: string | null, stands: boolean): void {
  useEffect(() => {
    if (next === null || !stands) return;
    const controller = new AbortController();
    const { signal } = controller;
    const pause = setTimeout(() => {
      void readAhead(getJudgement, next, signal);
      void readAhead(getDocument, next, signal).then((document) =>
        document === null ? undefined : preparePaper(next, document.format, signal),
      );
    }, PAUSE_MS);
    return () => {
      clearTimeout(pause);
      controller.abort();
    };
  }, [next, stands]);
}
