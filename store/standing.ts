import { inArray, type SQL, sql } from 'drizzle-orm';
import type { Waits } from '../pipeline/contracts/finding.ts';
import type { Tables } from './database.ts';
import { decisions, documents, findings, results } from './schema.ts';

/**
 * The documents' findings after what was decided on them, in SQL: the same answers as `applyDecisions` and `verdictAfter`
 * give for one report (test/store/deciding.test.ts). They are worked out when something changes and kept in columns of
 * the document, so that a list over thousands can be filtered and counted by an index.
 */

/** The last decision on the values of a finding, whatever it is. */
const last = sql`(select ${decisions.kind} from ${decisions} where ${decisions.fingerprint} = ${findings.fingerprint} and ${decisions.operandsDigest} = ${findings.operandsDigest} order by ${decisions.id} desc limit 1)`;
const isWaived = sql`coalesce(${findings.decided}, '') = 'waived'`;
const isConfirmed = sql`coalesce(${findings.decided}, '') = 'confirmed'`;
/** Whether the finding of a row was confirmed or waived on its values. */
export const isDecided = sql`${findings.decided} is not null`;

const countOf = (condition: SQL): SQL => sql`count(*) filter (where ${condition})`;
const isAny = (condition: SQL): SQL => sql`coalesce(bool_or(${condition}), false)`;

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

/** Of the findings of one document, each row of which says how it stands now. */
const isFailed = isAny(
  sql`(${isStandingError} and not ${isAboutReading} and (${findings.cause} = 'agency' or ${isConfirmed})) or (${isConfirmedMistake})`,
);
const isHeldUp = isAny(sql`(${isStandingError}) or (${isOpenDoubt}) or (${isOpenMistake})`);

/**
 * Works out anew how these documents stand, after their findings or the decisions on them changed. One statement: the
 * findings are looked through once, however much is counted of them. What is asked of them is no condition but a filter of
 * what is counted: PGlite keeps no statistics, and without them a condition on the severity is looked up over all documents.
 */
export const refreshStanding = (tables: Pick<Tables, 'execute'>, documentIds: readonly string[]): Promise<void> =>
  stand(tables, documentIds, sql`${documents.state} = 'converted'`);

/** The same for a run that ends with a result: the row of the document, which is in many indexes, is written once. */
export const standConverted = (tables: Pick<Tables, 'execute'>, documentId: string): Promise<void> =>
  stand(
    tables,
    [documentId],
    sql`${documents.state} = 'converting'`,
    sql`state = 'converted', reason = null, run = null, finished_at = now(), changed_at = now(), check_due = true,
      due_marks = ${documents.dueMarks} + 1,`,
  );

async function stand(
  tables: Pick<Tables, 'execute'>,
  documentIds: readonly string[],
  condition: SQL,
  besides: SQL = sql.empty(),
): Promise<void> {
  if (documentIds.length === 0) return;
  await tables.execute(sql`
    with looked_at as materialized (
      select document_id, position, rule, severity, cause, waits, decided as before, ${last} as last_decision
      from ${findings} where ${inArray(findings.documentId, [...documentIds])}
    ), now_is as materialized (
      select *, nullif(nullif(last_decision, 'withdrawn'), 'proposed') as decided from looked_at
    ), told as (
      update ${findings} set decided = now_is.decided from now_is
      where ${findings.documentId} = now_is.document_id and ${findings.position} = now_is.position
        and now_is.before is distinct from now_is.decided
    )
    update ${documents} set ${besides}
      verdict = case
        when ${results.verdict} = 'passed' then 'passed'
        when stands.failed then 'failed'
        when ${results.reviewCells} > 0 or stands.held_up then 'needsReview'
        else 'passed' end,
      error_findings = coalesce(stands.error_findings, 0),
      warning_findings = coalesce(stands.warning_findings, 0),
      decidable_findings = coalesce(stands.decidable_findings, 0),
      decided_findings = coalesce(stands.decided_findings, 0),
      open_warnings = coalesce(stands.open_warnings, 0),
      open_doubts = coalesce(stands.open_doubts, 0),
      open_mistakes = coalesce(stands.open_mistakes, 0),
      confirmed_mistakes = coalesce(stands.confirmed_mistakes, 0),
      proposed_waivers = coalesce(stands.proposed_waivers, 0),
      open_pages = case when stands.pages_settled then 0 else coalesce(${results.unreadPages}, 0) end,
      returnable = coalesce(stands.returnable, 0),
      found_rules = coalesce(stands.found_rules, '{}'),
      searched = lower(${documents.fileName} || ' ' || coalesce(${results.agency}, ''))
    from ${results} left join (
      select document_id,
        ${isFailed} as failed,
        ${isHeldUp} as held_up,
        ${countOf(isStandingError)} as error_findings,
        ${countOf(sql`${severity('warning')} and not ${isWaived}`)} as warning_findings,
        ${countOf(isDecidable)} as decidable_findings,
        ${countOf(sql`${isDecidable} and ${isDecided}`)} as decided_findings,
        ${countOf(sql`${severity('warning')} and ${findings.waits} is null and not ${isDecided}`)} as open_warnings,
        ${countOf(isOpenDoubt)} as open_doubts,
        ${countOf(isOpenMistake)} as open_mistakes,
        ${countOf(isConfirmedMistake)} as confirmed_mistakes,
        ${countOf(sql`coalesce(last_decision, '') = 'proposed'`)} as proposed_waivers,
        ${isAny(isSettledPage)} as pages_settled,
        ${countOf(isReturnable)} as returnable,
        array_agg(distinct rule) as found_rules
      from now_is as findings group by document_id
    ) as stands on stands.document_id = ${results.documentId}
    where ${documents.id} = ${results.documentId} and ${inArray(documents.id, [...documentIds])}
      and ${condition}`);
}
