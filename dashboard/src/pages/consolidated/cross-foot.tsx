import { Button } from 'antd';
import { useState } from 'react';
import type { FormVersion } from '../../../../config/catalogue/form.ts';
import type { CrossFoot, Explanation } from '../../../../contracts/consolidated.ts';
import { agencyHref, documentHref } from '../../route.ts';
import { CONSOLIDATED_WORDS, EXPLANATION_WORDS } from '../../words/consolidated.ts';
import { cellWords } from '../../words/form-labels.ts';
import { PHRASES } from '../../words/phrases.ts';

/** Cells that are listed; the others follow when asked for. */
const LISTED = 20;
/** Explanations of one cell that are named in its row. */
const NAMED = 3;

function Why({
  explanations,
  more,
  year,
}: {
  readonly explanations: readonly Explanation[];
  readonly more: number;
  readonly year: number;
}) {
  if (explanations.length === 0) return <>{CONSOLIDATED_WORDS.nothingExplains}</>;
  const hidden = explanations.length - NAMED + more;
  return (
    <>
      {explanations.slice(0, NAMED).map(({ agency, reason, value }) => (
        <span key={`${agency.id} ${reason}`} className="why">
          <a href={agencyHref(agency.id, year)} lang="zh-CN">
            {agency.name}
          </a>{' '}
          {value === null ? EXPLANATION_WORDS[reason] : PHRASES.beside(EXPLANATION_WORDS[reason], value)}
        </span>
      ))}
      {hidden > 0 && <span className="quiet">{CONSOLIDATED_WORDS.others(hidden)}</span>}
    </>
  );
}

/** The government's own report against the sums, with what may explain each difference. */
export function CrossFootList({
  crossFoot,
  form,
  year,
}: {
  readonly crossFoot: CrossFoot;
  readonly form: FormVersion;
  readonly year: number;
}) {
  const { agency, documentId, compared, differs } = crossFoot;
  const [all, setAll] = useState(false);
  return (
    <section className="cross-foot" aria-label={CONSOLIDATED_WORDS.crossFoot(agency.name)}>
      <h2>{CONSOLIDATED_WORDS.crossFoot(agency.name)}</h2>
      <p>
        {differs.length === 0
          ? CONSOLIDATED_WORDS.crossFootSame(compared)
          : CONSOLIDATED_WORDS.crossFootDiffers(compared, differs.length)}{' '}
        {documentId !== null && <a href={documentHref(documentId)}>{CONSOLIDATED_WORDS.openReport}</a>}
      </p>
      {differs.length > 0 && (
        <div className="table-scroll">
          <table className="plain-table">
            <thead>
              <tr>
                <th scope="col">{CONSOLIDATED_WORDS.cell}</th>
                <th scope="col" className="number">
                  {CONSOLIDATED_WORDS.own}
                </th>
                <th scope="col" className="number">
                  {CONSOLIDATED_WORDS.summed}
                </th>
                <th scope="col" className="number">
                  {CONSOLIDATED_WORDS.difference}
                </th>
                <th scope="col">{CONSOLIDATED_WORDS.why}</th>
              </tr>
            </thead>
            <tbody>
              {(all ? differs : differs.slice(0, LISTED)).map(
                ({ cell, own, ownDoubtful, sum, certain, difference, explanations, more }) => (
                  <tr key={cell}>
                    <td>{cellWords(cell, form)}</td>
                    <td className="number">
                      {own}
                      {ownDoubtful && '*'}
                    </td>
                    <td className="number">
                      {sum}
                      {!certain && '*'}
                    </td>
                    <td className="number">{difference > 0 ? `+${difference}` : difference}</td>
                    <td>
                      <Why explanations={explanations} more={more} year={year} />
                    </td>
                  </tr>
                ),
              )}
            </tbody>
          </table>
          {!all && differs.length > LISTED && (
            <Button onClick={() => setAll(true)}>{CONSOLIDATED_WORDS.allDiffers(differs.length)}</Button>
          )}
        </div>
      )}
    </section>
  );
}
