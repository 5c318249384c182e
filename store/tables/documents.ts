import { sql } from 'drizzle-orm';
import {
  type AnyPgColumn,
  bigint,
  boolean,
  check,
  doublePrecision,
  index,
  integer,
  pgTable,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import {
  DOCUMENT_PARTS,
  DOCUMENT_STATES,
  FILING_STATES,
  REPORT_SCOPES,
  UPLOAD_STATES,
  URGENCIES,
  WAIT_REASONS,
} from '../../contracts/states.ts';
import { LANES } from '../../pipeline/contracts/expected-work.ts';
import { VALIDATION_STATUSES } from '../../pipeline/contracts/report.ts';
import { day, keysOf, moment, oneOf } from './columns.ts';
import { agencies, campaigns } from './office.ts';
import { people } from './people.ts';

/** What was handed in, and the filings that it belongs to. */

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
