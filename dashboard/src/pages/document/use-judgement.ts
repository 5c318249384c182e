import { useCallback, useEffect, useState } from 'react';
import type { DecisionRequest, ReportJudgement } from '../../../../server/api.ts';
import { getJudgement, sendDecision } from '../../api.ts';
import type { Live } from '../../live.ts';

export interface Judgement {
  /** Null before it has come. */
  readonly judgement: ReportJudgement | null;
  readonly failure: string | null;
  /** @returns why it was not taken, in words; null when it was */
  readonly decide: (decision: DecisionRequest) => Promise<string | null>;
}

const wordsOf = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause));

/** How the findings of a converted document stand, read again whenever the server says that it changed. */
export function useJudgement(id: string, live: Live): Judgement {
  const [judgement, setJudgement] = useState<ReportJudgement | null>(null);
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
    getJudgement(id, controller.signal).then(
      (answer) => {
        if (controller.signal.aborted) return;
        setJudgement(answer);
        setFailure(null);
      },
      (cause: unknown) => {
        if (!controller.signal.aborted) setFailure(wordsOf(cause));
      },
    );
    return () => controller.abort();
  }, [id, round]);

  const decide = useCallback(
    async (decision: DecisionRequest): Promise<string | null> => {
      try {
        setJudgement(await sendDecision(id, decision));
        return null;
      } catch (cause) {
        return wordsOf(cause);
      } finally {
        // What was asked for before may come after and be older; what was refused may be so for something new.
        setRound((n) => n + 1);
      }
    },
    [id],
  );

  return { judgement, failure, decide };
}
