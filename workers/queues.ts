import { type Job, Queue, UnrecoverableError, Worker } from 'bullmq';
import type { Redis } from 'ioredis';
import type { Logger } from 'pino';
import { z } from 'zod';
import { CONVERT_QUEUE, QUEUE_NAMES } from '../config/queues.ts';
import { LANES, type Lane } from '../pipeline/contracts/expected-work.ts';
import type { RunMark } from '../store/ledger.ts';
import type { InTurn } from '../store/turns.ts';
import { connectRedis, type RedisPlace, untilReady } from './redis.ts';

/** The only place that builds BullMQ objects. Redis holds ids and intent; what is true stands in the database. */

const documentSchema = z.object({ documentId: z.uuid() });
const helpSchema = z.object({ documentId: z.uuid(), run: z.uuid() });

/** What a worker is to do: convert a document, or help with the pages of one whose run another worker began. */
export type QueuedWork =
  | { readonly kind: 'convert'; readonly documentId: string }
  | { readonly kind: 'help'; readonly mark: RunMark };

/** BullMQ takes no bare number and no ":" as a job's id. */
const JOB_ID = 'd-';

/** BullMQ takes the lowest first, and before all of them jobs that have none. */
const PRIORITY = { usual: 1, help: 2 } as const;

export interface ConvertQueue {
  /** Offers documents of a lane for conversion, in this order. Those that the queue has already are ignored. */
  readonly offer: (lane: Lane, documents: readonly InTurn[]) => Promise<void>;
  /** Documents of a lane that the queue has and no worker has taken. */
  readonly waiting: (lane: Lane) => Promise<readonly string[]>;
  /** Those of a lane that are in work, or are tried again later. */
  readonly taken: (lane: Lane) => Promise<readonly string[]>;
  /** How many documents of a lane all connected workers convert at a time. */
  readonly slots: (lane: Lane) => Promise<number>;
  /** Worker processes that are connected now. */
  readonly workers: () => Promise<number>;
  /** How the queues stand in Redis, in the text format of Prometheus. */
  readonly metrics: () => Promise<string>;
  /** @throws when Redis does not answer. */
  readonly ping: () => Promise<void>;
  readonly close: () => Promise<void>;
  /** For BullMQ's own board (server/queue/bull-board.ts), which only looks. */
  readonly queues: readonly Queue[];
}

/**
 * The producer's end. Every call fails at once while Redis is away: the feeder makes good for it.
 * @throws when Redis does not answer now.
 */
