import { randomUUID } from 'node:crypto';
import { and, asc, desc, eq, sql } from 'drizzle-orm';
import { CONSOLIDATION_LIMITS } from '../config/limits/office.ts';
import type { Snapshot, SumState } from '../contracts/consolidated.ts';
import type { Summand } from '../office/consolidate.ts';
import { readFigures } from '../office/figures.ts';
import type { Tables } from './database.ts';
import { StoreRefusal } from './refusal.ts';
import { agencies, campaigns, filings, results, snapshots } from './schema.ts';
import { storable } from './storable.ts';
import { tellTrail } from './trail.ts';
import { type Actor, sees, type Viewer, within } from './viewer.ts';

/** What is summed over a year, and the sums that were kept. */

export interface NewSnapshot {
  readonly year: number;
  readonly scopeAgencyId: string | null;
  readonly state: SumState;
  readonly sha256: string;
  readonly bytes: number;
  readonly note: string;
}

/** An agency with those above it that somebody sees, the topmost first. */
export interface Scope extends Named {
  readonly above: readonly Named[];
}
interface Named {
  readonly id: string;
  readonly name: string;
}

export interface Consolidation {
  /**
   * What every agency of the scope owes, with the figures of the report that counts, in the order of the roster.
   * @param scopeAgencyId an agency and those below it; null: all that somebody sees
   */
  readonly summands: (year: number, scopeAgencyId: string | null, viewer: Viewer) => Promise<readonly Summand[]>;
  /** Null: there is no such agency, or he may not see it. */
  readonly scope: (agencyId: string, viewer: Viewer) => Promise<Scope | null>;
  /** @throws StoreRefusal not-found: there is no such year */
  readonly keep: (snapshot: NewSnapshot, by: Actor) => Promise<Snapshot>;
  /** The newest first. */
  readonly list: (year: number, viewer: Viewer) => Promise<readonly Snapshot[]>;
  readonly find: (year: number, id: string, viewer: Viewer) => Promise<Snapshot | null>;
}

export const createConsolidation = (tables: Tables): Consolidation => ({
  summands: (year, scopeAgencyId, viewer) => summandsOf(tables, year, scopeAgencyId, viewer),
  scope: async (agencyId, viewer) => {
    const rows = await tables
      .select({ id: agencies.id, name: agencies.name })
      .from(agencies)
      .where(
        and(
          sql`(select below.path from agencies as below where below.id = ${agencyId}) like ${agencies.path} || '%'`,
          sees(viewer, agencies.id),
        ),
      )
      .orderBy(sql`length(${agencies.path})`);
    const scope = rows.at(-1);
    return scope?.id === agencyId ? { ...scope, above: rows.slice(0, -1) } : null;
  },
  keep: (snapshot, by) => tables.transaction((transaction) => keep(transaction, snapshot, by)),
  list: async (year, viewer) =>
    (
      await rowsOf(tables)
        .where(and(eq(snapshots.year, year), seesSnapshot(viewer)))
        .orderBy(desc(snapshots.madeAt), desc(snapshots.id))
        .limit(CONSOLIDATION_LIMITS.snapshots)
    ).map(asSnapshot),
  find: async (year, id, viewer) => {
    const [row] = await rowsOf(tables).where(and(eq(snapshots.year, year), eq(snapshots.id, id), seesSnapshot(viewer)));
    return row === undefined ? null : asSnapshot(row);
  },
});

async function summandsOf(
  tables: Tables,
  year: number,
  scopeAgencyId: string | null,
  viewer: Viewer,
): Promise<readonly Summand[]> {
  const rows = await tables
    .select({
      filingId: filings.id,
      agencyId: filings.agencyId,
      agency: agencies.name,
      path: agencies.path,
      scope: filings.scope,
      state: filings.standing,
      documentId: filings.mainDocumentId,
      reportSha256: results.reportSha256,
      form: results.template,
      figures: results.figures,
    })
    .from(filings)
    .innerJoin(agencies, eq(agencies.id, filings.agencyId))
    .leftJoin(results, eq(results.documentId, filings.mainDocumentId))
    .where(within(year, scopeAgencyId, viewer))
    .orderBy(asc(filings.position));
  return rows.map(({ figures, ...row }) => ({ ...row, figures: figures === null ? null : readFigures(figures) }));
}

const rowsOf = (tables: Pick<Tables, 'select'>) =>
  tables
    .select({ snapshot: snapshots, scope: agencies.name })
    .from(snapshots)
    .leftJoin(agencies, eq(agencies.id, snapshots.scopeAgencyId))
    .$dynamic();

/** A sum over all agencies is for those who see all. */
const seesSnapshot = (viewer: Viewer) => sees(viewer, snapshots.scopeAgencyId);

const asSnapshot = ({ snapshot, scope }: Awaited<ReturnType<typeof rowsOf>>[number]): Snapshot => {
  const { id, year, scopeAgencyId, state, sha256, bytes, note, who, madeAt } = snapshot;
  return {
    ...{ id, year, state, sha256, bytes, note, who },
    scope: scopeAgencyId === null ? null : { id: scopeAgencyId, name: scope ?? '' },
    madeAt: madeAt.toISOString(),
  };
};

async function keep(tables: Tables, snapshot: NewSnapshot, by: Actor): Promise<Snapshot> {
  const { year, scopeAgencyId, state, sha256 } = snapshot;
  const [campaign] = await tables.select({ year: campaigns.year }).from(campaigns).where(eq(campaigns.year, year));
  if (campaign === undefined) throw new StoreRefusal('not-found');
  const id = randomUUID();
  await tables
    .insert(snapshots)
    .values({ ...snapshot, id, note: storable(snapshot.note), who: storable(by.who), personId: by.personId });
  await tellTrail(tables, by, [
    {
      what: 'consolidation.keep',
      subject: { kind: 'snapshot', id },
      year,
      agencyId: scopeAgencyId,
      before: null,
      after: { scope: scopeAgencyId, state, sha256, note: snapshot.note },
    },
  ]);
  const [row] = await rowsOf(tables).where(eq(snapshots.id, id));
  if (row === undefined) throw new StoreRefusal('not-found');
  return asSnapshot(row);
}
