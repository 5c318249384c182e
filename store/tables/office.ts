import { sql } from 'drizzle-orm';
import { type AnyPgColumn, boolean, check, index, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { AGENCY_KINDS, CAMPAIGN_STATES } from '../../contracts/states.ts';
import { day, keysOf, oneOf } from './columns.ts';

/** Whom reports are owed by, and of which years. */

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
