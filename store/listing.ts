import { and, asc, count, desc, eq, inArray, isNotNull, isNull, type SQL, sql } from 'drizzle-orm';
import { ERROR_WORDS, SKIP_WORDS } from '../config/words.ts';
import type { DocumentPage, DocumentSummary } from '../contracts/api.ts';
import type { Tables } from './database.ts';
import { agencies, batches, documents, results, versions } from './schema.ts';
import type { Belonging, ChangedDocument, DocumentFilter, RefusalCode, StoredDocument } from './store.ts';
import { ALL_SEEING, seesDocument, type Viewer } from './viewer.ts';

const REASON_WORDS: Readonly<Record<RefusalCode, string>> = { ...ERROR_WORDS, ...SKIP_WORDS };
const isRefusalCode = (text: string): text is RefusalCode => Object.hasOwn(REASON_WORDS, text);

const rowsOf = (tables: Tables) =>
  tables
    .select({
      document: documents,
      result: {
        // First what is never null: by its first column Drizzle judges whether there is a row at all.
        reportSha256: results.reportSha256,
        agency: results.agency,
        year: results.year,
        reviewCells: results.reviewCells,
        madeBy: results.madeBy,
      },
      filingId: versions.filingId,
    })
    .from(documents)
    .leftJoin(results, eq(results.documentId, documents.id))
    .leftJoin(versions, eq(versions.id, documents.versionId))
    .$dynamic();

type Row = Awaited<ReturnType<typeof rowsOf>>[number];

function asSummary({ document, result, filingId }: Row): DocumentSummary {
  return {
    id: document.id,
    batchId: document.batchId,
    fileName: document.fileName,
    bytes: document.bytes,
    sha256: document.sha256,
    format: document.format,
    state: document.state,
    agency: result?.agency ?? null,
    year: result?.year ?? null,
    verdict: document.verdict,
    errorFindings: document.errorFindings,
    warningFindings: document.warningFindings,
    decidableFindings: document.decidableFindings,
    decidedFindings: document.decidedFindings,
    reviewCells: result?.reviewCells ?? 0,
    error: document.reason === null ? null : asError(document.reason),
    duplicateOf: document.duplicateOf,
    attempts: document.attempts,
    progress: progressOf(document),
    receivedAt: document.receivedAt.toISOString(),
    finishedAt: document.finishedAt?.toISOString() ?? null,
    filingId,
  };
}

const progressOf = ({ state, pages, pagesRead }: Row['document']): DocumentSummary['progress'] =>
  state === 'converting' && pages !== null && pagesRead !== null ? { pagesRead, pages } : null;

/** A code that a newer version wrote is shown as an internal error. */
function asError(reason: string): { code: RefusalCode; message: string } {
  const code = isRefusalCode(reason) ? reason : 'internal';
  return { code, message: REASON_WORDS[code] };
}

const newestFirst = [desc(documents.receivedAt), asc(documents.batchId), asc(documents.position)] as const;

/**
 * The page is found among the bare documents, counted in the same pass, and only its rows are joined to what is shown:
 * otherwise every row before it would be, and sorted with all that it carries.
 */
export async function listDocuments(tables: Tables, filter: DocumentFilter, viewer: Viewer): Promise<DocumentPage> {
  const where = and(matches(filter), seesDocument(viewer));
  const { page, size } = filter;
  const found = await tables
    .select({ id: documents.id, total: sql<number>`count(*) over ()`.mapWith(Number) })
    .from(documents)
    .where(where)
    .orderBy(...newestFirst)
    .limit(size)
    .offset((page - 1) * size);
  const [first] = found;
  if (first === undefined) {
    const [counted] = await tables.select({ total: count() }).from(documents).where(where);
    return { items: [], total: counted?.total ?? 0, page, size };
  }
  const ids = found.map(({ id }) => id);
  const items = await rowsOf(tables)
    .where(inArray(documents.id, ids))
    .orderBy(...newestFirst);
  return { items: await shownTo(tables, viewer, items.map(asSummary)), total: first.total, page, size };
}

const unless = <T>(value: T | undefined, condition: (value: T) => SQL | undefined): SQL | undefined =>
  value === undefined ? undefined : condition(value);

const matches = (filter: DocumentFilter): SQL | undefined =>
  and(
    unless(filter.state, (state) => eq(documents.state, state)),
    unless(filter.verdict, (verdict) => eq(documents.verdict, verdict)),
    unless(filter.batch, (batch) => eq(documents.batchId, batch)),
    unless(filter.query, namesHold),
    unless(filter.waiting, (waiting) => (waiting ? isNotNull(documents.waitsFor) : isNull(documents.waitsFor))),
  );

