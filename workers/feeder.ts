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
  queue: Pick<ConvertQueue, 'offer' | 'waiting' | 'taken' | 'slots'>,
  log: Logger,
  times: FeedTimes = { ...FEED, silentMs: RUN_LIMITS.silentMs },
): Feeder {
  /** Since when this server has been there without a gap: in one, a worker may not have been able to say anything. */
  let hereSince = Date.now();
  let lookedAt = hereSince;

  const counted = new Map<Lane, { readonly at: number; readonly slots: number }>();
  /** Redis names all its clients for it: workers come and go seldom, and lanes are looked at often. */
  const slotsOf = async (lane: Lane): Promise<number> => {
    const last = counted.get(lane);
    if (last !== undefined && performance.now() - last.at < times.idleMs) return last.slots;
    const slots = await queue.slots(lane);
    counted.set(lane, { at: performance.now(), slots });
    return slots;
  };

  /** @returns how long the lane may be left alone */
  const fill = async (lane: Lane): Promise<number> => {
    const waiting = await queue.waiting(lane);
    const { each, least } = FEED.window[lane];
    const window = Math.max(least, each * (await slotsOf(lane)));
    if (waiting.length > window / 2) return times.busyMs;
    const known = new Set([...waiting, ...(await queue.taken(lane))]);
    const next = await store.nextInTurn(lane, window + known.size + 1);
    const fresh = next.filter(({ documentId }) => !known.has(documentId));
    const offered = fresh.slice(0, window - waiting.length);
    if (offered.length > 0) await queue.offer(lane, offered);
    return fresh.length > 0 ? times.busyMs : times.idleMs;
  };

  const takeBack = async (): Promise<number> => {
    const now = Date.now();
    // It stood still, as when the machine slept or had no time for it, or its clock was set.
    if (Math.abs(now - lookedAt) > times.silentMs / 2) hereSince = now;
    lookedAt = now;
    if (now - hereSince > times.silentMs) {
      const lost = await store.takeBackLost(times.silentMs);
      if (lost > 0) {
        log.warn({ documents: lost }, 'documents whose workers are gone wait again');
        wake();
      }
    }
    return times.idleMs;
  };

  const guarded = (work: () => Promise<number>) => async (): Promise<number> => {
    try {
      return await work();
    } catch (error) {
      log.warn({ err: error }, 'the queue could not be filled from the database; it is tried again');
      return times.idleMs;
    }
  };
  const lanes = LANES.map((lane) => again(guarded(() => fill(lane))));
  const wake = (): void => {
    for (const lane of lanes) lane.wake();
  };
  const lost = again(guarded(takeBack));

  return {
    wake,
    stop: async () => {
      await Promise.all([...lanes, lost].map((each) => each.stop()));
    },
  };
}

/** Does something again and again, each time after so many milliseconds as it said, or when it is woken. */
function again(work: () => Promise<number>): { readonly wake: () => void; readonly stop: () => Promise<void> } {
  let stopped = false;
  let woken = false;
  let goOn: () => void = () => {};
  const run = async (): Promise<void> => {
    while (!stopped) {
      woken = false;
      const pauseMs = await work();
      if (stopped || woken) continue;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, pauseMs);
        goOn = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  };
  const running = run();
  const wake = (): void => {
    woken = true;
    goOn();
  };
  return {
    wake,
    stop: async () => {
      stopped = true;
      wake();
      await running;
    },
  };
}
