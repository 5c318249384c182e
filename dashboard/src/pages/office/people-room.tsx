import { Button } from 'antd';
import { type FormEvent, useState } from 'react';
import type { Person, PersonChange } from '../../../../contracts/people.ts';
import type { Live } from '../../live.ts';
import { addPerson, changePerson, getPeople } from '../../office-api.ts';
import { AskFirst } from '../../parts/ask-first.tsx';
import { Failure } from '../../parts/failure.tsx';
import { useRead, wordsOf } from '../../parts/use-read.ts';
import { OFFICE_WORDS, ROLE_WORDS } from '../../words/office.ts';
import { PHRASES } from '../../words/phrases.ts';
import { AgencyAccounts } from './agency-accounts.tsx';
import { FormButtons } from './form-buttons.tsx';
import { ScopeWords, useAgencyNames } from './scope-words.tsx';
import { asIds, NO_STANDING, type Standing, StandingFields } from './standing-fields.tsx';

type Form =
  | { readonly kind: 'add' }
  | { readonly kind: 'standing'; readonly person: Person }
  | { readonly kind: 'password'; readonly person: Person };

const PASSWORD = {
  type: 'password',
  required: true,
  minLength: 10,
  maxLength: 200,
  autoComplete: 'new-password',
} as const;

/** Who may sign in, as what, and for which part of the roster. */
export function PeopleRoom({ year, live }: { readonly year: number | null; readonly live: Live }) {
  const { value: people, failure, reload } = useRead('people', getPeople, live);
  const names = useAgencyNames(people ?? [], live);
  const [form, setForm] = useState<Form | null>(null);
  const [standing, setStanding] = useState<Standing>(NO_STANDING);
  const [said, setSaid] = useState<string | null>(null);
  const [alarm, setAlarm] = useState<string | null>(null);

  const act = async (work: () => Promise<string>): Promise<void> => {
    try {
      setSaid(await work());
      setAlarm(null);
      setForm(null);
      reload();
    } catch (cause) {
      setAlarm(wordsOf(cause));
      setSaid(null);
    }
  };
  const change = (person: Person, to: PersonChange): Promise<void> =>
    act(async () => {
      await changePerson(person.id, to);
      return OFFICE_WORDS.changed(person.name);
    });
  const open = (next: Form): void => {
    setForm(next);
    setAlarm(null);
    const named = (id: string | null) => (id === null ? null : { id, name: names.get(id) ?? '…' });
    setStanding(
      next.kind === 'standing'
        ? {
            roles: next.person.roles,
            agency: named(next.person.agencyId),
            scope: named(next.person.scopeAgencyId),
          }
        : NO_STANDING,
    );
  };
  const submit = (event: FormEvent<HTMLFormElement>, now: Form): void => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    const password = String(given.get('password') ?? '');
    if (now.kind === 'password') return void change(now.person, { password });
    if (standing.roles.length === 0) {
      setAlarm(OFFICE_WORDS.noRole);
      return;
    }
    if (now.kind === 'standing') return void change(now.person, asIds(standing));
    const name = String(given.get('name'));
    void act(async () => {
      await addPerson({ name, password, ...asIds(standing) });
      return OFFICE_WORDS.added(name);
    });
  };
  if (people === null) return failure === null ? null : <Failure failure={failure} onAgain={reload} />;
  return (
    <>
      <div className="room-bar">
        <Button type="primary" onClick={() => open({ kind: 'add' })}>
          {OFFICE_WORDS.addPerson}
        </Button>
        <span role="status">{said}</span>
      </div>
      <AgencyAccounts year={year} onMade={reload} />
      {alarm !== null && (
        <p className="list-alarm" role="alert">
          {alarm}
        </p>
      )}
      {form !== null && (
        <form className="fields room-form" onSubmit={(event) => submit(event, form)}>
          <h2>{form.kind === 'add' ? OFFICE_WORDS.addPerson : form.person.name}</h2>
          {form.kind === 'add' && (
            <label>
              {OFFICE_WORDS.name}
              <input name="name" required maxLength={40} autoComplete="off" />
            </label>
          )}
          {form.kind !== 'standing' && (
            <label>
              {form.kind === 'add' ? OFFICE_WORDS.password : OFFICE_WORDS.newPassword}
              <input name="password" {...PASSWORD} />
            </label>
          )}
          {form.kind !== 'password' && <StandingFields year={year} value={standing} onValue={setStanding} />}
          <FormButtons onCancel={() => setForm(null)} />
        </form>
      )}
      <table className="docs cards">
        <thead>
          <tr>
            {(['name', 'roles', 'scope', 'state', 'actions'] as const).map((column) => (
              <th key={column} scope="col">
                {OFFICE_WORDS[column]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {people.map((person) => (
            <tr key={person.id} className={person.disabled ? 'is-off' : undefined}>
              <th scope="row" lang="zh-CN">
                {person.name}
              </th>
              <td data-label={OFFICE_WORDS.roles}>{PHRASES.listed(person.roles.map((role) => ROLE_WORDS[role]))}</td>
              <td data-label={OFFICE_WORDS.scope}>
                <ScopeWords of={person} names={names} />
              </td>
              <td data-label={OFFICE_WORDS.state}>{person.disabled ? OFFICE_WORDS.disabled : OFFICE_WORDS.active}</td>
              <td className="links">
                <button type="button" className="linkish" onClick={() => open({ kind: 'standing', person })}>
                  {OFFICE_WORDS.edit}
                </button>
                <button type="button" className="linkish" onClick={() => open({ kind: 'password', person })}>
                  {OFFICE_WORDS.reset}
                </button>
                {person.disabled ? (
                  <button type="button" className="linkish" onClick={() => void change(person, { disabled: false })}>
                    {OFFICE_WORDS.enable}
                  </button>
                ) : (
                  <AskFirst
                    label={OFFICE_WORDS.disable}
                    question={OFFICE_WORDS.disableFirst(person.name)}
                    onYes={() => void change(person, { disabled: true })}
                  />
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
