import { useEffect, useState } from 'react';
import type { DocumentPage, DocumentSummary } from '../../../../contracts/api.ts';
import { getDocuments } from '../../api.ts';
import type { Live } from '../../live.ts';
import type { ListFilter } from '../../route.ts';

export const PAGE_SIZE = 50;
/** At most one reading of the list in this time, however many files change. */
const REST_MS = 1_000;

export interface Documents {
  /** The page asked for last that has come; null before the first. */
  readonly page: DocumentPage | null;
  /** Why the last reading failed, in words; null when it did not. */
  readonly failure: string | null;
  readonly reload: () => void;
}

/**
 * One page of the list, kept up to date by what the server pushes: a row that is shown changes at once, and the page is
 * read again, one reading at a time, because a change may have moved rows or counts.
 */
export function useDocuments({ state, verdict, query, page }: ListFilter, live: Live): Documents {
  const [shown, setShown] = useState<DocumentPage | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [round, setRound] = useState(0);

  useEffect(() => {
    const controller = new AbortController();
    let reading = false;
    let again = false;
    let rest: ReturnType<typeof setTimeout> | undefined;

    const read = async (): Promise<void> => {
      if (reading || rest !== undefined) {
        again = true;
        return;
      }
      reading = true;
      again = false;
      try {
        const answer = await getDocuments({ state, verdict, query, page, size: PAGE_SIZE }, controller.signal);
        if (controller.signal.aborted) return;
        setShown(answer);
        setFailure(null);
      } catch (cause) {
        if (controller.signal.aborted) return;
        setFailure(cause instanceof Error ? cause.message : String(cause));
      }
      reading = false;
      rest = setTimeout(() => {
        rest = undefined;
        if (again) void read();
      }, REST_MS);
    };

    const stopListening = live.onDocument((document: DocumentSummary | null) => {
      if (document !== null) {
        setShown((now) =>
          now === null ? now : { ...now, items: now.items.map((item) => (item.id === document.id ? document : item)) },
        );
      }
      void read();
    });
    void read();
    return () => {
      controller.abort();
      clearTimeout(rest);
      stopListening();
    };
  }, [state, verdict, query, page, live, round]);

  return { page: shown, failure, reload: () => setRound((n) => n + 1) };
}
