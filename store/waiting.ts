import { and, asc, count, eq, gte, inArray, lte, min, or, sql } from 'drizzle-orm';
import type { DocumentState } from '../contracts/api.ts';
import type { Tables } from './database.ts';
import { inTurn, refreshFilingsOf } from './filing-standing.ts';
import { documents } from './schema.ts';
import type { Unfinished } from './store.ts';
import { tellTrail } from './trail.ts';
import { type Actor, seesDocument, type Viewer } from './viewer.ts';

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
): Promise<string[]> {
  return inTurn(tables, async (transaction) => {
    const sent = await sendBackRows(transaction, documentIds, viewer);
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
    .set({
      state: 'received',
      reason: null,
      attempts: 0,
      failures: 0,
      startedAt: null,
      finishedAt: null,
      changedAt: sql`now()`,
    })
    .where(
      and(
        eq(documents.state, 'conversion-failed'),
        documentIds === undefined ? undefined : inArray(documents.id, [...documentIds]),
        seesDocument(viewer),
      ),
    )
    .returning({ id: documents.id, agencyId: documents.agencyId });
}

export async function unfinishedDocuments(tables: Tables, which: Unfinished): Promise<string[]> {
  const rows = await tables
    .select({ id: documents.id })
    .from(documents)
    .where(
      or(
        and(eq(documents.state, 'received'), lte(documents.changedAt, ago(which.waitingMs))),
        and(eq(documents.state, 'converting'), lte(documents.changedAt, ago(which.convertingMs))),
      ),
    )
    .orderBy(asc(documents.receivedAt), asc(documents.batchId), asc(documents.position))
    .limit(which.limit);
  return rows.map((row) => row.id);
}
