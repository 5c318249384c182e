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
const ofThisDocument = sql`from ${findings} where ${findings.documentId} = ${documents.id}`;

/** Findings of one severity that stand: all but the waived ones. */
export const standingFindings = (severity: Exclude<Severity, 'info'>): SQL<number> =>
  sql`(select count(*) ${ofThisDocument} and ${findings.severity} = ${severity} and not ${isWaived})`.mapWith(Number);

/** Errors and warnings that a reviewer has decided on, and how many there are to decide on. */
export const decidedFindings: SQL<number> =
  sql`(select count(*) ${ofThisDocument} and ${findings.severity} <> 'info' and (${isWaived} or ${isConfirmed}))`.mapWith(
    Number,
  );
export const decidableFindings: SQL<number> =
  sql`(select count(*) ${ofThisDocument} and ${findings.severity} <> 'info')`.mapWith(Number);

const standingError = sql`${ofThisDocument} and ${findings.severity} = 'error' and not ${isWaived}`;

/** The verdict after the decisions. A report without errors and doubts passed before any decision. */
export const standingVerdict: SQL<ValidationStatus | null> = sql<ValidationStatus | null>`(case
  when ${results.verdict} is null or ${results.verdict} = 'passed' then ${results.verdict}
  when exists (select 1 ${standingError} and (${findings.cause} = 'agency' or ${isConfirmed})) then 'failed'
  when ${results.reviewCells} > 0 or exists (select 1 ${standingError}) then 'needsReview'
  else 'passed' end)`;
