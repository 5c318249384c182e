import { type SQL, sql } from 'drizzle-orm';
import type { Severity } from '../pipeline/contracts/finding.ts';
import type { ValidationStatus } from '../pipeline/contracts/report.ts';
import { decisions, documents, findings, results } from './schema.ts';

/**
 * The documents' findings after what was decided on them, in SQL so that lists can be counted and filtered by it:
 * the same answers as `applyDecisions` and `verdictAfter` give for one report (test/store/deciding.test.ts).
 */

/** The decision that counts for a finding: the last on its own values. */
const counting = sql`(select ${decisions.kind} from ${decisions} where ${decisions.fingerprint} = ${findings.fingerprint} and ${decisions.operandsDigest} = ${findings.operandsDigest} order by ${decisions.id} desc limit 1)`;
const isWaived = sql`coalesce(${counting}, '') = 'waived'`;
const isConfirmed = sql`coalesce(${counting}, '') = 'confirmed'`;
const isDecidable = sql`${findings.severity} <> 'info'`;

/**
 * Of the findings of the document in question. What is asked of them is no condition of the query but a filter of what it
 * counts: PGlite keeps no statistics, and without them a condition on the severity is looked up over all documents.
 */
const ofFindings = (what: SQL): SQL =>
  sql`(select ${what} from ${findings} where ${findings.documentId} = ${documents.id})`;
const countOf = (condition: SQL): SQL<number> =>
  sql<number>`${ofFindings(sql`count(*) filter (where ${condition})`)}`.mapWith(Number);
const isAny = (condition: SQL): SQL => sql`coalesce(${ofFindings(sql`bool_or(${condition})`)}, false)`;

/** Findings of one severity that stand: all but the waived ones. */
export const standingFindings = (severity: Exclude<Severity, 'info'>): SQL<number> =>
  countOf(sql`${findings.severity} = ${severity} and not ${isWaived}`);

/** Errors and warnings that a reviewer has decided on, and how many there are to decide on. */
export const decidedFindings: SQL<number> = countOf(sql`${isDecidable} and (${isWaived} or ${isConfirmed})`);
export const decidableFindings: SQL<number> = countOf(isDecidable);

const isStandingError = sql`${findings.severity} = 'error' and not ${isWaived}`;

/** The verdict after the decisions. A report without errors and doubts passed before any decision. */
export const standingVerdict: SQL<ValidationStatus | null> = sql<ValidationStatus | null>`(case
  when ${results.verdict} is null or ${results.verdict} = 'passed' then ${results.verdict}
  when ${isAny(sql`${isStandingError} and (${findings.cause} = 'agency' or ${isConfirmed})`)} then 'failed'
  when ${results.reviewCells} > 0 or ${isAny(isStandingError)} then 'needsReview'
  else 'passed' end)`;
