import { sql } from 'drizzle-orm';
import { bigint, check, doublePrecision, index, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { DECISION_KINDS, STANDING_DECISIONS } from '../../pipeline/contracts/decision.ts';
import { CAUSES, SEVERITIES, WAITS } from '../../pipeline/contracts/finding.ts';
import { CELL_STATUSES, CORRECTION_REASONS, VALIDATION_STATUSES } from '../../pipeline/contracts/report.ts';
import { moment, oneOf } from './columns.ts';
import { documents } from './documents.ts';

/** What was read and found, and what people said of it. */

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
