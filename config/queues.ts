import { PROCESS_LIMITS } from './limits.ts';

/** The queue of conversions and what it may cost to get through. Times in milliseconds. */
export const CONVERT_QUEUE = {
  name: 'gouji-convert',
  job: 'convert',
  /** How often the queue itself tries again when the surroundings fail; whether a document is given up is said by RUN_LIMITS. */
  attempts: 4,
  backoffMs: 2_000,
  backoffJitter: 0.5,
  /** A worker only waits, so it renews its locks in time; a lost worker's documents go on elsewhere after this long. */
  lockMs: 30_000,
  stalledCheckMs: 10_000,
  /** High, because the default of 1 fails a job for good after two deploys; the database counts instead. */
  stalledRecoveries: 20,
} as const;

/** When a document is given up. Counted in the database, which outlives Redis. */
export const RUN_LIMITS = {
  /** Runs of one document that ended by a crash or another passing failure. */
  failures: 3,
  /** Runs of one document of which nothing was heard again: its worker was killed. */
  lostRuns: 10,
} as const;

/** How the queue is filled again from the database. */
export const RECONCILE = {
  intervalMs: 5_000,
  /** A document that waits this long without a finished run is offered to the queue again, which ignores what it has. */
  waitingMs: 5_000,
  /** Longer than any run may take, so that no living run is doubled. */
  convertingMs: PROCESS_LIMITS.wallMs + 60_000,
  batch: 1_000,
} as const;

/** How long a stop waits before it turns hard. */
export const STOP_DEADLINES = {
  /** For documents being converted; after it their processes are killed and they go back to waiting. */
  workerMs: 15_000,
  /** For the whole server, workers included. */
  serverMs: 25_000,
} as const;
