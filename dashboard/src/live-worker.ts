import { type LiveFeed, openFeed } from './live-feed.ts';
import type { LiveNews, LiveRequest } from './live-state.ts';

/**
 * Holds the one connection of a browser for all its tabs: a browser has six connections to a host, and a tab each left the
 * seventh without any. Runs as a SharedWorker under a name for each person, so that nobody hears what another may.
 */
const ports = new Set<MessagePort>();
let feed: LiveFeed | null = null;

const tellAll = (news: LiveNews): void => {
  for (const port of ports) port.postMessage(news);
};

const take = (port: MessagePort, request: LiveRequest): void => {
  if (request === 'join') {
    ports.add(port);
    const before = feed;
    feed ??= openFeed(tellAll);
    port.postMessage({ kind: 'state', state: feed.state() } satisfies LiveNews);
    // Between what it read and its coming here others were told what changed.
    if (before !== null) port.postMessage({ kind: 'document', document: null } satisfies LiveNews);
    return;
  }
  if (request === 'signedOut') tellAll({ kind: 'signedOut' });
  ports.delete(port);
  if (ports.size > 0) return;
  feed?.close();
  feed = null;
};

globalThis.addEventListener('connect', (event) => {
  const port = event instanceof MessageEvent ? event.ports[0] : undefined;
  if (port === undefined) return;
  port.onmessage = ({ data }: MessageEvent<LiveRequest>) => take(port, data);
});
