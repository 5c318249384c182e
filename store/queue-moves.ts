import { and, eq, inArray, sql } from 'drizzle-orm';
import type { QueueMove } from '../contracts/queue.ts';
import { LANES, type Lane } from '../pipeline/contracts/expected-work.ts';
import type { Tables } from './database.ts';
import { inTurn, refreshFilingsOf } from './filing-standing.ts';
import { StoreRefusal } from './refusal.ts';
import { handOn } from './removals.ts';
import { documents, heldLanes, results } from './schema.ts';
import { tellTrail } from './trail.ts';
import { type Actor, seesDocument, type Viewer } from './viewer.ts';
import { giveTurns, sendBack } from './waiting.ts';

type Row = typeof documents.$inferSelect;
/** What can be done to a document that waits. */
export type WaitingMove = Exclude<QueueMove, 'retry'>;

/** Rows that are sent back in one transaction. */
const ROWS_AT_ONCE = 1_000;

/**
 * Does something to a document that waits for its turn, with its entry in the trail.
 * @throws StoreRefusal not-waiting: it is begun, done or gone; not-cancellable: it failed as a part of a filing and has no
 * result that it could go back to
 */
export const moveInQueue = (tables: Tables, documentId: string, move: WaitingMove, by: Actor): Promise<void> =>
  inTurn(tables, async (transaction) => {
    const [row] = await transaction.select().from(documents).where(eq(documents.id, documentId)).for('update');
    if (row === undefined || row.state !== 'received') throw new StoreRefusal('not-waiting');
    const after = await MOVES[move](transaction, row);
    await refreshFilingsOf(transaction, [documentId]);
    const before = { state: row.state, urgency: row.urgency, paused: row.paused, fileName: row.fileName };
    const subject = { kind: 'document', id: documentId };
    await tellTrail(transaction, by, [
      { what: `document.${TOLD_AS[move]}`, subject, agencyId: row.agencyId, before, after },
    ]);
  });

const TOLD_AS: Readonly<Record<WaitingMove, string>> = {
  front: 'front',
  back: 'back',
  pause: 'hold',
  resume: 'resume',
  cancel: 'cancel',
};

const MOVES: Readonly<Record<WaitingMove, (tables: Tables, row: Row) => Promise<unknown>>> = {
  front: (tables, row) => putInTurn(tables, row, 'awaited'),
  back: (tables, row) => putInTurn(tables, row, 'bulk'),
  pause: (tables, row) => change(tables, row, { paused: true }),
  resume: (tables, row) => change(tables, row, { paused: false }),
  cancel,
};

async function putInTurn(tables: Tables, row: Row, urgency: Row['urgency']) {
  await giveTurns(tables, [row.id], urgency);
  // Who moves what is held back has not said that it may be begun.
  return change(tables, row, { urgency, paused: row.paused });
}

async function change(tables: Tables, row: Row, changes: Partial<Row>) {
  await tables
    .update(documents)
    .set({ ...changes, changedAt: sql`now()` })
    .where(eq(documents.id, row.id));
  return changes;
}

/**
 * What was to be converted anew keeps the result that it has. What has none is removed from the lists, as by hand: it can be
 * brought back, and the first that came with the same content takes its place.
 */
async function cancel(tables: Tables, row: Row) {
  const [result] = await tables.select({ at: results.savedAt }).from(results).where(eq(results.documentId, row.id));
  if (result !== undefined) return change(tables, row, { state: 'converted', finishedAt: result.at });
  if (row.versionId !== null) throw new StoreRefusal('not-cancellable');
  const after = await change(tables, row, { state: 'removed', removedFrom: 'received', waitsFor: null });
  await handOn(tables, row);
  return after;
}

/** Sends all back that failed for one cause. They take turns with the others. @returns their ids */
export async function retryCause(tables: Tables, code: string, viewer: Viewer, by: Actor): Promise<readonly string[]> {
  const rows = await tables
    .select({ id: documents.id })
    .from(documents)
    .where(and(eq(documents.state, 'conversion-failed'), eq(documents.reason, code), seesDocument(viewer)));
  const sent: string[] = [];
  for (let start = 0; start < rows.length; start += ROWS_AT_ONCE) {
    const ids = rows.slice(start, start + ROWS_AT_ONCE).map(({ id }) => id);
    sent.push(...(await sendBack(tables, ids, viewer, by, 'bulk')));
  }
  return sent;
}

/** Holds lanes back or lets them go on; null: all. What is in work goes on to its end. */
export const holdLanes = (tables: Tables, lane: Lane | null, isHeld: boolean, by: Actor): Promise<void> =>
  inTurn(tables, async (transaction) => {
    const lanes = lane === null ? [...LANES] : [lane];
    const changed = isHeld
      ? await transaction
          .insert(heldLanes)
          .values(lanes.map((each) => ({ lane: each, who: by.who, personId: by.personId })))
          .onConflictDoNothing()
          .returning({ lane: heldLanes.lane })
      : await transaction.delete(heldLanes).where(inArray(heldLanes.lane, lanes)).returning({ lane: heldLanes.lane });
    await tellTrail(
      transaction,
      by,
      changed.map(({ lane: id }) => ({ what: isHeld ? 'queue.hold' : 'queue.resume', subject: { kind: 'queue', id } })),
    );
  });
