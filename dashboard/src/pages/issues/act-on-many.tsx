import { Button } from 'antd';
import { type FormEvent, useState } from 'react';
import type { ChosenIssues, ManyDone } from '../../../../contracts/issues.ts';
import type { Person } from '../../../../contracts/people.ts';
import { may } from '../../may.ts';
import { assignIssues, decideIssues } from '../../office-api.ts';
import { wordsOf } from '../../parts/use-read.ts';
import { ISSUES_WORDS } from '../../words/issues.ts';

type Act = 'confirm' | 'waive' | 'assign';

interface Props {
  readonly year: number;
  readonly chosen: ChosenIssues;
  readonly person: Person;
  readonly people: readonly Person[];
  readonly onDone: (done: ManyDone) => void;
}

const isReviewer = ({ roles, disabled }: Person): boolean =>
  !disabled && (roles.includes('reviewer') || roles.includes('approver'));

/** The same for all that is chosen. What each of them would refuse by itself it refuses here, and says why. */
export function ActOnMany({ year, chosen, person, people, onDone }: Props) {
  const [open, setOpen] = useState<Act | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const decides = may(person, 'POST /api/campaigns/:year/issues/decide');
  const assigns = may(person, 'POST /api/campaigns/:year/issues/assign');
  const acts: readonly Act[] = [
    ...(decides ? (['confirm', 'waive'] as const) : []),
    ...(assigns ? ['assign' as const] : []),
  ];

  const act = async (ask: () => Promise<ManyDone>): Promise<void> => {
    setBusy(true);
    setFailure(null);
    try {
      onDone(await ask());
      setOpen(null);
    } catch (cause) {
      setFailure(wordsOf(cause));
    }
    setBusy(false);
  };
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    const text = (name: string): string => String(given.get(name) ?? '').trim();
    void act(() =>
      open === 'waive'
        ? decideIssues(year, { kind: 'waived', reason: text('reason'), of: chosen })
        : assignIssues(year, { userId: text('userId') || null, of: chosen }),
    );
  };
  return (
    <>
      <span className="buttons">
        {acts.map((each) => (
          <Button
            key={each}
            size="small"
            disabled={busy}
            type={open === each ? 'primary' : 'default'}
            onClick={() => {
              if (each === 'confirm') void act(() => decideIssues(year, { kind: 'confirmed', of: chosen }));
              else setOpen(open === each ? null : each);
            }}
          >
            {ISSUES_WORDS[each]}
          </Button>
        ))}
      </span>
      {failure !== null && (
        <p className="list-alarm" role="alert">
          {failure}
        </p>
      )}
      {(open === 'waive' || open === 'assign') && (
        <form className="fields" onSubmit={submit}>
          {open === 'waive' ? (
            <label>
              {ISSUES_WORDS.reason}
              <textarea name="reason" rows={2} required maxLength={500} />
            </label>
          ) : (
            <label>
              {ISSUES_WORDS.assignTo}
              <select name="userId">
                <option value="">{ISSUES_WORDS.noReviewer}</option>
                {people.filter(isReviewer).map(({ id, name }) => (
                  <option key={id} value={id}>
                    {name}
                  </option>
                ))}
              </select>
            </label>
          )}
          <div className="buttons">
            <Button type="primary" htmlType="submit" disabled={busy}>
              {ISSUES_WORDS.go}
            </Button>
            <Button onClick={() => setOpen(null)}>{ISSUES_WORDS.cancel}</Button>
          </div>
        </form>
      )}
    </>
  );
}
