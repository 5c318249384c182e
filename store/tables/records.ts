import { sql } from 'drizzle-orm';
import { bigint, boolean, check, index, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { SUM_STATES } from '../../contracts/consolidated.ts';
import { moment } from './columns.ts';
import { agencies, campaigns } from './office.ts';

/** What is written down for good or to know it again: the trail, sums that were kept, answers, the mark. */

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
