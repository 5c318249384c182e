import { useCallback } from 'react';
import type { DecisionRequest, ReportJudgement } from '../../../../contracts/api.ts';
import { getJudgement, sendDecision } from '../../api.ts';
import type { Live } from '../../live.ts';
import { wordsOf } from '../../parts/use-read.ts';
import { useFollowed } from './use-followed.ts';

export interface Judgement {
  /** Null before it has come. */
  readonly judgement: ReportJudgement | null;
  readonly failure: string | null;
  /** @returns why it was not taken, in words; null when it was */
  readonly decide: (decision: DecisionRequest) => Promise<string | null>;
  readonly reload: () => void;
}

/** How the findings of a converted document stand, read again whenever the server says that it changed. */
export function useJudgement(id: string, live: Live): Judgement {
  const { value: judgement, setValue: setJudgement, failure, reload } = useFollowed(id, live, getJudgement);

  const decide = useCallback(
    async (decision: DecisionRequest): Promise<string | null> => {
      try {
        setJudgement(await sendDecision(id, decision));
        return null;
      } catch (cause) {
        return wordsOf(cause);
      } finally {
        // What was asked for before may come after and be older; what was refused may be so for something new.
        reload();
      }
    },
    [id, setJudgement, reload],
  );

  return { judgement, failure, decide, reload };
}
