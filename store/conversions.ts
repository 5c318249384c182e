import { and, count, desc, eq, inArray, isNotNull, isNull, max, ne, or, type SQL, sql } from 'drizzle-orm';
import type { MadeBy } from '../contracts/api.ts';
import type { Tables } from './database.ts';
import { inTurn, refreshFilingsOf } from './filing-standing.ts';
import { AS_RECEIVED } from './ledger.ts';
import { documents, results } from './schema.ts';
import { tellTrail } from './trail.ts';
import { type Actor, seesDocument, type Viewer } from './viewer.ts';
import { giveTurns } from './waiting.ts';

/** Which documents are to be converted anew. */
export interface Anew {
  /** These; undefined: all that are converted. */
  readonly documentIds?: readonly string[] | undefined;
  /** Only those whose name or agency holds this. */
  readonly query?: string | undefined;
  /** Only those that failed, and whose original has one of these hashes: it is whole again. */
  readonly mended?: readonly string[] | undefined;
  /** Only those that another version of the program made, or nobody knows which. */
  readonly notMadeBy?: string | undefined;
}

/**
 * Has documents converted once more. What was found, decided and corrected stays until the new result is there, and
 * decisions hold on as long as the values do on which they were made. @returns their ids
 */
export async function convertAnew(tables: Tables, which: Anew, viewer: Viewer, by: Actor): Promise<readonly string[]> {
  return inTurn(tables, async (transaction) => {
    const rows = await transaction
      .select({ id: documents.id, agencyId: documents.agencyId })
      .from(documents)
      .leftJoin(results, eq(results.documentId, documents.id))
      .where(
        and(inArray(documents.state, ['converted', 'conversion-failed']), conditionOf(which), seesDocument(viewer)),
      );
    const ids = rows.map(({ id }) => id);
    for (let start = 0; start < ids.length; start += 1_000) {
      await transaction
        .update(documents)
        .set({ ...AS_RECEIVED, changedAt: sql`now()` })
        .where(inArray(documents.id, ids.slice(start, start + 1_000)));
    }
    await giveTurns(transaction, ids, ids.length === 1 ? 'awaited' : 'bulk');
    await refreshFilingsOf(transaction, ids);
    await tellTrail(
      transaction,
      by,
      rows.map(({ id, agencyId }) => ({ what: 'document.convert-anew', subject: { kind: 'document', id }, agencyId })),
    );
    return ids;
  });
}

function conditionOf({ documentIds, query, mended, notMadeBy }: Anew): SQL | undefined {
  return and(
    documentIds === undefined ? undefined : inArray(documents.id, [...documentIds]),
    query === undefined ? undefined : sql`position(${query.toLowerCase()} in ${documents.searched}) > 0`,
    mended === undefined
      ? undefined
      : and(eq(documents.state, 'conversion-failed'), inArray(documents.sha256, [...mended])),
    notMadeBy === undefined ? undefined : or(isNull(results.madeBy), ne(results.madeBy, notMadeBy)),
  );
}

/** How many of the results that are shown each version of the program made, the latest first. */
export async function madeBy(tables: Pick<Tables, 'select'>): Promise<MadeBy['versions']> {
  const rows = await tables
    .select({ madeBy: results.madeBy, documents: count(), lastAt: max(results.savedAt) })
    .from(results)
    .innerJoin(documents, eq(documents.id, results.documentId))
    .where(ne(documents.state, 'removed'))
    .groupBy(results.madeBy)
    .orderBy(desc(max(results.savedAt)));
  return rows.map((row) => ({ ...row, lastAt: (row.lastAt ?? new Date(0)).toISOString() }));
}

/** A file that the database relies on. */
export interface ReliedOn {
  readonly documentId: string;
  readonly kind: 'originals' | 'reports';
  readonly sha256: string;
}

/** All files that the database relies on, a document's original before its reports. */
export async function reliedOn(tables: Pick<Tables, 'select'>): Promise<readonly ReliedOn[]> {
  const rows = await tables
    .select({
      documentId: documents.id,
      original: documents.sha256,
      report: results.reportSha256,
      read: results.readSha256,
    })
    .from(documents)
    .leftJoin(results, eq(results.documentId, documents.id))
    .where(
      and(
        isNotNull(documents.sha256),
        inArray(documents.state, ['received', 'converting', 'converted', 'conversion-failed']),
      ),
    );
  return rows.flatMap(({ documentId, original, report, read }): ReliedOn[] => [
    ...(original === null ? [] : [{ documentId, kind: 'originals' as const, sha256: original }]),
    ...[...new Set([report, read])].flatMap((sha256) =>
      sha256 === null ? [] : [{ documentId, kind: 'reports' as const, sha256 }],
    ),
  ]);
}
