import { Button } from 'antd';
import { type FormEvent, useState } from 'react';
import type { Session } from '../../../../contracts/people.ts';
import { wordsOf } from '../../parts/use-read.ts';
import { changePassword } from '../../session.ts';
import { PERSON_WORDS } from '../../words/shell.ts';

/** One's own password. */
export function PasswordPage({ onSession }: { readonly onSession: (session: Session) => void }) {
  const [said, setSaid] = useState<string | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  const save = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const form = event.currentTarget;
    const given = new FormData(form);
    setSaid(null);
    if (given.get('next') !== given.get('again')) return setFailure(PERSON_WORDS.differ);
    setBusy(true);
    try {
      onSession(await changePassword(String(given.get('old')), String(given.get('next'))));
      setFailure(null);
      setSaid(PERSON_WORDS.saved);
      form.reset();
    } catch (cause) {
      setFailure(wordsOf(cause));
    }
    setBusy(false);
  };
  const field = (name: 'old' | 'next' | 'again') => (
    <label>
      {PERSON_WORDS[name]}
      <input
        name={name}
        type="password"
        // Somebody who came by the one-time address to the demo year has none yet.
        required={name !== 'old'}
        minLength={name === 'old' ? 0 : 10}
        maxLength={200}
        autoComplete={name === 'old' ? 'current-password' : 'new-password'}
      />
    </label>
  );
  return (
    <section className="sheet sheet-narrow">
      <h1>{PERSON_WORDS.password}</h1>
      <form className="fields" onSubmit={(event) => void save(event)}>
        {field('old')}
        {field('next')}
        {field('again')}
        {failure !== null && (
          <p className="list-alarm" role="alert">
            {failure}
          </p>
        )}
        <p role="status">{said}</p>
        <Button type="primary" htmlType="submit" disabled={busy}>
          {PERSON_WORDS.save}
        </Button>
      </form>
    </section>
  );
}
