import { sql } from 'drizzle-orm';
import {
  type AnyPgColumn,
  bigint,
  boolean,
  check,
  customType,
  date,
  doublePrecision,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { SUM_STATES } from '../contracts/consolidated.ts';
import { SELF_CHECK_STATES } from '../contracts/self-checks.ts';
import {
  AGENCY_KINDS,
  CAMPAIGN_STATES,
  DOCUMENT_PARTS,
  DOCUMENT_STATES,
  FILING_STATES,
  REPORT_SCOPES,
  ROLES,
  UPLOAD_STATES,
  URGENCIES,
  WAIT_REASONS,
} from '../contracts/states.ts';
import { DECISION_KINDS, STANDING_DECISIONS } from '../pipeline/contracts/decision.ts';
import { SOURCE_FORMATS } from '../pipeline/contracts/document.ts';
import { LANES } from '../pipeline/contracts/expected-work.ts';
import { CAUSES, SEVERITIES, WAITS } from '../pipeline/contracts/finding.ts';
import { CELL_STATUSES, CORRECTION_REASONS, VALIDATION_STATUSES } from '../pipeline/contracts/report.ts';

/** Whole milliseconds, so that a moment that went through JavaScript still compares as equal. */
const moment = (name: string) => timestamp(name, { withTimezone: true, mode: 'date', precision: 3 });
const oneOf = (column: string, values: readonly string[]) =>
  sql.raw(`${column} in (${values.map((value) => `'${value}'`).join(', ')})`);

const keysOf = <T extends string>(words: Readonly<Record<T, string>>): [T, ...T[]] => Object.keys(words) as [T, ...T[]];
const day = (name: string) => date(name, { mode: 'string' });
/** Numbers of 32 bits. A driver may hand out a view on memory that holds other rows as well: what it gives is copied. */
const numbers32 = customType<{ data: Uint32Array; driverData: Uint8Array }>({
  dataType: () => 'bytea',
  toDriver: ({ buffer, byteOffset, byteLength }) => Buffer.from(new Uint8Array(buffer, byteOffset, byteLength)),
  fromDriver: (bytes) => new Uint32Array(Uint8Array.from(bytes).buffer),
});

/** One upload. */
export const batches = pgTable(
  'batches',
  {
    id: uuid('id').primaryKey(),
    receivedAt: moment('received_at').notNull().defaultNow(),
    /** Who sent it; null for what came in by the command line, or before there were people. */
    personId: uuid('person_id'),
    who: text('who'),
    /** Agency of the account that sent it. */
    agencyId: uuid('agency_id'),
    state: text('state', { enum: UPLOAD_STATES }).notNull().default('received'),
    /** Code of why nothing of it was kept. */
    reason: text('reason'),
  },
  (table) => [
    check('batches_state', oneOf('state', UPLOAD_STATES)),
    index('batches_received').on(table.receivedAt),
    index('batches_receiving').on(table.state).where(sql`state = 'receiving'`),
  ],
);

/** Every file that was ever handed in, with the one state that it is in. The queue is filled from here. */
export const documents = pgTable(
  'documents',
  {
    id: uuid('id').primaryKey(),
    batchId: uuid('batch_id')
      .notNull()
      .references(() => batches.id),
    /** Place in its batch, from 0. */
    position: integer('position').notNull(),
    /** Name for people, with the archive it came in. */
    fileName: text('file_name').notNull(),
    /** The last part of it: the file's own name. */
    sourceName: text('source_name').notNull(),
    bytes: bigint('bytes', { mode: 'number' }).notNull(),
    sha256: text('sha256'),
    format: text('format'),
    mediaType: text('media_type'),
    state: text('state', { enum: DOCUMENT_STATES }).notNull(),
    /** Code of the failure or refusal. */
    reason: text('reason'),
    duplicateOf: uuid('duplicate_of'),
    /** Runs since it was received or last sent back by a person. */
    attempts: integer('attempts').notNull().default(0),
    /** Those of the runs that ended by a passing failure. */
    failures: integer('failures').notNull().default(0),
    /** The run that counts: the last that was begun. What another run reports is ignored. */
    run: uuid('run'),
    /** Of the run: pages, and those of them whose picture has been read. Null while no picture is being read. */
    pages: integer('pages'),
    pagesRead: integer('pages_read'),
    receivedAt: moment('received_at').notNull().defaultNow(),
    startedAt: moment('started_at'),
    finishedAt: moment('finished_at'),
    changedAt: moment('changed_at').notNull().defaultNow(),
    /** How its findings stand after the decisions; kept by store/standing.ts with each change. */
    verdict: text('verdict', { enum: VALIDATION_STATUSES }),
    errorFindings: integer('error_findings').notNull().default(0),
    warningFindings: integer('warning_findings').notNull().default(0),
    decidableFindings: integer('decidable_findings').notNull().default(0),
    decidedFindings: integer('decided_findings').notNull().default(0),
    /** Warnings that nobody has decided on and that are neither of the following. */
    openWarnings: integer('open_warnings').notNull().default(0),
    /** Findings that wait for a look at the paper, or for a word on whose mistake it is, and have not had it. */
    openDoubts: integer('open_doubts').notNull().default(0),
    openMistakes: integer('open_mistakes').notNull().default(0),
    /** Findings that waited for such a word and are the agency's mistakes by now. */
    confirmedMistakes: integer('confirmed_mistakes').notNull().default(0),
    /** Waivers that somebody proposed and nobody has answered. */
    proposedWaivers: integer('proposed_waivers').notNull().default(0),
    /** Pages that nobody read, neither we nor a reviewer who settled `document.unread`. */
    openPages: integer('open_pages').notNull().default(0),
    /** Errors and warnings that can be put to the agency. */
    returnable: integer('returnable').notNull().default(0),
    /** Rules of which it has findings, each once: lists are narrowed by them without a look at any finding. */
    foundRules: text('found_rules').array().notNull().default([]),
    /** Name and agency in small letters, for the search. */
    searched: text('searched').notNull().default(''),
    /** The version that it belongs to, and as what. */
    versionId: uuid('version_id').references((): AnyPgColumn => versions.id),
    part: text('part', { enum: DOCUMENT_PARTS }),
    /** Of its filing, else of the likeliest guess: by it is judged who may see it. */
    agencyId: uuid('agency_id').references((): AnyPgColumn => agencies.id),
    /** JSON: what it may be. */
    guesses: text('guesses').notNull().default('[]'),
    /** Why it waits for a person; null while it is not converted or has a filing. */
    waitsFor: text('waits_for', { enum: WAIT_REASONS }),
    /** Converted, and not yet looked at with what the office knows. */
    checkDue: boolean('check_due').notNull().default(true),
    /** Counts how often it was marked so: a look that began before the last mark does not settle it. */
    dueMarks: integer('due_marks').notNull().default(0),
    /** Taken out of its filing by hand: no guess puts it back. */
    heldBack: boolean('held_back').notNull().default(false),
    /** The state that a removed document had, to which it goes back; null for one that is not removed. */
    removedFrom: text('removed_from', { enum: DOCUMENT_STATES }),
    /** Where it waits, what it will likely cost there, and how soon it is wanted. */
    lane: text('lane', { enum: LANES }).notNull().default('digital'),
    expectedSeconds: doublePrecision('expected_seconds').notNull().default(1),
    urgency: text('urgency', { enum: URGENCIES }).notNull().default('bulk'),
    /** Whose turn it takes, and which turn that is (store/turns.ts). */
    sentBy: text('sent_by').notNull().default(''),
    turn: doublePrecision('turn').notNull().default(0),
    /** A person said that it is not to be begun for now. */
    paused: boolean('paused').notNull().default(false),
    /** When its worker last said that it is at it. */
    aliveAt: moment('alive_at'),
    /** Since when it waits for its turn, or waited for it before it was begun: it came in, or was sent back. */
    queuedAt: moment('queued_at').notNull().defaultNow(),
  },
  (table) => [
    check('documents_part', sql`(version_id is null) = (part is null)`),
    index('documents_verdict').on(table.verdict, table.receivedAt),
    index('documents_version').on(table.versionId),
    index('documents_agency').on(table.agencyId),
    index('documents_check').on(table.finishedAt).where(sql`check_due and state = 'converted'`),
    index('documents_turn').on(table.lane, table.turn).where(sql`state = 'received'`),
    index('documents_waiting').on(table.waitsFor).where(sql`waits_for is not null`),
    check('documents_state', oneOf('state', DOCUMENT_STATES)),
    check('documents_removed', sql`(state = 'removed') = (removed_from is not null)`),
    /** The same bytes are held once, also when two uploads bring them at the same moment. */
    uniqueIndex('documents_content').on(table.sha256).where(sql`state not in ('duplicate', 'rejected', 'removed')`),
    index('documents_state_received').on(table.state, table.receivedAt),
    index('documents_listing').on(table.receivedAt, table.batchId, table.position),
    index('documents_changed').on(table.changedAt),
    index('documents_finished').on(table.finishedAt),
    index('documents_batch').on(table.batchId),
  ],
);

/** Lanes that a person holds back; one without a row is not held. */
export const heldLanes = pgTable(
  'held_lanes',
  {
    lane: text('lane', { enum: LANES }).primaryKey(),
    who: text('who').notNull(),
    personId: uuid('person_id'),
    at: moment('at').notNull().defaultNow(),
  },
  () => [check('held_lanes_lane', oneOf('lane', LANES))],
);

/** How each run ended that was not taken back: what the queue did by the hour, whatever became of its documents since. */
export const runEnds = pgTable(
  'run_ends',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    /** It may be gone by now. */
    documentId: uuid('document_id').notNull(),
    lane: text('lane', { enum: LANES }).notNull(),
    /** Code of the failure; null: it was converted. */
    reason: text('reason'),
    /** Seconds for which it waited before the run, and that the run took; null for one that was broken off. */
    waited: doublePrecision('waited').notNull(),
    took: doublePrecision('took'),
    at: moment('at').notNull().defaultNow(),
  },
  (table) => [check('run_ends_lane', oneOf('lane', LANES)), index('run_ends_at').on(table.at)],
);

