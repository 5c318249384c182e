import { and, eq, inArray, isNotNull, isNull, lt, or, sql } from 'drizzle-orm';
import type { Tables } from './database.ts';
import { inTurn } from './filing-standing.ts';
import { documents, findings, results, runEnds, similarPairs, sketches } from './schema.ts';
import { tellTrail } from './trail.ts';
import { GOUJI } from './viewer.ts';

/** Rows that are let go of in one transaction. */
const ROWS_AT_ONCE = 500;

/** What has had its time in the database. */
export interface KeptRows {
  /**
   * Lets go of content and result of documents that were removed so long ago, never of one that belongs to a filing. Their
   * rows stay, so that their uploads add up, and so does what people decided on them. @returns how many
   */
  readonly letGoOfRemoved: (days: number) => Promise<number>;
  /** @returns how many */
  readonly forgetRuns: (days: number) => Promise<number>;
  /** Those of these files that a row names, in whatever state it is. */
  readonly named: (kind: 'originals' | 'reports', sha256s: readonly string[]) => Promise<ReadonlySet<string>>;
  /** Tells the trail what a sweep removed. */
  readonly tell: (removed: Readonly<Record<string, number>>) => Promise<void>;
}

const before = (days: number) => sql`now() - ${`${days} days`}::interval`;

export const createKeptRows = (tables: Tables): KeptRows => ({
  letGoOfRemoved: async (days) => {
    let all = 0;
    for (;;) {
      const gone = await inTurn(tables, (transaction) => letGo(transaction, days));
      all += gone;
      if (gone < ROWS_AT_ONCE) return all;
    }
  },
  forgetRuns: async (days) => {
    const gone = await tables
      .delete(runEnds)
      .where(lt(runEnds.at, before(days)))
      .returning({ id: runEnds.id });
    return gone.length;
  },
  named: async (kind, sha256s) => {
    if (sha256s.length === 0) return new Set();
    const list = [...sha256s];
    if (kind === 'originals') {
      const rows = await tables
        .select({ sha256: documents.sha256 })
        .from(documents)
        .where(inArray(documents.sha256, list));
      return new Set(rows.flatMap(({ sha256 }) => sha256 ?? []));
    }
    const rows = await tables
      .select({ report: results.reportSha256, read: results.readSha256 })
      .from(results)
      .where(or(inArray(results.reportSha256, list), inArray(results.readSha256, list)));
    return new Set(rows.flatMap(({ report, read }) => [report, read ?? report]));
  },
  tell: (removed) =>
    tables.transaction((transaction) =>
      tellTrail(transaction, GOUJI, [
        { what: 'retention.sweep', subject: { kind: 'retention', id: 'data' }, after: removed },
      ]),
    ),
});

async function letGo(tables: Tables, days: number): Promise<number> {
  const rows = await tables
    .select({ id: documents.id })
    .from(documents)
    .where(
      and(
        eq(documents.state, 'removed'),
        isNull(documents.versionId),
        isNotNull(documents.sha256),
        lt(documents.changedAt, before(days)),
      ),
    )
    .limit(ROWS_AT_ONCE);
  const ids = rows.map(({ id }) => id);
  if (ids.length === 0) return 0;
  await tables
    .delete(similarPairs)
    .where(or(inArray(similarPairs.documentId, ids), inArray(similarPairs.otherId, ids)));
  for (const table of [sketches, findings, results]) await tables.delete(table).where(inArray(table.documentId, ids));
  await tables.update(documents).set({ sha256: null }).where(inArray(documents.id, ids));
  return ids.length;
}
