import { and, eq, gt, inArray, is, isNotNull, sql } from 'drizzle-orm';
import { PgliteDatabase } from 'drizzle-orm/pglite';
import type { FilingState } from '../contracts/states.ts';
import { HELD, stateOfWork } from '../office/filing.ts';
import type { Tables } from './database.ts';
import { agencies, documents, filings, results, versions } from './schema.ts';

/**
 * Where filings stand, kept in columns of their own: what follows from a move, from the report that counts and from the
 * decisions on it, but not from the day. Whatever changes one of these calls for `refreshFilings` in its own transaction, so
 * that a list of thousands is filtered, counted and paged without a look at any report.
 */

/** Any number that no other lock of ours takes. */
const OFFICE_LOCK = 7_204_613;
/** Rows that are worked out at once. */
const ROWS_AT_ONCE = 1_000;

type Transaction = Pick<Tables, 'select' | 'update' | 'execute'>;

/**
 * One transaction that changes documents or filings; they come one after another. What a filing's standing is worked out
 * from is then never changed by two at once, and nobody waits for somebody who waits for him. Each takes milliseconds, and
 * their entries in the trail are bound to one another anyway.
 */
export const inTurn = <T>(tables: Tables, work: (transaction: Tables) => Promise<T>): Promise<T> =>
  tables.transaction(async (transaction) => {
    // PGlite has one connection, which lets in one transaction after the other.
    if (!is(tables, PgliteDatabase)) await transaction.execute(sql`select pg_advisory_xact_lock(${OFFICE_LOCK})`);
    return work(transaction);
  });

/** What is kept of a filing beside what a move holds. */
export interface KeptStanding {
  readonly standing: FilingState;
  readonly verdict: (typeof documents.$inferSelect)['verdict'];
  readonly errors: number;
  readonly warnings: number;
  readonly undecided: number;
  readonly reviewCells: number;
  readonly proposedWaivers: number;
  readonly conversionFailed: boolean;
}

/** The same worked out from the report that counts: what the columns must say. */
export async function standingsOf(
  tables: Pick<Tables, 'select'>,
  filingIds: readonly string[],
): Promise<readonly (KeptStanding & { readonly id: string })[]> {
  const rows = await tables
    .select({
      id: filings.id,
      state: filings.state,
      version: filings.version,
      main: {
        state: documents.state,
        checkDue: documents.checkDue,
        verdict: documents.verdict,
        errors: documents.errorFindings,
        warnings: documents.warningFindings,
        decidable: documents.decidableFindings,
        decided: documents.decidedFindings,
        openWarnings: documents.openWarnings,
        openDoubts: documents.openDoubts,
        openPages: documents.openPages,
        openMistakes: documents.openMistakes,
        confirmedMistakes: documents.confirmedMistakes,
        proposedWaivers: documents.proposedWaivers,
      },
      reviewCells: results.reviewCells,
    })
    .from(filings)
    .leftJoin(documents, eq(documents.id, filings.mainDocumentId))
    .leftJoin(results, eq(results.documentId, filings.mainDocumentId))
    .where(inArray(filings.id, [...filingIds]));
  return rows.map(({ id, state, version, main, reviewCells }) => ({
    id,
    standing: HELD.includes(state)
      ? state
      : stateOfWork({
          version,
          mainState: main?.state ?? null,
          checked: main?.checkDue === false,
          openErrors: main?.errors ?? 0,
          undecidedWarnings: main?.openWarnings ?? 0,
          doubts: reviewCells ?? 0,
          waiting: {
            doubts: main?.openDoubts ?? 0,
            pages: main?.openPages ?? 0,
            mistakes: main?.openMistakes ?? 0,
            confirmedMistakes: main?.confirmedMistakes ?? 0,
          },
        }),
    verdict: main?.verdict ?? null,
    errors: main?.errors ?? 0,
    warnings: main?.warnings ?? 0,
    undecided: main === null ? 0 : main.decidable - main.decided,
    reviewCells: reviewCells ?? 0,
    proposedWaivers: main?.proposedWaivers ?? 0,
    conversionFailed: main?.state === 'conversion-failed',
  }));
}

