import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import type { Live } from './live.ts';
import { DocumentPage } from './pages/document/document-page.tsx';
import { ListPage } from './pages/list/list-page.tsx';
import { ConnectionMark } from './parts/connection-mark.tsx';
import { Seal } from './parts/icons.tsx';
import { useUpload } from './parts/use-upload.ts';
import { EVERYTHING, listHref, parseRoute } from './route.ts';
import { APP_WORDS } from './words/page.ts';

const onHash = (listener: () => void): (() => void) => {
  window.addEventListener('hashchange', listener);
  return () => window.removeEventListener('hashchange', listener);
};

export function App({ live }: { readonly live: Live }) {
  const hash = useSyncExternalStore(onHash, () => window.location.hash);
  const state = useSyncExternalStore(live.onState, live.state);
  const upload = useUpload();
  const route = parseRoute(hash);
  const [lastList, setLastList] = useState(listHref(EVERYTHING));
  const main = useRef<HTMLElement>(null);
  const here = route.kind === 'list' ? listHref(route.filter) : null;

  useEffect(() => {
    if (here !== null) setLastList(here);
  }, [here]);

  useEffect(() => {
    if (here === null) window.scrollTo(0, 0);
  }, [here]);

  return (
    <>
      <button type="button" className="skip" onClick={() => main.current?.focus()}>
        {APP_WORDS.skip}
      </button>
      <header className="top">
        <a className="top-name" href={listHref(EVERYTHING)}>
          <Seal />
          <strong>{APP_WORDS.name}</strong>
        </a>
        <p>{APP_WORDS.tagline}</p>
        <ConnectionMark state={state} />
      </header>
      <main id="main" ref={main} tabIndex={-1}>
        {route.kind === 'list' && <ListPage filter={route.filter} live={live} liveState={state} upload={upload} />}
        {route.kind === 'document' && <DocumentPage key={route.id} id={route.id} live={live} back={lastList} />}
        {route.kind === 'unknown' && (
          <p className="plain">
            {APP_WORDS.notFound} <a href={listHref(EVERYTHING)}>{APP_WORDS.home}</a>
          </p>
        )}
      </main>
    </>
  );
}