/** What a conversion gave: exactly one for each converted document. The canonical JSON itself is a file named by its hash. */
export const results = pgTable(
  'results',
  {
    documentId: uuid('document_id')
      .primaryKey()
      .references(() => documents.id),
    reportSha256: text('report_sha256').notNull(),
    reportBytes: bigint('report_bytes', { mode: 'number' }).notNull(),
    agency: text('agency'),
    year: integer('year'),
    verdict: text('verdict', { enum: VALIDATION_STATUSES }).notNull(),
    reviewCells: integer('review_cells').notNull(),
    /** Form that it is on; null: none that we know. */
    template: text('template'),
    /** Pages with ink that were not read; null for what was converted before they were counted. */
    unreadPages: integer('unread_pages'),
    /** Version of the program that made it; null for what was converted before it was kept. */
    madeBy: text('made_by'),
    /** The report as it was read, where `reportSha256` is the one with corrections; null: it is the same. */
    readSha256: text('read_sha256'),
    /** Its figures (office/figures.ts); null for what was converted before they were kept. */
    figures: text('figures'),
    savedAt: moment('saved_at').notNull().defaultNow(),
  },
  (table) => [
    check('results_verdict', oneOf('verdict', VALIDATION_STATUSES)),
    index('results_verdict').on(table.verdict),
  ],
);

