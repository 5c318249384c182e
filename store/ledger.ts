import { randomUUID } from 'node:crypto';
import { and, eq, isNull, lt, ne, not, or, type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { RUN_LIMITS } from '../config/queues.ts';
import { SOURCE_FORMATS } from '../pipeline/contracts/document.ts';
import { ERROR_KINDS, type ErrorCode } from '../pipeline/contracts/errors.ts';
import { LANES, type Lane } from '../pipeline/contracts/expected-work.ts';
import type { Tables } from './database.ts';
import { type Changed, changeDocument } from './filing-standing.ts';
import { type Conversion, keepResult, sha256Schema } from './keep-result.ts';
import { noteRunEnd } from './run-ends.ts';
import { documents } from './schema.ts';
import { isHeldBack, openTurns } from './turns.ts';

export const errorCodeSchema = z.enum(Object.keys(ERROR_KINDS) as [ErrorCode, ...ErrorCode[]]);

/** A run that was begun: what a worker needs to convert the document, and the mark by which it reports. */
export const claimedRunSchema = z.object({
  documentId: z.uuid(),
  run: z.uuid(),
  fileName: z.string(),
  format: z.enum(SOURCE_FORMATS),
  mediaType: z.string(),
  bytes: z.int(),
  sha256: sha256Schema,
  lane: z.enum(LANES),
  /** Who sent it. */
  sentBy: z.string(),
});
export type ClaimedRun = z.infer<typeof claimedRunSchema>;

/** How far a document is whose pages are read from their pictures. */
export const pageProgressSchema = z.object({ pagesRead: z.int().min(0), pages: z.int().min(1) });
export type PageProgress = z.infer<typeof pageProgressSchema>;

/** Where a run that gives way waits from then on. */
export const nextLaneSchema = z.object({ lane: z.enum(LANES), seconds: z.number().min(0) });
export type NextLane = z.infer<typeof nextLaneSchema>;

/** What a run is told that says that it is alive. `give-way`: others have waited for long; `superseded`: it counts no more. */
export const ADVICE = ['go-on', 'give-way', 'superseded'] as const;
export type Advice = (typeof ADVICE)[number];

export type RunMark = Pick<ClaimedRun, 'documentId' | 'run'>;

/** Where a passing failure left the document; `superseded`: another run counts by now. */
export const RELEASES = ['received', 'conversion-failed', 'superseded'] as const;
export type Release = (typeof RELEASES)[number];

/**
 * The states of conversion, as a worker sees them. Each call is one transaction. Only the run begun last can change
 * anything, so a document can be worked on twice by accident but never finished twice.
 */
export interface Ledger {
  /** Begins a run. Null: there is nothing to do, for the document is finished, given up or unknown. */
  readonly claim: (documentId: string) => Promise<ClaimedRun | null>;
  /** Ends the run with a result. False: another run counts by now, nothing was kept. */
  readonly finish: (mark: RunMark, conversion: Conversion) => Promise<boolean>;
  /** Ends the run for good: the same bytes would fail again. False: another run counts by now. */
  readonly fail: (mark: RunMark, code: ErrorCode) => Promise<boolean>;
  /** Ends the run for the time being after a failure that may pass; the third of them is the last. */
  readonly release: (mark: RunMark, code: ErrorCode) => Promise<Release>;
  /** Takes the run back, as if it had not been begun: the worker is being stopped. */
  readonly interrupt: (mark: RunMark) => Promise<boolean>;
  /** Says that the run is still being worked on. */
  readonly alive: (mark: RunMark) => Promise<Advice>;
  /**
   * Takes the run back as `interrupt` does and puts the document where it belongs, behind others. What was read of its
   * pages stays.
   */
  readonly giveWay: (mark: RunMark, next: NextLane) => Promise<boolean>;
  /** Says how far the run is. False: another run counts by now. */
  readonly progress: (mark: RunMark, progress: PageProgress) => Promise<boolean>;
  /** What another worker needs to help with the run. Null: it is over. */
  readonly underWay: (mark: RunMark) => Promise<ClaimedRun | null>;
}

/** The ledger on the database itself. */
export function createLedger(tables: Tables): Ledger {
  return {
    claim: (documentId) => claim(tables, documentId),
    finish: (mark, conversion) => finish(tables, mark, conversion),
    fail: (mark, code) =>
      changeDocument(tables, mark.documentId, async (transaction) => {
        const [ended] = await transaction.update(documents).set(failure(code)).where(runsStill(mark)).returning(FILED);
        if (ended !== undefined) await noteRunEnd(transaction, mark.documentId);
        return changed(ended, ended !== undefined);
      }),
    release: (mark, code) => release(tables, mark, code),
    interrupt: (mark) =>
      changeDocument(tables, mark.documentId, async (transaction) => {
        const [freed] = await transaction
          .update(documents)
          .set({ ...WAITING_AGAIN, attempts: sql`${documents.attempts} - 1` })
          .where(runsStill(mark))
          .returning(FILED);
        return changed(freed, freed !== undefined);
      }),
    alive: (mark) => alive(tables, mark),
    giveWay: (mark, next) => giveWay(tables, mark, next),
    progress: async (mark, { pagesRead, pages }) => {
      const told = await tables
        .update(documents)
        .set({ pagesRead, pages, changedAt: now })
        .where(runsStill(mark))
        .returning({ id: documents.id });
      return told.length === 1;
    },
    underWay: async (mark) => {
      const [row] = await tables.select(RUN).from(documents).where(runsStill(mark));
      return row === undefined ? null : asClaimedRun(row);
    },
  };
}

const now = sql`now()`;
const noProgress = { pages: null, pagesRead: null } as const;
export const WAITING_AGAIN = {
  state: 'received',
  run: null,
  startedAt: null,
  aliveAt: null,
  changedAt: now,
  ...noProgress,
} as const;
/** As if it had just come in: what became of earlier runs counts for nothing. */
export const AS_RECEIVED = {
  state: 'received',
  reason: null,
  attempts: 0,
  failures: 0,
  startedAt: null,
  finishedAt: null,
  queuedAt: now,
} as const;
const failure = (reason: ErrorCode) =>
  ({ state: 'conversion-failed', reason, run: null, finishedAt: now, changedAt: now }) as const;

/** What is told of a run, and what says whether it is the last. */
const RUN = {
  ...{ id: documents.id, versionId: documents.versionId, run: documents.run, sourceName: documents.sourceName },
  ...{ format: documents.format, mediaType: documents.mediaType, bytes: documents.bytes, sha256: documents.sha256 },
  ...{ lane: documents.lane, sentBy: documents.sentBy, attempts: documents.attempts, failures: documents.failures },
} as const;

const FILED = { versionId: documents.versionId } as const;
const changed = <T>(row: { readonly versionId: string | null } | undefined, answer: T): Changed<T> => ({
  answer,
  filed: row !== undefined && row.versionId !== null,
});

const runsStill = ({ documentId, run }: RunMark) =>
  and(eq(documents.id, documentId), eq(documents.state, 'converting'), eq(documents.run, run));

async function claim(tables: Tables, documentId: string): Promise<ClaimedRun | null> {
  // What is in no version is no filing's report: its turn is the one statement.
  const alone = await begin(tables, documentId, and(isNull(documents.versionId), lt(lostRuns, RUN_LIMITS.lostRuns)));
  if (alone !== undefined) return asClaimedRun(alone);
  return changeDocument(tables, documentId, async (transaction) => {
    const row = await begin(transaction, documentId);
    if (row === undefined || row.attempts - row.failures <= RUN_LIMITS.lostRuns)
      return changed(row, row === undefined ? null : asClaimedRun(row));
    await transaction.update(documents).set(failure('extractor-crashed')).where(eq(documents.id, documentId));
    await noteRunEnd(transaction, documentId);
    return changed(row, null);
  });
}

/** Runs of which nothing was heard again, and the one that counts. */
const lostRuns = sql<number>`${documents.attempts} - ${documents.failures}`;

async function begin(tables: Pick<Tables, 'update'>, documentId: string, condition?: SQL) {
  const [row] = await tables
    .update(documents)
    .set({
      state: 'converting',
      run: randomUUID(),
      attempts: sql`${documents.attempts} + 1`,
      startedAt: now,
      aliveAt: now,
      changedAt: now,
      ...noProgress,
    })
    .where(
      and(
        eq(documents.id, documentId),
        // What the queue was given before somebody held it back is not begun either.
        or(and(eq(documents.state, 'received'), not(isHeldBack)), eq(documents.state, 'converting')),
        condition,
      ),
    )
    .returning(RUN);
  return row;
}

async function alive(tables: Tables, mark: RunMark): Promise<Advice> {
  const [row] = await tables
    .update(documents)
    .set({ aliveAt: now })
    .where(runsStill(mark))
    .returning({
      lane: documents.lane,
      sentBy: documents.sentBy,
      pages: documents.pages,
      seconds: sql`extract(epoch from now() - ${documents.startedAt})`.mapWith(Number),
    });
  if (row === undefined) return 'superseded';
  // A run whose pages are not kept would begin anew.
  if (row.pages === null || row.seconds * 1_000 < RUN_LIMITS.patienceMs) return 'go-on';
  return (await othersWait(tables, row.lane, row.sentBy)) ? 'give-way' : 'go-on';
}

/** Whether somebody else waits in a lane, or anybody for just one document. */
async function othersWait(tables: Tables, lane: Lane, sentBy: string): Promise<boolean> {
  const [waits] = await tables
    .select({ id: documents.id })
    .from(documents)
    .where(
      and(
        eq(documents.state, 'received'),
        eq(documents.lane, lane),
        not(isHeldBack),
        or(ne(documents.sentBy, sentBy), eq(documents.urgency, 'awaited')),
      ),
    )
    .limit(1);
  return waits !== undefined;
}

async function giveWay(tables: Tables, mark: RunMark, { lane, seconds }: NextLane): Promise<boolean> {
  return changeDocument(tables, mark.documentId, async (transaction) => {
    const [row] = await transaction
      .update(documents)
      .set({ ...WAITING_AGAIN, attempts: sql`${documents.attempts} - 1`, lane, expectedSeconds: seconds })
      .where(runsStill(mark))
      .returning({ ...FILED, sentBy: documents.sentBy, urgency: documents.urgency });
    if (row === undefined) return changed(row, false);
    // Whose run took long has had its turn before all; from now on it takes turns with the others.
    const urgency = row.urgency === 'awaited' ? 'few' : row.urgency;
    const turns = await openTurns(transaction, row.sentBy, urgency, [mark.documentId]);
    await transaction
      .update(documents)
      .set({ urgency, turn: turns.next(lane, seconds) })
      .where(eq(documents.id, mark.documentId));
    return changed(row, true);
  });
}

const asClaimedRun = (row: Pick<typeof documents.$inferSelect, keyof typeof RUN>): ClaimedRun =>
  claimedRunSchema.parse({ ...row, documentId: row.id, fileName: row.sourceName });

async function finish(tables: Tables, mark: RunMark, conversion: Conversion): Promise<boolean> {
  return changeDocument(tables, mark.documentId, async (transaction) => {
    const ended = await keepResult(transaction, mark.documentId, runsStill(mark), conversion);
    return changed(ended, ended !== undefined);
  });
}

async function release(tables: Tables, mark: RunMark, code: ErrorCode): Promise<Release> {
  return changeDocument(tables, mark.documentId, async (transaction) => {
    const [row] = await transaction
      .update(documents)
      .set({ ...WAITING_AGAIN, failures: sql`${documents.failures} + 1` })
      .where(runsStill(mark))
      .returning({ ...FILED, failures: documents.failures });
    if (row === undefined) return changed(row, 'superseded');
    if (row.failures < RUN_LIMITS.failures) return changed(row, 'received');
    await transaction.update(documents).set(failure(code)).where(eq(documents.id, mark.documentId));
    await noteRunEnd(transaction, mark.documentId);
    return changed(row, 'conversion-failed');
  });
}
