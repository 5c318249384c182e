import { useEffect, useState } from 'react';
import { onSignedOut } from './api.ts';
import { App } from './app.tsx';
import { type Live, listen } from './live.ts';
import { SignInPage } from './pages/sign-in/sign-in-page.tsx';
import { Masthead } from './parts/masthead.tsx';
import { type SignedIn, whoIsHere } from './session.ts';

/** Nothing is asked of the server, and nothing heard, before it is known who is here. */
export function Door() {
  const [session, setSession] = useState<SignedIn | 'unknown'>('unknown');
  const [failure, setFailure] = useState('');
  const [live, setLive] = useState<Live | null>(null);

  useEffect(() => {
    whoIsHere().then(setSession, (cause: Error) => setFailure(cause.message));
  }, []);

  const isIn = session !== 'unknown' && session !== null && !session.mustChoose;
  const personId = isIn ? session.user.id : null;
  useEffect(() => {
    if (personId === null) return;
    // What is shown was for whoever was here: it goes with him.
    const shut = (): void => setSession(null);
    onSignedOut(shut);
    const opened = listen(personId, shut);
    setLive(opened);
    return () => {
      opened.close();
      setLive(null);
    };
  }, [personId]);

  if (failure !== '') return <p className="plain">{failure}</p>;
  if (session === 'unknown') return <Masthead />;
  if (session === null || session.mustChoose) return <SignInPage choosing={session} onSession={setSession} />;
  return live === null ? <Masthead /> : <App live={live} session={session} onSession={setSession} />;
}
