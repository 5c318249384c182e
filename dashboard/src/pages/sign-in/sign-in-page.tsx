import { type FormEvent, useState } from 'react';
import type { Session } from '../../../../contracts/people.ts';
import { RequestError } from '../../api.ts';
import { Seal } from '../../parts/icons.tsx';
import { LanguageSwitch } from '../../parts/language-switch.tsx';
import { choosePassword, signIn } from '../../session.ts';
import { APP_WORDS } from '../../words/page.ts';
import { SIGN_IN_WORDS } from '../../words/sign-in.ts';

/** The door: name and password, or both to be chosen by whoever came by the one-time address. */
export function SignInPage({
  choosing,
  onSession,
}: {
  /** Who came by a one-time address and has no password yet; null: nobody. */
  readonly choosing: Session | null;
  readonly onSession: (session: Session) => void;
}) {
  const [failure, setFailure] = useState('');
  const [busy, setBusy] = useState(false);

  const enter = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    const [name, password] = [String(given.get('name')), String(given.get('password'))];
    setBusy(true);
    try {
      onSession(await (choosing !== null ? choosePassword : signIn)(name, password));
    } catch (cause) {
      if (!(cause instanceof RequestError)) throw cause;
      setFailure(cause.message);
      setBusy(false);
    }
  };

  return (
    <form className="sign-in" onSubmit={enter}>
      <Seal />
      <h1>{APP_WORDS.name}</h1>
      <p>{choosing ? SIGN_IN_WORDS.first : SIGN_IN_WORDS.title}</p>
      <label>
        {SIGN_IN_WORDS.name}
        <input
          name="name"
          defaultValue={choosing?.user.roles.includes('agency') ? choosing.user.name : ''}
          required
          maxLength={40}
          autoComplete="username"
        />
      </label>
      <label>
        {choosing ? SIGN_IN_WORDS.newPassword : SIGN_IN_WORDS.password}
        <input
          name="password"
          type="password"
          required
          minLength={choosing ? 10 : 1}
          maxLength={200}
          autoComplete={choosing ? 'new-password' : 'current-password'}
        />
      </label>
      <p role="alert">{failure}</p>
      <button type="submit" disabled={busy}>
        {choosing ? SIGN_IN_WORDS.choose : SIGN_IN_WORDS.enter}
      </button>
      <LanguageSwitch />
    </form>
  );
}
