import { and, asc, eq, inArray, isNull, type SQL, sql } from 'drizzle-orm';
import type { Campaign } from '../contracts/campaigns.ts';
import type { Filing } from '../contracts/filings.ts';
import { FILING_SORT_KEYS, type FilingSort, type FilingSortKey } from '../contracts/list-orders.ts';
import {
  FILING_FLAGS,
  FILING_PILES,
  FILING_STATES,
  type FilingFlag,
  type FilingPile,
  type FilingState,
} from '../contracts/states.ts';
import { OFFICE_TIME_ZONE } from '../office/deadlines.ts';
import { IN_THE_OFFICE } from '../office/filing.ts';
import { VALIDATION_STATUSES, type ValidationStatus } from '../pipeline/contracts/report.ts';
import { findCampaign } from './campaigns.ts';
import type { Tables } from './database.ts';
import { districtsOf } from './districts.ts';
import { asFiling, namesOn, rowsOf } from './filing-rows.ts';
import { StoreRefusal } from './refusal.ts';
import { agencies, filings, findings, people } from './schema.ts';
import { sees, type Viewer } from './viewer.ts';

/** The filings of a year: narrowed, counted, sorted and paged by the database, over what is kept of each and the day. */

export interface FilingFilter {
  readonly state?: FilingState | undefined;
  readonly flag?: FilingFlag | undefined;
  readonly pile?: FilingPile | undefined;
  /** Agency by which a district is named (store/districts.ts), or `none`. */
  readonly district?: string | undefined;
  /** An agency: only it and those below it. */
  readonly scope?: string | undefined;
  /** Id of a person, or `none`. */
  readonly reviewer?: string | undefined;
  /** These alone. */
  readonly ids?: readonly string[] | undefined;
  /** Of the report that counts. */
  readonly verdict?: ValidationStatus | undefined;
  /** Only those whose report has a finding of this rule. */
  readonly rule?: string | undefined;
  /** Part of a name of the agency. */
  readonly query?: string | undefined;
  readonly sort?: FilingSort | undefined;
  readonly page: number;
  readonly size: number;
}

export interface FilingList {
  readonly items: readonly Filing[];
  readonly total: number;
  readonly counts: { readonly states: Record<string, number>; readonly flags: Record<string, number> };
}

const literal = (text: string): SQL => sql.raw(`'${text}'`);

/** What the day makes of the columns: the same answers as office/deadlines.ts gives for one filing. */
export interface Judging {
  readonly due: SQL;
  readonly flags: Readonly<Record<FilingFlag, SQL>>;
}
export function judging({ submitBy, settings }: Campaign, today: string): Judging {
  const by = sql`coalesce(${filings.submitBy}, ${submitBy}::date)`;
  const isDay = sql`${today}::date`;
  const isDue = sql`${filings.standing} not in ('exempt', 'merged')`;
  const due = sql`(case ${filings.standing} when 'expected' then ${by} when 'returned' then ${filings.correctionBy} end)`;
  const received = sql`(${filings.firstReceivedAt} at time zone ${literal(OFFICE_TIME_ZONE)})::date`;
  return {
    due,
    flags: {
      late: sql`(${isDue} and coalesce(${received} > ${by}, false))`,
      missing: sql`(${filings.standing} = 'expected' and ${isDay} > ${by})`,
      dueSoon: sql`coalesce(${due} - ${isDay} between 0 and ${settings.dueSoonDays}::integer, false)`,
      overdueCorrection: sql`(${filings.standing} = 'returned' and coalesce(${isDay} > ${filings.correctionBy}, false))`,
      cameBack: sql`(${filings.standing} in ${IN_THE_OFFICE} and coalesce(${filings.version} > ${filings.returnedVersion}, false))`,
      conversionFailed: sql`${filings.conversionFailed}`,
      versionsDiffer: sql`${filings.versionsDiffer}`,
      changedAfterAcceptance: sql`${filings.changedAfterAcceptance}`,
      putAside: sql`(${filings.asideReason} is not null)`,
      waiverProposed: sql`(${filings.proposedWaivers} > 0)`,
    },
  };
}

const placeIn = (list: readonly string[], column: SQL): SQL =>
  sql`array_position(${sql.raw(`array[${list.map((item) => `'${item}'`).join(', ')}]`)}, ${column})`;

/** Where two are alike the roster's order decides. */
const ORDERS: Readonly<Record<Exclude<FilingSortKey, 'agency'>, (judged: Judging) => SQL>> = {
  state: () => placeIn(FILING_STATES, sql`${filings.standing}`),
  due: ({ due }) => due,
  version: () => sql`${filings.version}`,
  verdict: () => placeIn(VALIDATION_STATUSES, sql`${filings.verdict}`),
  reviewer: () => sql`(select ${people.name} from ${people} where ${people.id} = ${filings.reviewerId})`,
  received: () => sql`${filings.receivedAt}`,
  returned: () => sql`${filings.returnedAt}`,
  errors: () => sql`${filings.errors}`,
  warnings: () => sql`${filings.warnings}`,
};

