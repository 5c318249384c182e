import type { ChangedFiling, DocumentSummary } from '../../contracts/api.ts';
import { type LiveFeed, openFeed } from './live-feed.ts';
import { type LiveNews, type LiveRequest, type LiveState, NOT_LIVE } from './live-state.ts';

/** What the server pushes, and whether it can be heard. */
export interface Live {
  readonly state: () => LiveState;
  /** Calls back after each change of `state`; gives the way to stop. */
  readonly onState: (listener: () => void) => () => void;
  /** Calls back with each document that changed, and with null when changes may have been missed. */
  readonly onDocument: (listener: (document: DocumentSummary | null) => void) => () => void;
  /** Calls back with each filing that changed. */
  readonly onFiling: (listener: (filing: ChangedFiling) => void) => () => void;
  /** Tells all tabs of this person that the session is over. */
  readonly signOut: () => void;
  readonly close: () => void;
}

/** The worker says something every 5 s; one that is gone says nothing, and the page must not look live then. */
const SILENCE_MS = 20_000;

/** Where the news come from. */
interface Source {
  readonly send: (request: LiveRequest) => void;
}

/** The connection that all tabs share. */
function sharedSource(personId: string, hear: (news: LiveNews) => void): Source {
  const worker = new SharedWorker(new URL('./live-worker.ts', import.meta.url), {
    type: 'module',
    name: `gouji-live-${personId}`,
  });
  worker.port.onmessage = ({ data }: MessageEvent<LiveNews>) => hear(data);
  return { send: (request) => worker.port.postMessage(request) };
}

/** A browser without shared workers: a connection of the tab's own, which it gives back while nobody looks at it. */
function ownSource(hear: (news: LiveNews) => void): Source {
  let feed: LiveFeed | null = null;
  let joined = false;
  const follow = (): void => {
    const wanted = joined && window.document.visibilityState === 'visible';
    if (wanted) feed ??= openFeed(hear);
    else {
      feed?.close();
      feed = null;
      if (joined) hear({ kind: 'state', state: NOT_LIVE });
    }
  };
  window.document.addEventListener('visibilitychange', follow);
  return {
    send: (request) => {
      joined = request === 'join';
      follow();
      if (request === 'signedOut') hear({ kind: 'signedOut' });
    },
  };
}

/** Listens to the server's events for as long as the page is open. @param onSignedOut the session ended, here or in another tab */
export function listen(personId: string, onSignedOut: () => void): Live {
  const stateListeners = new Set<() => void>();
  const documentListeners = new Set<(document: DocumentSummary | null) => void>();
  const filingListeners = new Set<(filing: ChangedFiling) => void>();
  let state: LiveState = NOT_LIVE;
  let heardAt = Date.now();

  const change = (next: LiveState): void => {
    state = next;
    for (const listener of stateListeners) listener();
  };
  const hear = (news: LiveNews): void => {
    const wasSilent = Date.now() - heardAt > SILENCE_MS;
    heardAt = Date.now();
    if (news.kind === 'state') change(news.state);
    else if (news.kind === 'signedOut') onSignedOut();
    else if (news.kind === 'document') for (const listener of documentListeners) listener(news.document);
    else if (news.kind === 'filing') for (const listener of filingListeners) listener(news.filing);
    // It goes on where it was given up: what it knows meanwhile is asked for anew.
    else if (wasSilent) source.send('join');
  };
  const source = typeof SharedWorker === 'undefined' ? ownSource(hear) : sharedSource(personId, hear);
  const ending = new AbortController();
  const { signal } = ending;
  source.send('join');
  window.addEventListener('pagehide', () => source.send('leave'), { signal });
  window.addEventListener('pageshow', (event) => event.persisted && source.send('join'), { signal });
  const look = setInterval(() => {
    if (state.connection === 'open' && Date.now() - heardAt > SILENCE_MS) change({ ...state, connection: 'lost' });
  }, SILENCE_MS / 4);

  return {
    state: () => state,
    onState: (listener) => {
      stateListeners.add(listener);
      return () => stateListeners.delete(listener);
    },
    onDocument: (listener) => {
      documentListeners.add(listener);
      return () => documentListeners.delete(listener);
    },
    onFiling: (listener) => {
      filingListeners.add(listener);
      return () => filingListeners.delete(listener);
    },
    signOut: () => source.send('signedOut'),
    close: () => {
      ending.abort();
      clearInterval(look);
      source.send('leave');
    },
  };
}
