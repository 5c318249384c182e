import { and, count, desc, eq, inArray, max, notInArray, or, type SQL, sql } from 'drizzle-orm';
import { ERROR_WORDS } from '../config/words.ts';
import {
  type FailureCause,
  QUEUE_PLACES,
  type QueueItem,
  type QueuePage,
  type QueuePlace,
  type QueueStage,
  type Remedy,
  remedyOf,
} from '../contracts/queue.ts';
import { ERROR_KINDS, type ErrorCode } from '../pipeline/contracts/errors.ts';
import type { Lane } from '../pipeline/contracts/expected-work.ts';
import type { Tables } from './database.ts';
import { agencies, batches, documents, results } from './schema.ts';
import { isHeldBack } from './turns.ts';
import { seesDocument, type Viewer } from './viewer.ts';

/** In which orders the queue is listed: `turn` as it is worked off; with a minus the other way round. */
export const QUEUE_SORT_KEYS = ['turn', 'file', 'waited', 'took', 'attempts'] as const;
type QueueSortKey = (typeof QUEUE_SORT_KEYS)[number];
export type QueueSort = QueueSortKey | `-${QueueSortKey}`;
export const QUEUE_SORTS: readonly QueueSort[] = QUEUE_SORT_KEYS.flatMap((key) => [key, `-${key}`] as const);

export interface QueueFilter {
  readonly ids?: readonly string[] | undefined;
  readonly place?: QueuePlace | undefined;
  readonly lane?: Lane | undefined;
  /** Cause of the failure. */
  readonly code?: string | undefined;
  readonly remedy?: Remedy | undefined;
  /** Part of the name or of the agency's. */
  readonly query?: string | undefined;
  readonly sort?: QueueSort | undefined;
  /** From 1. */
  readonly page: number;
  readonly size: number;
}

const PLACE = sql<QueuePlace>`case
  when ${documents.state} = 'converting' then 'running'
  when ${documents.state} = 'conversion-failed' then 'failed'
  when ${documents.state} = 'converted' then 'checking'
  when ${isHeldBack} then 'held'
  else 'waiting' end`;

/** What the queue is not done with. */
const IN_QUEUE = or(
  inArray(documents.state, ['received', 'converting', 'conversion-failed']),
  and(eq(documents.state, 'converted'), eq(documents.checkDue, true)),
);

const NEVER = Object.entries(ERROR_KINDS).flatMap(([code, { retry }]) => (retry === 'never' ? [code] : []));

const matches = ({ ids, place, lane, code, remedy, query }: QueueFilter): SQL | undefined =>
  and(
    IN_QUEUE,
    ids === undefined ? undefined : inArray(documents.id, [...ids]),
    place === undefined ? undefined : sql`${PLACE} = ${place}`,
    lane === undefined ? undefined : eq(documents.lane, lane),
    code === undefined ? undefined : eq(documents.reason, code),
    remedy === undefined
      ? undefined
      : and(
          eq(documents.state, 'conversion-failed'),
          (remedy === 'agency' ? inArray : notInArray)(documents.reason, NEVER),
        ),
    query === undefined ? undefined : sql`position(lower(${query}) in ${documents.searched}) > 0`,
  );

const seconds = (span: SQL): SQL<number | null> => sql`extract(epoch from ${span})`;
const WAITED = seconds(sql`coalesce(${documents.startedAt}, now()) - ${documents.queuedAt}`);
const TOOK = seconds(
  sql`case when ${documents.state} = 'received' then null else coalesce(${documents.finishedAt}, now()) - ${documents.startedAt} end`,
);

/** As it is worked off: what runs, what is next, what is held back, what waits for the office, what failed last. */
const AS_IT_GOES: readonly SQL[] = [
  sql`array_position(array[${sql.raw(QUEUE_PLACES.map((place) => `'${place}'`).join(', '))}], ${PLACE})`,
  sql`case when ${documents.state} = 'conversion-failed' then ${documents.finishedAt} end desc`,
  sql`(${documents.urgency} = 'awaited') desc`,
  sql`${documents.turn}`,
];
const KEYS: Readonly<Record<Exclude<QueueSortKey, 'turn'>, SQL>> = {
  file: sql`lower(${documents.fileName}) collate "C"`,
  waited: WAITED,
  took: TOOK,
  attempts: sql`${documents.attempts}`,
};

function orderOf(sort: QueueSort): readonly SQL[] {
  const isBackward = sort.startsWith('-');
  const key = QUEUE_SORT_KEYS.find((each) => each === (isBackward ? sort.slice(1) : sort)) ?? 'turn';
  const last = [sql`${documents.receivedAt}`, sql`${documents.batchId}`, sql`${documents.position}`];
  if (key === 'turn') return [...AS_IT_GOES, ...last];
  return [isBackward ? sql`${KEYS[key]} desc nulls last` : sql`${KEYS[key]} asc nulls last`, ...last];
}

