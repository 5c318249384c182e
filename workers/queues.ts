import { type Job, Queue, UnrecoverableError, Worker } from 'bullmq';
import type { Logger } from 'pino';
import { z } from 'zod';
import { CONVERT_QUEUE } from '../config/queues.ts';
import type { RunMark } from '../store/ledger.ts';
import { connectRedis, type RedisPlace, untilReady } from './redis.ts';

/** The only place that builds BullMQ objects. Redis holds ids and intent; what is true stands in the database. */

const documentSchema = z.object({ documentId: z.uuid() });
const helpSchema = z.object({ documentId: z.uuid(), run: z.uuid() });

/** What a worker is to do: convert a document, or help with the pages of one whose run another worker began. */
export type QueuedWork =
  | { readonly kind: 'convert'; readonly documentId: string }
  | { readonly kind: 'help'; readonly mark: RunMark };

/** BullMQ takes no bare number and no ":" as a job's id. */
const jobIdOf = (documentId: string): string => `d-${documentId}`;

export interface ConvertQueue {
  /** Offers documents for conversion, in this order. Those that the queue has already are ignored. */
  readonly offer: (documentIds: readonly string[]) => Promise<void>;
  /** Worker processes that are connected now. */
  readonly workers: () => Promise<number>;
  /** @throws when Redis does not answer. */
  readonly ping: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/**
 * The producer's end. Every call fails at once while Redis is away: the reconciler makes good for it.
 * @throws when Redis does not answer now.
 */
export async function openConvertQueue(place: RedisPlace, log: Logger): Promise<ConvertQueue> {
  const redis = connectRedis(place, 'impatient', log);
  // The queue asks for the version at once and never again.
  await untilReady(redis);
  const queue = new Queue(CONVERT_QUEUE.name, { connection: redis, skipWaitingForReady: true });
  queue.on('error', (error) => log.debug({ err: error }, 'convert queue'));
  return {
    offer: async (documentIds) => {
      await queue.addBulk(
        documentIds.map((documentId) => ({
          name: CONVERT_QUEUE.job,
          data: { documentId },
          opts: {
            jobId: jobIdOf(documentId),
            attempts: CONVERT_QUEUE.attempts,
            backoff: {
              type: 'exponential',
              delay: CONVERT_QUEUE.backoffMs,
              jitter: CONVERT_QUEUE.backoffJitter,
            },
            // A job that is over leaves nothing behind, so that its id can be offered again; the database keeps what it gave.
            removeOnComplete: true,
            removeOnFail: true,
          },
        })),
      );
    },
    workers: () => queue.getWorkersCount(),
    ping: async () => {
      await redis.ping();
    },
    close: async () => {
      // Closing the queue waits for Redis for ever when it is away; dropping the connection does not.
      redis.disconnect();
      await queue.close().catch((error) => log.debug({ err: error }, 'convert queue closed without Redis'));
    },
  };
}

/** How a job ended. `again` hands it back to the queue, which tries later; `over` ends it for good without a result. */
export type JobEnd =
  | { readonly kind: 'done' }
  | { readonly kind: 'again'; readonly reason: string }
  | { readonly kind: 'over'; readonly reason: string };

export interface ConsumerTimes {
  readonly lockMs: number;
  readonly stalledCheckMs: number;
}

export interface ConvertConsumer {
  /** Takes no more jobs and waits for those in work. */
  readonly drain: () => Promise<void>;
  /** Asks so many workers for help with a run. They come when no document waits, or never. */
  readonly callHelp: (mark: RunMark, helpers: number) => Promise<void>;
  /** Lets go of Redis at once. */
  readonly drop: () => void;
}

/** The worker's end: takes up to `concurrency` documents at a time. `handle` must only wait, never compute: else its locks run out. */
export function consumeConvertQueue(
  place: RedisPlace,
  concurrency: number,
  handle: (work: QueuedWork) => Promise<JobEnd>,
  log: Logger,
  times: ConsumerTimes = CONVERT_QUEUE,
): ConvertConsumer {
  const redis = connectRedis(place, 'patient', log);
  const worker = new Worker(CONVERT_QUEUE.name, (job) => answerJob(job, handle), {
    connection: redis,
    concurrency,
    name: `${process.pid}`,
    lockDuration: times.lockMs,
    stalledInterval: times.stalledCheckMs,
    maxStalledCount: CONVERT_QUEUE.stalledRecoveries,
  });
  worker.on('error', (error) => log.debug({ err: error }, 'convert worker'));
  worker.on('stalled', (jobId) => log.warn({ jobId }, 'a lost worker left this job; it is taken up again'));
  const queue = new Queue(CONVERT_QUEUE.name, { connection: redis, skipWaitingForReady: true });
  queue.on('error', (error) => log.debug({ err: error }, 'convert queue'));
  return {
    drain: () => worker.close(),
    callHelp: async ({ documentId, run }, helpers) => {
      await queue.addBulk(
        Array.from({ length: helpers }, (_, helper) => ({
          name: CONVERT_QUEUE.helpJob,
          data: { documentId, run },
          // Any priority comes after jobs that have none.
          opts: { jobId: `h-${run}-${helper}`, priority: 1, removeOnComplete: true, removeOnFail: true },
        })),
      );
    },
    drop: () => {
      queue.close().catch((error) => log.debug({ err: error }, 'convert queue dropped'));
      worker.close(true).catch((error) => log.debug({ err: error }, 'convert worker dropped'));
      redis.disconnect();
    },
  };
}

async function answerJob(job: Job, handle: (work: QueuedWork) => Promise<JobEnd>): Promise<void> {
  const end = await handle(workOf(job));
  switch (end.kind) {
    case 'done':
      return;
    case 'again':
      throw new Error(end.reason);
    case 'over':
      throw new UnrecoverableError(end.reason);
    default:
      end satisfies never;
  }
}

/** @throws UnrecoverableError */
function workOf({ name, data }: Job): QueuedWork {
  const help = name === CONVERT_QUEUE.helpJob ? helpSchema.safeParse(data) : null;
  if (help?.success) return { kind: 'help', mark: help.data };
  const document = name === CONVERT_QUEUE.job ? documentSchema.safeParse(data) : null;
  if (document?.success) return { kind: 'convert', documentId: document.data.documentId };
  throw new UnrecoverableError('the job names no document');
}
