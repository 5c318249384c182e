import { and, count, countDistinct, eq, inArray, or, sql } from 'drizzle-orm';
import type { Tables } from './database.ts';
import { agencies, filings, findings, results } from './schema.ts';
import { isDecided } from './standing.ts';
import { sees, type Viewer } from './viewer.ts';

/** What the rules say over a year: of the reports that count there. */

export interface OpenFindings {
  readonly rule: string;
  readonly findings: number;
  readonly reports: number;
}

export interface CountedReport {
  readonly documentId: string;
  readonly agency: string;
  readonly reportSha256: string;
}

export interface RuleCounts {
  /** Findings that nobody has decided on, by rule. */
  readonly open: (year: number, viewer: Viewer) => Promise<readonly OpenFindings[]>;
  /** The reports themselves, in the order of the roster. */
  readonly reports: (year: number, viewer: Viewer) => Promise<readonly CountedReport[]>;
}

export const createRuleCounts = (tables: Tables): RuleCounts => ({
  open: (year, viewer) =>
    tables
      .select({ rule: findings.rule, findings: count(), reports: countDistinct(findings.documentId) })
      .from(filings)
      .innerJoin(findings, eq(findings.documentId, filings.mainDocumentId))
      .where(
        and(
          eq(filings.year, year),
          sees(viewer, filings.agencyId),
          or(inArray(findings.severity, ['error', 'warning']), sql`${findings.waits} is not null`),
          sql`not ${isDecided}`,
        ),
      )
      .groupBy(findings.rule),
  reports: (year, viewer) =>
    tables
      .select({ documentId: results.documentId, agency: agencies.name, reportSha256: results.reportSha256 })
      .from(filings)
      .innerJoin(agencies, eq(agencies.id, filings.agencyId))
      .innerJoin(results, eq(results.documentId, filings.mainDocumentId))
      .where(and(eq(filings.year, year), sees(viewer, filings.agencyId)))
      .orderBy(filings.position),
});
