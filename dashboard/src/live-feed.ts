import type { ChangedFiling, DocumentSummary, QueueStatus } from '../../contracts/api.ts';
import { EVENTS_PATH, getQueue, RequestError } from './api.ts';
import { type LiveNews, type LiveState, NOT_LIVE } from './live-state.ts';

const FIRST_DELAY_MS = 1_000;
const LONGEST_DELAY_MS = 15_000;
/** The server says something every 15 s: after so long without a word the line is dead, whatever the browser thinks of it. */
const SILENCE_MS = 40_000;
const LOOK_MS = 5_000;

export interface LiveFeed {
  readonly state: () => LiveState;
  readonly close: () => void;
}

/**
 * The one connection to the server's events; runs in a page or in a worker. A browser reconnects by itself while the
 * server is away but gives up for good when anything answers with an error, such as a proxy: then we ask again, ever
 * less often.
 */
export function openFeed(tell: (news: LiveNews) => void): LiveFeed {
  let state: LiveState = NOT_LIVE;
  let delayMs = FIRST_DELAY_MS;
  let source: EventSource | null = null;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let heardAt = Date.now();
  let closed = false;

  const change = (next: Partial<LiveState>): void => {
    state = { ...state, ...next };
    tell({ kind: 'state', state });
  };

  /** Where events are refused but requests answered, what is shown is at least not old. */
  const ask = async (): Promise<void> => {
    try {
      const queue = await getQueue();
      if (closed) return;
      change({ queue, queueAt: Date.now() });
      tell({ kind: 'document', document: null });
    } catch (cause) {
      if (!(cause instanceof RequestError)) throw cause;
      // Otherwise it is still away: the next attempt tells, and the page says all the while that the connection is lost.
      if (cause.code === 'signed-out' && !closed) tell({ kind: 'signedOut' });
    }
  };

  const later = (): void => {
    clearTimeout(retry);
    retry = setTimeout(async () => {
      await ask();
      if (!closed) connect();
    }, delayMs);
    delayMs = Math.min(delayMs * 2, LONGEST_DELAY_MS);
  };

  const connect = (): void => {
    source?.close();
    heardAt = Date.now();
    const opened = new EventSource(EVENTS_PATH);
    source = opened;
    opened.onopen = () => {
      heardAt = Date.now();
      delayMs = FIRST_DELAY_MS;
      change({ connection: 'open' });
      tell({ kind: 'document', document: null });
    };
    opened.onerror = () => {
      change({ connection: 'lost' });
      if (opened.readyState === EventSource.CLOSED) later();
    };
    const on = <T>(name: string, take: (data: T) => void): void =>
      opened.addEventListener(name, (event: MessageEvent<string>) => {
        heardAt = Date.now();
        take(JSON.parse(event.data));
      });
    on<QueueStatus>('queue', (queue) => change({ queue, queueAt: Date.now() }));
    on<DocumentSummary>('document', (document) => tell({ kind: 'document', document }));
    on<ChangedFiling>('filing', (filing) => tell({ kind: 'filing', filing }));
    on('missed', () => tell({ kind: 'document', document: null }));
    on('pulse', () => undefined);
  };

  const look = setInterval(() => {
    tell({ kind: 'pulse' });
    if (state.connection !== 'open' || Date.now() - heardAt < SILENCE_MS) return;
    change({ connection: 'lost' });
    connect();
  }, LOOK_MS);
  connect();

  return {
    state: () => state,
    close: () => {
      closed = true;
      clearInterval(look);
      clearTimeout(retry);
      source?.close();
    },
  };
}
