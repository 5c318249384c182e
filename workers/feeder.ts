import type { Logger } from 'pino';
import { FEED, RUN_LIMITS } from '../config/queues.ts';
import { LANES, type Lane } from '../pipeline/contracts/expected-work.ts';
import type { Store } from '../store/store.ts';
import type { ConvertQueue } from './queues.ts';

export interface Feeder {
  /** Something waits: look now. */
  readonly wake: () => void;
  /** Resolves when nothing is under way any more. */
  readonly stop: () => Promise<void>;
}

export interface FeedTimes {
  readonly busyMs: number;
  readonly idleMs: number;
  readonly silentMs: number;
}

/**
 * Fills the queue of each lane from the database, a window of what is next at a time, so that Redis may be emptied, lost or
 * late, and whoever hands something in is never behind more than a window. Runs of which nothing was heard are taken back.
 */
export function startFeeder(
  store: Pick<Store, 'nextInTurn' | 'takeBackLost'>,
  queue: Pick<ConvertQueue, 'offer' | 'held' | 'slots'>,
  log: Logger,
  times: FeedTimes = { ...FEED, silentMs: RUN_LIMITS.silentMs },
): Feeder {
  const startedAt = performance.now();
  let stopped = false;
  let woken = false;
  let wake: () => void = () => {};

  /** @returns whether more waits than the queue was given */
  const fill = async (lane: Lane): Promise<boolean> => {
    const { documentIds, waiting } = await queue.held(lane);
    const { each, least } = FEED.window[lane];
    const window = Math.max(least, each * (await queue.slots(lane)));
    if (waiting > window / 2) return true;
    const next = await store.nextInTurn(lane, window + documentIds.size + 1);
    const fresh = next.filter(({ documentId }) => !documentIds.has(documentId));
    const offered = fresh.slice(0, window - waiting);
    if (offered.length > 0) await queue.offer(lane, offered);
    return fresh.length > 0;
  };

  const look = async (): Promise<boolean> => {
    try {
      // A worker may not have been able to say anything while this server was away.
      if (performance.now() - startedAt > times.silentMs) {
        const lost = await store.takeBackLost(times.silentMs);
        if (lost > 0) log.warn({ documents: lost }, 'documents whose workers are gone wait again');
      }
      const busy = [];
      for (const lane of LANES) busy.push(await fill(lane));
      return busy.includes(true);
    } catch (error) {
      log.warn({ err: error }, 'the queue could not be filled from the database; it is tried again');
      return false;
    }
  };

  const run = async (): Promise<void> => {
    while (!stopped) {
      woken = false;
      const busy = await look();
      if (stopped || woken) continue;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, busy ? times.busyMs : times.idleMs);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  };
  const running = run();

  return {
    wake: () => {
      woken = true;
      wake();
    },
    stop: async () => {
      stopped = true;
      wake();
      await running;
    },
  };
}
