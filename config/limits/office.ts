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

/** Requests in a minute. A page that is opened asks for 20; a reviewer who goes on by key for 300 a minute. */
export const DOOR_LIMITS = {
  /** One address: a whole office may come through one proxy. */
  ofAddress: 12_000,
  ofPerson: 6_000,
  /** Of one address, such as were refused or asked for what is not there. */
  ofStrangers: 600,
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

/** Findings across agencies. */
export const ISSUE_LIMITS = {
  /** Findings that one decision is taken on at once: their reports are read for it, 3 ms each. */
  atOnce: 1_000,
  /** Bytes of such a request: three names of 64 characters a finding. */
  requestBytes: 512 * 1024,
  /** Filings that are given to a reviewer at once: each is a move of its own, 20 ms. */
  filingsAtOnce: 300,
  /** Rows of the table that is saved: 3,000 agencies with ten each. */
  rows: 30_000,
} as const;

/** What a reviewer may say of a cell. */
export const CORRECTION_LIMITS = {
  /** Characters of a note, as of a reason. */
  noteCharacters: 500,
  /** Characters of a fact; titles with the longest names of agencies have 80. */
  factCharacters: 200,
  /** The largest number of a cell, either way: a budget in 万元 has ten digits. */
  largest: 1e12,
  /** Bytes of the request: the note in UTF-8, twice over. */
  requestBytes: 8 * 1024,
  /** Corrections of one document, withdrawn ones included: each of its 300 cells several times. */
  perDocument: 2_000,
} as const;

/** What the office writes into a letter. */
export const LETTER_LIMITS = {
  /** Characters of its name: the longest names of offices have 40. */
  officeCharacters: 80,
  /** Characters of one text that a person edits: longer than what a letter prints of it. */
  editedCharacters: 2_000,
  /** Points of a letter, and places of a point; as many as are listed, with room for added ones. */
  items: 200,
  /** Bytes of an edited letter: hundreds of places with their texts. */
  requestBytes: 1024 * 1024,
} as const;

/** The same done to many that somebody chose in a list. */
export const MANY_LIMITS = {
  /** At once; each is a transaction of some ten milliseconds, and whoever presses waits for the answer. */
  rows: 1_000,
} as const;

/** Versions of a filing. */
export const VERSION_LIMITS = {
  /** Cells that two readings must have in common before it is said that they agree: table four alone has fifteen. */
  commonCells: 15,
  /** Share of equal cells from which two formats of one upload are forms of one report: a scan reads some cells wrong. */
  formsAgree: 0.9,
} as const;

/** What changed from one version to the next. */
export const DIFF_LIMITS = {
  /** Paragraphs that came or went, beyond which no common order is looked for: a report has 60, and 400 take 50 ms. */
  edits: 400,
} as const;

/** Rosters. */
export const ROSTER_LIMITS = {
  /** Agencies: a province with all its towns has 3,000. */
  rows: 20_000,
  /** Columns, ours and those that are only kept. */
  columns: 60,
  /** Characters of one cell. */
  cellCharacters: 1_000,
  /** Characters of a name of an agency; the longest official ones have 40. */
  nameCharacters: 80,
  /** Bytes of the file; 20,000 rows of ours have 2 MB. */
  bytes: 32 * 1024 * 1024,
  /** Agencies above one another: province, city, county, town, department, office. */
  depth: 12,
  /** Problems that are told at once; who has more mends these first. */
  problems: 500,
} as const;

/** How sure a guess is whose report a document is: 0…1. */
export const MATCH_LIMITS = {
  /** Candidates that a person is offered. */
  candidates: 5,
  /** Below it a guess is none. */
  least: 0.2,
  /** A guess as sure as this is taken by itself unless the campaign says otherwise. @source contract/API.md */
  sure: 0.95,
} as const;

/** People. */
export const PEOPLE_LIMITS = {
  /** Wrong passwords in a row before a name is locked, and for how long; ten guesses an hour find no password. */
  failures: 5,
  lockedMs: 15 * 60 * 1000,
  /** A session ends so long after it began, and so long after it was last used. */
  sessionMs: 12 * 60 * 60 * 1000,
  idleMs: 2 * 60 * 60 * 1000,
  /** The one-time address is good for a day, and for one use. */
  welcomeMs: 24 * 60 * 60 * 1000,
  /** Attempts to sign in from one address in a minute. */
  attemptsPerMinute: 20,
} as const;

/** Tables summed over the reports of a year. */
export const CONSOLIDATION_LIMITS = {
  /** Agencies that are named for one cell in which a government's report differs; more than a screen explain nothing. */
  explanations: 20,
  /** Characters of a report's figures as they are kept: some 220 cells of at most 24 characters and a comma. */
  figureCharacters: 8_000,
  /** Snapshots that are listed. */
  snapshots: 200,
} as const;

/** Documents that the office sends out. */
export const OUTGOING_LIMITS = {
  /** Errors that a circular names. */
  topRules: 10,
  /** Lines of a list of issues: 3,000 agencies with some fifteen each; a workbook of more is slow to open. */
  issues: 50_000,
  /** Return notices of one archive: each is written anew, ten in a second. */
  notices: 3_000,
  /** Agencies that a circular names one by one. */
  named: 20,
} as const;

/** A page or file fetched from where an agency published it. */
export const PUBLISHED_PAGE_LIMITS = {
  /** Bytes; the largest report of the public corpus has 12 MB. */
  bytes: 32 * 1024 * 1024,
  /** All of it, redirects and all, in milliseconds. */
  wallMs: 20_000,
  /** From http to https, and on to the host that serves. */
  redirects: 3,
} as const;

/** Texts that are like one another. */
export const SIMILAR_LIMITS = {
  /** Resemblance from which a pair is kept, 0…1: half of all words; what is shown begins where somebody asks. */
  kept: 0.5,
  /** From which a pair is shown unless somebody asks for another. @source config/rules.ts, similarPeer */
  shown: 0.8,
  /** Texts that one step of the job holds against all others before the server answers somebody else. */
  atOnce: 100,
  /** Pairs of one text that are kept: who copied from a template that all have is like thousands. */
  pairsOfOne: 50,
  /** Like passages that a list shows of a pair, and characters of one. */
  passages: 3,
  passageCharacters: 120,
  /** How often it is looked for texts that nobody has compared, in milliseconds. */
  lookMs: 5_000,
} as const;
