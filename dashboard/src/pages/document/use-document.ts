import { useEffect, useState } from 'react';
import type { DocumentDetail } from '../../../../server/api.ts';
import { getDocument } from '../../api.ts';
import type { Live } from '../../live.ts';

export interface OneDocument {
  readonly document: DocumentDetail | null;
  readonly failure: string | null;
  readonly reload: () => void;
}

/** One document, read again whenever the server says that it changed. */
export function useDocument(id: string, live: Live): OneDocument {
  const [document, setDocument] = useState<DocumentDetail | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [round, setRound] = useState(0);

  useEffect(
    () =>
      live.onDocument((changed) => {
        if (changed === null || changed.id === id) setRound((n) => n + 1);
      }),
    [id, live],
  );

  useEffect(() => {
    const controller = new AbortController();
    getDocument(id, controller.signal).then(
      (answer) => {
        if (controller.signal.aborted) return;
        setDocument(answer);
        setFailure(null);
      },
      (cause: unknown) => {
        if (controller.signal.aborted) return;
        setFailure(cause instanceof Error ? cause.message : String(cause));
      },
    );
    return () => controller.abort();
  }, [id, round]);

  return { document, failure, reload: () => setRound((n) => n + 1) };
}
