import type { Logger } from 'pino';
import { RECONCILE } from '../config/queues.ts';
import type { Store } from '../store/store.ts';
import type { ConvertQueue } from './queues.ts';

export interface ReconcileTimes {
  readonly intervalMs: number;
  readonly waitingMs: number;
  readonly convertingMs: number;
}

/**
 * Fills the queue from the database, now and every few seconds: what should be in work and may not be in the queue is
 * offered again, and the queue ignores what it has. So Redis may be emptied, lost or late.
 * @returns how to stop; resolves when nothing is under way any more.
 */
export function startReconciler(
  store: Pick<Store, 'unfinished'>,
  queue: Pick<ConvertQueue, 'offer'>,
  log: Logger,
  times: ReconcileTimes = RECONCILE,
): () => Promise<void> {
  let stopped = false;
  let wake: () => void = () => {};

  const once = async (waitingMs: number): Promise<void> => {
    try {
      const ids = await store.unfinished({
        waitingMs,
        convertingMs: times.convertingMs,
        limit: RECONCILE.batch,
      });
      if (ids.length > 0) await queue.offer(ids);
    } catch (error) {
      log.warn({ err: error }, 'the queue could not be filled from the database; it is tried again');
    }
  };

  const run = async (): Promise<void> => {
    // At the start everything that waits is offered, however short it has waited.
    await once(0);
    while (!stopped) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, times.intervalMs);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
      if (!stopped) await once(times.waitingMs);
    }
  };
  const running = run();

  return async () => {
    stopped = true;
    wake();
    await running;
  };
}
