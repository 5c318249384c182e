import { type Dispatch, type SetStateAction, useCallback, useEffect, useRef, useState } from 'react';
import type { Live } from '../../live.ts';
import { readBefore } from '../../parts/read-ahead.ts';
import { wordsOf } from '../../parts/use-read.ts';

export interface Followed<T> {
  /** Null before it has come. */
  readonly value: T | null;
  /** Shows what a move of one's own brought: it is newer than what was asked for before, which is asked for again. */
  readonly setValue: Dispatch<SetStateAction<T | null>>;
  /** Why the last reading failed, in words. */
  readonly failure: string | null;
  readonly reload: () => void;
}

/** What the server says of one document, read again whenever it says that the document changed. `read` is the same each time. */
export function useFollowed<T>(
  id: string,
  live: Live,
  read: (id: string, signal: AbortSignal) => Promise<T>,
): Followed<T> {
  const [value, show] = useState<T | null>(() => readBefore(read, id));
  const [failure, setFailure] = useState<string | null>(null);
  const [round, setRound] = useState(0);
  const reload = useCallback(() => setRound((n) => n + 1), []);
  const asking = useRef<AbortController | null>(null);

  const setValue = useCallback(
    (next: SetStateAction<T | null>): void => {
      show(next);
      if (asking.current === null) return;
      asking.current.abort();
      reload();
    },
    [reload],
  );

  useEffect(
    () =>
      live.onDocument((changed) => {
        if (changed === null || changed.id === id) reload();
      }),
    [id, live, reload],
  );

  useEffect(() => {
    const controller = new AbortController();
    asking.current = controller;
    read(id, controller.signal).then(
      (answer) => {
        if (controller.signal.aborted) return;
        asking.current = null;
        show(answer);
        setFailure(null);
      },
      (cause: unknown) => {
        if (controller.signal.aborted) return;
        asking.current = null;
        setFailure(wordsOf(cause));
      },
    );
    return () => controller.abort();
  }, [id, round, read]);

  return { value, setValue, failure, reload };
}
