import { and, asc, eq, inArray, or, type SQL, sql } from 'drizzle-orm';
import type { Issue, IssueFilter, IssuePage } from '../contracts/issues.ts';
import { IN_THE_OFFICE } from '../office/filing.ts';
import type { Tables } from './database.ts';
import { type Districts, districtsOf } from './districts.ts';
import { agencies, filings, findings, people } from './schema.ts';
import { sees, type Viewer, within } from './viewer.ts';

/** Open findings across the agencies of a year, narrowed, counted and paged by the database. */

export type KeptIssue = Omit<Issue, 'title'> & {
  /** Names of its district and of who stands above the agency. */
  readonly district: string;
  readonly above: string;
  readonly fileName: string | null;
  /** What was decided last; null: nothing. */
  readonly decided: string | null;
};

export interface IssueList extends Pick<IssuePage, 'total' | 'agencies'> {
  readonly items: readonly KeptIssue[];
  readonly facets: IssuePage['facets'];
}

export interface Issues {
  readonly list: (
    year: number,
    filter: IssueFilter & { readonly page: number; readonly size: number },
    viewer: Viewer,
  ) => Promise<IssueList>;
  /** Those of one page without counts. */
  readonly items: (
    year: number,
    filter: IssueFilter & { readonly page: number; readonly size: number },
    viewer: Viewer,
  ) => Promise<readonly KeptIssue[]>;
  /** All that was found in the reports that count, decided on or not, in the order of the roster. */
  readonly told: (
    year: number,
    scopeAgencyId: string | null,
    viewer: Viewer,
    most: number,
  ) => Promise<readonly KeptIssue[]>;
  /** Those of them that stand open on the same values. */
  readonly named: (
    year: number,
    named: readonly Pick<Issue, 'documentId' | 'fingerprint' | 'operandsDigest'>[],
    viewer: Viewer,
  ) => Promise<readonly KeptIssue[]>;
}

export const createIssues = (tables: Tables): Issues => ({
  list: async (year, filter, viewer) => {
    const districts = await districtsOf(tables, year, viewer);
    const names = await districts.names();
    const items = await pageOfIssues(tables, year, filter, viewer, districts, names);
    return { items, ...(await countIssues(tables, year, filter, viewer, districts, names)) };
  },
  items: async (year, filter, viewer) => {
    const districts = await districtsOf(tables, year, viewer);
    return pageOfIssues(tables, year, filter, viewer, districts, await districts.names());
  },
  told: async (year, scopeAgencyId, viewer, most) => {
    const districts = await districtsOf(tables, year, viewer);
    const rows = await rowsOf(tables, districts)
      .where(and(within(year, scopeAgencyId, viewer), counts))
      .orderBy(asc(filings.position), asc(findings.position))
      .limit(most);
    return asIssues(rows, await districts.names());
  },
  named: async (year, named, viewer) => {
    const districts = await districtsOf(tables, year, viewer);
    const wanted = new Set(named.map(nameOf));
    const rows = await rowsOf(tables, districts)
      .where(
        and(
          isOpen(year, viewer),
          inArray(findings.documentId, [...new Set(named.map(({ documentId }) => documentId))]),
          inArray(findings.fingerprint, [...new Set(named.map(({ fingerprint }) => fingerprint))]),
        ),
      )
      .orderBy(...ORDER);
    return asIssues(rows, await districts.names()).filter((issue) => wanted.has(nameOf(issue)));
  },
});

const nameOf = ({
  documentId,
  fingerprint,
  operandsDigest,
}: Pick<Issue, 'documentId' | 'fingerprint' | 'operandsDigest'>) => `${documentId} ${fingerprint} ${operandsDigest}`;

/** An error or warning, or what holds the report up. */
const counts = or(inArray(findings.severity, ['error', 'warning']), sql`${findings.waits} is not null`);

/** Nobody decided on it, and the office has the report. */
export const isUndecided = and(inArray(filings.standing, [...IN_THE_OFFICE]), sql`${findings.decided} is null`);

/** What of that is open. */
const isOpen = (year: number, viewer: Viewer): SQL | undefined =>
  and(eq(filings.year, year), isUndecided, sees(viewer, filings.agencyId), counts);

const FACETS = ['rule', 'cause', 'severity', 'district', 'reviewer'] as const;
type Facet = (typeof FACETS)[number];

const NONE = 'none';
const columnsOf = (districts: Districts): Readonly<Record<Facet, SQL<string>>> => ({
  // No bare column: PGlite keeps no statistics and would look the rule up over all documents of all years.
  rule: sql<string>`(${findings.rule} || '')`,
  cause: sql<string>`${findings.cause}`,
  severity: sql<string>`${findings.severity}`,
  district: districts.id,
  reviewer: sql<string>`coalesce(${filings.reviewerId}::text, ${sql.raw(`'${NONE}'`)})`,
});

function conditions(filter: IssueFilter, districts: Districts): SQL | undefined {
  const columns = columnsOf(districts);
  return and(
    ...FACETS.map((facet) => (filter[facet] === undefined ? undefined : sql`${columns[facet]} = ${filter[facet]}`)),
    searched(filter.query),
  );
}

