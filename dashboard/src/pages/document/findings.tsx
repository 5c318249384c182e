import { useState } from 'react';
import type { FormVersion } from '../../../../config/catalogue/form.ts';
import { failingFormula } from '../../../../config/formula-words.ts';
import { DECISION_LIMITS } from '../../../../config/limits/office.ts';
import type { DecisionRequest, FindingJudgement } from '../../../../contracts/api.ts';
import type { Person } from '../../../../contracts/people.ts';
import type { Finding } from '../../../../pipeline/contracts/finding.ts';
import { isAboutReading } from '../../../../pipeline/contracts/verdict.ts';
import { placesWords } from '../../parts/places.ts';
import { useRemembered } from '../../parts/remembered.ts';
import { tell } from '../../parts/tell.ts';
import { AGENCY_WORDS } from '../../words/agency.ts';
import { CAUSE_WORDS, SEVERITY_WORDS } from '../../words/codes.ts';
import { REVIEW_FORM_WORDS } from '../../words/decisions.ts';
import { RESULT_WORDS } from '../../words/report.ts';
import { Decision } from './decision.tsx';
import { waiverBy } from './waiver.ts';

export const findingElementId = (index: number): string => `finding-${index}`;

interface Props {
  readonly findings: readonly Finding[];
  /** In the order of the findings; null for what is not known yet. */
  readonly standings: readonly (FindingJudgement | null)[];
  readonly mayJudge: boolean;
  readonly person: Person;
  readonly chosen: number | null;
  readonly preferred: FormVersion;
  readonly onChoose: (index: number) => void;
  /** @returns why it was not taken, in words; null when it was */
  readonly onDecide: (decision: DecisionRequest) => Promise<string | null>;
}

interface CardProps extends Omit<Props, 'findings'> {
  readonly index: number;
  readonly finding: Finding;
  readonly reviewer: string;
  readonly onReviewer: (name: string) => void;
}

function Card({
  index,
  finding,
  standings,
  mayJudge,
  person,
  chosen,
  preferred,
  onChoose,
  onDecide,
  reviewer,
  onReviewer,
}: CardProps) {
  const place = placesWords(finding, preferred);
  const { message, suggestion } = tell(finding);
  const cause = CAUSE_WORDS[finding.cause];
  const { expected, actual } = finding;
  const said = message.includes(String(expected)) && message.includes(String(actual));
  const judged = standings[index] ?? null;
  const state = judged?.state.kind ?? 'open';
  const classes = ['finding', `found-${finding.severity}`, `finding-${state}`];
  if (chosen === index) classes.push('finding-chosen');
  return (
    <li id={findingElementId(index)} className={classes.join(' ')} data-rule={finding.rule} data-state={state}>
      <button type="button" className="finding-what" aria-pressed={chosen === index} onClick={() => onChoose(index)}>
        <span className="finding-head">
          <b>{SEVERITY_WORDS[finding.severity]}</b>
          <span className={`cause cause-${finding.cause}`} title={cause.long}>
            {cause.short}
          </span>
          <code>{finding.rule}</code>
        </span>
        <span className="finding-message">
          {message}
          {finding.otherAgency !== undefined && AGENCY_WORDS.otherAgency(finding.otherAgency)}
        </span>
        {finding.formula !== null && <code className="finding-formula">{failingFormula(finding.formula)}</code>}
        {finding.formula === null && expected !== null && actual !== null && !said && (
          <span className="finding-line">{RESULT_WORDS.expectedActual(String(expected), String(actual))}</span>
        )}
        {finding.quote !== null && finding.quote !== '' && (
          <q className="finding-quote" lang="zh-CN">
            {finding.quote}
          </q>
        )}
        {suggestion !== null && (
          <span className="finding-line">
            <b>{RESULT_WORDS.suggestion}</b> {suggestion}
          </span>
        )}
        {place !== null && <span className="finding-place">{place}</span>}
      </button>
      {judged !== null && finding.explainedBy !== null && <p className="finding-follows">{RESULT_WORDS.follows}</p>}
      {judged !== null && finding.explainedBy === null && (
        <Decision
          judgement={judged}
          version={preferred}
          reviewer={reviewer}
          onReviewer={onReviewer}
          mayJudge={mayJudge}
          isAboutReading={isAboutReading(finding)}
          waiver={waiverBy(person, finding, judged.history)}
          onAnswer={(kind, name, reason) =>
            onDecide({
              kind,
              fingerprint: judged.fingerprint,
              operandsDigest: judged.operandsDigest,
              reviewer: name,
              ...(kind === 'waived' || kind === 'proposed' ? { reason } : {}),
            })
          }
        />
      )}
    </li>
  );
}

/** The findings, gravest first; those that are only to be known are folded away until one of them is chosen. */
export function Findings({ findings, ...rest }: Props) {
  const [open, setOpen] = useState(false);
  const [reviewer, setReviewer] = useRemembered('reviewer');
  const numbered = findings.map((finding, index) => ({ finding, index }));
  const cards = (severity: Finding['severity']) =>
    numbered
      .filter(({ finding }) => finding.severity === severity)
      .map(({ finding, index }) => (
        <Card key={index} index={index} finding={finding} reviewer={reviewer} onReviewer={setReviewer} {...rest} />
      ));
  const infos = cards('info');
  const infoChosen = rest.chosen !== null && findings[rest.chosen]?.severity === 'info';
  return (
    <section className="findings" aria-label={RESULT_WORDS.findings}>
      <header>
        <h2>{RESULT_WORDS.findings}</h2>
        {findings.length > 0 && (
          <label>
            {REVIEW_FORM_WORDS.reviewer}
            <input
              value={reviewer}
              maxLength={DECISION_LIMITS.reviewerCharacters}
              placeholder={REVIEW_FORM_WORDS.reviewerHint}
              autoComplete="name"
              onChange={(event) => setReviewer(event.target.value)}
            />
          </label>
        )}
      </header>
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
