import { and, asc, desc, eq, isNull, type SQL, sql } from 'drizzle-orm';
import { factOf } from '../config/fact-keys.ts';
import { CORRECTION_LIMITS } from '../config/limits/office.ts';
import type { KeptCorrection } from '../office/corrections.ts';
import { obstacleToHandIn } from '../office/filing.ts';
import type { Tables } from './database.ts';
import { DUE, inTurn, refreshFilingsOf } from './filing-standing.ts';
import { StoreRefusal } from './refusal.ts';
import { campaigns, corrections, documents, filings, results, versions } from './schema.ts';
import { storable } from './storable.ts';
import { tellTrail } from './trail.ts';
import type { Actor } from './viewer.ts';

/** What a person says of a cell, with what was read in it. */
export type NewCorrection = Omit<KeptCorrection, 'at' | 'by'>;

/** Where the cells of a document stand. */
export interface Cells {
  /** Hash of the report as it was read. */
  readonly readSha256: string;
  /** Names the cells as they stand: goes into If-Match of a correction. */
  readonly etag: string;
}

/** What people corrected in the cells of documents. The rules are put to the report anew by whoever looks at what is due. */
export interface Corrections {
  /** Null: it is not converted. */
  readonly cells: (documentId: string) => Promise<Cells | null>;
  /**
   * Keeps one with its entry in the trail, and marks the document as due.
   * @param etag the cells that were seen; null: however they stand
   * @throws StoreRefusal not-converted, changed-meanwhile, filing-accepted, filing-not-due, campaign-closed,
   * too-many-corrections
   */
  readonly correct: (documentId: string, correction: NewCorrection, etag: string | null, by: Actor) => Promise<void>;
  /**
   * Takes back the last correction that this person made in a cell; those of others, and later ones, stay.
   * @throws StoreRefusal nothing-to-take-back, and as `correct`
   */
  readonly withdraw: (documentId: string, path: string, etag: string | null, by: Actor) => Promise<void>;
}

export const createCorrections = (tables: Tables): Corrections => ({
  cells: (documentId) => cellsOf(tables, documentId),
  correct: (documentId, correction, etag, by) =>
    inTurn(tables, (transaction) => correct(transaction, documentId, correction, etag, by)),
  withdraw: (documentId, path, etag, by) =>
    inTurn(tables, (transaction) => withdraw(transaction, documentId, path, etag, by)),
});

type Transaction = Pick<Tables, 'select' | 'insert' | 'update' | 'execute'>;

/** Counts what happened to the corrections of a document, their withdrawals included. */
export const markOf = (documentId: string): SQL<string> =>
  sql<string>`(select count(*) || '.' || count(${corrections.withdrawnAt}) from ${corrections} where ${corrections.documentId} = ${documentId})`;

export async function correctionMark(tables: Pick<Tables, 'select'>, documentId: string): Promise<string> {
  const [row] = await tables.select({ mark: markOf(documentId) }).from(sql`(values (1)) as one`);
  return row?.mark ?? NO_CORRECTION;
}
/** The mark of a document that nobody has corrected. */
export const NO_CORRECTION = '0.0';

async function cellsOf(tables: Pick<Tables, 'select'>, documentId: string): Promise<Cells | null> {
  const [row] = await tables
    .select({ readSha256: results.readSha256, reportSha256: results.reportSha256 })
    .from(results)
    .where(eq(results.documentId, documentId));
  if (row === undefined) return null;
  const readSha256 = row.readSha256 ?? row.reportSha256;
  return { readSha256, etag: `${row.reportSha256.slice(0, 16)}-${await correctionMark(tables, documentId)}` };
}

/** The corrections that hold, in the order in which they were made. */
export async function correctionsOf(tables: Pick<Tables, 'select'>, documentId: string): Promise<KeptCorrection[]> {
  const rows = await tables
    .select()
    .from(corrections)
    .where(and(eq(corrections.documentId, documentId), isNull(corrections.withdrawnAt)))
    .orderBy(asc(corrections.id));
  return rows.map(({ path, readValue, readStatus, readText, value, status, text, reason, who, at, note }) => ({
    ...{ path, readValue, readStatus, readText, value, status, text, reason, note },
    by: who,
    at: at.toISOString(),
  }));
}

/** People whose corrections a document has: they do not accept it. */
export async function correctorsOf(tables: Pick<Tables, 'selectDistinct'>, documentId: string) {
  const rows = await tables
    .selectDistinct({ personId: corrections.personId })
    .from(corrections)
    .where(and(eq(corrections.documentId, documentId), isNull(corrections.withdrawnAt)));
  return rows.map(({ personId }) => personId);
}

