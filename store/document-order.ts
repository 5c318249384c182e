import { and, asc, count, desc, eq, isNull, or, type SQL, sql } from 'drizzle-orm';
import { DOCUMENT_SORT_KEYS, type DocumentSort, type DocumentSortKey } from '../contracts/list-orders.ts';
import { DOCUMENT_STATES } from '../contracts/states.ts';
import { VALIDATION_STATUSES } from '../pipeline/contracts/report.ts';
import type { Tables } from './database.ts';
import { documents, results } from './schema.ts';

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
  if (key === 'agency') return byAgency(tables, where, { isBackward, first, size });
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

interface Part {
  readonly isBackward: boolean;
  readonly first: number;
  readonly size: number;
}

/**
 * By the sounds of the names, as the runtime knows them. The names are counted first, so that of all documents only those of
 * the names on the page are read; those without a name stand last.
 */
async function byAgency(tables: Tables, where: SQL | undefined, { isBackward, first, size }: Part): Promise<string[]> {
  const counted = await tables
    .select({ agency: results.agency, documents: count() })
    .from(documents)
    .leftJoin(results, eq(results.documentId, documents.id))
    .where(where)
    .groupBy(results.agency);
  const named = counted.flatMap(({ agency, documents: borne }) => (agency === null ? [] : [{ agency, borne }]));
  named.sort((one, other) => byPinyin.compare(one.agency, other.agency));
  if (isBackward) named.reverse();
  const shown: string[] = [];
  let before = 0;
  let reached = 0;
  for (const { agency, borne } of named) {
    if (reached + borne <= first) before = reached + borne;
    else if (reached < first + size) shown.push(agency);
    reached += borne;
  }
  const names = sql`${sql.param(shown)}::text[]`;
  const isShown = sql`${results.agency} = any(${names})`;
  const found = await tables
    .select({ id: documents.id })
    .from(documents)
    .leftJoin(results, eq(results.documentId, documents.id))
    .where(and(where, reached < first + size ? or(isShown, isNull(results.agency)) : isShown))
    .orderBy(sql`array_position(${names}, ${results.agency})`, ...NEWEST_FIRST)
    .limit(size)
    .offset(first - before);
  return found.map(({ id }) => id);
}
