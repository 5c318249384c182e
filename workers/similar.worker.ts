import { setImmediate as breathe, setTimeout as pause } from 'node:timers/promises';
import { Queue, Worker } from 'bullmq';
import type { Logger } from 'pino';
import { SIMILAR_LIMITS } from '../config/limits/office.ts';
import { SIMILAR_QUEUE } from '../config/queues.ts';
import { alikeIndex, pairsOf } from '../office/alike.ts';
import type { Similar } from '../store/similar.ts';
import { connectRedis, type RedisPlace } from './redis.ts';

/**
 * Looks which texts are like one another, in a job of its own on the queue. What has to be looked at stands in the
 * database; the queue sees to it that one process at a time does it. It runs in the server, in steps short enough that
 * others are answered between two of them.
 */

const LOOK_AGAIN_MS = 50;

export interface SimilarWork {
  /** Resolves when nothing waits: for tests. */
  readonly idle: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

export function startSimilarWork(place: RedisPlace, similar: Similar, log: Logger): SimilarWork {
  const redis = connectRedis(place, 'patient', log);
  const queue = new Queue(SIMILAR_QUEUE.name, { connection: redis, skipWaitingForReady: true });
  queue.on('error', (error) => log.debug({ err: error }, 'queue of like texts'));
  let stopped = false;
  const worker = new Worker(SIMILAR_QUEUE.name, () => compareAll(similar, () => stopped), {
    connection: redis,
    concurrency: 1,
    lockDuration: SIMILAR_QUEUE.lockMs,
  });
  worker.on('error', (error) => log.debug({ err: error }, 'worker of like texts'));
  worker.on('failed', (_job, error) =>
    log.error({ err: error }, 'like texts could not be looked for; it is tried again'),
  );

  const offer = async (): Promise<void> => {
    if (stopped || (await similar.waiting(1)).length === 0) return;
    // One at a time, however often it is offered.
    await queue.add(SIMILAR_QUEUE.job, {}, { jobId: SIMILAR_QUEUE.job, removeOnComplete: true, removeOnFail: true });
  };
  const look = (): void => {
    offer().catch((error) => {
      if (!stopped) log.warn({ err: error }, 'like texts could not be offered');
    });
  };
  const timer = setInterval(look, SIMILAR_LIMITS.lookMs);
  timer.unref();
  look();
  return {
    idle: async () => {
      while ((await similar.waiting(1)).length > 0) {
        await offer();
        await pause(LOOK_AGAIN_MS);
      }
    },
    stop: async () => {
      stopped = true;
      clearInterval(timer);
      await worker.close();
      redis.disconnect();
      await queue.close().catch((error) => log.debug({ err: error }, 'queue of like texts closed without Redis'));
    },
  };
}

/** Holds every text that waits against all others. */
export async function compareAll(similar: Similar, isStopped: () => boolean = () => false): Promise<void> {
  const all = await similar.sketches();
  const index = alikeIndex(all);
  const byId = new Map(all.map((sketch) => [sketch.documentId, sketch]));
  for (;;) {
    const ids = await similar.waiting(SIMILAR_LIMITS.atOnce);
    const part = ids.flatMap((id) => byId.get(id) ?? []);
    // What came since is not among those that were read: the next job takes it.
    if (part.length === 0 || isStopped()) return;
    const pairs = [];
    for (const sketch of part) {
      pairs.push(...pairsOf(sketch, index));
      await breathe();
    }
    await similar.keep(part, pairs);
  }
}
