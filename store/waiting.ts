import { and, asc, count, eq, gte, inArray, lte, min, type SQL, sql } from 'drizzle-orm';
import type { DocumentState } from '../contracts/api.ts';
import type { Urgency } from '../contracts/states.ts';
import type { Tables } from './database.ts';
import { inTurn, refreshFilingsOf } from './filing-standing.ts';
import { AS_RECEIVED, WAITING_AGAIN } from './ledger.ts';
import { documents } from './schema.ts';
import { tellTrail } from './trail.ts';
import { openTurns, type Turns } from './turns.ts';
import { type Actor, seesDocument, type Viewer } from './viewer.ts';

/** Rows for one statement. */
const ROWS_AT_ONCE = 1_000;
/** Window over which the rate is taken. */
const RATE_WINDOW_MS = 60_000;

export interface StateCounts {
  readonly states: Readonly<Record<DocumentState, number>>;
  /** Conversions that ended, per minute, over the last minute or since the first of them began. */
  readonly filesPerMinute: number;
}

const ago = (milliseconds: number) => sql`now() - ${`${milliseconds} milliseconds`}::interval`;

export async function countStates(tables: Tables, viewer: Viewer): Promise<StateCounts> {
  const counted = await tables
    .select({ state: documents.state, documents: count() })
    .from(documents)
    .where(seesDocument(viewer))
    .groupBy(documents.state);
  const states: Record<DocumentState, number> = {
    ...{ received: 0, converting: 0, converted: 0, 'conversion-failed': 0, duplicate: 0, rejected: 0, removed: 0 },
  };
  for (const row of counted) states[row.state] = row.documents;
  return { states, filesPerMinute: await recentRate(tables, viewer) };
}

async function recentRate(tables: Tables, viewer: Viewer): Promise<number> {
  const [recent] = await tables
    .select({ ended: count(), began: min(documents.startedAt), now: sql`now()`.mapWith(documents.startedAt) })
    .from(documents)
    .where(
      and(
        gte(documents.finishedAt, ago(RATE_WINDOW_MS)),
        inArray(documents.state, ['converted', 'conversion-failed']),
        seesDocument(viewer),
      ),
    );
  if (recent === undefined || recent.ended === 0 || recent.began === null) return 0;
  const elapsedMs = Math.min(RATE_WINDOW_MS, Math.max(1_000, recent.now.getTime() - recent.began.getTime()));
  return (recent.ended * 60_000) / elapsedMs;
}

export async function sendBack(
  tables: Tables,
  documentIds: readonly string[] | undefined,
  viewer: Viewer,
  by: Actor,
  urgency: Urgency = documentIds === undefined ? 'bulk' : 'awaited',
): Promise<string[]> {
  return inTurn(tables, async (transaction) => {
    const sent = await sendBackRows(transaction, documentIds, viewer);
    await giveTurns(
      transaction,
      sent.map(({ id }) => id),
      urgency,
    );
    await refreshFilingsOf(
      transaction,
      sent.map(({ id }) => id),
    );
    await tellTrail(
      transaction,
      by,
      sent.map(({ id, agencyId }) => ({ what: 'document.retry', subject: { kind: 'document', id }, agencyId })),
    );
    return sent.map(({ id }) => id);
  });
}

async function sendBackRows(
  tables: Pick<Tables, 'update'>,
  documentIds: readonly string[] | undefined,
  viewer: Viewer,
) {
  return tables
    .update(documents)
    .set({ ...AS_RECEIVED, changedAt: sql`now()` })
    .where(
      and(
        eq(documents.state, 'conversion-failed'),
        documentIds === undefined ? undefined : inArray(documents.id, [...documentIds]),
        seesDocument(viewer),
      ),
    )
    .returning({ id: documents.id, agencyId: documents.agencyId });
}

/** Puts documents that wait back into the queue, behind what their senders have in it with the same urgency. */
export async function giveTurns(
  tables: Pick<Tables, 'select' | 'update'>,
  documentIds: readonly string[],
  urgency: Urgency,
): Promise<void> {
  for (let start = 0; start < documentIds.length; start += ROWS_AT_ONCE) {
    const part = documentIds.slice(start, start + ROWS_AT_ONCE);
    const rows = await tables
      .select({ id: documents.id, lane: documents.lane, seconds: documents.expectedSeconds, sentBy: documents.sentBy })
      .from(documents)
      .where(inArray(documents.id, part))
      .orderBy(asc(documents.receivedAt), asc(documents.batchId), asc(documents.position));
    const turnsOf = new Map<string, Turns>();
    const values: SQL[] = [];
    for (const { id, lane, seconds, sentBy } of rows) {
      const turns = turnsOf.get(sentBy) ?? (await openTurns(tables, sentBy, urgency, part));
      turnsOf.set(sentBy, turns);
      values.push(sql`(${id}::uuid, ${turns.next(lane, seconds)}::float8)`);
    }
    if (values.length === 0) continue;
    await tables
      .update(documents)
      .set({ urgency, paused: false, turn: sql`given.turn` })
      .from(sql`(values ${sql.join(values, sql`, `)}) as given(id, turn)`)
      .where(eq(documents.id, sql`given.id`));
  }
}

/**
 * Takes runs back of which nothing was heard for so long: their workers are gone. What such a worker says later counts no
 * more. @returns how many
 */
export async function takeBackLost(tables: Tables, silentMs: number): Promise<number> {
  const lost = and(
    eq(documents.state, 'converting'),
    lte(sql`coalesce(${documents.aliveAt}, ${documents.startedAt})`, ago(silentMs)),
  );
  const [any] = await tables.select({ id: documents.id }).from(documents).where(lost).limit(1);
  if (any === undefined) return 0;
  return inTurn(tables, async (transaction) => {
    const taken = await transaction.update(documents).set(WAITING_AGAIN).where(lost).returning({ id: documents.id });
    await refreshFilingsOf(
      transaction,
      taken.map(({ id }) => id),
    );
    return taken.length;
  });
}