/** Part of what is said, or of the agency's name. */
const searched = (query: string | undefined): SQL | undefined =>
  query === undefined || query === ''
    ? undefined
    : sql`position(lower(${query}) in lower(${agencies.name} || ' ' || ${findings.message})) > 0`;

const rowsOf = (tables: Tables, districts: Districts) =>
  tables
    .select({
      finding: findings,
      filingId: filings.id,
      agencyId: agencies.id,
      agency: agencies.name,
      above: sql<string>`coalesce((select above.name from agencies as above where above.id = ${agencies.parentId}), '')`,
      district: districts.id,
      reviewerId: filings.reviewerId,
      reviewer: people.name,
      fileName: sql<
        string | null
      >`(select documents.file_name from documents where documents.id = ${findings.documentId})`,
    })
    .from(filings)
    .innerJoin(agencies, eq(agencies.id, filings.agencyId))
    .innerJoin(findings, eq(findings.documentId, filings.mainDocumentId))
    .leftJoin(people, eq(people.id, filings.reviewerId))
    .$dynamic();
type Row = Awaited<ReturnType<typeof rowsOf>>[number];

/** Errors first; then what is alike stands together. */
const ORDER = [
  sql`array_position(array['error', 'warning', 'info'], ${findings.severity})`,
  asc(findings.rule),
  asc(filings.position),
  asc(findings.position),
];

async function pageOfIssues(
  tables: Tables,
  year: number,
  filter: IssueFilter & { readonly page: number; readonly size: number },
  viewer: Viewer,
  districts: Districts,
  names: ReadonlyMap<string, string>,
): Promise<readonly KeptIssue[]> {
  const rows = await rowsOf(tables, districts)
    .where(and(isOpen(year, viewer), conditions(filter, districts)))
    .orderBy(...ORDER)
    .limit(filter.size)
    .offset((filter.page - 1) * filter.size);
  return asIssues(rows, names);
}

const asIssues = (rows: readonly Row[], names: ReadonlyMap<string, string>): KeptIssue[] =>
  rows.map(({ finding, ...row }) => ({
    documentId: finding.documentId,
    fingerprint: finding.fingerprint,
    operandsDigest: finding.operandsDigest,
    filingId: row.filingId,
    agency: { id: row.agencyId, name: row.agency },
    rule: finding.rule,
    severity: finding.severity,
    cause: finding.cause,
    waits: finding.waits,
    message: finding.message,
    reviewer: row.reviewerId === null ? null : { id: row.reviewerId, name: row.reviewer ?? '' },
    district: names.get(row.district) ?? '',
    above: row.above,
    fileName: row.fileName,
    decided: finding.decided,
  }));

/**
 * One question gives all counts: how many there are of each combination. Under the conditions of the others each kind is
 * then added up here, so that another choice of the same kind can be seen before it is made.
 */
async function countIssues(
  tables: Tables,
  year: number,
  filter: IssueFilter,
  viewer: Viewer,
  districts: Districts,
  districtNames: ReadonlyMap<string, string>,
): Promise<Omit<IssueList, 'items'>> {
  const columns = columnsOf(districts);
  const combinations = await tables
    .select({ ...columns, filings: sql<string>`${filings.id}`, issues: sql<number>`count(*)`.mapWith(Number) })
    .from(filings)
    .innerJoin(agencies, eq(agencies.id, filings.agencyId))
    .innerJoin(findings, eq(findings.documentId, filings.mainDocumentId))
    .where(and(isOpen(year, viewer), searched(filter.query)))
    .groupBy(sql`1`, sql`2`, sql`3`, sql`4`, sql`5`, sql`6`);
  const reviewers = await tables
    .select({ id: people.id, name: people.name })
    .from(people)
    .where(
      inArray(people.id, tables.selectDistinct({ id: filings.reviewerId }).from(filings).where(eq(filings.year, year))),
    );
  const names: Readonly<Partial<Record<Facet, ReadonlyMap<string, string>>>> = {
    district: districtNames,
    reviewer: new Map(reviewers.map(({ id, name }) => [id, name])),
  };
  const fits = (row: (typeof combinations)[number], but: Facet | null): boolean =>
    FACETS.every((facet) => facet === but || filter[facet] === undefined || row[facet] === filter[facet]);
  const countedBy = (facet: Facet): IssuePage['facets'][Facet] => {
    const sums = new Map<string, number>();
    for (const row of combinations) {
      if (fits(row, facet)) sums.set(row[facet], (sums.get(row[facet]) ?? 0) + row.issues);
    }
    return [...sums]
      .map(([id, issues]) => ({ id, name: names[facet]?.get(id) ?? null, issues }))
      .toSorted((a, b) => b.issues - a.issues || (a.id < b.id ? -1 : 1));
  };
  const chosen = combinations.filter((row) => fits(row, null));
  return {
    total: chosen.reduce((sum, { issues }) => sum + issues, 0),
    agencies: new Set(chosen.map((row) => row.filings)).size,
    facets: {
      rule: countedBy('rule'),
      cause: countedBy('cause'),
      severity: countedBy('severity'),
      district: countedBy('district'),
      reviewer: countedBy('reviewer'),
    },
  };
}
