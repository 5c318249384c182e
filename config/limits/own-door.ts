/** What an agency does at its own door. Every bound and threshold has its unit and its reason. */

const MB = 1024 * 1024;

/** The form that is filled in in the browser. */
export const DRAFT_LIMITS = {
  /** Characters of one cell as it is typed; an amount has 16. */
  cellCharacters: 40,
  /** Cells: the largest form has 200. */
  cells: 400,
  /** Characters of one section; the longest published reports have 15,000 in all. */
  sectionCharacters: 30_000,
  signerCharacters: 80,
  /** Bytes of the request: six sections in UTF-8 and all cells. */
  requestBytes: 1 * MB,
  /** The largest count, and the largest amount in 万元: a province has 500,000 applications and fees of 500 亿元. */
  largestCount: 9_999_999,
  largestAmount: 99_999_999,
  /** Decimals of an amount. @source 国办公开办函〔2021〕30号: 万元, to the 元 */
  amountDecimals: 4,
  /** Characters below which the first section can hardly say what it has to. */
  overviewShort: 100,
  /** An amount without decimals from which on it may be 元. */
  amountLikelyYuan: 10_000,
} as const;

/** Drafts that an agency has looked over for itself. */
export const SELF_CHECK_LIMITS = {
  /** Bytes of a draft; a scan of 60 pages has 30 MB. */
  bytes: 50 * MB,
  /** Drafts of one agency that wait at the same time. */
  waitingOfOne: 5,
  /** Drafts that come in at the same time, of all and of one person: each is held in memory until it is whole. */
  sendingAtOnce: 8,
  sendingOfOne: 1,
  /** Drafts that are read at the same time, beside what the workers do: somebody waits for each. */
  children: 2,
  /** What was found is kept so long, and of the last so many of one agency. */
  keptMs: 14 * 24 * 60 * 60 * 1000,
  keptOfOne: 30,
  /** How often it is looked for what is to go. */
  sweepMs: 60 * 60 * 1000,
  /** Findings of one draft that are kept. */
  findings: 500,
} as const;

/** One-time addresses by which agencies get into their accounts. */
export const INVITATION_LIMITS = {
  /** They are handed out on paper and by mail, before the campaign. */
  keptMs: 30 * 24 * 60 * 60 * 1000,
  /** Accounts that are made at once: a province with all its towns. */
  atOnce: 3_000,
} as const;
