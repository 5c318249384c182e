import { and, asc, count, desc, eq, or, type SQL, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import { ERROR_WORDS, SKIP_WORDS } from '../config/words.ts';
import type { DocumentPage, DocumentSummary } from '../server/api.ts';
import type { Tables } from './database.ts';
import { documents, results } from './schema.ts';
import { decidableFindings, decidedFindings, standingFindings, standingVerdict } from './standing.ts';
import type { ChangedDocument, DocumentFilter, RefusalCode, StoredDocument } from './store.ts';

const REASON_WORDS: Readonly<Record<RefusalCode, string>> = { ...ERROR_WORDS, ...SKIP_WORDS };
const isRefusalCode = (text: string): text is RefusalCode => Object.hasOwn(REASON_WORDS, text);

const rowsOf = (tables: Tables) =>
  tables
    .select({
      document: documents,
      result: results,
      verdict: standingVerdict,
      errorFindings: standingFindings('error'),
      warningFindings: standingFindings('warning'),
      decidedFindings,
      decidableFindings,
    })
    .from(documents)
    .leftJoin(results, eq(results.documentId, documents.id))
    .$dynamic();

type Row = Awaited<ReturnType<typeof rowsOf>>[number];

function asSummary({ document, result, ...judged }: Row): DocumentSummary {
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
    ...judged,
    reviewCells: result?.reviewCells ?? 0,
    error: document.reason === null ? null : asError(document.reason),
    duplicateOf: document.duplicateOf,
    attempts: document.attempts,
    progress: progressOf(document),
    receivedAt: document.receivedAt.toISOString(),
    finishedAt: document.finishedAt?.toISOString() ?? null,
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

export async function listDocuments(tables: Tables, filter: DocumentFilter): Promise<DocumentPage> {
  const where = matches(filter);
  const items = await rowsOf(tables)
    .where(where)
    .orderBy(...newestFirst)
    .limit(filter.size)
    .offset((filter.page - 1) * filter.size);
  const [counted] = await tables
    .select({ total: count() })
    .from(documents)
    .leftJoin(results, eq(results.documentId, documents.id))
    .where(where);
  return { items: items.map(asSummary), total: counted?.total ?? 0, page: filter.page, size: filter.size };
}

const unless = <T>(value: T | undefined, condition: (value: T) => SQL | undefined): SQL | undefined =>
  value === undefined ? undefined : condition(value);

const matches = (filter: DocumentFilter): SQL | undefined =>
  and(
    unless(filter.state, (state) => eq(documents.state, state)),
    unless(filter.verdict, (verdict) => eq(standingVerdict, verdict)),
    unless(filter.batch, (batch) => eq(documents.batchId, batch)),
    unless(filter.query, namesHold),
  );

/** Searches without regard to case. Not ILIKE, so that % and _ mean themselves. */
function namesHold(text: string): SQL | undefined {
  const holds = (column: PgColumn) => sql`position(lower(${text}) in lower(${column})) > 0`;
  return or(holds(documents.fileName), holds(results.agency));
}

export async function listBatch(tables: Tables, batchId: string): Promise<DocumentSummary[]> {
  const rows = await rowsOf(tables).where(eq(documents.batchId, batchId)).orderBy(asc(documents.position));
  return rows.map(asSummary);
}

export async function findDocument(tables: Tables, documentId: string): Promise<StoredDocument | null> {
  const [row] = await rowsOf(tables).where(eq(documents.id, documentId));
  if (row === undefined) return null;
  return {
    summary: asSummary(row),
    sourceName: row.document.sourceName,
    reportSha256: row.result?.reportSha256 ?? null,
  };
}

export async function recentChanges(tables: Tables, limit: number): Promise<ChangedDocument[]> {
  const rows = await rowsOf(tables).orderBy(desc(documents.changedAt), asc(documents.id)).limit(limit);
  return rows.map((row) => ({ summary: asSummary(row), changedAt: row.document.changedAt }));
}
