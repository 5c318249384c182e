import type { Session } from '../../contracts/people.ts';
import { ask, keepCsrfToken, RequestError } from './api.ts';

/** Who is signed in at this page; `null`: nobody. */
export type SignedIn = Session | null;

const WELCOME = /^#\/welcome\?token=([\w-]+)$/;

const keep = (session: Session): Session => {
  keepCsrfToken(session.csrfToken);
  return session;
};

const send = (method: 'POST' | 'PUT', path: string, body: unknown): Promise<Session> =>
  ask<Session>(path, {
    method,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  }).then(keep);

let asked: Promise<SignedIn> | null = null;

/** Who is here when the page opens; asked once, for the one-time address is good for one question. */
export function whoIsHere(): Promise<SignedIn> {
  asked ??= findWho();
  return asked;
}

/** By the one-time address where the page was opened with it, else by the cookie. */
async function findWho(): Promise<SignedIn> {
  const token = WELCOME.exec(window.location.hash)?.[1];
  // The address is good for one use and is not to stand in the history.
  if (token !== undefined) window.history.replaceState(null, '', '#/');
  try {
    if (token !== undefined) return await send('POST', '/api/session/welcome', { token });
  } catch (cause) {
    // Opened a second time: the cookie of the first may still be good.
    if (!(cause instanceof RequestError) || cause.status !== 401) throw cause;
  }
  try {
    return keep(await ask<Session>('/api/session'));
  } catch (cause) {
    if (cause instanceof RequestError && cause.status === 401) return null;
    throw cause;
  }
}

export const signIn = (name: string, password: string): Promise<Session> =>
  send('POST', '/api/session', { name, password });
export const choosePassword = (name: string, password: string): Promise<Session> =>
  send('PUT', '/api/session/password', { name, password });

export const changePassword = (old: string, password: string): Promise<Session> =>
  send('PUT', '/api/session/password', { ...(old === '' ? {} : { old }), password });
export const signOut = (): Promise<null> => ask('/api/session', { method: 'DELETE' });
