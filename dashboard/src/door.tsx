import { useEffect, useState } from 'react';
import { App } from './app.tsx';
import { type Live, listen } from './live.ts';
import { SignInPage } from './pages/sign-in/sign-in-page.tsx';
import { type SignedIn, whoIsHere } from './session.ts';

let heard: Live | null = null;
/** One connection a page, from the moment that somebody is in. */
const live = (): Live => {
  heard ??= listen();
  return heard;
};

/** Nothing is asked of the server, and nothing heard, before it is known who is here. */
export function Door() {
  const [session, setSession] = useState<SignedIn | 'unknown'>('unknown');
  const [failure, setFailure] = useState('');

  useEffect(() => {
    whoIsHere().then(setSession, (cause: Error) => setFailure(cause.message));
  }, []);

  if (failure !== '') return <p className="plain">{failure}</p>;
  if (session === 'unknown') return null;
  if (session === null || session.mustChoose) return <SignInPage choosing={session !== null} onSession={setSession} />;
  return <App live={live()} />;
}
