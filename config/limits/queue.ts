/** When the queue is out of order, and how long what it leaves behind is kept. Each with its unit and its reason. */

export const QUEUE_ALERT_LIMITS = {
  /** Nothing begun or ended for so long while something waits: a run says every five seconds that it is alive, a lost one is taken back after twenty. */
  stillSeconds: 120,
  /** In the three days before the statutory day a lane may have an hour of work before it. */
  waitSeconds: 3_600,
  /** Over which failures are counted. */
  causeWindowMs: 60 * 60 * 1_000,
  /** So many of one cause, and such a share of all that ended: ten broken files among a city's thousands are none. */
  causeFailures: 10,
  causeShare: 0.2,
  /** Twice what uploads are refused at, so that somebody can see to it before. */
  freeDiskBytes: 2 * 1024 * 1024 * 1024,
} as const;

/** Hours that a chart of the queue may go back: a week. */
export const QUEUE_CHART_HOURS = { least: 1, most: 168, usual: 24 } as const;
