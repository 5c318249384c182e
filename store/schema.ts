import { sql } from 'drizzle-orm';
import {
  bigint,
  check,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { DECISION_KINDS } from '../pipeline/contracts/decision.ts';
import { CAUSES, SEVERITIES } from '../pipeline/contracts/finding.ts';
import { VALIDATION_STATUSES } from '../pipeline/contracts/report.ts';
import { DOCUMENT_STATES } from '../server/api.ts';

/** Whole milliseconds, so that a moment that went through JavaScript still compares as equal. */
const moment = (name: string) => timestamp(name, { withTimezone: true, mode: 'date', precision: 3 });
const oneOf = (column: string, values: readonly string[]) =>
  sql.raw(`${column} in (${values.map((value) => `'${value}'`).join(', ')})`);

/** One upload. */
export const batches = pgTable('batches', {
  id: uuid('id').primaryKey(),
  receivedAt: moment('received_at').notNull().defaultNow(),
});

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
  },
  (table) => [
    check('documents_state', oneOf('state', DOCUMENT_STATES)),
    /** The same bytes are held once, also when two uploads bring them at the same moment. */
    uniqueIndex('documents_content').on(table.sha256).where(sql`state not in ('duplicate', 'rejected')`),
    index('documents_state_received').on(table.state, table.receivedAt),
    index('documents_listing').on(table.receivedAt, table.batchId, table.position),
    index('documents_changed').on(table.changedAt),
    index('documents_finished').on(table.finishedAt),
    index('documents_batch').on(table.batchId),
  ],
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
    /** Digest of the values that it rests on; empty for what was converted before decisions were kept. */
    operandsDigest: text('operands_digest').notNull().default(''),
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
    decidedAt: moment('decided_at').notNull().defaultNow(),
  },
  (table) => [
    check('decisions_kind', oneOf('kind', DECISION_KINDS)),
    check('decisions_reason', sql`(kind = 'waived') = (reason is not null)`),
    index('decisions_finding').on(table.fingerprint, table.operandsDigest, table.id),
  ],
);
