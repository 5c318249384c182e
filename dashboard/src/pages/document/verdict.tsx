import { TABLE_KEYS } from '../../../../config/catalogue/form.ts';
import type { CheckedReport } from '../../../../pipeline/contracts/report.ts';
import { VerdictMark } from '../../parts/verdict-mark.tsx';
import { RESULT_WORDS, VERDICT_ADVICE } from '../../words.ts';

const cellsToReview = (report: CheckedReport): number =>
  TABLE_KEYS.flatMap((key) => Object.values(report.tables[key]?.rows ?? {}))
    .flatMap((row) => Object.values(row))
    .filter((cell) => cell.needsReview).length;

export function Verdict({ report }: { readonly report: CheckedReport }) {
  const { status, findings } = report.validation;
  const of = (severity: string): number => findings.filter((finding) => finding.severity === severity).length;
  return (
    <section className={`banner banner-${status}`}>
      <VerdictMark verdict={status} />
      <p>
        {VERDICT_ADVICE[status]}
        <span>{RESULT_WORDS.counts(of('error'), of('warning'), cellsToReview(report))}</span>
      </p>
    </section>
  );
}
