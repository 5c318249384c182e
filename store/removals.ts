import { and, asc, eq, inArray, type SQL, sql } from 'drizzle-orm';
import type { DocumentState } from '../contracts/states.ts';
import type { Tables } from './database.ts';
import { DUE, inTurn } from './filing-standing.ts';
import { AS_RECEIVED } from './ledger.ts';
import { holdersOf } from './receiving.ts';
import { StoreRefusal } from './refusal.ts';
import { documents } from './schema.ts';
import { tellTrail } from './trail.ts';
import type { Actor } from './viewer.ts';

/** Taking a document out of the lists, and bringing it back. Its bytes and what was read of them stay. */
export interface Removals {
  /**
   * A document that belongs to no filing and is not at work. What came again later in its place is then converted.
   * @throws StoreRefusal not-found, not-removable
   */
  readonly remove: (documentId: string, by: Actor) => Promise<void>;
  /**
   * Back to the state that it had; a duplicate, where its content came again meanwhile.
   * @throws StoreRefusal not-found, not-removed, let-go: its content has had its time (retention.ts)
   */
  readonly restore: (documentId: string, by: Actor) => Promise<void>;
}

export const createRemovals = (tables: Tables): Removals => ({
  remove: (documentId, by) => inTurn(tables, (transaction) => remove(transaction, documentId, by)),
  restore: (documentId, by) => inTurn(tables, (transaction) => restore(transaction, documentId, by)),
});

type Transaction = Pick<Tables, 'select' | 'update' | 'insert' | 'execute'>;
type Row = typeof documents.$inferSelect;

const REMOVABLE: readonly DocumentState[] = ['converted', 'conversion-failed', 'duplicate', 'rejected'];
/** States in which a document is no holder of its content. */
const HOLDS_NOTHING: readonly DocumentState[] = ['duplicate', 'rejected', 'removed'];

async function find(tables: Transaction, documentId: string): Promise<Row> {
  const [row] = await tables.select().from(documents).where(eq(documents.id, documentId)).for('update');
  if (row === undefined) throw new StoreRefusal('not-found');
  return row;
}

async function remove(tables: Transaction, documentId: string, by: Actor): Promise<void> {
  const row = await find(tables, documentId);
  if (row.versionId !== null || !REMOVABLE.includes(row.state)) throw new StoreRefusal('not-removable');
  await tables
    .update(documents)
    .set({ state: 'removed', removedFrom: row.state, waitsFor: null, changedAt: sql`now()` })
    .where(eq(documents.id, documentId));
  await handOn(tables, row);
  await tellTrail(tables, by, [
    {
      what: 'document.remove',
      subject: { kind: 'document', id: documentId },
      agencyId: row.agencyId,
      before: { state: row.state, fileName: row.fileName, sha256: row.sha256 },
    },
  ]);
}

async function restore(tables: Transaction, documentId: string, by: Actor): Promise<void> {
  const row = await find(tables, documentId);
  const { removedFrom, sha256 } = row;
  if (removedFrom === null) throw new StoreRefusal('not-removed');
  if (sha256 === null && removedFrom !== 'rejected') throw new StoreRefusal('let-go');
  // A duplicate too: what it was one of may have gone, or have another holder by now.
  const holder = sha256 === null ? undefined : (await holdersOf(tables, [sha256])).get(sha256);
  const back = { duplicateOf: holder ?? null, ...(holder === undefined ? asItWas(removedFrom) : DUPLICATE) };
  await tables
    .update(documents)
    .set({ ...back, ...DUE, removedFrom: null, changedAt: sql`now()` })
    .where(eq(documents.id, documentId));
  await tellTrail(tables, by, [
    {
      what: 'document.restore',
      subject: { kind: 'document', id: documentId },
      agencyId: row.agencyId,
      after: { state: back.state },
    },
  ]);
}

const DUPLICATE = { state: 'duplicate', reason: null, verdict: null } as const;
/** A duplicate of nothing any more is one that came in. */
const asItWas = (state: DocumentState) => (state === 'duplicate' ? AS_RECEIVED : { state });

/**
 * The first duplicate of a document that goes takes its place, and the others are duplicates of that one.
 * @param among which of them can
 */
export async function handOn(tables: Pick<Tables, 'select' | 'update'>, row: Row, among?: SQL): Promise<void> {
  if (HOLDS_NOTHING.includes(row.state)) return;
  const copies = await tables
    .select({ id: documents.id })
    .from(documents)
    .where(and(eq(documents.duplicateOf, row.id), eq(documents.state, 'duplicate'), among))
    .orderBy(asc(documents.receivedAt), asc(documents.position));
  const [heir, ...others] = copies.map(({ id }) => id);
  if (heir === undefined) return;
  await tables
    .update(documents)
    .set({ ...AS_RECEIVED, duplicateOf: null, changedAt: sql`now()` })
    .where(eq(documents.id, heir));
  await tables.update(documents).set({ duplicateOf: heir }).where(inArray(documents.id, others));
}
