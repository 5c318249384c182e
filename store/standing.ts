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

/** The rows of `now_is` that are asked for, put beside the documents that they are of: what is kept of them. */
const stands = sql`(
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
    )`;

/**
 * A statement that works out how documents stand. The findings are looked through once, however much is counted of them.
 * What is asked of them is no condition but a filter of what is counted: PGlite keeps no statistics, and without them a
 * condition on the severity is looked up over all documents.
 */
export interface Standing {
  /** Queries that come before, each with its comma. */
  readonly before?: SQL;
  /** The findings under the name `findings`, columns of theirs besides those that standing is made of, and what is selected from. */
  readonly findings: { readonly columns?: SQL; readonly before: SQL; readonly from: SQL };
  /** What is done with the findings as they stand now, which are `now_is`. */
  readonly doing: SQL;
  /** Columns of the documents that are set besides, each with its comma. */
  readonly besides?: SQL;
  /** Where the result of a document is found. */
  readonly results: SQL;
  readonly condition: SQL;
}

export const standing = (parts: Standing): SQL => sql`
    with ${parts.before ?? sql.empty()} looked_at as materialized (
      select document_id, position, rule, severity, cause, waits, ${parts.findings.columns ?? sql.empty()}
        ${parts.findings.before} as before, ${last} as last_decision
      from ${parts.findings.from}
    ), now_is as materialized (
      select *, nullif(nullif(last_decision, 'withdrawn'), 'proposed') as decided from looked_at
    ), ${parts.doing}
    update ${documents} set ${parts.besides ?? sql.empty()}
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
    from ${parts.results} left join ${stands} as stands on stands.document_id = ${results.documentId}
    where ${documents.id} = ${results.documentId} and ${parts.condition}`;

/** Works out anew how these documents stand, after their findings or the decisions on them changed. */
export async function refreshStanding(tables: Pick<Tables, 'execute'>, documentIds: readonly string[]): Promise<void> {
  if (documentIds.length === 0) return;
  const ids = [...documentIds];
  await tables.execute(
    standing({
      findings: { before: sql`decided`, from: sql`${findings} where ${inArray(findings.documentId, ids)}` },
      doing: sql`told as (
      update ${findings} set decided = now_is.decided from now_is
      where ${findings.documentId} = now_is.document_id and ${findings.position} = now_is.position
        and now_is.before is distinct from now_is.decided
    )`,
      results: sql`${results}`,
      condition: sql`${inArray(documents.id, ids)} and ${documents.state} = 'converted'`,
    }),
  );
}
