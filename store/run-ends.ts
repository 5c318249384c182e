import { and, count, eq, gte, isNotNull, isNull, max, type SQL, sql } from 'drizzle-orm';
import type { HourOfQueue } from '../contracts/queue.ts';
import type { Lane } from '../pipeline/contracts/expected-work.ts';
import type { Tables } from './database.ts';
import { documents, runEnds } from './schema.ts';

const HOUR_MS = 3_600_000;
const ago = (milliseconds: number) => sql`now() - ${`${milliseconds} milliseconds`}::interval`;

/** The entry of how runs ended, of rows that have the columns of documents. */
export const runEnd = (reason: SQL, finishedAt: SQL, from: SQL): SQL => sql`
    insert into ${runEnds} (document_id, lane, reason, waited, took)
    select id, lane, ${reason}, extract(epoch from greatest(coalesce(started_at, now()) - queued_at, interval '0')),
      extract(epoch from ${finishedAt} - started_at)
    from ${from}`;

/** Notes how the run of a document has just ended, in the transaction that ended it: one statement, for each document pays. */
export async function noteRunEnd(tables: Pick<Tables, 'execute'>, documentId: string): Promise<void> {
  await tables.execute(runEnd(sql`reason`, sql`finished_at`, sql`${documents} where id = ${documentId}`));
}

/** What was done in each of the last hours, the oldest first, hours without anything too. */
export async function hoursOfQueue(tables: Pick<Tables, 'select'>, hours: number): Promise<readonly HourOfQueue[]> {
  const hour = sql<number>`floor(extract(epoch from ${runEnds.at}) / 3600)`.mapWith(Number);
  const last = Math.floor(Date.now() / HOUR_MS);
  const rows = await tables
    .select({
      hour,
      converted: sql`count(*) filter (where ${isNull(runEnds.reason)})`.mapWith(Number),
      failed: sql`count(*) filter (where ${isNotNull(runEnds.reason)})`.mapWith(Number),
      waited: sql<number | null>`percentile_cont(0.5) within group (order by ${runEnds.waited})`,
    })
    .from(runEnds)
    .where(gte(runEnds.at, sql`to_timestamp(${(last - hours + 1) * 3600})`))
    .groupBy(sql`1`);
  const byHour = new Map(rows.map((row) => [row.hour, row]));
  return Array.from({ length: hours }, (_, index) => {
    const at = last - hours + 1 + index;
    const row = byHour.get(at);
    return {
      from: new Date(at * HOUR_MS).toISOString(),
      converted: row?.converted ?? 0,
      failed: row?.failed ?? 0,
      waitedSeconds: row?.waited == null ? null : Math.round(Number(row.waited)),
    };
  });
}

/** How many runs ended within so long, and how many of them by the cause that ended most; null for none. */
export async function causeOfLate(tables: Pick<Tables, 'select'>, withinMs: number) {
  const rows = await tables
    .select({ reason: runEnds.reason, count: count() })
    .from(runEnds)
    .where(gte(runEnds.at, ago(withinMs)))
    .groupBy(runEnds.reason);
  const [most] = rows.filter(({ reason }) => reason !== null).toSorted((a, b) => b.count - a.count);
  const ended = rows.reduce((sum, row) => sum + row.count, 0);
  return most?.reason == null ? null : { code: most.reason, count: most.count, ended };
}

/** Seconds since a run of the lane ended; null where none has within a day. */
export async function secondsSinceEnd(tables: Pick<Tables, 'select'>, lane: Lane): Promise<number | null> {
  const [row] = await tables
    .select({ seconds: sql<number | null>`extract(epoch from now() - ${max(runEnds.at)})` })
    .from(runEnds)
    .where(and(eq(runEnds.lane, lane), gte(runEnds.at, ago(24 * HOUR_MS))));
  return row?.seconds == null ? null : Number(row.seconds);
}