/** @throws StoreRefusal not-found: there is no such year */
export async function listFilings(
  tables: Tables,
  year: number,
  filter: FilingFilter,
  viewer: Viewer,
  today: string,
): Promise<FilingList> {
  const campaign = await findCampaign(tables, year);
  if (campaign === null) throw new StoreRefusal('not-found');
  const judged = judging(campaign, today);
  const { state, flag, pile, district } = filter;
  const within = and(
    eq(filings.year, year),
    sees(viewer, filings.agencyId),
    ...conditions(tables, filter),
    district === undefined ? undefined : (await districtsOf(tables, year, viewer)).isIn(district),
  );
  const chosen = and(
    state === undefined ? undefined : eq(filings.standing, state),
    pile === undefined ? undefined : inArray(filings.standing, [...FILING_PILES[pile]]),
    flag === undefined ? undefined : judged.flags[flag],
  );
  const counts = await countFilings(tables, judged, within, chosen);
  const ids = await pageOfIds(tables, filter, judged, and(within, chosen));
  const rows = ids.length === 0 ? [] : await rowsOf(tables).where(inArray(filings.id, ids));
  const names = await namesOn(
    tables,
    rows.map(({ agency }) => agency.path),
  );
  const byId = new Map(rows.map((row) => [row.filing.id, row]));
  const items = ids.flatMap((id) => {
    const row = byId.get(id);
    return row === undefined ? [] : [asFiling(row, campaign, names, today)];
  });
  return { items, ...counts };
}

export async function countFilings(
  tables: Tables,
  { flags }: Judging,
  within: SQL | undefined,
  chosen: SQL | undefined,
): Promise<Omit<FilingList, 'items'>> {
  const countOf = (condition: SQL) => sql<number>`count(*) filter (where ${condition})`.mapWith(Number);
  const rows = await tables
    .select({
      standing: filings.standing,
      filings: sql<number>`count(*)`.mapWith(Number),
      chosen: countOf(chosen ?? sql`true`),
      late: countOf(flags.late),
      missing: countOf(flags.missing),
      dueSoon: countOf(flags.dueSoon),
      overdueCorrection: countOf(flags.overdueCorrection),
      cameBack: countOf(flags.cameBack),
      conversionFailed: countOf(flags.conversionFailed),
      versionsDiffer: countOf(flags.versionsDiffer),
      changedAfterAcceptance: countOf(flags.changedAfterAcceptance),
      putAside: countOf(flags.putAside),
      waiverProposed: countOf(flags.waiverProposed),
    })
    .from(filings)
    .where(within)
    .groupBy(filings.standing);
  const inState = new Map(rows.map((row) => [row.standing, row.filings]));
  const sum = (what: FilingFlag | 'chosen'): number => rows.reduce((so, row) => so + row[what], 0);
  return {
    total: sum('chosen'),
    counts: {
      states: Object.fromEntries(FILING_STATES.map((state) => [state, inState.get(state) ?? 0])),
      flags: Object.fromEntries(FILING_FLAGS.map((flag) => [flag, sum(flag)])),
    },
  };
}

const byPinyin = new Intl.Collator('zh');

/** The ids of one page in their order. */
async function pageOfIds(
  tables: Tables,
  { sort = 'roster', page, size }: FilingFilter,
  judged: Judging,
  where: SQL | undefined,
): Promise<string[]> {
  const first = (page - 1) * size;
  const isBackward = sort.startsWith('-');
  const key = FILING_SORT_KEYS.find((each) => each === sort.replace('-', ''));
  if (key === 'agency') {
    // Not every build of PostgreSQL knows how Chinese is sorted, PGlite's does not; the runtime does.
    const named = await tables
      .select({ id: filings.id, name: agencies.name })
      .from(filings)
      .innerJoin(agencies, eq(agencies.id, filings.agencyId))
      .where(where)
      .orderBy(asc(filings.position));
    const sorted = named.toSorted((a, b) => byPinyin.compare(a.name, b.name));
    if (isBackward) sorted.reverse();
    return sorted.slice(first, first + size).map(({ id }) => id);
  }
  const order = key === undefined ? [] : [sql`${ORDERS[key](judged)} ${isBackward ? sql`desc` : sql`asc`} nulls last`];
  const rows = await tables
    .select({ id: filings.id })
    .from(filings)
    .where(where)
    .orderBy(...order, asc(filings.position))
    .limit(size)
    .offset(first);
  return rows.map(({ id }) => id);
}

export const isReviewedBy = (reviewer: string): SQL =>
  reviewer === 'none' ? isNull(filings.reviewerId) : eq(filings.reviewerId, reviewer);

function conditions(tables: Tables, { ids, verdict, scope, reviewer, rule, query }: FilingFilter): (SQL | undefined)[] {
  const among = (condition: SQL): SQL =>
    inArray(filings.agencyId, tables.select({ id: agencies.id }).from(agencies).where(condition));
  return [
    ids === undefined ? undefined : inArray(filings.id, [...ids]),
    verdict === undefined ? undefined : eq(filings.verdict, verdict),
    scope === undefined ? undefined : among(sql`position('/' || ${scope} || '/' in ${agencies.path}) > 0`),
    reviewer === undefined ? undefined : isReviewedBy(reviewer),
    rule === undefined
      ? undefined
      : inArray(
          filings.mainDocumentId,
          tables.select({ id: findings.documentId }).from(findings).where(eq(findings.rule, rule)),
        ),
    query === undefined
      ? undefined
      : among(
          sql`position(lower(${query}) in lower(${agencies.name} || ' ' || array_to_string(${agencies.aliases} || ${agencies.formerNames}, ' '))) > 0`,
        ),
  ];
}
