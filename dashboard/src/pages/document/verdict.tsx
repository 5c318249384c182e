import { TABLE_KEYS } from '../../../../config/catalogue/form.ts';
import type { FindingJudgement } from '../../../../contracts/api.ts';
import type { CheckedReport, ValidationStatus } from '../../../../pipeline/contracts/report.ts';
import { VerdictMark } from '../../parts/verdict-mark.tsx';
import { VERDICT_ADVICE } from '../../words/codes.ts';
import { REVIEW_FORM_WORDS } from '../../words/decisions.ts';
import { RESULT_WORDS } from '../../words/report.ts';

const cellsToReview = (report: CheckedReport): number =>
  TABLE_KEYS.flatMap((key) => Object.values(report.tables[key]?.rows ?? {}))
    .flatMap((row) => Object.values(row))
    .filter((cell) => cell.needsReview).length;

/** @param verdict after the decisions; null while these are not known: the rules' own verdict is shown */
export function Verdict({
  report,
  standings,
  verdict: decidedVerdict,
}: {
  readonly report: CheckedReport;
  /** In the order of the findings; null for what is not known yet. */
  readonly standings: readonly (FindingJudgement | null)[];
  readonly verdict: ValidationStatus | null;
}) {
  const { status, findings } = report.validation;
  const verdict = decidedVerdict ?? status;
  const stateOf = (index: number) => standings[index]?.state.kind ?? 'open';
  const standing = (severity: string): number =>
    findings.filter((finding, index) => finding.severity === severity && stateOf(index) !== 'waived').length;
  const decidable = findings.flatMap(({ severity, explainedBy }, index) =>
    severity === 'info' || explainedBy !== null ? [] : [stateOf(index)],
  );
  const decided = decidable.filter((state) => state === 'confirmed' || state === 'waived');
  const waived = decidable.filter((state) => state === 'waived').length;
  return (
    <section className={`banner banner-${verdict}`}>
      <VerdictMark verdict={verdict} />
      <p>
        {verdict === 'passed' && waived > 0 ? REVIEW_FORM_WORDS.passed : VERDICT_ADVICE[verdict]}
        <span>{RESULT_WORDS.counts(standing('error'), standing('warning'), cellsToReview(report))}</span>
        {decidable.length > 0 && (
          <span>
            {REVIEW_FORM_WORDS.progress(decided.length, decidable.length)}
            {waived > 0 && ` · ${REVIEW_FORM_WORDS.waivedCount(waived)}`}
          </span>
        )}
      </p>
    </section>
  );
}
