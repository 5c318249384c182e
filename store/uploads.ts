import { randomUUID } from 'node:crypto';
import { and, asc, count, desc, eq, exists, inArray, isNull, or, type SQL, sql } from 'drizzle-orm';
import { REQUEST_WORDS } from '../config/words.ts';
import type { Upload } from '../contracts/filings.ts';
import type { Tables } from './database.ts';
import { inTurn } from './filing-standing.ts';
import { countPlaced, takeOutForRemoval } from './placing.ts';
import type { Sender } from './receiving.ts';
import { StoreRefusal } from './refusal.ts';
import { handOn } from './removals.ts';
import {
  batches,
  corrections,
  decisions,
  documents,
  filings,
  findings,
  results,
  sketches,
  versions,
} from './schema.ts';
import { storable } from './storable.ts';
import { tellTrail } from './trail.ts';
import { type Actor, GOUJI, seesUpload, type Viewer } from './viewer.ts';

/** Uploads as lasting things. */
export interface Uploads {
  readonly list: (page: number, size: number, viewer: Viewer) => Promise<{ items: Upload[]; total: number }>;
  readonly find: (id: string) => Promise<Upload | null>;
  /**
   * Takes an upload back with all it brought. What came again later in its place is then converted.
   * @returns the hashes of its files: what was made of these can go
   * @throws StoreRefusal not-found; upload-decided once a person has decided on something of it
   */
  readonly remove: (id: string, by: Actor) => Promise<readonly string[]>;
  /** Writes down that an upload began, before any of its bytes is here. @returns its id */
  readonly begin: (sender: Sender, id?: string) => Promise<string>;
  /** One that was begun and held nothing: as if it had not been. */
  readonly forget: (id: string) => Promise<void>;
  /** One that was begun and ended too early, or was refused: nothing of it was kept but that it was tried, and why not. */
  readonly cut: (id: string, reason: string, by: Actor) => Promise<void>;
  /** Says so of all that were on the way when the server ended. */
  readonly cutUnfinished: () => Promise<void>;
}

const UPLOAD_WORDS: Readonly<Record<string, string>> = REQUEST_WORDS;

export const createUploads = (tables: Tables): Uploads => ({
  list: async (page, size, viewer) => {
    const where = seesUpload(viewer);
    const rows = await tables
      .select()
      .from(batches)
      .where(where)
      .orderBy(desc(batches.receivedAt), asc(batches.id))
      .limit(size)
      .offset((page - 1) * size);
    const [counted] = await tables.select({ total: count() }).from(batches).where(where);
    return { items: await asUploads(tables, rows), total: counted?.total ?? 0 };
  },
  find: async (id) => {
    const [upload] = await asUploads(tables, await tables.select().from(batches).where(eq(batches.id, id)));
    return upload ?? null;
  },
  remove: (id, by) => inTurn(tables, (transaction) => remove(transaction, id, by)),
  begin: async (sender, id = randomUUID()) => {
    const { personId, who, agencyId } = sender;
    await tables.insert(batches).values({ id, personId, who: storable(who), agencyId, state: 'receiving' });
    return id;
  },
  forget: async (id) => {
    await tables.delete(batches).where(and(eq(batches.id, id), eq(batches.state, 'receiving')));
  },
  cut: (id, reason, by) => cut(tables, eq(batches.id, id), reason, by),
  cutUnfinished: () => cut(tables, undefined, 'upload-cut', GOUJI),
});

async function cut(tables: Tables, which: SQL | undefined, reason: string, by: Actor): Promise<void> {
  await tables.transaction(async (transaction) => {
    const ended = await transaction
      .update(batches)
      .set({ state: 'cut', reason })
      .where(and(eq(batches.state, 'receiving'), which))
      .returning({ id: batches.id, agencyId: batches.agencyId });
    await tellTrail(
      transaction,
      by,
      ended.map(({ id, agencyId }) => ({
        what: 'upload.cut',
        subject: { kind: 'upload', id },
        agencyId,
        after: { reason },
      })),
    );
  });
}

async function asUploads(tables: Tables, rows: readonly (typeof batches.$inferSelect)[]): Promise<Upload[]> {
  if (rows.length === 0) return [];
  const counted = await countPlaced(
    tables,
    rows.map(({ id }) => id),
  );
  const counts = new Map(counted.map(({ batchId, documents: _, ...rest }) => [batchId, rest]));
  const none = { received: 0, duplicate: 0, rejected: 0, assigned: 0, waiting: 0, open: 0 };
  return rows.map(({ id, receivedAt, who, state, reason }) => ({
    id,
    state,
    error: reason === null ? null : { code: reason, message: UPLOAD_WORDS[reason] ?? REQUEST_WORDS.failure },
    receivedAt: receivedAt.toISOString(),
    who,
    ...(counts.get(id) ?? none),
  }));
}

type Transaction = Pick<Tables, 'select' | 'insert' | 'update' | 'delete' | 'execute' | 'selectDistinct'>;

async function remove(tables: Transaction, id: string, by: Actor): Promise<readonly string[]> {
  const [batch] = await tables.select().from(batches).where(eq(batches.id, id)).for('update');
  if (batch === undefined) throw new StoreRefusal('not-found');
  const rows = await tables.select().from(documents).where(eq(documents.batchId, id)).for('update');
  const ids = rows.map((row) => row.id);
  if (await isDecided(tables, ids)) throw new StoreRefusal('upload-decided');
  await takeOutForRemoval(tables, id);
  const elsewhere = sql`${documents.batchId} <> ${id}`;
  for (const row of rows) {
    // Its content is free only when the row that held it is no holder any more.
    if (row.state !== 'removed') {
      await tables.update(documents).set({ state: 'rejected', run: null }).where(eq(documents.id, row.id));
    }
    await handOn(tables, row, elsewhere);
  }
  const ofBatch = inArray(documents.id, ids);
  for (const table of [corrections, sketches, findings, results])
    await tables.delete(table).where(inArray(table.documentId, ids));
  await tables.delete(documents).where(ofBatch);
  await tables.delete(batches).where(eq(batches.id, id));
  const hashes = rows.flatMap(({ sha256 }) => sha256 ?? []);
  await tellTrail(tables, by, [
    {
      what: 'upload.remove',
      subject: { kind: 'upload', id },
      agencyId: batch.agencyId,
      before: { files: rows.length, sha256: hashes.slice(0, 1_000) },
    },
  ]);
  return hashes;
}

/** A decision on one of its findings, a correction, or a move that concluded a version of it. */
async function isDecided(tables: Transaction, ids: readonly string[]): Promise<boolean> {
  if (ids.length === 0) return false;
  const [decided] = await tables
    .select({ documentId: decisions.documentId })
    .from(decisions)
    .where(inArray(decisions.documentId, [...ids]))
    .limit(1);
  if (decided !== undefined) return true;
  const [corrected] = await tables
    .select({ documentId: corrections.documentId })
    .from(corrections)
    .where(and(inArray(corrections.documentId, [...ids]), isNull(corrections.withdrawnAt)))
    .limit(1);
  if (corrected !== undefined) return true;
  const [concluded] = await tables
    .select({ id: filings.id })
    .from(filings)
    .innerJoin(versions, eq(versions.filingId, filings.id))
    .where(
      and(
        exists(
          tables
            .select({ id: documents.id })
            .from(documents)
            .where(and(eq(documents.versionId, versions.id), inArray(documents.id, [...ids]))),
        ),
        or(inArray(filings.state, ['returned', 'accepted', 'published']), sql`${versions.number} < ${filings.version}`),
      ),
    )
    .limit(1);
  return concluded !== undefined;
}
