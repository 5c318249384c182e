import type { Lane } from '../pipeline/contracts/expected-work.ts';

/** A queue a lane (docs/decisions/0030-lanes.md). */
export const QUEUE_NAMES = { digital: 'gouji-digital', scans: 'gouji-scans' } as const satisfies Record<Lane, string>;

/** Texts that are like one another (workers/similar.worker.ts); a step of it takes well under a second. */
export const SIMILAR_QUEUE = { name: 'gouji-similar', job: 'compare', lockMs: 60_000 } as const;

/** How jobs of conversion are tried and watched. Times in milliseconds. */
export const CONVERT_QUEUE = {
  job: 'convert',
  /** Helps with the pages of a long scan; taken only when no document waits. */
  helpJob: 'read-pages',
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

/** Scanned pages are read one by one, kept one by one, and long documents are shared (docs/decisions/0012-page-readings.md). */
export const PAGE_READING = {
  /** A helper takes as long to start as two pages to read: of so many it takes a quarter of the time away for a fifth more work. */
  pagesForEachHelper: 8,
  helpers: 7,
  /** How often a reader freshens the leases of the pages that it reads, and when a lease counts as left behind. */
  heartbeatMs: 2_000,
  staleMs: 10_000,
  lookAgainMs: 200,
  /** Progress is written down at most this often. */
  reportMs: 1_000,
  /** JSON of one page; a page of small print has about 1 MB. A larger one is not kept and would be read again. */
  pageBytes: 8 * 1024 * 1024,
  documentBytes: 512 * 1024 * 1024,
  /** A week: a failed document that is sent back goes on where it stopped. */
  ageMs: 7 * 24 * 60 * 60 * 1_000,
  sweepMs: 6 * 60 * 60 * 1_000,
} as const;

/** When a document is given up. Counted in the database, which outlives Redis. */
export const RUN_LIMITS = {
  /** Runs of one document that ended by a crash or another passing failure. */
  failures: 3,
  /** Runs of one document of which nothing was heard again: its worker was killed. */
  lostRuns: 10,
  /** How often a worker says that it is at a document, and after how much silence it is gone. */
  aliveMs: 5_000,
  silentMs: 20_000,
  /** A scan that has been in work for so long gives way to others that wait; beginning again costs it two seconds. */
  patienceMs: 60_000,
} as const;

/** How the queues are filled from the database: with a window of what is next, so that whoever comes later is not behind all. */
export const FEED = {
  /** How often it is looked whether a window has room, while something waits and while nothing does. */
  busyMs: 200,
  idleMs: 2_000,
  /** Jobs in a window for each document that is converted at a time, and at least. */
  window: { digital: { each: 6, least: 8 }, scans: { each: 1, least: 1 } },
} as const;

/** How long a stop waits before it turns hard. */
export const STOP_DEADLINES = {
  /** For documents being converted; after it their processes are killed and they go back to waiting. */
  workerMs: 15_000,
  /** For the whole server, workers included. */
  serverMs: 25_000,
} as const;
