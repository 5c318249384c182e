/** Words of the office's year that server, store, command line and page share: no more than the words. */

/**
 * The one state each uploaded file is in.
 * received → converting → converted | conversion-failed; a refused file is `rejected`, a file held already is `duplicate`.
 * From `converted` on they are final; a retry takes conversion-failed back to received. What belongs to no filing can be
 * `removed` from the lists by a person and be brought back.
 */
export const DOCUMENT_STATES = [
  'received',
  'converting',
  'converted',
  'conversion-failed',
  'duplicate',
  'rejected',
  'removed',
] as const;
export type DocumentState = (typeof DOCUMENT_STATES)[number];
export const FINAL_STATES: readonly DocumentState[] = [
  'converted',
  'conversion-failed',
  'duplicate',
  'rejected',
  'removed',
];

/**
 * How soon a document is wanted. `awaited`: before everything else, because somebody waits for just this one: the corrected
 * report of a returned filing, what was sent back by itself, what somebody moved to the front. `few`: it came with a few
 * others at most, and does not stand behind the `bulk` of its own sender.
 */
export const URGENCIES = ['awaited', 'few', 'bulk'] as const;
export type Urgency = (typeof URGENCIES)[number];

/** `receiving`: its bytes are on the way; `cut`: they ended too early, or were refused, and nothing of them was kept. */
export const UPLOAD_STATES = ['receiving', 'received', 'cut'] as const;
export type UploadState = (typeof UPLOAD_STATES)[number];

/** What people may be; one may be several. */
export const ROLES = ['administrator', 'approver', 'reviewer', 'clerk', 'viewer', 'agency'] as const;
export type Role = (typeof ROLES)[number];

export const CAMPAIGN_STATES = ['open', 'closed'] as const;
export type CampaignState = (typeof CAMPAIGN_STATES)[number];

/** Where what one agency owes in one year stands. */
export const FILING_STATES = [
  'expected',
  'received',
  'converting',
  'checking',
  'needsReview',
  'clear',
  'returned',
  'accepted',
  'published',
  'exempt',
  'merged',
] as const;
export type FilingState = (typeof FILING_STATES)[number];

/** States drawn together, as an office counts them. */
export const FILING_PILES = {
  due: FILING_STATES.filter((state) => state !== 'exempt' && state !== 'merged'),
  filed: FILING_STATES.filter((state) => !['expected', 'exempt', 'merged'].includes(state)),
  /** Read, and waiting for a person's word. */
  toReview: ['needsReview', 'clear'],
  passed: ['accepted', 'published'],
} as const satisfies Readonly<Record<string, readonly FilingState[]>>;
export type FilingPile = keyof typeof FILING_PILES;

/** What is true of a filing besides its state: of the day, of its report, or, for `putAside`, by a reviewer's word. */
export const FILING_FLAGS = [
  'late',
  'missing',
  'dueSoon',
  'overdueCorrection',
  'cameBack', // a version after the one that was returned waits for the office
  'conversionFailed',
  'versionsDiffer',
  'changedAfterAcceptance',
  'putAside',
  'waiverProposed',
] as const;
export type FilingFlag = (typeof FILING_FLAGS)[number];

/** Kinds of agency, with the word that a roster uses. */
export const AGENCY_KINDS = {
  government: '政府',
  governmentOffice: '政府办公室',
  department: '部门',
  dispatchedOffice: '派出机关',
  township: '乡镇',
  institution: '事业单位',
  other: '其他',
} as const;
export type AgencyKind = keyof typeof AGENCY_KINDS;

/** `self`: its own figures only; `rollup`: its own and those of the agencies below it. */
export const REPORT_SCOPES = { self: '本级', rollup: '汇总' } as const;
export type ReportScope = keyof typeof REPORT_SCOPES;

/** As what a document belongs to a version: the one that is checked, or another form of it. */
export const DOCUMENT_PARTS = ['main', 'other', 'published'] as const;
export type DocumentPart = (typeof DOCUMENT_PARTS)[number];

/** Why a document waits for a person: an agency and year that are not sure, or a filing that cannot take it. */
export const WAIT_REASONS = [
  'unsure', // there are guesses, none sure enough
  'not-on-roster', // nothing fits an agency of the roster
  'no-campaign', // of a year that is not collected
  'which-counts', // another content of the same agency came with the same upload
  'came-earlier', // it was handed in before the version that counts
  'filing-accepted',
  'filing-not-due',
  'campaign-closed',
  'taken-out', // a person took it out of its filing
] as const;
export type WaitReason = (typeof WAIT_REASONS)[number];
