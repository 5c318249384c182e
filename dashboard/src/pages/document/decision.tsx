import { Button } from 'antd';
import { useEffect, useRef, useState } from 'react';
import type { FormVersion } from '../../../../config/catalogue/form.ts';
import type { FindingJudgement } from '../../../../contracts/api.ts';
import type { DecisionKind, FindingState } from '../../../../pipeline/contracts/decision.ts';
import { FindingStateMark } from '../../parts/finding-state-mark.tsx';
import { momentWords } from '../../parts/measures.ts';
import { DOUBT_PANEL_WORDS } from '../../words/bench.ts';
import { CHANGE_WORDS, changeWords, DECISION_WORDS, REVIEW_FORM_WORDS } from '../../words/decisions.ts';
import { cellWords } from '../../words/form-labels.ts';
import { PHRASES } from '../../words/phrases.ts';
import { DecisionForm } from './decision-form.tsx';

/** What can be decided next; who may not waive proposes it. */
const NEXT: Readonly<Record<FindingState['kind'], readonly DecisionKind[]>> = {
  open: ['confirmed', 'waived'],
  confirmed: ['waived', 'withdrawn'],
  waived: ['confirmed', 'withdrawn'],
  proposed: ['confirmed', 'waived', 'withdrawn'],
  void: ['confirmed', 'waived', 'withdrawn'],
};
const nextOf = (state: FindingState['kind'], waiver: 'waived' | 'proposed'): readonly DecisionKind[] =>
  NEXT[state]
    .map((kind) => (kind === 'waived' ? waiver : kind))
    .filter((kind) => !(kind === 'proposed' && state === 'proposed'));

/** A doubt about our reading is settled by a look at the paper; it is neither confirmed nor waived. */
const NEXT_LOOK: Readonly<Record<FindingState['kind'], readonly DecisionKind[]>> = {
  open: ['confirmed'],
  confirmed: ['withdrawn'],
  waived: ['withdrawn'],
  proposed: ['confirmed', 'withdrawn'],
  void: ['confirmed', 'withdrawn'],
};

/** So many changed values are named. */
const CHANGES_NAMED = 3;

/** A reviewer's answer to a finding; a refusal comes back in words. */
export type Answer = (kind: DecisionKind, reviewer: string, reason: string) => Promise<string | null>;

interface Props {
  readonly judgement: FindingJudgement;
  readonly version: FormVersion;
  readonly reviewer: string;
  readonly onReviewer: (name: string) => void;
  readonly mayJudge: boolean;
  readonly isAboutReading: boolean;
  /** What who looks may do about a finding that is not to be held against the agency. */
  readonly waiver: 'waived' | 'proposed';
  readonly onAnswer: Answer;
}

/** Cells first: where one of them changed, the sum and the formula changed with it. */
function voidedBy({ changed }: Extract<FindingState, { kind: 'void' }>, version: FormVersion): string {
  const cells = changed.filter(({ name }) => name.includes('/'));
  const shown = cells.length > 0 ? cells : changed;
  const words = shown.slice(0, CHANGES_NAMED).map((change) => changeWords(change, (path) => cellWords(path, version)));
  return CHANGE_WORDS.void(words, shown.length);
}

export function Said({ state, version }: { readonly state: FindingState; readonly version: FormVersion }) {
  if (state.kind === 'open') return null;
  const { decision } = state;
  return (
    <>
      <span className="decision-who">
        {state.kind === 'void' && `${DECISION_WORDS[decision.kind].done} · `}
        {decision.reviewer} <time dateTime={decision.decidedAt}>{momentWords(decision.decidedAt, new Date())}</time>
      </span>
      {state.kind === 'void' && <p className="decision-void">{voidedBy(state, version)}</p>}
      {'reason' in decision && (
        <p className="decision-why">
          <b>{REVIEW_FORM_WORDS.why}</b>
          {decision.reason}
        </p>
      )}
    </>
  );
}

function History({ judgement: { history, state } }: Pick<Props, 'judgement'>) {
  const told = state.kind === 'open' ? 0 : 1;
  if (history.length <= told) return null;
  return (
    <details className="decision-history">
      <summary className="decision-steps">{REVIEW_FORM_WORDS.history(history.length)}</summary>
      <ol>
        {history.map((step, index) => (
          <li key={index}>
            <time dateTime={step.decidedAt}>{momentWords(step.decidedAt, new Date())}</time> {step.reviewer}{' '}
            {DECISION_WORDS[step.kind].done}
            {'reason' in step && `${PHRASES.colon}${step.reason}`}
          </li>
        ))}
      </ol>
    </details>
  );
}

/** Where a finding stands and what a reviewer can do about it. */
export function Decision({
  judgement,
  version,
  reviewer,
  onReviewer,
  mayJudge,
  isAboutReading,
  waiver,
  onAnswer,
}: Props) {
  const { state } = judgement;
  const [asking, setAsking] = useState<DecisionKind | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const buttons = useRef<HTMLDivElement>(null);
  /** The buttons change with an answer: whoever came by keyboard stays where he was. */
  const returning = useRef(false);

  useEffect(() => {
    if (!returning.current || asking !== null || busy) return;
    returning.current = false;
    buttons.current?.querySelector('button')?.focus();
  });

  const answer = async (kind: DecisionKind, name: string, reason: string): Promise<void> => {
    setBusy(true);
    const refused = await onAnswer(kind, name, reason);
    returning.current = true;
    setRefusal(refused);
    setBusy(false);
    if (refused === null) setAsking(null);
  };
  const begin = (kind: DecisionKind): void => {
    setRefusal(null);
    if (kind === waiver || reviewer.trim() === '') setAsking(kind);
    else void answer(kind, reviewer, '');
  };
  const cancel = (): void => {
    returning.current = true;
    setRefusal(null);
    setAsking(null);
  };

  return (
    <div className="decision">
      <div className={`decision-line decision-${state.kind}-line`}>
        <FindingStateMark state={state.kind} />
        <Said state={state} version={version} />
        {asking === null && mayJudge && (
          <div className="decision-buttons" ref={buttons}>
            {(isAboutReading ? NEXT_LOOK[state.kind] : nextOf(state.kind, waiver)).map((kind) => (
              <Button key={kind} size="small" disabled={busy} onClick={() => begin(kind)}>
                {isAboutReading && kind === 'confirmed' ? DOUBT_PANEL_WORDS.look : DECISION_WORDS[kind].act}
              </Button>
            ))}
          </div>
        )}
      </div>
      {asking !== null && (
        <DecisionForm
          kind={asking}
          reviewer={reviewer}
          given={state.kind === 'proposed' ? state.decision.reason : ''}
          busy={busy}
          onSubmit={(name, reason) => {
            onReviewer(name);
            void answer(asking, name, reason);
          }}
          onCancel={cancel}
        />
      )}
      {refusal !== null && (
        <p className="decision-refusal" role="alert">
          {refusal}
        </p>
      )}
      <History judgement={judgement} />
    </div>
  );
}