/** The findings of each converted document, to count and to search them. */
export const findings = pgTable(
  'findings',
  {
    documentId: uuid('document_id')
      .notNull()
      .references(() => results.documentId),
    /** Place in the report's list, from 0. */
    position: integer('position').notNull(),
    rule: text('rule').notNull(),
    severity: text('severity', { enum: SEVERITIES }).notNull(),
    cause: text('cause', { enum: CAUSES }).notNull(),
    message: text('message').notNull(),
    fingerprint: text('fingerprint').notNull(),
    /** What the report waits for because of it; null where it does not hold it up. */
    waits: text('waits', { enum: WAITS }),
    /** Digest of the values that it rests on; empty for what was converted before decisions were kept. */
    operandsDigest: text('operands_digest').notNull().default(''),
    /** The decision that counts for it; null while it is open. Kept by store/standing.ts with each change. */
    decided: text('decided', { enum: STANDING_DECISIONS }),
  },
  (table) => [
    primaryKey({ columns: [table.documentId, table.position] }),
    check('findings_severity', oneOf('severity', SEVERITIES)),
    index('findings_rule').on(table.rule, table.severity),
    index('findings_fingerprint').on(table.fingerprint),
  ],
);

/** Everything that reviewers decided on findings, in the order in which they did. Rows are added, never changed. */
export const decisions = pgTable(
  'decisions',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    /** The document on which the reviewer looked at the finding; the decision holds for others with the same finding too. */
    documentId: uuid('document_id')
      .notNull()
      .references(() => documents.id),
    fingerprint: text('fingerprint').notNull(),
    operandsDigest: text('operands_digest').notNull(),
    /** The values themselves as JSON. A text, because `jsonb` takes neither NUL nor half a surrogate pair. */
    operands: text('operands').notNull(),
    kind: text('kind', { enum: DECISION_KINDS }).notNull(),
    reason: text('reason'),
    reviewer: text('reviewer').notNull(),
    /** Who was signed in; null for what was decided before there were people. */
    personId: uuid('person_id'),
    decidedAt: moment('decided_at').notNull().defaultNow(),
  },
  (table) => [
    check('decisions_kind', oneOf('kind', DECISION_KINDS)),
    check('decisions_reason', sql`(kind in ('waived', 'proposed')) = (reason is not null)`),
    index('decisions_finding').on(table.fingerprint, table.operandsDigest, table.id),
  ],
);

