import { Button } from 'antd';
import { type FormEvent, useState } from 'react';
import type { FilingDetail, Move } from '../../../../contracts/filings.ts';
import type { Person } from '../../../../contracts/people.ts';
import { RequestError } from '../../api.ts';
import { type MoveBody, moveFiling } from '../../office-api.ts';
import { isoDay, usualDue } from '../../parts/measures.ts';
import { wordsOf } from '../../parts/use-read.ts';
import { MOVE_FORM_WORDS, MOVE_WORDS } from '../../words/agency.ts';
import { answerWords } from '../../words/answers.ts';
import { PHRASES } from '../../words/phrases.ts';

interface Props {
  readonly filing: FilingDetail;
  readonly people: readonly Person[];
  readonly onMoved: (filing: FilingDetail) => void;
}

function bodyOf(move: Move, given: FormData): MoveBody {
  const text = (name: string): string => String(given.get(name) ?? '').trim();
  switch (move) {
    case 'return':
      return { move, body: { dueOn: text('dueOn'), note: text('note') } };
    case 'accept':
      return { move };
    case 'reviewer':
      return { move, body: { userId: text('userId') || null } };
    case 'comment':
      return { move: 'comments', body: { text: text('text') } };
    case 'resume':
      return { move };
    case 'reopen':
    case 'exempt':
    case 'aside':
      return { move, body: { reason: text('reason') } };
    default:
      return move satisfies never;
  }
}

function Fields({
  move,
  filing,
  people,
}: {
  readonly move: Move;
  readonly filing: FilingDetail;
  readonly people: readonly Person[];
}) {
  switch (move) {
    case 'return':
      return (
        <>
          <label>
            {MOVE_FORM_WORDS.dueOn}
            <input type="date" name="dueOn" required min={isoDay(new Date())} defaultValue={usualDue()} />
          </label>
          <label>
            {MOVE_FORM_WORDS.note}
            <textarea name="note" rows={3} maxLength={2_000} />
          </label>
        </>
      );
    case 'reviewer':
      return (
        <label>
          {MOVE_FORM_WORDS.reviewer}
          <select name="userId" defaultValue={filing.reviewer?.id ?? ''}>
            <option value="">{MOVE_FORM_WORDS.nobody}</option>
            {people
              .filter(({ roles, disabled }) => !disabled && (roles.includes('reviewer') || roles.includes('approver')))
              .map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
          </select>
        </label>
      );
    case 'accept':
      return null;
    case 'comment':
      return (
        <label>
          {MOVE_FORM_WORDS.comment}
          <textarea name="text" rows={3} required maxLength={2_000} />
        </label>
      );
    case 'aside':
    case 'reopen':
    case 'exempt':
      return (
        <label>
          {MOVE_FORM_WORDS[move]}
          <textarea name="reason" rows={2} required={move !== 'aside'} maxLength={500} />
        </label>
      );
    case 'resume':
      return null;
    default:
      return move satisfies never;
  }
}

/** What may be done with a filing now, and in words what is in the way of the rest. */
export function Moves({ filing, people, onMoved }: Props) {
  const [open, setOpen] = useState<Move | null>(null);
  const [said, setSaid] = useState<string | null>(null);
  const [alarms, setAlarms] = useState<readonly string[]>([]);
  const shown = filing.moves.filter(({ problems }) => !problems.some(({ code }) => code === 'not-your-role'));
  const blocked = shown.filter(
    ({ allowed, problems }) => !allowed && !problems.some(({ code }) => code === 'wrong-state'),
  );

  const make = async (event: FormEvent<HTMLFormElement>, move: Move): Promise<void> => {
    event.preventDefault();
    try {
      onMoved(await moveFiling(filing.id, filing.etag, bodyOf(move, new FormData(event.currentTarget))));
      setSaid(MOVE_FORM_WORDS.done(move));
      setAlarms([]);
      setOpen(null);
    } catch (cause) {
      const problems = cause instanceof RequestError ? cause.problems.map(({ message }) => message) : [];
      setAlarms(problems.length > 0 ? problems : [wordsOf(cause)]);
      setSaid(null);
    }
  };
  return (
    <>
      <div className="buttons">
        {shown
          .filter(({ problems }) => !problems.some(({ code }) => code === 'wrong-state'))
          .map(({ move, allowed, problems }) => (
            <Button
              key={move}
              data-move={move}
              type={open === move ? 'primary' : 'default'}
              // What a word of the form may settle is no reason to keep the form shut.
              disabled={!allowed && !problems.every(({ code }) => SETTLED_BY_FORM.includes(code))}
              onClick={() => {
                setOpen(open === move ? null : move);
                setAlarms([]);
              }}
            >
              {MOVE_WORDS[move]}
            </Button>
          ))}
      </div>
      <p role="status">{said}</p>
      {alarms.map((alarm) => (
        <p key={alarm} className="list-alarm" role="alert">
          {alarm}
        </p>
      ))}
      {open !== null && (
        <form className="fields" onSubmit={(event) => void make(event, open)}>
          <Fields move={open} filing={filing} people={people} />
          <div className="buttons">
            <Button type="primary" htmlType="submit">
              {MOVE_FORM_WORDS.go}
              {PHRASES.colon}
              {MOVE_WORDS[open]}
            </Button>
            <Button onClick={() => setOpen(null)}>{MOVE_FORM_WORDS.cancel}</Button>
          </div>
        </form>
      )}
      {blocked
        .map(({ move, problems }) => ({
          move,
          problems: problems.filter(({ code }) => !SETTLED_BY_FORM.includes(code)),
        }))
        .filter(({ problems }) => problems.length > 0)
        .map(({ move, problems }) => (
          <p key={move} className="in-the-way" data-blocked={move}>
            <b>{MOVE_WORDS[move]}</b> {MOVE_FORM_WORDS.inTheWay}
            {problems.map(answerWords).join(PHRASES.sentences)}
          </p>
        ))}
    </>
  );
}

/** What is in the way only until the form is filled in. */
const SETTLED_BY_FORM: readonly string[] = ['nothing-to-return', 'due-in-the-past', 'no-such-reviewer'];
