import type { FormVersion } from '../../../../config/catalogue/form.ts';
import type { Unbalanced } from '../../../../contracts/consolidated.ts';
import { NO_ISSUE_FILTER } from '../../filters.ts';
import { ruleTitle } from '../../parts/tell.ts';
import { issuesHref } from '../../route.ts';
import { CONSOLIDATED_WORDS, UNCERTAIN_MARK } from '../../words/consolidated.ts';
import { cellWords } from '../../words/form-labels.ts';

/** Whether the totals keep the sums that the form demands; where not, the cell and the issues that it comes of. */
export function SumChecks({
  unbalanced,
  form,
  year,
  hrefOf,
}: {
  readonly unbalanced: readonly Unbalanced[];
  readonly form: FormVersion;
  readonly year: number;
  readonly hrefOf: (cell: string) => string;
}) {
  if (unbalanced.length === 0) return <p className="quiet sum-hint">{CONSOLIDATED_WORDS.balanced}</p>;
  return (
    <section className="sum-checks">
      <p className="is-warning">{CONSOLIDATED_WORDS.unbalanced(unbalanced.length)}</p>
      <ul>
        {unbalanced.map(({ rule, title, cell, left, right, certain }) => (
          <li key={`${rule} ${cell}`}>
            <a href={hrefOf(cell)}>{cellWords(cell, form)}</a> {ruleTitle(rule, title)}{' '}
            <b>{CONSOLIDATED_WORDS.unbalancedAt(left, right, Number(Math.abs(left - right).toFixed(6)))}</b>
            {!certain && UNCERTAIN_MARK}{' '}
            <a href={issuesHref({ ...NO_ISSUE_FILTER, year, rule })}>{CONSOLIDATED_WORDS.unbalancedIssues}</a>
          </li>
        ))}
      </ul>
    </section>
  );
}