/** What people corrected in the cells of a document, in the order in which they did. What was read is kept beside it. */
export const corrections = pgTable(
  'corrections',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    documentId: uuid('document_id')
      .notNull()
      .references(() => documents.id),
    /** `<table>/<row>/<column>`, or `report/<fact>`. */
    path: text('path').notNull(),
    /** What was read: a correction holds for it alone. */
    readValue: doublePrecision('read_value'),
    readStatus: text('read_status', { enum: CELL_STATUSES }).notNull(),
    value: doublePrecision('value'),
    status: text('status', { enum: CELL_STATUSES }).notNull(),
    /** Of a fact: what was read and what it says; null where it says nothing, and for a cell. */
    readText: text('read_text'),
    text: text('text'),
    reason: text('reason', { enum: CORRECTION_REASONS }).notNull(),
    note: text('note').notNull(),
    who: text('who').notNull(),
    personId: uuid('person_id'),
    at: moment('at').notNull().defaultNow(),
    /** Its maker took it back. */
    withdrawnAt: moment('withdrawn_at'),
  },
  (table) => [index('corrections_document').on(table.documentId, table.id)],
);

/** Somebody who may sign in. */
export const people = pgTable(
  'people',
  {
    id: uuid('id').primaryKey(),
    name: text('name').notNull(),
    roles: text('roles', { enum: ROLES }).array().notNull(),
    agencyId: uuid('agency_id').references(() => agencies.id),
    scopeAgencyId: uuid('scope_agency_id').references(() => agencies.id),
    /** Argon2id in the PHC string format; null while only a one-time address leads in. */
    passwordHash: text('password_hash'),
    /** Wrong passwords in a row, and until when no further one is looked at. */
    failures: integer('failures').notNull().default(0),
    lockedUntil: moment('locked_until'),
    disabledAt: moment('disabled_at'),
    createdAt: moment('created_at').notNull().defaultNow(),
  },
  (table) => [uniqueIndex('people_name').on(sql`lower(${table.name})`)],
);