const asCode = (reason: string): ErrorCode => (Object.hasOwn(ERROR_KINDS, reason) ? (reason as ErrorCode) : 'internal');
/** A code that another version wrote is shown as an internal error. */
export const causeWords = (reason: string): string => ERROR_WORDS[asCode(reason)];

/** Documents that the queue is not done with, page by page: found among the bare documents, and joined to what is shown after. */
export async function listQueue(tables: Tables, filter: QueueFilter, viewer: Viewer): Promise<QueuePage> {
  const where = and(matches(filter), seesDocument(viewer));
  const { page, size } = filter;
  const [counted] = await tables.select({ total: count() }).from(documents).where(where);
  const found = await tables
    .select({ id: documents.id })
    .from(documents)
    .where(where)
    .orderBy(...orderOf(filter.sort ?? 'turn'))
    .limit(size)
    .offset((page - 1) * size);
  const ids = found.map(({ id }) => id);
  const rows = ids.length === 0 ? [] : await rowsOf(tables, ids);
  const byId = new Map(rows.map((row) => [row.document.id, asItem(row)]));
  return { items: ids.flatMap((id) => byId.get(id) ?? []), total: counted?.total ?? 0, page, size };
}

const rowsOf = (tables: Tables, ids: readonly string[]) =>
  tables
    .select({
      document: documents,
      place: PLACE,
      sender: batches.who,
      placedAgency: agencies.name,
      readAgency: results.agency,
      waited: WAITED,
      took: TOOK,
    })
    .from(documents)
    .innerJoin(batches, eq(batches.id, documents.batchId))
    .leftJoin(agencies, eq(agencies.id, documents.agencyId))
    .leftJoin(results, eq(results.documentId, documents.id))
    .where(inArray(documents.id, [...ids]));

function asItem(row: Awaited<ReturnType<typeof rowsOf>>[number]): QueueItem {
  const { document, place, sender, placedAgency, readAgency, waited, took } = row;
  const { pages, pagesRead, reason, state } = document;
  const progress = state === 'converting' && pages !== null && pagesRead !== null ? { pagesRead, pages } : null;
  return {
    id: document.id,
    fileName: document.fileName,
    bytes: document.bytes,
    agency: placedAgency ?? readAgency,
    sender,
    lane: document.lane,
    place,
    urgency: document.urgency,
    stage: stageOf(place, progress !== null, reason),
    progress,
    attempts: document.attempts,
    error:
      place === 'failed' && reason !== null
        ? { code: reason, message: causeWords(reason), remedy: remedyOf(reason, ERROR_KINDS) }
        : null,
    queuedAt: document.queuedAt.toISOString(),
    waitedSeconds: wholeSeconds(waited) ?? 0,
    tookSeconds: wholeSeconds(took),
  };
}

/** PostgreSQL gives a numeric as text. */
const wholeSeconds = (value: number | string | null): number | null =>
  value === null ? null : Math.max(0, Math.round(Number(value)));

function stageOf(place: QueuePlace, readsPictures: boolean, reason: string | null): QueueStage | null {
  switch (place) {
    case 'waiting':
    case 'held':
      return null;
    case 'running':
      return readsPictures ? 'recognise' : 'extract';
    case 'checking':
      return 'validate';
    case 'failed':
      return ERROR_KINDS[asCode(reason ?? '')].stage;
    default:
      return place satisfies never;
  }
}

/** How many documents stand in each place. */
export async function countPlaces(
  tables: Pick<Tables, 'select'>,
  viewer: Viewer,
): Promise<Readonly<Record<QueuePlace, number>>> {
  const rows = await tables
    .select({ place: PLACE, documents: count() })
    .from(documents)
    .where(and(IN_QUEUE, seesDocument(viewer)))
    .groupBy(sql`1`);
  const counts: Record<QueuePlace, number> = { running: 0, waiting: 0, held: 0, checking: 0, failed: 0 };
  for (const row of rows) counts[row.place] = row.documents;
  return counts;
}

/** What failed, by cause, the most frequent first. */
export async function countCauses(tables: Pick<Tables, 'select'>, viewer: Viewer): Promise<readonly FailureCause[]> {
  const rows = await tables
    .select({ code: documents.reason, documents: count(), lastAt: max(documents.finishedAt) })
    .from(documents)
    .where(and(eq(documents.state, 'conversion-failed'), seesDocument(viewer)))
    .groupBy(documents.reason)
    .orderBy(desc(count()), documents.reason);
  return rows.map(({ code, documents, lastAt }) => ({
    code: code ?? 'internal',
    message: causeWords(code ?? ''),
    remedy: remedyOf(code ?? '', ERROR_KINDS),
    documents,
    lastAt: lastAt?.toISOString() ?? null,
  }));
}
