import { and, eq, inArray, type SQL, sql } from 'drizzle-orm';
import type { Waits } from '../pipeline/contracts/finding.ts';
import type { ValidationStatus } from '../pipeline/contracts/report.ts';
import type { Tables } from './database.ts';
import { decisions, documents, findings, results } from './schema.ts';

/**
 * The documents' findings after what was decided on them, in SQL: the same answers as `applyDecisions` and `verdictAfter`
 * give for one report (test/store/deciding.test.ts). They are worked out when something changes and kept in columns of
 * the document, so that a list over thousands can be filtered and counted by an index.
 */

/** The decision that counts for a finding: the last on its own values. */
const last = sql`(select ${decisions.kind} from ${decisions} where ${decisions.fingerprint} = ${findings.fingerprint} and ${decisions.operandsDigest} = ${findings.operandsDigest} order by ${decisions.id} desc limit 1)`;
const counting = sql`nullif(nullif(${last}, 'withdrawn'), 'proposed')`;
const isWaived = sql`coalesce(${findings.decided}, '') = 'waived'`;
const isConfirmed = sql`coalesce(${findings.decided}, '') = 'confirmed'`;
const isProposed = sql`coalesce(${last}, '') = 'proposed'`;
/** Whether the finding of a row was confirmed or waived on its values. */
export const isDecided = sql`${findings.decided} is not null`;

/**
 * Of the findings of the document in question. What is asked of them is no condition of the query but a filter of what it
 * counts: PGlite keeps no statistics, and without them a condition on the severity is looked up over all documents.
 */
const ofFindings = (what: SQL): SQL =>
  sql`(select ${what} from ${findings} where ${findings.documentId} = ${documents.id})`;
const countOf = (condition: SQL): SQL => ofFindings(sql`count(*) filter (where ${condition})`);
const isAny = (condition: SQL): SQL => sql`coalesce(${ofFindings(sql`bool_or(${condition})`)}, false)`;

const severity = (which: 'error' | 'warning'): SQL => sql`${findings.severity} = ${sql.raw(`'${which}'`)}`;
const isDecidable = sql`${findings.severity} <> 'info'`;

const waitsFor = (which: Waits): SQL => sql`coalesce(${findings.waits}, '') = ${sql.raw(`'${which}'`)}`;
/** As `isAboutReading` of pipeline/contracts/verdict.ts. */
const isAboutReading = sql`(${waitsFor('doubt')} or (${findings.cause} = 'extraction' and not ${waitsFor('mistake')}))`;
const isStandingError = sql`${severity('error')} and not ${isWaived} and not (${isAboutReading} and ${isConfirmed})`;
const isOpenDoubt = sql`${waitsFor('doubt')} and not ${isDecided}`;
const isOpenMistake = sql`${waitsFor('mistake')} and not ${isDecided}`;
const isConfirmedMistake = sql`${waitsFor('mistake')} and ${isConfirmed}`;
const isSettledPage = sql`${findings.rule} = 'document.unread' and ${isDecided}`;
/** The same that pipeline/notice puts to the agency, but for what it says to the office alone. */
export const isReturnable = sql`${isDecidable} and not ${isAboutReading} and (${isConfirmed} or (not ${isWaived} and ${findings.cause} = 'agency'))`;

const ofResult = (what: SQL): SQL =>
  sql`(select ${what} from ${results} where ${results.documentId} = ${documents.id})`;

/** The verdict after the decisions. A report that nothing holds up passed before any decision. */
const standingVerdict = sql<ValidationStatus | null>`(case
  when ${ofResult(sql`${results.verdict}`)} is null or ${ofResult(sql`${results.verdict}`)} = 'passed' then ${ofResult(sql`${results.verdict}`)}
  when ${isAny(sql`(${isStandingError} and not ${isAboutReading} and (${findings.cause} = 'agency' or ${isConfirmed})) or (${isConfirmedMistake})`)} then 'failed'
  when ${ofResult(sql`${results.reviewCells}`)} > 0 or ${isAny(sql`(${isStandingError}) or (${isOpenDoubt}) or (${isOpenMistake})`)} then 'needsReview'
  else 'passed' end)`;

/** Works out anew how these documents stand, after their findings or the decisions on them changed. */
export async function refreshStanding(tables: Pick<Tables, 'update'>, documentIds: readonly string[]): Promise<void> {
  if (documentIds.length === 0) return;
  await tables
    .update(findings)
    .set({ decided: counting })
    .where(and(inArray(findings.documentId, [...documentIds]), sql`${findings.decided} is distinct from ${counting}`));
  await tables
    .update(documents)
    .set({
      verdict: standingVerdict,
      errorFindings: countOf(isStandingError),
      warningFindings: countOf(sql`${severity('warning')} and not ${isWaived}`),
      decidableFindings: countOf(isDecidable),
      decidedFindings: countOf(sql`${isDecidable} and ${isDecided}`),
      openWarnings: countOf(sql`${severity('warning')} and ${findings.waits} is null and not ${isDecided}`),
      openDoubts: countOf(isOpenDoubt),
      openMistakes: countOf(isOpenMistake),
      confirmedMistakes: countOf(isConfirmedMistake),
      proposedWaivers: countOf(isProposed),
      openPages: sql`case when ${isAny(isSettledPage)} then 0 else coalesce(${ofResult(sql`${results.unreadPages}`)}, 0) end`,
      returnable: countOf(isReturnable),
      searched: sql`lower(${documents.fileName} || ' ' || coalesce(${ofResult(sql`${results.agency}`)}, ''))`,
    })
    .where(and(inArray(documents.id, [...documentIds]), eq(documents.state, 'converted')));
}