/** Works out anew where these filings stand; within `inTurn`. */
export async function refreshFilings(tables: Transaction, filingIds: readonly string[]): Promise<void> {
  const ids = [...new Set(filingIds)].toSorted();
  for (let start = 0; start < ids.length; start += ROWS_AT_ONCE) {
    const part = ids.slice(start, start + ROWS_AT_ONCE);
    const kept = (await standingsOf(tables, part)).map((row) => ({
      id: row.id,
      standing: row.standing,
      verdict: row.verdict,
      errors: row.errors,
      warnings: row.warnings,
      undecided: row.undecided,
      review_cells: row.reviewCells,
      proposed_waivers: row.proposedWaivers,
      conversion_failed: row.conversionFailed,
    }));
    await tables.execute(sql`
      update filings set standing = now_is.standing, verdict = now_is.verdict, errors = now_is.errors,
        warnings = now_is.warnings, undecided = now_is.undecided, review_cells = now_is.review_cells,
        proposed_waivers = now_is.proposed_waivers, conversion_failed = now_is.conversion_failed, changed_at = now()
      from jsonb_to_recordset(${JSON.stringify(kept)}::jsonb) as now_is(id uuid, standing text, verdict text, errors integer,
        warnings integer, undecided integer, review_cells integer, proposed_waivers integer, conversion_failed boolean)
      where filings.id = now_is.id`);
  }
}

/** Filings whose report these documents are. */
async function filingsOf(tables: Pick<Tables, 'select'>, documentIds: readonly string[]): Promise<string[]> {
  const ids: string[] = [];
  for (let start = 0; start < documentIds.length; start += ROWS_AT_ONCE) {
    const rows = await tables
      .select({ id: filings.id })
      .from(filings)
      .where(inArray(filings.mainDocumentId, documentIds.slice(start, start + ROWS_AT_ONCE)));
    ids.push(...rows.map(({ id }) => id));
  }
  return ids;
}

/** Works out anew where the filings stand whose report these documents are. */
export async function refreshFilingsOf(tables: Transaction, documentIds: readonly string[]): Promise<void> {
  await refreshFilings(tables, await filingsOf(tables, documentIds));
}

/** What came of a change of a document, and whether the document is in a version: only then it is the report of a filing. */
export interface Changed<T> {
  readonly answer: T;
  readonly filed: boolean;
}

/** Changes a document in its turn, with the filing whose report it is. */
export const changeDocument = <T>(
  tables: Tables,
  documentId: string,
  work: (transaction: Tables) => Promise<Changed<T>>,
): Promise<T> =>
  inTurn(tables, async (transaction) => {
    const { answer, filed } = await work(transaction);
    if (filed) await refreshFilingsOf(transaction, [documentId]);
    return answer;
  });

/** What a document is given that is to be looked at with what the office knows: once more, if it was so already. */
export const DUE = { checkDue: true, dueMarks: sql`${documents.dueMarks} + 1` } as const;

/** Marks what was handed in for these filings, because something changed that the rules know of it. */
export async function markReportsDue(tables: Transaction, filingIds: readonly string[]): Promise<void> {
  const ids = [...new Set(filingIds)].toSorted();
  for (let start = 0; start < ids.length; start += ROWS_AT_ONCE) {
    const part = ids.slice(start, start + ROWS_AT_ONCE);
    const handedIn = tables.select({ id: versions.id }).from(versions).where(inArray(versions.filingId, part));
    await tables.update(documents).set(DUE).where(inArray(documents.versionId, handedIn));
    await refreshFilings(tables, part);
  }
}

/** Marks everything that was handed in for a year, and what waits for a person. */
export async function markYearDue(tables: Transaction, year: number): Promise<void> {
  const filed = await tables
    .select({ id: filings.id })
    .from(filings)
    .where(and(eq(filings.year, year), gt(filings.version, 0)));
  await markReportsDue(
    tables,
    filed.map(({ id }) => id),
  );
  await markWaitingDue(tables);
}

/** Marks what waits for a person: it may be known now, or may be taken. */
export async function markWaitingDue(tables: Pick<Tables, 'update'>): Promise<void> {
  await tables.update(documents).set(DUE).where(isNotNull(documents.waitsFor));
}

/** Filings of the same year whose figures those of this one go into. */
export async function reportsAbove(
  tables: Pick<Tables, 'select'>,
  { agencyId, year }: Pick<typeof filings.$inferSelect, 'agencyId' | 'year'>,
): Promise<string[]> {
  const [agency] = await tables.select({ path: agencies.path }).from(agencies).where(eq(agencies.id, agencyId));
  const above = (agency?.path ?? '').split('/').filter((id) => id !== '' && id !== agencyId);
  if (above.length === 0) return [];
  const rows = await tables
    .select({ id: filings.id })
    .from(filings)
    .where(and(inArray(filings.agencyId, above), eq(filings.year, year), eq(filings.scope, 'rollup')));
  return rows.map(({ id }) => id);
}