/** Holds the document until the end of the transaction. @returns its agency and year, for the trail */
async function hold(tables: Transaction, documentId: string, etag: string | null) {
  const [document] = await tables.select().from(documents).where(eq(documents.id, documentId)).for('update');
  const cells = await cellsOf(tables, documentId);
  if (document?.state !== 'converted' || cells === null) throw new StoreRefusal('not-converted');
  if (etag !== null && etag !== cells.etag) throw new StoreRefusal('changed-meanwhile');
  if (document.versionId === null) return { year: null, agencyId: document.agencyId };
  const [stands] = await tables
    .select({ state: filings.state, year: filings.year, campaign: campaigns.state })
    .from(versions)
    .innerJoin(filings, eq(filings.id, versions.filingId))
    .innerJoin(campaigns, eq(campaigns.year, filings.year))
    .where(eq(versions.id, document.versionId));
  if (stands === undefined) throw new StoreRefusal('not-found');
  const obstacle = obstacleToHandIn(stands.state, stands.campaign === 'open');
  if (obstacle !== null) throw new StoreRefusal(REFUSALS[obstacle]);
  return { year: stands.year, agencyId: document.agencyId };
}

const REFUSALS = { accepted: 'filing-accepted', 'not-due': 'filing-not-due', closed: 'campaign-closed' } as const;

async function correct(
  tables: Transaction,
  documentId: string,
  correction: NewCorrection,
  etag: string | null,
  by: Actor,
): Promise<void> {
  const about = await hold(tables, documentId, etag);
  const before = await lastOf(tables, documentId, correction.path);
  const [made] = await tables
    .select({ rows: sql<number>`count(*)`.mapWith(Number) })
    .from(corrections)
    .where(eq(corrections.documentId, documentId));
  if ((made?.rows ?? 0) >= CORRECTION_LIMITS.perDocument) throw new StoreRefusal('too-many-corrections');
  const { path, readValue, readStatus, readText, value, status, reason } = correction;
  const note = storable(correction.note);
  const text = correction.text === null ? null : storable(correction.text);
  await tables.insert(corrections).values({
    ...{ documentId, path, readValue, readStatus, readText, value, status, text, reason, note },
    who: storable(by.who),
    personId: by.personId,
  });
  await keepRead(tables, documentId);
  await tellTrail(tables, by, [
    {
      what: `${kindOf(path)}.${reason === 'confirmed' ? 'confirm' : 'correct'}`,
      subject: { kind: 'document', id: documentId },
      ...about,
      before: { path, ...saidBy(before ?? readAs(correction)) },
      after: { path, ...saidBy(correction), reason, note },
    },
  ]);
}

async function withdraw(
  tables: Transaction,
  documentId: string,
  path: string,
  etag: string | null,
  by: Actor,
): Promise<void> {
  const about = await hold(tables, documentId, etag);
  const [own] = await tables
    .select()
    .from(corrections)
    .where(
      and(
        eq(corrections.documentId, documentId),
        eq(corrections.path, path),
        isNull(corrections.withdrawnAt),
        by.personId === null ? isNull(corrections.personId) : eq(corrections.personId, by.personId),
      ),
    )
    .orderBy(desc(corrections.id))
    .limit(1);
  if (own === undefined) throw new StoreRefusal('nothing-to-take-back');
  await tables.update(corrections).set({ withdrawnAt: sql`now()` }).where(eq(corrections.id, own.id));
  await keepRead(tables, documentId);
  const stays = await lastOf(tables, documentId, path);
  await tellTrail(tables, by, [
    {
      what: `${kindOf(path)}.withdraw`,
      subject: { kind: 'document', id: documentId },
      ...about,
      before: { path, ...saidBy(own), reason: own.reason },
      after: { path, ...saidBy(stays ?? readAs(own)) },
    },
  ]);
}

type Said = Pick<NewCorrection, 'value' | 'status' | 'text'>;
const kindOf = (path: string): 'cell' | 'fact' => (factOf(path) === null ? 'cell' : 'fact');
const readAs = ({
  readValue,
  readStatus,
  readText,
}: Pick<NewCorrection, 'readValue' | 'readStatus' | 'readText'>): Said => ({
  ...{ value: readValue, status: readStatus, text: readText },
});
/** As the trail tells it: a fact by its text, a cell by its number. */
const saidBy = ({ value, status, text }: Said) => (text === null ? { value, status } : { text, status });

/** The correction of a cell or a fact that counts. */
async function lastOf(tables: Transaction, documentId: string, path: string) {
  const [last] = await tables
    .select()
    .from(corrections)
    .where(and(eq(corrections.documentId, documentId), eq(corrections.path, path), isNull(corrections.withdrawnAt)))
    .orderBy(desc(corrections.id))
    .limit(1);
  return last;
}

/** From the first correction on, what was read is kept beside the report; what it says now is worked out anew. */
async function keepRead(tables: Transaction, documentId: string): Promise<void> {
  await tables
    .update(results)
    .set({ readSha256: sql`coalesce(${results.readSha256}, ${results.reportSha256})` })
    .where(eq(results.documentId, documentId));
  await tables
    .update(documents)
    .set({ ...DUE, changedAt: sql`now()` })
    .where(eq(documents.id, documentId));
  await refreshFilingsOf(tables, [documentId]);
}
