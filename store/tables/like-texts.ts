import { boolean, doublePrecision, index, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { numbers32 } from './columns.ts';
import { documents } from './documents.ts';

/** Which texts are like one another. */

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