/** Searches without regard to case. Not ILIKE, so that % and _ mean themselves. */
function namesHold(text: string): SQL {
  return sql`position(lower(${text}) in ${documents.searched}) > 0`;
}

/** Summaries as somebody is shown them: a document that he may not see is not named as the one that came first. */
async function shownTo(
  tables: Tables,
  viewer: Viewer,
  summaries: readonly DocumentSummary[],
): Promise<DocumentSummary[]> {
  const holders = [...new Set(summaries.flatMap(({ duplicateOf }) => duplicateOf ?? []))];
  const isSeen = seesDocument(viewer);
  if (holders.length === 0 || isSeen === undefined) return [...summaries];
  const rows = await tables
    .select({ id: documents.id })
    .from(documents)
    .where(and(inArray(documents.id, holders), isSeen));
  const seen = new Set(rows.map(({ id }) => id));
  return summaries.map((summary) => ({
    ...summary,
    duplicateOf: summary.duplicateOf !== null && seen.has(summary.duplicateOf) ? summary.duplicateOf : null,
  }));
}

export async function listBatch(tables: Tables, batchId: string, viewer: Viewer): Promise<DocumentSummary[]> {
  const rows = await rowsOf(tables).where(eq(documents.batchId, batchId)).orderBy(asc(documents.position));
  return shownTo(tables, viewer, rows.map(asSummary));
}

export async function findDocument(
  tables: Tables,
  documentId: string,
  viewer: Viewer = ALL_SEEING,
): Promise<StoredDocument | null> {
  const [row] = await rowsOf(tables).where(eq(documents.id, documentId));
  if (row === undefined) return null;
  const [summary] = await shownTo(tables, viewer, [asSummary(row)]);
  if (summary === undefined) return null;
  return {
    summary,
    sourceName: row.document.sourceName,
    mediaType: row.document.mediaType,
    reportSha256: row.result?.reportSha256 ?? null,
    madeBy: row.result?.madeBy ?? null,
  };
}

export async function recentChanges(tables: Tables, limit: number): Promise<ChangedDocument[]> {
  const rows = await rowsOf(tables).orderBy(desc(documents.changedAt), asc(documents.id)).limit(limit);
  const held = rows.flatMap(({ document }) => document.duplicateOf ?? []);
  const holders =
    held.length === 0
      ? []
      : await tables
          .select()
          .from(documents)
          .where(inArray(documents.id, [...new Set(held)]));
  const concerned = [...rows.map(({ document }) => document), ...holders];
  const [paths, bringers] = await Promise.all([
    pathsOf(
      tables,
      concerned.flatMap(({ agencyId }) => agencyId ?? []),
    ),
    bringersOf(
      tables,
      concerned.map(({ batchId }) => batchId),
    ),
  ]);
  const belongs = ({ agencyId, batchId, versionId }: typeof documents.$inferSelect): Belonging => ({
    agencyPath: paths.get(agencyId ?? '') ?? null,
    personId: versionId === null ? (bringers.get(batchId) ?? null) : null,
  });
  const ofHolder = new Map(holders.map((holder) => [holder.id, belongs(holder)]));
  return rows.map((row) => ({
    summary: asSummary(row),
    changedAt: row.document.changedAt,
    ...belongs(row.document),
    holder: ofHolder.get(row.document.duplicateOf ?? '') ?? null,
  }));
}

async function pathsOf(tables: Tables, agencyIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (agencyIds.length === 0) return new Map();
  const rows = await tables
    .select({ id: agencies.id, path: agencies.path })
    .from(agencies)
    .where(inArray(agencies.id, [...new Set(agencyIds)]));
  return new Map(rows.map(({ id, path }) => [id, path]));
}

async function bringersOf(tables: Tables, batchIds: readonly string[]): Promise<ReadonlyMap<string, string | null>> {
  if (batchIds.length === 0) return new Map();
  const rows = await tables
    .select({ id: batches.id, personId: batches.personId })
    .from(batches)
    .where(inArray(batches.id, [...new Set(batchIds)]));
  return new Map(rows.map(({ id, personId }) => [id, personId]));
}

/** The documents of versions as they are shown, each with its version and as what it stands there, the main one first. */
export async function documentsOfVersions(tables: Tables, versionIds: readonly string[]) {
  if (versionIds.length === 0) return [];
  const rows = await rowsOf(tables)
    .where(inArray(documents.versionId, [...versionIds]))
    .orderBy(asc(documents.part), asc(documents.receivedAt), asc(documents.position));
  return rows.map((row) => ({
    ...asSummary(row),
    versionId: row.document.versionId,
    part: row.document.part ?? 'other',
  }));
}
