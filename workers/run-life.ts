import type { Logger } from 'pino';
import { EXPECTED_SECONDS } from '../config/limits/work.ts';
import { RUN_LIMITS } from '../config/queues.ts';
import type { ClaimedRun, Ledger, NextLane } from '../store/ledger.ts';

export interface RunLife {
  /** Aborted when the run is to end before it is done: it gives way, or counts no more. */
  readonly ended: AbortSignal;
  /** Where it goes on later; null: nowhere, for it was not asked to give way. */
  readonly next: () => NextLane | null;
  /** Ends the run when its lane is not that of scans. @returns whether it did */
  readonly leaveLane: (pages: number) => boolean;
  readonly close: () => void;
}

/** Says of a run that it is alive, and ends it when it is told to, or when a picture is to be read where none should be. */
export function followRun(ledger: Pick<Ledger, 'alive'>, claimed: ClaimedRun, log: Logger): RunLife {
  const ending = new AbortController();
  let next: NextLane | null = null;
  let pagesKnown = 1;
  const give = (way: NextLane): void => {
    next = way;
    ending.abort();
  };
  const seconds = (): number => pagesKnown * EXPECTED_SECONDS.scannedPage;

  const beat = async (): Promise<void> => {
    const advice = await ledger.alive(claimed);
    if (advice === 'superseded') ending.abort();
    if (advice === 'give-way') give({ lane: claimed.lane, seconds: seconds() });
  };
  const heart = setInterval(() => {
    if (ending.signal.aborted) return;
    beat().catch((error) => log.warn({ err: error }, 'nobody heard that the run is alive'));
  }, RUN_LIMITS.aliveMs);

  return {
    ended: ending.signal,
    next: () => next,
    leaveLane: (pages) => {
      pagesKnown = pages;
      if (claimed.lane === 'scans') return false;
      give({ lane: 'scans', seconds: seconds() });
      return true;
    },
    close: () => clearInterval(heart),
  };
}
