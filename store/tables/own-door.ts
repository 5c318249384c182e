import { bigint, check, index, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { SELF_CHECK_STATES } from '../../contracts/self-checks.ts';
import { SOURCE_FORMATS } from '../../pipeline/contracts/document.ts';
import { moment, oneOf } from './columns.ts';
import { filings } from './documents.ts';
import { agencies } from './office.ts';

/** What agencies do for themselves before they hand in. */

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
