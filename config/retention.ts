/** How long is kept what nobody needs any more. What belongs to a filing, and the trail, are never removed. */
export interface Retention {
  /** GOUJI_KEEP_REMOVED: days for which a removed document can be brought back. */
  readonly removedDays: number;
  /** GOUJI_KEEP_OLD_RESULTS: days for which a result is kept that a newer one has replaced, and an original that nothing names. */
  readonly oldResultDays: number;
  /** GOUJI_KEEP_RUNS: days for which it is kept how each run of the queue ended. */
  readonly runDays: number;
}

/** A year and a campaign after it; a quarter, in which an update of the program shows what it is worth; two campaigns. */
export const USUAL_RETENTION: Retention = { removedDays: 400, oldResultDays: 90, runDays: 800 };

/** How often it is looked for what has had its time. */
export const RETENTION_SWEEP_MS = 6 * 60 * 60 * 1_000;
