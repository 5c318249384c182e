/** What reviewers and the office write. Every bound and threshold has its unit and its reason. */

/** Letters to agencies. */
export const NOTICE_LIMITS = {
  /** Places that one point lists; a notice of more is no longer read. */
  itemsPerPoint: 100,
  /** Characters of one text of a letter; quotes of whole paragraphs stay under it. */
  textCharacters: 600,
  /** Hex digits of the hash of the file: enough to tell versions of one report apart. */
  shownHash: 16,
} as const;

/** What a reviewer may say of a finding. */
export const DECISION_LIMITS = {
  /** Characters of the name: a name with its office has 30. */
  reviewerCharacters: 40,
  /** Characters of a reason: half a page. */
  reasonCharacters: 500,
  /** Bytes of the request: the above in UTF-8, twice over. */
  requestBytes: 8 * 1024,
  /** Decisions on one finding, so that its history can always be shown whole. Nobody changes his mind more often. */
  perFinding: 100,
} as const;

/** What the office writes into a letter. */
export const LETTER_LIMITS = {
  /** Characters of its name: the longest names of offices have 40. */
  officeCharacters: 80,
} as const;
