import { and, asc, count, countDistinct, desc, eq, isNotNull, sql } from 'drizzle-orm';
import { OUTGOING_LIMITS } from '../config/limits/office.ts';
import type { FilingState, ReportScope } from '../contracts/states.ts';
import { OFFICE_TIME_ZONE } from '../office/deadlines.ts';
import type { Decision } from '../pipeline/contracts/decision.ts';
import type { Tables } from './database.ts';
import { decisionsOnEach } from './deciding.ts';
import { agencies, campaigns, comments, documents, filings, findings, results } from './schema.ts';
import { isReturnable } from './standing.ts';
import { type Viewer, within } from './viewer.ts';

/** What the documents that the office sends out are made of. */

/** How one filing of a year stands. Days are YYYY-MM-DD. */
export interface Filed {
  readonly filingId: string;
  readonly agencyId: string;
  readonly agency: string;
  /** Ids of all above it and its own: `/…/…/`. */
  readonly path: string;
  readonly scope: ReportScope;
  readonly state: FilingState;
  readonly contact: string;
  readonly phone: string;
  readonly submitBy: string;
  readonly correctionBy: string | null;
  /** When its first version came in, where the office is. */
  readonly firstReceivedOn: string | null;
  readonly acceptedOn: string | null;
  readonly documentId: string | null;
  readonly sourceName: string | null;
  readonly reportSha256: string | null;
  /** Errors and warnings that can be put to the agency. */
  readonly returnable: number;
  /** How often it was returned. */
  readonly returns: number;
}

export interface RuleCount {
  readonly rule: string;
  readonly findings: number;
  readonly agencies: number;
}

export interface Outgoing {
  /** In the order of the roster. @param scopeAgencyId an agency and those below it; null: all that somebody sees */
  readonly filed: (year: number, scopeAgencyId: string | null, viewer: Viewer) => Promise<readonly Filed[]>;
  /** Those of them in one state whose reports have something to be returned, with what was decided on these, as of one moment. */
  readonly returnable: (
    year: number,
    scopeAgencyId: string | null,
    viewer: Viewer,
    state: FilingState,
  ) => Promise<readonly (Filed & { readonly decisions: readonly Decision[] })[]>;
  /** Rules by what of their findings can be put to agencies: never what we may have misread. */
  readonly topRules: (year: number, scopeAgencyId: string | null, viewer: Viewer) => Promise<readonly RuleCount[]>;
  /** Null: it has no report yet. */
  readonly mainOf: (filingId: string) => Promise<{
    readonly agency: string;
    readonly year: number;
    readonly documentId: string;
    readonly reportSha256: string;
  } | null>;
}

const day = (column: typeof filings.firstReceivedAt | typeof filings.acceptedAt) =>
  sql<string | null>`to_char(${column} at time zone ${sql.raw(`'${OFFICE_TIME_ZONE}'`)}, 'YYYY-MM-DD')`;

export const createOutgoing = (tables: Tables): Outgoing => ({
  filed: (year, scopeAgencyId, viewer) => filedOf(tables, year, scopeAgencyId, viewer),
  returnable: (year, scopeAgencyId, viewer, state) =>
    tables.transaction(
      async (transaction) => {
        const chosen = (await filedOf(transaction, year, scopeAgencyId, viewer))
          .filter((filing) => filing.state === state && filing.returnable > 0)
          .slice(0, OUTGOING_LIMITS.notices);
        const made = await decisionsOnEach(
          transaction,
          chosen.flatMap(({ documentId }) => documentId ?? []),
        );
        return chosen.map((filing) => ({ ...filing, decisions: made.get(filing.documentId ?? '') ?? [] }));
      },
      { isolationLevel: 'repeatable read', accessMode: 'read only' },
    ),
  topRules: (year, scopeAgencyId, viewer) =>
    tables
      .select({ rule: findings.rule, findings: count(), agencies: countDistinct(filings.agencyId) })
      .from(findings)
      .innerJoin(filings, eq(filings.mainDocumentId, findings.documentId))
      .innerJoin(agencies, eq(agencies.id, filings.agencyId))
      .where(and(within(year, scopeAgencyId, viewer), isReturnable))
      .groupBy(findings.rule)
      .orderBy(desc(countDistinct(filings.agencyId)), desc(count()), asc(findings.rule))
      .limit(OUTGOING_LIMITS.topRules),
  mainOf: async (filingId) => {
    const [row] = await tables
      .select({
        agency: agencies.name,
        year: filings.year,
        documentId: results.documentId,
        reportSha256: results.reportSha256,
      })
      .from(filings)
      .innerJoin(agencies, eq(agencies.id, filings.agencyId))
      .innerJoin(results, eq(results.documentId, filings.mainDocumentId))
      .where(eq(filings.id, filingId));
    return row ?? null;
  },
});

async function filedOf(
  tables: Tables,
  year: number,
  scopeAgencyId: string | null,
  viewer: Viewer,
): Promise<readonly Filed[]> {
  const rows = await tables
    .select({
      filingId: filings.id,
      agencyId: filings.agencyId,
      agency: agencies.name,
      path: agencies.path,
      scope: filings.scope,
      state: filings.standing,
      contact: agencies.contact,
      phone: agencies.phone,
      submitBy: sql<string>`to_char(coalesce(${filings.submitBy}, ${campaigns.submitBy}), 'YYYY-MM-DD')`,
      correctionBy: filings.correctionBy,
      firstReceivedOn: day(filings.firstReceivedAt),
      acceptedOn: day(filings.acceptedAt),
      documentId: results.documentId,
      sourceName: documents.sourceName,
      reportSha256: results.reportSha256,
      returnable: sql<number>`coalesce(${documents.returnable}, 0)`.mapWith(Number),
    })
    .from(filings)
    .innerJoin(campaigns, eq(campaigns.year, filings.year))
    .innerJoin(agencies, eq(agencies.id, filings.agencyId))
    .leftJoin(documents, eq(documents.id, filings.mainDocumentId))
    .leftJoin(results, eq(results.documentId, filings.mainDocumentId))
    .where(within(year, scopeAgencyId, viewer))
    .orderBy(asc(filings.position));
  const returned = await tables
    .select({ filingId: comments.filingId, returns: count() })
    .from(comments)
    .innerJoin(filings, eq(filings.id, comments.filingId))
    .where(and(eq(filings.year, year), isNotNull(comments.version)))
    .groupBy(comments.filingId);
  const returns = new Map(returned.map((row) => [row.filingId, row.returns]));
  return rows.map((row) => ({ ...row, returns: returns.get(row.filingId) ?? 0 }));
}