/** Sessions of browsers. Their keys are hashes, so that who reads the table can take over none. */
export const sessions = pgTable(
  'sessions',
  {
    key: text('key').primaryKey(),
    personId: uuid('person_id').references(() => people.id),
    /** What the library keeps, as JSON. */
    content: text('content').notNull(),
    beganAt: moment('began_at').notNull().defaultNow(),
    usedAt: moment('used_at').notNull().defaultNow(),
  },
  (table) => [index('sessions_person').on(table.personId)],
);

/** One-time addresses. */
export const welcomes = pgTable('welcomes', {
  key: text('key').primaryKey(),
  personId: uuid('person_id')
    .notNull()
    .references(() => people.id),
  madeAt: moment('made_at').notNull().defaultNow(),
  usedAt: moment('used_at'),
  /** Until when an invitation is good; null: the first address of all, which a start makes anew. */
  goodUntil: moment('good_until'),
});

/** Programs that ask with a token. */
export const programs = pgTable('programs', {
  id: uuid('id').primaryKey(),
  name: text('name').notNull(),
  /** SHA-256 of the token, which has more chance in it than any password. */
  key: text('key').notNull().unique(),
  roles: text('roles', { enum: ROLES }).array().notNull(),
  agencyId: uuid('agency_id').references(() => agencies.id),
  scopeAgencyId: uuid('scope_agency_id').references(() => agencies.id),
  expiresOn: day('expires_on'),
  revokedAt: moment('revoked_at'),
  createdAt: moment('created_at').notNull().defaultNow(),
});

/** Reporting years. */
export const campaigns = pgTable(
  'campaigns',
  {
    year: integer('year').primaryKey(),
    title: text('title').notNull(),
    submitBy: day('submit_by').notNull(),
    publishBy: day('publish_by').notNull(),
    statutoryBy: day('statutory_by').notNull(),
    state: text('state', { enum: CAMPAIGN_STATES }).notNull().default('open'),
    settings: text('settings').notNull(),
    /** Counts its changes, for If-Match. */
    changes: integer('changes').notNull().default(0),
  },
  () => [check('campaigns_state', oneOf('state', CAMPAIGN_STATES))],
);

/** Bodies on any roster. What varies by year stands with its filing. */
export const agencies = pgTable(
  'agencies',
  {
    id: uuid('id').primaryKey(),
    name: text('name').notNull().unique(),
    aliases: text('aliases').array().notNull(),
    formerNames: text('former_names').array().notNull(),
    parentId: uuid('parent_id').references((): AnyPgColumn => agencies.id),
    /** Ids of all above it and its own, the topmost first: `/…/…/`. What lies below begins with it. */
    path: text('path').notNull(),
    kind: text('kind', { enum: keysOf(AGENCY_KINDS) }).notNull(),
    mayIssueRegulations: boolean('may_issue_regulations').notNull(),
    contact: text('contact').notNull(),
    phone: text('phone').notNull(),
  },
  (table) => [
    index('agencies_path').on(sql`${table.path} text_pattern_ops`),
    index('agencies_parent').on(table.parentId),
  ],
);

