import { useState } from 'react';
import type { FormVersion } from '../../../../config/catalogue/form.ts';
import type { Finding } from '../../../../pipeline/contracts/finding.ts';
import { placesWords } from '../../parts/places.ts';
import { CAUSE_WORDS, RESULT_WORDS, SEVERITY_WORDS } from '../../words.ts';

export const findingElementId = (index: number): string => `finding-${index}`;

interface Props {
  readonly findings: readonly Finding[];
  readonly chosen: number | null;
  readonly preferred: FormVersion;
  readonly onChoose: (index: number) => void;
}

function Card({
  index,
  finding,
  chosen,
  preferred,
  onChoose,
}: Omit<Props, 'findings'> & { readonly index: number; readonly finding: Finding }) {
  const place = placesWords(finding, preferred);
  const cause = CAUSE_WORDS[finding.cause];
  const { expected, actual } = finding;
  const said = finding.message.includes(String(expected)) && finding.message.includes(String(actual));
  return (
    <li id={findingElementId(index)} className={`finding found-${finding.severity}`} data-rule={finding.rule}>
      <button type="button" aria-pressed={chosen === index} onClick={() => onChoose(index)}>
        <span className="finding-head">
          <b>{SEVERITY_WORDS[finding.severity]}</b>
          <span className={`cause cause-${finding.cause}`} title={cause.long}>
            {cause.short}
          </span>
          <code>{finding.rule}</code>
        </span>
        <span className="finding-message">{finding.message}</span>
        {finding.formula !== null && <code className="finding-formula">{finding.formula}</code>}
        {finding.formula === null && expected !== null && actual !== null && !said && (
          <span className="finding-line">{RESULT_WORDS.expectedActual(String(expected), String(actual))}</span>
        )}
        {finding.quote !== null && finding.quote !== '' && <q className="finding-quote">{finding.quote}</q>}
        {finding.suggestion !== null && (
          <span className="finding-line">
            <b>{RESULT_WORDS.suggestion}</b> {finding.suggestion}
          </span>
        )}
        {place !== null && <span className="finding-place">{place}</span>}
      </button>
    </li>
  );
}

/** The findings, gravest first; those that are only to be known are folded away until one of them is chosen. */
export function Findings({ findings, ...rest }: Props) {
  const [open, setOpen] = useState(false);
  const numbered = findings.map((finding, index) => ({ finding, index }));
  const cards = (severity: Finding['severity']) =>
    numbered
      .filter(({ finding }) => finding.severity === severity)
      .map(({ finding, index }) => <Card key={index} index={index} finding={finding} {...rest} />);
  const infos = cards('info');
  const infoChosen = rest.chosen !== null && findings[rest.chosen]?.severity === 'info';
  return (
    <section className="findings" aria-label={RESULT_WORDS.findings}>
      <h2>{RESULT_WORDS.findings}</h2>
      {findings.length === 0 && <p className="plain">{RESULT_WORDS.noFindings}</p>}
      <ul>
        {cards('error')}
        {cards('warning')}
      </ul>
      {infos.length > 0 && (
        <details open={open || infoChosen} onToggle={(event) => setOpen(event.currentTarget.open)}>
          <summary>{RESULT_WORDS.infos(infos.length)}</summary>
          <ul>{infos}</ul>
        </details>
      )}
    </section>
  );
}
