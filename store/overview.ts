import { and, count, desc, eq, inArray, sql } from 'drizzle-orm';
import type { Overview } from '../contracts/overview.ts';
import { FILING_PILES } from '../contracts/states.ts';
import { OFFICE_TIME_ZONE } from '../office/deadlines.ts';
import { findCampaign } from './campaigns.ts';
import type { Tables } from './database.ts';
import { type Districts, districtsOf } from './districts.ts';
import { countFilings, isReviewedBy, type Judging, judging } from './filing-list.ts';
import { isUndecided } from './issues.ts';
import { StoreRefusal } from './refusal.ts';
import { agencies, documents, filings, findings } from './schema.ts';
import { sees, seesDocument, type Viewer } from './viewer.ts';

/** What the office asks every morning, each by one question over what is kept of the filings. */

/** Rules that are told of. */
const TOP_RULES = 10;
/** Days that a chart can show; who filed before them is counted on the first. */
const DAYS = 120;

export type Figures = Omit<Overview, 'daysLeft' | 'queue' | 'topRules'> & {
  readonly topRules: readonly Omit<Overview['topRules'][number], 'title'>[];
};

/** An agency that has not filed, with whom to call. */
export interface Missing {
  readonly district: string;
  readonly agency: string;
  readonly above: string;
  readonly contact: string;
  readonly phone: string;
  readonly dueOn: string;
}

export interface Overviews {
  /** @param today where the office is, YYYY-MM-DD. @throws StoreRefusal not-found */
  readonly of: (year: number, viewer: Viewer, today: string) => Promise<Figures>;
  /** Who has not filed, district by district in the order of the roster. @param district of `Overview.missing`; undefined: all */
  readonly missing: (year: number, district: string | undefined, viewer: Viewer) => Promise<readonly Missing[]>;
}

export const createOverviews = (tables: Tables): Overviews => ({
  of: (year, viewer, today) => figuresOf(tables, year, viewer, today),
  missing: (year, district, viewer) => missingOf(tables, year, district, viewer),
});

async function figuresOf(tables: Tables, year: number, viewer: Viewer, today: string): Promise<Figures> {
  const campaign = await findCampaign(tables, year);
  if (campaign === null) throw new StoreRefusal('not-found');
  const within = and(eq(filings.year, year), sees(viewer, filings.agencyId));
  const judged = judging(campaign, today);
  const { total, counts } = await countFilings(tables, judged, within, undefined);
  const [own] = await tables
    .select({
      mine: sql<number>`count(*) filter (where ${isReviewedBy(viewer.personId ?? 'none')})`.mapWith(Number),
      unclaimed: sql<number>`count(*) filter (where ${isReviewedBy('none')})`.mapWith(Number),
    })
    .from(filings)
    .where(and(within, eq(filings.standing, 'needsReview')));
  const [tray] = await tables
    .select({ documents: count() })
    .from(documents)
    .where(and(sql`${documents.waitsFor} is not null`, seesDocument(viewer)));
  return {
    year,
    total,
    ...counts,
    piles: Object.fromEntries(
      Object.entries(FILING_PILES).map(([pile, states]) => [
        pile,
        states.reduce((sum, state) => sum + (counts.states[state] ?? 0), 0),
      ]),
    ),
    missing: await missingByDistrict(tables, judged, await districtsOf(tables, year, viewer), year, viewer),
    topRules: await topRules(tables, year, viewer),
    progress: await progressOf(tables, year, viewer),
    unassigned: tray?.documents ?? 0,
    mine: viewer.personId === null ? 0 : (own?.mine ?? 0),
    unclaimed: own?.unclaimed ?? 0,
  };
}

async function missingByDistrict(
  tables: Tables,
  { flags }: Judging,
  districts: Districts,
  year: number,
  viewer: Viewer,
): Promise<Overview['missing']> {
  const names = await districts.names();
  const counted = (condition: ReturnType<typeof sql>) =>
    sql<number>`count(*) filter (where ${condition})`.mapWith(Number);
  const rows = await tables
    .select({
      id: districts.id,
      due: count(),
      missing: counted(eq(filings.standing, 'expected')),
      overdue: counted(flags.missing),
    })
    .from(filings)
    .innerJoin(agencies, eq(agencies.id, filings.agencyId))
    .where(and(eq(filings.year, year), inArray(filings.standing, FILING_PILES.due), sees(viewer, filings.agencyId)))
    .groupBy(sql`1`);
  return rows
    .filter(({ missing }) => missing > 0)
    .map((row) => ({ ...row, name: names.get(row.id) ?? null }))
    .toSorted((a, b) => b.missing - a.missing || (a.name ?? '').localeCompare(b.name ?? '', 'zh'));
}