/** What an agency owes in a campaign. */
export const filings = pgTable(
  'filings',
  {
    id: uuid('id').primaryKey(),
    year: integer('year')
      .notNull()
      .references(() => campaigns.year),
    agencyId: uuid('agency_id')
      .notNull()
      .references(() => agencies.id),
    /** Place in the roster, from 0. */
    position: integer('position').notNull(),
    scope: text('scope', { enum: keysOf(REPORT_SCOPES) }).notNull(),
    submitBy: day('submit_by'),
    publishBy: day('publish_by'),
    mergedInto: uuid('merged_into').references(() => agencies.id),
    /** Columns of the roster that are only kept, as JSON. */
    extra: text('extra').notNull(),
    /** What a move holds; `expected` where none does. */
    state: text('state', { enum: FILING_STATES }).notNull(),
    /** Where it stands, and how its report does after the decisions; kept by store/filing-standing.ts with each change. */
    standing: text('standing', { enum: FILING_STATES }).notNull(),
    verdict: text('verdict', { enum: VALIDATION_STATUSES }),
    errors: integer('errors').notNull().default(0),
    warnings: integer('warnings').notNull().default(0),
    /** Errors and warnings that nobody has decided on. */
    undecided: integer('undecided').notNull().default(0),
    reviewCells: integer('review_cells').notNull().default(0),
    proposedWaivers: integer('proposed_waivers').notNull().default(0),
    conversionFailed: boolean('conversion_failed').notNull().default(false),
    changedAt: moment('changed_at').notNull().defaultNow(),
    /** Number of the version that counts; 0 before the first. */
    version: integer('version').notNull().default(0),
    mainDocumentId: uuid('main_document_id').references(() => documents.id),
    reviewerId: uuid('reviewer_id').references(() => people.id),
    firstReceivedAt: moment('first_received_at'),
    receivedAt: moment('received_at'),
    correctionBy: day('correction_by'),
    /** The version that was returned last, and when; null: none was. */
    returnedVersion: integer('returned_version'),
    returnedAt: moment('returned_at'),
    acceptedAt: moment('accepted_at'),
    /** The documents of its version do not say the same. */
    versionsDiffer: boolean('versions_differ').notNull().default(false),
    changedAfterAcceptance: boolean('changed_after_acceptance').notNull().default(false),
    /** Why a reviewer put it aside for the time being; null where nobody did. */
    asideReason: text('aside_reason'),
    /** Counts its changes, for If-Match. */
    changes: integer('changes').notNull().default(0),
  },
  (table) => [
    check('filings_state', oneOf('state', FILING_STATES)),
    check('filings_standing', oneOf('standing', FILING_STATES)),
    uniqueIndex('filings_agency').on(table.year, table.agencyId),
    index('filings_of_agency').on(table.agencyId),
    // Not by where they stand: an index that each change touches fills up, for PGlite cleans none.
    index('filings_list').on(table.year, table.position),
    index('filings_changed').on(table.changedAt),
    index('filings_main').on(table.mainDocumentId),
  ],
);

/** Submissions of a filing, counted from 1. */
export const versions = pgTable(
  'versions',
  {
    id: uuid('id').primaryKey(),
    filingId: uuid('filing_id')
      .notNull()
      .references((): AnyPgColumn => filings.id),
    number: integer('number').notNull(),
    receivedAt: moment('received_at').notNull(),
    /** Taken by itself on a sure guess, or by a person, who thereby confirms agency and year. */
    confirmed: boolean('confirmed').notNull(),
  },
  (table) => [uniqueIndex('versions_number').on(table.filingId, table.number)],
);

/** What people say about a filing, to each other or to the agency. */
export const comments = pgTable(
  'comments',
  {
    id: uuid('id').primaryKey(),
    filingId: uuid('filing_id')
      .notNull()
      .references(() => filings.id),
    who: text('who').notNull(),
    personId: uuid('person_id'),
    /** Set for a return: the version that went back, and until when. */
    version: integer('version'),
    dueOn: day('due_on'),
    text: text('text').notNull(),
    at: moment('at').notNull().defaultNow(),
  },
  (table) => [index('comments_filing').on(table.filingId, table.at)],
);

/** Sums over the reports of a year that were kept: the bytes are a file named by its hash. */
export const snapshots = pgTable(
  'snapshots',
  {
    id: uuid('id').primaryKey(),
    year: integer('year')
      .notNull()
      .references(() => campaigns.year),
    /** The part of the roster that was summed; null: all of it. */
    scopeAgencyId: uuid('scope_agency_id').references(() => agencies.id),
    state: text('state', { enum: SUM_STATES }).notNull(),
    sha256: text('sha256').notNull(),
    bytes: bigint('bytes', { mode: 'number' }).notNull(),
    note: text('note').notNull(),
    who: text('who').notNull(),
    personId: uuid('person_id'),
    madeAt: moment('made_at').notNull().defaultNow(),
  },
  (table) => [index('snapshots_year').on(table.year, table.madeAt)],
);

/** Sketches of the texts, to find what was copied. */
export const sketches = pgTable('sketches', {
  documentId: uuid('document_id')
    .primaryKey()
    .references(() => documents.id),
  agency: text('agency').notNull(),
  year: integer('year'),
  signature: numbers32('signature').notNull(),
  shingles: integer('shingles').notNull(),
  /** Held against all others since it was made. */
  compared: boolean('compared').notNull().default(false),
});

