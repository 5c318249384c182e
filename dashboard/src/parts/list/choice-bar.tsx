import { Button } from 'antd';
import { type FormEvent, useState } from 'react';
import type { Chosen, ManyAnswer } from '../../../../contracts/many.ts';
import type { Person } from '../../../../contracts/people.ts';
import { answerWords } from '../../words/answers.ts';
import { CHOICE_WORDS } from '../../words/choice.ts';
import { PHRASES } from '../../words/phrases.ts';
import { isoDay, usualDue } from '../measures.ts';
import { wordsOf } from '../use-read.ts';
import type { Choice } from './use-choice.ts';

/** What can be done to many: at once, or with what a small form asks for. */
export interface ManyAction {
  readonly key: string;
  readonly label: string;
  readonly form: 'none' | 'reviewer' | 'return';
  readonly send: (chosen: Chosen, given: Readonly<Record<string, string>>) => Promise<ManyAnswer>;
  /** Takes it back for those to whom it was done. */
  readonly undo?: (ids: readonly string[]) => Promise<ManyAnswer>;
}

interface Props {
  readonly choice: Choice;
  readonly total: number;
  /** How many rows the page has: with all of them ticked, all that match are offered. */
  readonly onPage: number;
  readonly actions: readonly ManyAction[];
  readonly reviewers: readonly Person[];
  /** Saves the chosen rows as a table; null for who may not. */
  readonly onExport: (() => Promise<void>) | null;
  readonly onDone: () => void;
}

/** So many refusals are named; the rest are counted. */
const NAMED = 8;

interface Told {
  readonly action: ManyAction;
  readonly answer: ManyAnswer;
  readonly isUndo: boolean;
}

function Outcome({
  told,
  onUndo,
  onClose,
}: {
  readonly told: Told;
  readonly onUndo: () => void;
  readonly onClose: () => void;
}) {
  const { action, answer, isUndo } = told;
  const { done, refused } = answer;
  return (
    <div className="many-outcome" role="status">
      <p>
        {isUndo ? CHOICE_WORDS.undone(done.length) : CHOICE_WORDS.done(action.label, done.length)}
        {refused.length > 0 && CHOICE_WORDS.refused(refused.length)}
        {!isUndo && action.undo !== undefined && done.length > 0 && (
          <Button size="small" onClick={onUndo}>
            {CHOICE_WORDS.undo}
          </Button>
        )}
        <button type="button" className="linkish" onClick={onClose}>
          {CHOICE_WORDS.close}
        </button>
      </p>
      {refused.length > 0 && (
        <ul>
          {refused.slice(0, NAMED).map(({ id, name, ...refusal }) => (
            <li key={id}>
              <b>{name || CHOICE_WORDS.unnamed}</b>
              {PHRASES.colon}
              {answerWords(refusal)}
            </li>
          ))}
          {refused.length > NAMED && <li>{CHOICE_WORDS.more(refused.length - NAMED)}</li>}
        </ul>
      )}
    </div>
  );
}

function Fields({ form, reviewers }: { readonly form: ManyAction['form']; readonly reviewers: readonly Person[] }) {
  switch (form) {
    case 'reviewer':
      return (
        <label>
          {CHOICE_WORDS.reviewer}
          <select name="userId">
            <option value="">{CHOICE_WORDS.nobody}</option>
            {reviewers.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
      );
    case 'return':
      return (
        <>
          <label>
            {CHOICE_WORDS.dueOn}
            <input type="date" name="dueOn" required min={isoDay(new Date())} defaultValue={usualDue()} />
          </label>
          <label>
            {CHOICE_WORDS.note}
            <input name="note" maxLength={2_000} autoComplete="off" />
          </label>
        </>
      );
    default:
      return null;
  }
}

const textsOf = (form: HTMLFormElement): Readonly<Record<string, string>> =>
  Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, String(value).trim()]));

/** What is chosen in a list, what can be done to it, and what came of it. */
export function ChoiceBar({ choice, total, onPage, actions, reviewers, onExport, onDone }: Props) {
  const [asking, setAsking] = useState<ManyAction | null>(null);
  const [told, setTold] = useState<Told | null>(null);
  const [alarm, setAlarm] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  const run = async (action: ManyAction, ask: () => Promise<ManyAnswer>, isUndo: boolean): Promise<void> => {
    setBusy(true);
    setAlarm(null);
    try {
      setTold({ action, answer: await ask(), isUndo });
      setAsking(null);
      choice.clear();
      onDone();
    } catch (cause) {
      setAlarm(wordsOf(cause));
    }
    setBusy(false);
  };
  const begin = (action: ManyAction): void => {
    const { chosen } = choice;
    setTold(null);
    if (action.form !== 'none') setAsking(action);
    else if (chosen !== null) void run(action, () => action.send(chosen, {}), false);
  };
  const submit = (action: ManyAction, event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const { chosen } = choice;
    const given = textsOf(event.currentTarget);
    if (chosen !== null) void run(action, () => action.send(chosen, given), false);
  };

  return (
    <>
      {choice.count > 0 && (
        <section className="choice-bar" aria-label={CHOICE_WORDS.bar}>
          <p role="status">{CHOICE_WORDS.count(choice.count)}</p>
          {choice.page === true && !choice.isAll && total > onPage && (
            <button type="button" className="linkish" onClick={choice.chooseAll}>
              {CHOICE_WORDS.all(total)}
            </button>
          )}
          <div className="buttons">
            {actions.map((action) => (
              <Button key={action.key} size="small" disabled={busy} onClick={() => begin(action)}>
                {action.label}
              </Button>
            ))}
            {onExport !== null && (
              <Button
                size="small"
                disabled={busy}
                onClick={() => onExport().catch((cause) => setAlarm(wordsOf(cause)))}
              >
                {CHOICE_WORDS.export}
              </Button>
            )}
            <Button size="small" type="text" onClick={choice.clear}>
              {CHOICE_WORDS.clear}
            </Button>
          </div>
          {asking !== null && (
            <form className="choice-form" onSubmit={(event) => submit(asking, event)}>
              <Fields form={asking.form} reviewers={reviewers} />
              <Button size="small" type="primary" htmlType="submit" disabled={busy}>
                {CHOICE_WORDS.go(asking.label, choice.count)}
              </Button>
              <Button size="small" onClick={() => setAsking(null)}>
                {CHOICE_WORDS.cancel}
              </Button>
            </form>
          )}
        </section>
      )}
      {alarm !== null && (
        <p className="list-alarm" role="alert">
          {alarm}
        </p>
      )}
      {told !== null && (
        <Outcome
          told={told}
          onUndo={() => {
            const { action, answer } = told;
            if (action.undo !== undefined) {
              const { undo } = action;
              void run(action, () => undo(answer.done), true);
            }
          }}
          onClose={() => setTold(null)}
        />
      )}
    </>
  );
}