async function topRules(tables: Tables, year: number, viewer: Viewer): Promise<Figures['topRules']> {
  const of = (which: number) => sql`${filings.year} = ${which}`;
  const findingsOf = (which: number) => sql<number>`count(*) filter (where ${of(which)})`.mapWith(Number);
  const rows = await tables
    .select({
      rule: findings.rule,
      findings: findingsOf(year),
      agencies: sql<number>`count(distinct ${filings.id}) filter (where ${of(year)})`.mapWith(Number),
      open: sql<number>`count(*) filter (where ${and(of(year), isUndecided)})`.mapWith(Number),
      lastYear: findingsOf(year - 1),
    })
    .from(filings)
    .innerJoin(findings, eq(findings.documentId, filings.mainDocumentId))
    .where(
      and(
        inArray(filings.year, [year, year - 1]),
        inArray(findings.severity, ['error', 'warning']),
        sql`coalesce(${findings.decided}, '') <> 'waived'`,
        sees(viewer, filings.agencyId),
      ),
    )
    .groupBy(findings.rule)
    .orderBy(desc(sql`2`), desc(sql`5`), findings.rule)
    .limit(TOP_RULES);
  return rows;
}

async function progressOf(tables: Tables, year: number, viewer: Viewer): Promise<Overview['progress']> {
  const dayOf = (moment: typeof filings.firstReceivedAt | typeof filings.acceptedAt) =>
    sql<string | null>`to_char(${moment} at time zone ${sql.raw(`'${OFFICE_TIME_ZONE}'`)}, 'YYYY-MM-DD')`;
  const rows = await tables
    .select({
      filed: dayOf(filings.firstReceivedAt),
      passed: dayOf(filings.acceptedAt),
      filings: count(),
    })
    .from(filings)
    .where(and(eq(filings.year, year), inArray(filings.standing, FILING_PILES.filed), sees(viewer, filings.agencyId)))
    .groupBy(sql`1`, sql`2`);
  const byDay = new Map<string, { filed: number; passed: number }>();
  for (const { filed, passed, filings: n } of rows) {
    for (const [what, day] of [
      ['filed', filed],
      ['passed', passed],
    ] as const) {
      if (day === null) continue;
      const kept = byDay.get(day) ?? { filed: 0, passed: 0 };
      kept[what] += n;
      byDay.set(day, kept);
    }
  }
  const so = { filed: 0, passed: 0 };
  return [...byDay]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([day, { filed, passed }]) => {
      so.filed += filed;
      so.passed += passed;
      return { day, ...so };
    })
    .slice(-DAYS);
}

async function missingOf(
  tables: Tables,
  year: number,
  district: string | undefined,
  viewer: Viewer,
): Promise<Missing[]> {
  const campaign = await findCampaign(tables, year);
  if (campaign === null) throw new StoreRefusal('not-found');
  const districts = await districtsOf(tables, year, viewer);
  const names = await districts.names();
  const rows = await tables
    .select({
      district: districts.id,
      agency: agencies.name,
      above: sql<string>`coalesce((select above.name from agencies as above where above.id = ${agencies.parentId}), '')`,
      contact: agencies.contact,
      phone: agencies.phone,
      dueOn: filings.submitBy,
    })
    .from(filings)
    .innerJoin(agencies, eq(agencies.id, filings.agencyId))
    .where(
      and(
        eq(filings.year, year),
        eq(filings.standing, 'expected'),
        sees(viewer, filings.agencyId),
        district === undefined ? undefined : districts.isIn(district),
      ),
    )
    .orderBy(sql`1`, filings.position);
  return rows.map((row) => ({
    ...row,
    district: names.get(row.district) ?? '',
    dueOn: row.dueOn ?? campaign.submitBy,
  }));
}
