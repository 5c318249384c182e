import { Button } from 'antd';
import { useState } from 'react';
import type { FormVersion } from '../../../../config/catalogue/form.ts';
import { failingFormula } from '../../../../config/formula-words.ts';
import type { FindingJudgement } from '../../../../contracts/api.ts';
import type { Person } from '../../../../contracts/people.ts';
import type { CheckedReport } from '../../../../pipeline/contracts/report.ts';
import { FindingStateMark } from '../../parts/finding-state-mark.tsx';
import { placesWords } from '../../parts/places.ts';
import { tell } from '../../parts/tell.ts';
import { useKeys } from '../../parts/use-keys.ts';
import { AGENCY_WORDS } from '../../words/agency.ts';
import { BENCH_WORDS, MISTAKE_PANEL_WORDS } from '../../words/bench.ts';
import { SEVERITY_WORDS } from '../../words/codes.ts';
import { DECISION_WORDS } from '../../words/decisions.ts';
import { PHRASES } from '../../words/phrases.ts';
import { RESULT_WORDS } from '../../words/report.ts';
import { Said } from './decision.tsx';
import { DecisionForm } from './decision-form.tsx';
import type { MistakeItem } from './review-items.ts';
import type { Review } from './use-review.ts';
import { waiverBy } from './waiver.ts';

interface Props {
  readonly item: MistakeItem;
  readonly report: CheckedReport;
  readonly version: FormVersion;
  readonly standing: FindingJudgement | null;
  readonly review: Review;
  readonly mayJudge: boolean;
  readonly person: Person;
  readonly onDone: () => void;
}

/** Is it the agency's mistake? Confirmed, or waived with a reason; what one cause explains is one answer. */
export function MistakePanel({ item, report, version, standing, review, mayJudge, person, onDone }: Props) {
  const [waiving, setWaiving] = useState(false);
  const { findings } = report.validation;
  const [place, ...following] = item.findings;
  const finding = findings[place];
  const state = standing?.state.kind ?? 'open';
  const confirm = (): void =>
    void review.decide(item, 'confirmed').then((taken) => {
      if (taken) onDone();
    });
  const undo = (): void => void review.undo(item);
  const isDecided = state === 'confirmed' || state === 'waived' || state === 'proposed';
  const waiver = finding === undefined ? 'waived' : waiverBy(person, finding, standing?.history ?? []);
  const mayWaive = state !== 'waived' && !(state === 'proposed' && waiver === 'proposed');
  useKeys(
    !mayJudge || waiving
      ? {}
      : {
          ...(state === 'confirmed' ? {} : { c: confirm }),
          ...(mayWaive ? { x: () => setWaiving(true) } : {}),
          ...(isDecided ? { u: undo } : {}),
        },
  );
  if (finding === undefined) return null;
  const where = placesWords(finding, version);
  const { message, suggestion } = tell(finding);
  return (
    <>
      <p className="panel-question">{MISTAKE_PANEL_WORDS.question}</p>
      <p className={`panel-finding found-${finding.severity}`}>
        <b>{SEVERITY_WORDS[finding.severity]}</b> {message}
        {finding.otherAgency !== undefined && AGENCY_WORDS.otherAgency(finding.otherAgency)}
      </p>
      {finding.formula !== null && <code className="finding-formula">{failingFormula(finding.formula)}</code>}
      {finding.formula === null && finding.expected !== null && finding.actual !== null && (
        <p>{RESULT_WORDS.expectedActual(String(finding.expected), String(finding.actual))}</p>
      )}
      {finding.quote !== null && finding.quote !== '' && (
        <q className="finding-quote" lang="zh-CN">
          {finding.quote}
        </q>
      )}
      {suggestion !== null && (
        <p>
          <b>{RESULT_WORDS.suggestion}</b> {suggestion}
        </p>
      )}
      {where !== null && <p className="panel-place">{where}</p>}
      {following.length > 0 && (
        <details className="panel-follows">
          <summary>{PHRASES.beside(MISTAKE_PANEL_WORDS.follows, following.length)}</summary>
          <ul>
            {following
              .flatMap((at) => findings[at] ?? [])
              .map((followed) => (
                <li key={followed.fingerprint}>{tell(followed).message}</li>
              ))}
          </ul>
        </details>
      )}
      {standing !== null && state !== 'open' && (
        <div className={`decision-line decision-${state}-line`}>
          <FindingStateMark state={state} />
          <Said state={standing.state} version={version} />
        </div>
      )}
      {state === 'proposed' && waiver === 'proposed' && <p className="quiet">{MISTAKE_PANEL_WORDS.awaits}</p>}
      {mayJudge && waiving && (
        <DecisionForm
          kind={waiver}
          reviewer="-"
          given={standing?.state.kind === 'proposed' ? standing.state.decision.reason : ''}
          busy={review.busy}
          onSubmit={(_, reason) =>
            void review.decide(item, waiver, reason).then((taken) => {
              if (!taken) return;
              setWaiving(false);
              onDone();
            })
          }
          onCancel={() => setWaiving(false)}
        />
      )}
      {mayJudge && !waiving && (
        <div className="panel-buttons">
          {state !== 'confirmed' && (
            <Button type="primary" disabled={review.busy} onClick={confirm} aria-keyshortcuts="C">
              {PHRASES.beside(MISTAKE_PANEL_WORDS.confirm, 'C')}
            </Button>
          )}
          {mayWaive && (
            <Button disabled={review.busy} onClick={() => setWaiving(true)} aria-keyshortcuts="X">
              {PHRASES.beside(state === 'proposed' ? MISTAKE_PANEL_WORDS.agree : DECISION_WORDS[waiver].act, 'X')}
            </Button>
          )}
          {isDecided && (
            <Button disabled={review.busy} onClick={undo} aria-keyshortcuts={BENCH_WORDS.undoKey}>
              {PHRASES.beside(BENCH_WORDS.undo, BENCH_WORDS.undoKey)}
            </Button>
          )}
        </div>
      )}
    </>
  );
}
