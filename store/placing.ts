import { randomUUID } from 'node:crypto';
import { and, asc, count, desc, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { Placement } from '../contracts/api.ts';
import type { DocumentPart, WaitReason } from '../contracts/states.ts';
import { HELD, isPassed, obstacleToHandIn } from '../office/filing.ts';
import type { Guess } from '../office/match.ts';
import { findCampaign } from './campaigns.ts';
import type { Tables } from './database.ts';
import { DUE, inTurn, markReportsDue, refreshFilings, reportsAbove } from './filing-standing.ts';
import { type RefusalReason, StoreRefusal } from './refusal.ts';
import { agencies, batches, documents, filings, results, versions } from './schema.ts';
import { tellTrail } from './trail.ts';
import { type Actor, sees, type Viewer } from './viewer.ts';

/** Where a document is to go. */
export interface Destination {
  readonly year: number;
  readonly agencyId: string;
  readonly part: DocumentPart;
  /** Agency and year are settled: a person said so, or the guess was as sure as the campaign asks. */
  readonly confirmed: boolean;
}

export interface Arrival {
  readonly id: string;
  readonly batchId: string;
  readonly receivedAt: Date;
  readonly reportSha256: string;
}

/** Documents and the filings they belong to. */
export interface Placing {
  /**
   * Puts a document into a filing: as the main one of its next version, or as another form of the version that counts.
   * One that stands elsewhere is taken out there first.
   * @throws StoreRefusal not-found (document, or filing that the viewer may not see), filing-accepted, filing-not-due,
   * campaign-closed, no-main-document
   */
  readonly assign: (documentId: string, to: Destination, viewer: Viewer, by: Actor) => Promise<void>;
  /** Takes it out again; a version that loses its last document is gone. @throws StoreRefusal not-found, filing-accepted */
  readonly unassign: (documentId: string, by: Actor) => Promise<void>;
  /** Says why a document waits and what it may be. */
  readonly wait: (documentId: string, reason: WaitReason, guesses: readonly Guess[]) => Promise<void>;
  /** What of a converted document is needed to put it somewhere; null: it is not converted, or is somewhere already. */
  readonly arrivalOf: (documentId: string) => Promise<Arrival | null>;
  /** Guesses at agencies that the viewer may not see are left out. */
  readonly placement: (documentId: string, viewer: Viewer) => Promise<Placement | null>;
  /** Documents of an upload that wait, with their guesses. */
  readonly waitingOf: (batchId: string) => Promise<readonly { id: string; guesses: readonly Guess[] }[]>;
}

export const createPlacing = (tables: Tables): Placing => ({
  assign: (documentId, to, viewer, by) =>
    inTurn(tables, (transaction) => assign(transaction, documentId, to, viewer, by)),
  unassign: (documentId, by) => inTurn(tables, (transaction) => unassign(transaction, documentId, by)),
  wait: async (documentId, reason, guesses) => {
    await tables
      .update(documents)
      .set({ waitsFor: reason, guesses: JSON.stringify(guesses), changedAt: sql`now()` })
      .where(and(eq(documents.id, documentId), isNull(documents.versionId)));
  },
  arrivalOf: async (documentId) => {
    const [row] = await tables
      .select({
        id: documents.id,
        batchId: documents.batchId,
        receivedAt: documents.receivedAt,
        reportSha256: results.reportSha256,
      })
      .from(documents)
      .innerJoin(results, eq(results.documentId, documents.id))
      .where(and(eq(documents.id, documentId), isNull(documents.versionId)));
    return row ?? null;
  },
  placement: (documentId, viewer) => placementOf(tables, documentId, viewer),
  waitingOf: async (batchId) => {
    const rows = await tables
      .select({ id: documents.id, guesses: documents.guesses })
      .from(documents)
      .where(and(eq(documents.batchId, batchId), isNull(documents.versionId), eq(documents.state, 'converted')))
      .orderBy(asc(documents.position));
    return rows.map(({ id, guesses }) => ({ id, guesses: JSON.parse(guesses) as readonly Guess[] }));
  },
});

type Transaction = Pick<Tables, 'select' | 'insert' | 'update' | 'delete' | 'execute'>;

const HAND_IN_REFUSALS: Readonly<Record<'accepted' | 'not-due' | 'closed', RefusalReason>> = {
  accepted: 'filing-accepted',
  'not-due': 'filing-not-due',
  closed: 'campaign-closed',
};

async function assign(
  tables: Transaction,
  documentId: string,
  { year, agencyId, part, confirmed }: Destination,
  viewer: Viewer,
  by: Actor,
): Promise<void> {
  const [filing] = await tables
    .select()
    .from(filings)
    .where(and(eq(filings.year, year), eq(filings.agencyId, agencyId), sees(viewer, filings.agencyId)))
    .for('update');
  const [document] = await tables.select().from(documents).where(eq(documents.id, documentId)).for('update');
  const campaign = await findCampaign(tables, year);
  if (filing === undefined || document === undefined || campaign === null) throw new StoreRefusal('not-found');
  if (['duplicate', 'rejected', 'removed'].includes(document.state)) throw new StoreRefusal('not-found');
  if (part === 'published') {
    if (!isPassed(filing.state)) throw new StoreRefusal('not-accepted');
    if (document.state !== 'converted') throw new StoreRefusal('not-converted');
  } else {
    const obstacle = obstacleToHandIn(filing.state, campaign.state === 'open');
    if (obstacle !== null) throw new StoreRefusal(HAND_IN_REFUSALS[obstacle]);
  }
  const before = document.versionId === null ? null : await takeOut(tables, document);
  // What was taken out may have been of this very filing.
  const [now] = await tables.select().from(filings).where(eq(filings.id, filing.id));
  if (now === undefined) throw new StoreRefusal('not-found');
  const version =
    part === 'main' ? await nextVersion(tables, now, document, confirmed) : await currentVersion(tables, now);
  await tables
    .update(documents)
    .set({
      versionId: version.id,
      part,
      agencyId,
      waitsFor: null,
      ...DUE,
      heldBack: false,
      changedAt: sql`now()`,
    })
    .where(eq(documents.id, documentId));
  if (part !== 'main') {
    // The main document is compared with its other forms, and with what was published of it.
    await tables
      .update(documents)
      .set(DUE)
      .where(and(eq(documents.versionId, version.id), eq(documents.part, 'main')));
    await tables
      .update(filings)
      .set({ changes: sql`${filings.changes} + 1`, ...(part === 'published' ? { state: 'published' } : {}) })
      .where(eq(filings.id, now.id));
  }
  await refreshFilings(tables, [now.id]);
  await markReportsDue(tables, await reportsAbove(tables, now));
  await tellTrail(tables, by, [
    {
      what: 'document.assign',
      subject: { kind: 'document', id: documentId },
      year,
      agencyId,
      before,
      after: { filingId: now.id, version: version.number, part, confirmed },
    },
  ]);
}

async function currentVersion(tables: Transaction, filing: typeof filings.$inferSelect) {
  const [version] = await tables
    .select()
    .from(versions)
    .where(and(eq(versions.filingId, filing.id), eq(versions.number, filing.version)));
  if (version === undefined) throw new StoreRefusal('no-main-document');
  return version;
}

async function nextVersion(
  tables: Transaction,
  filing: typeof filings.$inferSelect,
  document: typeof documents.$inferSelect,
  confirmed: boolean,
) {
  const number = filing.version + 1;
  const { receivedAt } = document;
  const [version] = await tables
    .insert(versions)
    .values({ id: randomUUID(), filingId: filing.id, number, receivedAt, confirmed })
    .returning();
  if (version === undefined) throw new Error('a version was not kept');
  await tables
    .update(filings)
    .set({
      version: number,
      mainDocumentId: document.id,
      // What comes back leaves the state in which it was returned.
      state: 'expected',
      correctionBy: null,
      asideReason: null,
      receivedAt,
      firstReceivedAt: filing.firstReceivedAt ?? receivedAt,
      versionsDiffer: false,
      changes: sql`${filings.changes} + 1`,
    })
    .where(eq(filings.id, filing.id));
  return version;
}

/** Takes a document out of its version. @returns where it stood, for the trail */
async function takeOut(tables: Transaction, document: typeof documents.$inferSelect) {
  const { versionId } = document;
  if (versionId === null) throw new StoreRefusal('not-found');
  const [stood] = await tables
    .select({ version: versions, filing: filings })
    .from(versions)
    .innerJoin(filings, eq(filings.id, versions.filingId))
    .where(eq(versions.id, versionId));
  if (stood === undefined) throw new StoreRefusal('not-found');
  const { version, filing } = stood;
  const isCurrent = filing.version === version.number;
  // What was decided on a version stays with it: only work that nobody concluded can be taken apart.
  const isPublication = document.part === 'published';
  if (isCurrent && HELD.includes(filing.state) && !isPublication) throw new StoreRefusal('filing-accepted');
  if (!isCurrent && document.part === 'main') throw new StoreRefusal('filing-accepted');
  await tables
    .update(documents)
    .set({ versionId: null, part: null, ...DUE, changedAt: sql`now()` })
    .where(eq(documents.id, document.id));
  await leaveVersion(tables, document, version, filing);
  await refreshFilings(tables, [filing.id]);
  await markReportsDue(tables, await reportsAbove(tables, filing));
  return { filingId: filing.id, version: version.number, part: document.part };
}

/** What becomes of a version that a document left: the next of its forms is its main one, or it is gone. */
async function leaveVersion(
  tables: Transaction,
  document: typeof documents.$inferSelect,
  { id: versionId }: typeof versions.$inferSelect,
  filing: typeof filings.$inferSelect,
): Promise<void> {
  if (document.part === 'published' && filing.state === 'published') {
    const [another] = await tables
      .select({ id: documents.id })
      .from(documents)
      .where(and(eq(documents.versionId, versionId), eq(documents.part, 'published')));
    if (another === undefined) await tables.update(filings).set({ state: 'accepted' }).where(eq(filings.id, filing.id));
  }
  if (document.part !== 'main') {
    // The main document had been compared with it.
    await tables
      .update(documents)
      .set(DUE)
      .where(and(eq(documents.versionId, versionId), eq(documents.part, 'main')));
    return;
  }
  const [heir] = await tables
    .select({ id: documents.id })
    .from(documents)
    .where(eq(documents.versionId, versionId))
    // Another form before what was published.
    .orderBy(asc(documents.part), asc(documents.receivedAt), asc(documents.position))
    .limit(1);
  if (heir !== undefined) {
    await tables
      .update(documents)
      .set({ part: 'main', ...DUE })
      .where(eq(documents.id, heir.id));
    await tables
      .update(filings)
      .set({ mainDocumentId: heir.id, changes: sql`${filings.changes} + 1` })
      .where(eq(filings.id, filing.id));
    return;
  }
  await tables.update(filings).set({ mainDocumentId: null }).where(eq(filings.id, filing.id));
  await tables.delete(versions).where(eq(versions.id, versionId));
  await stepBack(tables, filing);
}

/** The version before becomes the one that counts, or none. */
async function stepBack(tables: Transaction, filing: typeof filings.$inferSelect): Promise<void> {
  const [last] = await tables
    .select({ version: versions, documentId: documents.id })
    .from(versions)
    .innerJoin(documents, and(eq(documents.versionId, versions.id), eq(documents.part, 'main')))
    .where(eq(versions.filingId, filing.id))
    .orderBy(desc(versions.number))
    .limit(1);
  await tables
    .update(filings)
    .set({
      version: last?.version.number ?? 0,
      mainDocumentId: last?.documentId ?? null,
      receivedAt: last?.version.receivedAt ?? null,
      firstReceivedAt: last === undefined ? null : filing.firstReceivedAt,
      versionsDiffer: false,
      changes: sql`${filings.changes} + 1`,
    })
    .where(eq(filings.id, filing.id));
}

async function unassign(tables: Transaction, documentId: string, by: Actor): Promise<void> {
  const [document] = await tables.select().from(documents).where(eq(documents.id, documentId)).for('update');
  if (document === undefined || document.versionId === null) throw new StoreRefusal('not-found');
  const before = await takeOut(tables, document);
  const [batch] = await tables
    .select({ agencyId: batches.agencyId })
    .from(batches)
    .where(eq(batches.id, document.batchId));
  await tables
    .update(documents)
    .set({ agencyId: batch?.agencyId ?? null, heldBack: true, waitsFor: 'taken-out' })
    .where(eq(documents.id, documentId));
  await tellTrail(tables, by, [
    {
      what: 'document.unassign',
      subject: { kind: 'document', id: documentId },
      agencyId: document.agencyId,
      before,
    },
  ]);
}

/** Takes an upload back, while nothing of it was decided on. Bytes stay until they are swept. */
export async function takeOutForRemoval(tables: Transaction, batchId: string): Promise<void> {
  const placed = await tables
    .select()
    .from(documents)
    .where(and(eq(documents.batchId, batchId), sql`${documents.versionId} is not null`))
    // Later versions before the ones they follow, other forms before main documents.
    .orderBy(desc(documents.part), desc(documents.receivedAt), desc(documents.position));
  for (const { id } of placed) {
    const [document] = await tables.select().from(documents).where(eq(documents.id, id));
    if (document !== undefined && document.versionId !== null) await takeOut(tables, document);
  }
}

async function placementOf(tables: Tables, documentId: string, viewer: Viewer): Promise<Placement | null> {
  const [row] = await tables
    .select({
      document: documents,
      version: versions.number,
      filingId: versions.filingId,
      year: filings.year,
      agency: { id: agencies.id, name: agencies.name },
    })
    .from(documents)
    .leftJoin(versions, eq(versions.id, documents.versionId))
    .leftJoin(filings, eq(filings.id, versions.filingId))
    .leftJoin(agencies, eq(agencies.id, filings.agencyId))
    .where(eq(documents.id, documentId));
  if (row === undefined) return null;
  const guesses: readonly Guess[] = JSON.parse(row.document.guesses);
  const ids = [...new Set(guesses.map((guess) => guess.agencyId))];
  const named =
    ids.length === 0
      ? []
      : await tables
          .select({ id: agencies.id, name: agencies.name })
          .from(agencies)
          .where(and(inArray(agencies.id, ids), sees(viewer, agencies.id)));
  const names = new Map(named.map(({ id, name }) => [id, name]));
  return {
    filingId: row.filingId,
    year: row.year,
    agency: row.agency,
    version: row.version,
    part: row.document.part,
    waitsFor: row.document.waitsFor,
    guesses: guesses.flatMap((guess) => {
      const agency = names.get(guess.agencyId);
      return agency === undefined ? [] : [{ ...guess, agency }];
    }),
  };
}

/** What came of a file when it came in, whatever was done to it since. */
const wasState = sql`coalesce(${documents.removedFrom}, ${documents.state})`;

/** Documents in filings, for the receipt of an upload. */
export const countPlaced = (tables: Pick<Tables, 'select'>, batchIds: readonly string[]) =>
  tables
    .select({
      batchId: documents.batchId,
      received: sql<number>`count(*) filter (where ${wasState} not in ('duplicate', 'rejected'))`.mapWith(Number),
      duplicate: sql<number>`count(*) filter (where ${wasState} = 'duplicate')`.mapWith(Number),
      rejected: sql<number>`count(*) filter (where ${wasState} = 'rejected')`.mapWith(Number),
      assigned: sql<number>`count(${documents.versionId})`.mapWith(Number),
      waiting: sql<number>`count(*) filter (where ${documents.waitsFor} is not null)`.mapWith(Number),
      open: sql<number>`count(*) filter (where ${documents.state} in ('received', 'converting') or (${documents.state} = 'converted' and ${documents.checkDue}))`.mapWith(
        Number,
      ),
      documents: count(),
    })
    .from(documents)
    .where(inArray(documents.batchId, [...batchIds]))
    .groupBy(documents.batchId);
