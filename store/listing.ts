import { and, asc, count, desc, eq, inArray, isNotNull, isNull, ne, type SQL, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { ERROR_WORDS, SKIP_WORDS } from '../config/words.ts';
import type { DocumentPage, DocumentSummary } from '../contracts/api.ts';
import type { Tables } from './database.ts';
import { pageOfIds } from './document-order.ts';
import { agencies, batches, documents, filings, people, results, versions } from './schema.ts';
import type { Belonging, ChangedDocument, DocumentFilter, RefusalCode, StoredDocument } from './stored-document.ts';
import { ALL_SEEING, below, seesDocument, type Viewer } from './viewer.ts';

const REASON_WORDS: Readonly<Record<RefusalCode, string>> = { ...ERROR_WORDS, ...SKIP_WORDS };
const isRefusalCode = (text: string): text is RefusalCode => Object.hasOwn(REASON_WORDS, text);

const holders = alias(documents, 'holders');

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
      filing: { standing: filings.standing, asideReason: filings.asideReason },
      reviewer: people.name,
      holderName: holders.fileName,
    })
    .from(documents)
    .leftJoin(results, eq(results.documentId, documents.id))
    .leftJoin(versions, eq(versions.id, documents.versionId))
    .leftJoin(filings, eq(filings.id, versions.filingId))
    .leftJoin(people, eq(people.id, filings.reviewerId))
    .leftJoin(holders, eq(holders.id, documents.duplicateOf))
    .$dynamic();

type Row = Awaited<ReturnType<typeof rowsOf>>[number];

function asSummary({ document, result, filingId, filing, reviewer, holderName }: Row): DocumentSummary {
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
    duplicateOfName: holderName,
    attempts: document.attempts,
    progress: progressOf(document),
    receivedAt: document.receivedAt.toISOString(),
    finishedAt: document.finishedAt?.toISOString() ?? null,
    filingId,
    filingState: filing?.standing ?? null,
    putAside: filing !== null && filing.asideReason !== null,
    reviewer,
  };
}

const progressOf = ({ state, pages, pagesRead }: Row['document']): DocumentSummary['progress'] =>
  state === 'converting' && pages !== null && pagesRead !== null ? { pagesRead, pages } : null;

/** A code that a newer version wrote is shown as an internal error. */
function asError(reason: string): { code: RefusalCode; message: string } {
  const code = isRefusalCode(reason) ? reason : 'internal';
  return { code, message: REASON_WORDS[code] };
}

/**
 * The page is found among the bare documents, and only its rows are joined to what is shown: otherwise every row before it
 * would be, and sorted with all that it carries.
 */
export async function listDocuments(tables: Tables, filter: DocumentFilter, viewer: Viewer): Promise<DocumentPage> {
  const where = and(matches(filter), seesDocument(viewer));
  const { page, size } = filter;
  const [counted] = await tables.select({ total: count() }).from(documents).where(where);
  const ids = await pageOfIds(tables, where, { sort: filter.sort ?? '-received', page, size });
  const rows = ids.length === 0 ? [] : await rowsOf(tables).where(inArray(documents.id, [...ids]));
  const byId = new Map(rows.map((row) => [row.document.id, asSummary(row)]));
  const items = ids.flatMap((id) => byId.get(id) ?? []);
  return { items: await shownTo(tables, viewer, items), total: counted?.total ?? 0, page, size };
}

const unless = <T>(value: T | undefined, condition: (value: T) => SQL | undefined): SQL | undefined =>
  value === undefined ? undefined : condition(value);

/** Of versions whose filing is so. */
const inFilings = (condition: SQL): SQL =>
  sql`${documents.versionId} in (select ${versions.id} from ${versions} join ${filings} on ${filings.id} = ${versions.filingId} where ${condition})`;
/** As it was read, or as it was placed. */
const isOfYear = (year: number): SQL =>
  sql`(${inFilings(sql`${filings.year} = ${year}`)} or (${documents.versionId} is null and ${documents.id} in (select ${results.documentId} from ${results} where ${results.year} = ${year})))`;

const matches = (filter: DocumentFilter): SQL | undefined =>
  and(
    unless(filter.ids, (ids) => inArray(documents.id, [...ids])),
    // What was removed is in no list but that of its upload, and in its own.
    filter.state === undefined
      ? filter.batch === undefined && filter.ids === undefined
        ? ne(documents.state, 'removed')
        : undefined
      : eq(documents.state, filter.state),
    unless(filter.year, isOfYear),
    unless(filter.rule, (rule) => sql`${rule} = any(${documents.foundRules})`),
    unless(filter.reviewer, (reviewer) => inFilings(sql`${filings.reviewerId} = ${reviewer}`)),
    unless(filter.scope, (agency) => sql`${documents.agencyId} in ${below(agency)}`),
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
  const doubled = [...new Set(summaries.flatMap(({ duplicateOf }) => duplicateOf ?? []))];
  const isSeen = seesDocument(viewer);
  if (doubled.length === 0 || isSeen === undefined) return [...summaries];
  const rows = await tables
    .select({ id: documents.id })
    .from(documents)
    .where(and(inArray(documents.id, doubled), isSeen));
  const seen = new Set(rows.map(({ id }) => id));
  return summaries.map((summary) => ({
    ...summary,
    ...(summary.duplicateOf !== null && seen.has(summary.duplicateOf)
      ? {}
      : { duplicateOf: null, duplicateOfName: null }),
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
  const heldBy =
    held.length === 0
      ? []
      : await tables
          .select()
          .from(documents)
          .where(inArray(documents.id, [...new Set(held)]));
  const concerned = [...rows.map(({ document }) => document), ...heldBy];
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
  const ofHolder = new Map(heldBy.map((holder) => [holder.id, belongs(holder)]));
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
