import { asc, desc, eq, type SQL, sql } from 'drizzle-orm';
import { DOCUMENT_STATES } from '../contracts/states.ts';
import { VALIDATION_STATUSES } from '../pipeline/contracts/report.ts';
import type { Tables } from './database.ts';
import { documents, results } from './schema.ts';

/** In which orders documents are listed; with a minus the other way round. Where two are alike the newest is first. */
export const DOCUMENT_SORT_KEYS = [
  'received',
  'agency',
  'year',
  'file',
  'state',
  'verdict',
  'errors',
  'warnings',
  'review',
] as const;
export type DocumentSortKey = (typeof DOCUMENT_SORT_KEYS)[number];
export type DocumentSort = DocumentSortKey | `-${DocumentSortKey}`;
export const DOCUMENT_SORTS: readonly DocumentSort[] = DOCUMENT_SORT_KEYS.flatMap((key) => [key, `-${key}`] as const);

export const NEWEST_FIRST = [desc(documents.receivedAt), asc(documents.batchId), asc(documents.position)] as const;

const place = (list: readonly string[], column: SQL): SQL =>
  sql`array_position(${sql.raw(`array[${list.map((item) => `'${item}'`).join(', ')}]`)}, ${column})`;
/** What came of a document, without a join that each row of the list would pay for. */
const ofResult = (column: SQL): SQL =>
  sql`(select ${column} from ${results} where ${results.documentId} = ${documents.id})`;

const KEYS: Readonly<Record<Exclude<DocumentSortKey, 'agency'>, SQL>> = {
  received: sql`${documents.receivedAt}`,
  year: ofResult(sql`${results.year}`),
  // Not every build of PostgreSQL knows how Chinese is sorted; numbers and Latin letters are in their order all the same.
  file: sql`lower(${documents.fileName}) collate "C"`,
  state: place(DOCUMENT_STATES, sql`${documents.state}`),
  verdict: place(VALIDATION_STATUSES, sql`${documents.verdict}`),
  errors: sql`${documents.errorFindings}`,
  warnings: sql`${documents.warningFindings}`,
  review: ofResult(sql`${results.reviewCells}`),
};

const keyOf = (sort: DocumentSort): { readonly key: DocumentSortKey; readonly isBackward: boolean } => {
  const isBackward = sort.startsWith('-');
  const key = DOCUMENT_SORT_KEYS.find((each) => each === (isBackward ? sort.slice(1) : sort)) ?? 'received';
  return { key, isBackward };
};

const byPinyin = new Intl.Collator('zh');

interface Asked {
  readonly sort: DocumentSort;
  readonly page: number;
  readonly size: number;
}

/** The ids of one page in their order. */
export async function pageOfIds(
  tables: Tables,
  where: SQL | undefined,
  { sort, page, size }: Asked,
): Promise<readonly string[]> {
  const { key, isBackward } = keyOf(sort);
  const first = (page - 1) * size;
  if (key === 'agency') return (await byAgency(tables, where, isBackward)).slice(first, first + size);
  const order = isBackward ? sql`${KEYS[key]} desc nulls last` : sql`${KEYS[key]} asc nulls last`;
  const found = await tables
    .select({ id: documents.id })
    .from(documents)
    .where(where)
    .orderBy(...(sort === '-received' ? [] : [order]), ...NEWEST_FIRST)
    .limit(size)
    .offset(first);
  return found.map(({ id }) => id);
}

/** By the sounds of the names, as the runtime knows them: each name is compared once, however many documents bear it. */
async function byAgency(tables: Tables, where: SQL | undefined, isBackward: boolean): Promise<string[]> {
  const rows = await tables
    .select({ id: documents.id, agency: results.agency })
    .from(documents)
    .leftJoin(results, eq(results.documentId, documents.id))
    .where(where)
    .orderBy(...NEWEST_FIRST);
  const names = [...new Set(rows.flatMap(({ agency }) => agency ?? []))].toSorted(byPinyin.compare);
  if (isBackward) names.reverse();
  const places = new Map(names.map((name, at) => [name, at]));
  const placeOf = (agency: string | null): number => places.get(agency ?? '') ?? names.length;
  return rows.toSorted((a, b) => placeOf(a.agency) - placeOf(b.agency)).map(({ id }) => id);
}
