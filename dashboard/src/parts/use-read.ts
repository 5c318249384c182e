import { type Dispatch, type SetStateAction, useCallback, useEffect, useRef, useState } from 'react';
import type { Live } from '../live.ts';

export interface Read<T> {
  /** What came last; null before the first. */
  readonly value: T | null;
  readonly setValue: Dispatch<SetStateAction<T | null>>;
  /** Why the last reading failed, in words; null when it did not. */
  readonly failure: string | null;
  readonly reload: () => void;
}

/** At most one reading in this time, however much changes. */
const REST_MS = 1_000;

export const wordsOf = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause));

/**
 * What the server says to one question, asked again, one reading at a time, whenever a document or a filing changed
 * or the tab is looked at anew.
 * @param key names the question: another key is another question, and what is shown stays until it is answered
 */
export function useRead<T>(key: string, read: (signal: AbortSignal) => Promise<T>, live: Live): Read<T> {
  const [value, setValue] = useState<T | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [round, setRound] = useState(0);
  const asked = useRef(read);
  asked.current = read;

  // The key stands for the question, the round for asking it once more
  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    let reading = false;
    let again = false;
    let rest: ReturnType<typeof setTimeout> | undefined;
    const once = async (): Promise<void> => {
      if (reading || rest !== undefined) {
        again = true;
        return;
      }
      reading = true;
      again = false;
      try {
        const answer = await asked.current(signal);
        if (signal.aborted) return;
        setValue(answer);
        setFailure(null);
      } catch (cause) {
        if (signal.aborted) return;
        setFailure(wordsOf(cause));
      }
      reading = false;
      rest = setTimeout(() => {
        rest = undefined;
        if (again) void once();
      }, REST_MS);
    };
    const stopListening = [live.onDocument(() => void once()), live.onFiling(() => void once())];
    window.document.addEventListener(
      'visibilitychange',
      () => {
        if (window.document.visibilityState === 'visible') void once();
      },
      { signal },
    );
    void once();
    return () => {
      controller.abort();
      clearTimeout(rest);
      for (const stop of stopListening) stop();
    };
  }, [key, live, round]);

  const reload = useCallback(() => setRound((n) => n + 1), []);
  return { value, setValue, failure, reload };
}