/** Texts that are like one another; each pair once, in the order of the ids. */
export const similarPairs = pgTable(
  'similar_pairs',
  {
    documentId: uuid('document_id')
      .notNull()
      .references(() => documents.id, { onDelete: 'cascade' }),
    otherId: uuid('other_id')
      .notNull()
      .references(() => documents.id, { onDelete: 'cascade' }),
    /** Estimated resemblance, 0…1. */
    likeness: doublePrecision('likeness').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.documentId, table.otherId] }),
    index('similar_pairs_other').on(table.otherId),
  ],
);

/** Who did what: entries are added and never changed (office/trail.ts). */
export const trail = pgTable(
  'trail',
  {
    position: integer('position').primaryKey(),
    at: text('at').notNull(),
    who: text('who').notNull(),
    personId: uuid('person_id'),
    what: text('what').notNull(),
    subjectKind: text('subject_kind').notNull(),
    subjectId: text('subject_id').notNull(),
    year: integer('year'),
    agencyId: uuid('agency_id'),
    before: text('before').notNull(),
    after: text('after').notNull(),
    hash: text('hash').notNull(),
  },
  (table) => [index('trail_subject').on(table.subjectId, table.position), index('trail_agency').on(table.agencyId)],
);

/** Answers to writes that carried an Idempotency-Key, given again when the write comes again. */
export const repeats = pgTable(
  'repeats',
  {
    key: text('key').primaryKey(),
    /** Hash of what was asked; another request under the same key is refused. */
    asked: text('asked').notNull(),
    status: integer('status'),
    body: text('body'),
    at: moment('at').notNull().defaultNow(),
  },
  (table) => [index('repeats_at').on(table.at)],
);

/** Which installation the database belongs to (store/installation.ts): one row. */
export const installation = pgTable(
  'installation',
  {
    only: boolean('only').primaryKey().default(true),
    mark: uuid('mark').notNull(),
    since: moment('since').notNull().defaultNow(),
  },
  (table) => [check('installation_only', sql`${table.only}`)],
);

/** Reports that agencies fill in at the form, before they are handed in: theirs alone. */
export const formDrafts = pgTable('form_drafts', {
  filingId: uuid('filing_id')
    .primaryKey()
    // A filing that a new roster takes away has no version: what was begun of it goes along.
    .references(() => filings.id, { onDelete: 'cascade' }),
  /** JSON (pipeline/contracts/report-draft.ts). */
  content: text('content').notNull(),
  /** Counts its changes, for If-Match. */
  changes: integer('changes').notNull().default(0),
  who: text('who').notNull(),
  savedAt: moment('saved_at').notNull().defaultNow(),
  /** The change that was handed in last, and when; null: none was. */
  handedInChange: integer('handed_in_change'),
  handedInAt: moment('handed_in_at'),
});

/** Drafts that agencies had looked over for themselves: what was found, for a while; no document, no filing, in no list of the office. */
export const selfChecks = pgTable(
  'self_checks',
  {
    id: uuid('id').primaryKey(),
    agencyId: uuid('agency_id')
      .notNull()
      .references(() => agencies.id),
    fileName: text('file_name').notNull(),
    bytes: bigint('bytes', { mode: 'number' }).notNull(),
    format: text('format', { enum: SOURCE_FORMATS }).notNull(),
    mediaType: text('media_type').notNull(),
    sha256: text('sha256').notNull(),
    state: text('state', { enum: SELF_CHECK_STATES }).notNull().default('waiting'),
    /** Code of why it could not be read. */
    reason: text('reason'),
    /** JSON of what was found (contracts/self-checks.ts); null until then. */
    found: text('found'),
    at: moment('at').notNull().defaultNow(),
    finishedAt: moment('finished_at'),
  },
  (table) => [
    check('self_checks_state', oneOf('state', SELF_CHECK_STATES)),
    index('self_checks_agency').on(table.agencyId, table.at),
  ],
);