export async function openConvertQueue(place: RedisPlace, log: Logger): Promise<ConvertQueue> {
  const redis = connectRedis(place, 'impatient', log);
  // The queue asks for the version at once and never again.
  await untilReady(redis);
  const queues = openQueues(redis, log);
  return {
    queues: LANES.map((lane) => queues[lane]),
    offer: async (lane, documents) => {
      await queues[lane].addBulk(
        documents.map(({ documentId, awaited }) => ({
          name: CONVERT_QUEUE.job,
          data: { documentId },
          opts: {
            jobId: `${JOB_ID}${documentId}`,
            ...(awaited ? {} : { priority: PRIORITY.usual }),
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
    waiting: async (lane) => documentsOf(await queues[lane].getRanges(['wait', 'prioritized'], 0, -1)),
    taken: async (lane) => documentsOf(await queues[lane].getRanges(['active', 'delayed'], 0, -1)),
    slots: async (lane) => {
      const workers = await queues[lane].getWorkers();
      return workers.reduce((sum, { rawname }) => sum + slotsIn(rawname), 0);
    },
    workers: () => queues.digital.getWorkersCount(),
    metrics: async () => {
      const texts = await Promise.all(LANES.map((lane) => queues[lane].exportPrometheusMetrics({ lane })));
      return onceDescribed(texts.join('\n'));
    },
    ping: async () => {
      await redis.ping();
    },
    close: async () => {
      // Closing a queue waits for Redis for ever when it is away; dropping the connection does not.
      redis.disconnect();
      for (const lane of LANES) {
        await queues[lane].close().catch((error) => log.debug({ err: error }, 'convert queue closed without Redis'));
      }
    },
  };
}

function openQueues(redis: Redis, log: Logger): Readonly<Record<Lane, Queue>> {
  const open = (lane: Lane): Queue => {
    const queue = new Queue(QUEUE_NAMES[lane], { connection: redis, skipWaitingForReady: true });
    queue.on('error', (error) => log.debug({ err: error, lane }, 'convert queue'));
    return queue;
  };
  return { digital: open('digital'), scans: open('scans') };
}

/** The format lets each metric be described once, whatever queue it is of. */
function onceDescribed(text: string): string {
  const described = new Set<string>();
  const lines = text.split('\n').filter((line) => {
    if (!line.startsWith('#')) return line !== '';
    if (described.has(line)) return false;
    described.add(line);
    return true;
  });
  // All of a metric stand together.
  const names = [...new Set(lines.map(nameIn))];
  return `${names.flatMap((name) => lines.filter((line) => nameIn(line) === name)).join('\n')}\n`;
}

const nameIn = (line: string): string => /^(?:# (?:HELP|TYPE) )?([\w:]+)/.exec(line)?.[1] ?? '';

const documentsOf = (jobIds: readonly string[]): readonly string[] =>
  jobIds.filter((id) => id.startsWith(JOB_ID)).map((id) => id.slice(JOB_ID.length));

/** Workers say in their name how much they do at a time. */
const nameOf = (slots: number): string => `${process.pid}x${slots}`;
const slotsIn = (name: string | undefined): number => Number(/x(\d+)$/.exec(name ?? '')?.[1] ?? 0);

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

/** Of so many documents at a time one is always kept free for what is not a scan. */
export const scansAtOnce = (concurrency: number): number => Math.max(1, concurrency - 1);

/**
 * The worker's end: takes up to `concurrency` documents at a time, and one scan and one other when that is 1. What is not
 * a scan has all that no scan is in, and always one. `handle` must only wait, never compute: else its locks run out.
 */
export function consumeConvertQueue(
  place: RedisPlace,
  concurrency: number,
  handle: (work: QueuedWork) => Promise<JobEnd>,
  log: Logger,
  times: ConsumerTimes = CONVERT_QUEUE,
): ConvertConsumer {
  const redis = connectRedis(place, 'patient', log);
  const consume = (lane: Lane, slots: number, answer: (job: Job) => Promise<void>): Worker => {
    const worker = new Worker(QUEUE_NAMES[lane], answer, {
      connection: redis,
      concurrency: slots,
      name: nameOf(slots),
      lockDuration: times.lockMs,
      stalledInterval: times.stalledCheckMs,
      maxStalledCount: CONVERT_QUEUE.stalledRecoveries,
    });
    worker.on('error', (error) => log.debug({ err: error, lane }, 'convert worker'));
    worker.on('stalled', (jobId) => log.warn({ jobId }, 'a lost worker left this job; it is taken up again'));
    return worker;
  };
  const digital = consume('digital', concurrency, (job) => answerJob(job, handle));
  let scans = 0;
  const countScans = (change: 1 | -1): void => {
    scans += change;
    digital.concurrency = Math.max(1, concurrency - scans);
  };
  const scanning = consume('scans', scansAtOnce(concurrency), async (job) => {
    countScans(1);
    try {
      await answerJob(job, handle);
    } finally {
      countScans(-1);
    }
  });
  const workers = [digital, scanning];
  const helped = new Queue(QUEUE_NAMES.scans, { connection: redis, skipWaitingForReady: true });
  helped.on('error', (error) => log.debug({ err: error }, 'convert queue'));
  return {
    drain: async () => {
      await Promise.all(workers.map((worker) => worker.close()));
    },
    callHelp: async ({ documentId, run }, helpers) => {
      await helped.addBulk(
        Array.from({ length: helpers }, (_, helper) => ({
          name: CONVERT_QUEUE.helpJob,
          data: { documentId, run },
          opts: { jobId: `h-${run}-${helper}`, priority: PRIORITY.help, removeOnComplete: true, removeOnFail: true },
        })),
      );
    },
    drop: () => {
      helped.close().catch((error) => log.debug({ err: error }, 'convert queue dropped'));
      for (const worker of workers) {
        worker.close(true).catch((error) => log.debug({ err: error }, 'convert worker dropped'));
      }
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
