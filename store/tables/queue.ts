import { bigint, check, doublePrecision, index, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { LANES } from '../../pipeline/contracts/expected-work.ts';
import { moment, oneOf } from './columns.ts';

/** What holds work back, and how it ended. */

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
