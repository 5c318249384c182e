/** The page of the queue: what waits and runs, what failed and why, what was done by the hour, and what is out of order. */
import { z } from 'zod';
import type { ErrorCode, Stage } from '../pipeline/contracts/errors.ts';
import { LANES } from '../pipeline/contracts/expected-work.ts';
import { pageOf, secondsRangeSchema } from './api.ts';
import { URGENCIES } from './states.ts';

/**
 * Where a document stands that the queue is not done with. `held`: a person holds it back, alone or with its lane;
 * `checking`: it was read, and the office has not looked at it; `failed`: nobody goes on with it by himself.
 */
export const QUEUE_PLACES = ['running', 'waiting', 'held', 'checking', 'failed'] as const;
export type QueuePlace = (typeof QUEUE_PLACES)[number];

/** What a failed document needs: the surroundings failed and it may go well now, or the agency has to send another file. */
export const REMEDIES = ['retry', 'agency'] as const;
export type Remedy = (typeof REMEDIES)[number];

/** The stage that a document is in or failed at: those of the one way of the data, and the reading of pictures. */
export const QUEUE_STAGES = [
  ...(['intake', 'extract', 'reconstruct', 'canonicalise', 'validate', 'work'] as const satisfies readonly Stage[]),
  'recognise',
] as const;
export type QueueStage = (typeof QUEUE_STAGES)[number];

export const queueItemSchema = z
  .object({
    id: z.uuid(),
    fileName: z.string(),
    bytes: z.int(),
    /** Of its filing, else as it was read; null while nobody knows. */
    agency: z.string().nullable(),
    /** Who brought it. */
    sender: z.string().nullable(),
    lane: z.enum(LANES),
    place: z.enum(QUEUE_PLACES),
    urgency: z.enum(URGENCIES),
    /** Null while it waits. */
    stage: z.enum(QUEUE_STAGES).nullable(),
    progress: z.object({ pagesRead: z.int(), pages: z.int() }).readonly().nullable(),
    /** Runs since it was received or last sent back. */
    attempts: z.int(),
    /** For failed ones. */
    error: z
      .object({ code: z.string(), message: z.string(), remedy: z.enum(REMEDIES) })
      .readonly()
      .nullable(),
    queuedAt: z.iso.datetime(),
    /** Seconds for which it waits, or waited before its run. */
    waitedSeconds: z.int(),
    /** Seconds that its run takes or took; null before it. */
    tookSeconds: z.int().nullable(),
  })
  .readonly();
export type QueueItem = z.infer<typeof queueItemSchema>;

/** GET /api/queue/documents?place=&lane=&code=&remedy=&query=&sort=&page=1&size=50 */
export const queuePageSchema = pageOf(queueItemSchema);
export type QueuePage = z.infer<typeof queuePageSchema>;

/** What failed for one cause. */
const causeSchema = z
  .object({
    code: z.string(),
    message: z.string(),
    remedy: z.enum(REMEDIES),
    documents: z.int(),
    lastAt: z.iso.datetime().nullable(),
  })
  .readonly();
export type FailureCause = z.infer<typeof causeSchema>;

const lane = z.enum(LANES);
/** What is out of order, each at most once a lane. */
export const queueAlertSchema = z.discriminatedUnion('code', [
  /** Something waits and no worker is connected. */
  z.object({ code: z.literal('no-worker'), waiting: z.int() }).readonly(),
  /** Something waits, workers are there, and nothing was begun or ended for so long. */
  z.object({ code: z.literal('stands-still'), lane, seconds: z.int() }).readonly(),
  /** The first in turn has waited for so long. */
  z.object({ code: z.literal('waits-long'), lane, seconds: z.int() }).readonly(),
  /** So many of the runs that ended of late failed for one cause. */
  z
    .object({ code: z.literal('one-cause'), cause: z.string(), message: z.string(), failed: z.int(), ended: z.int() })
    .readonly(),
  z.object({ code: z.literal('disk-low'), freeBytes: z.int(), refusesUploads: z.boolean() }).readonly(),
  /** Somebody holds a lane back in which documents wait. */
  z.object({ code: z.literal('held'), lane, who: z.string(), since: z.iso.datetime(), waiting: z.int() }).readonly(),
  /** Redis does not answer: nothing is begun. */
  z.object({ code: z.literal('redis-away') }).readonly(),
]);
export type QueueAlert = z.infer<typeof queueAlertSchema>;
export const QUEUE_ALERTS = [
  'redis-away',
  'no-worker',
  'stands-still',
  'waits-long',
  'one-cause',
  'disk-low',
  'held',
] as const satisfies readonly QueueAlert['code'][];

/** GET /api/queue/alerts */
export const queueAlertsSchema = z.object({ alerts: z.array(queueAlertSchema).readonly() }).readonly();
export type QueueAlerts = z.infer<typeof queueAlertsSchema>;

const deskLaneSchema = z
  .object({
    lane,
    waiting: z.int(),
    /** Those that a person holds back, alone or with the lane. */
    held: z.int(),
    running: z.int(),
    /** Until nothing waits that is not held back; null while no worker is there. */
    secondsToGo: secondsRangeSchema.nullable(),
    /** For which the one that has waited longest has; null where none waits. */
    oldestSeconds: z.int().nullable(),
    /** Documents that are converted at a time. */
    slots: z.int(),
    /** Who holds the lane back, and since when; null where nobody does. */
    heldBy: z.object({ who: z.string(), since: z.iso.datetime() }).readonly().nullable(),
  })
  .readonly();
export type DeskLane = z.infer<typeof deskLaneSchema>;

/** GET /api/queue/desk: the lanes are everybody's, places and causes those of documents that the asker may see. */
export const queueDeskSchema = z
  .object({
    lanes: z.array(deskLaneSchema).readonly(),
    places: z.record(z.enum(QUEUE_PLACES), z.int()).readonly(),
    causes: z.array(causeSchema).readonly(),
    alerts: z.array(queueAlertSchema).readonly(),
    workers: z.int(),
  })
  .readonly();
export type QueueDesk = z.infer<typeof queueDeskSchema>;

/** GET /api/queue/hours?hours=24: the oldest hour first, the present one last. Of everybody's documents. */
const hourSchema = z
  .object({
    from: z.iso.datetime(),
    converted: z.int(),
    failed: z.int(),
    /** For which half of them had waited at most; null where none ended. */
    waitedSeconds: z.int().nullable(),
  })
  .readonly();
export type HourOfQueue = z.infer<typeof hourSchema>;
export const queueHoursSchema = z.object({ hours: z.array(hourSchema).readonly() }).readonly();
export type QueueHours = z.infer<typeof queueHoursSchema>;

/** POST /api/queue/hold and /api/queue/resume. Null: all lanes. What is in work goes on to its end. */
export const holdSchema = z.strictObject({ lane: lane.nullable() });

/** POST /api/queue/causes/retry: all that failed for one cause. */
export const retryCauseSchema = z.strictObject({ code: z.string().min(1).max(100) });

/** POST /api/queue/many/<what> */
export const QUEUE_MOVES = ['retry', 'front', 'back', 'pause', 'resume', 'cancel'] as const;
export type QueueMove = (typeof QUEUE_MOVES)[number];

/** Whether a code may go well another time says the table of errors; what an older or newer version wrote is tried again. */
export const remedyOf = (
  code: string,
  kinds: Readonly<Record<ErrorCode, { readonly retry: 'never' | 'later' }>>,
): Remedy => (Object.hasOwn(kinds, code) && kinds[code as ErrorCode].retry === 'never' ? 'agency' : 'retry');
