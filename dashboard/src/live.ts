import type { DocumentSummary, QueueStatus } from '../../contracts/api.ts';
import { EVENTS_PATH, getQueue, RequestError } from './api.ts';
import type { LiveState } from './live-state.ts';

/** What the server pushes, and whether it can be heard. */
export interface Live {
  readonly state: () => LiveState;
  /** Calls back after each change of `state`; gives the way to stop. */
  readonly onState: (listener: () => void) => () => void;
  /** Calls back with each document that changed, and with null when changes may have been missed. */
  readonly onDocument: (listener: (document: DocumentSummary | null) => void) => () => void;
}

const FIRST_DELAY_MS = 1_000;
const LONGEST_DELAY_MS = 15_000;

/**
 * Listens to the server's events for as long as the page is open. A browser reconnects by itself while the server is
 * away but gives up for good when anything answers with an error, such as a proxy: then we ask again, ever less often.
 */
export function listen(): Live {
  const stateListeners = new Set<() => void>();
  const documentListeners = new Set<(document: DocumentSummary | null) => void>();
  let state: LiveState = { connection: 'connecting', queue: null, queueAt: null };
  let delayMs = FIRST_DELAY_MS;

  const change = (next: Partial<LiveState>): void => {
    state = { ...state, ...next };
    for (const listener of stateListeners) listener();
  };
  const tell = (document: DocumentSummary | null): void => {
    for (const listener of documentListeners) listener(document);
  };

  /** Where events are refused but requests answered, what is shown is at least not old. */
  const ask = async (): Promise<void> => {
    try {
      change({ queue: await getQueue(), queueAt: Date.now() });
      tell(null);
    } catch (cause) {
      // Still away: the next attempt tells, and the page says all the while that the connection is lost.
      if (!(cause instanceof RequestError)) throw cause;
    }
  };

  const connect = (): void => {
    const source = new EventSource(EVENTS_PATH);
    source.onopen = () => {
      delayMs = FIRST_DELAY_MS;
      change({ connection: 'open' });
      tell(null);
    };
    source.onerror = () => {
      change({ connection: 'lost' });
      if (source.readyState !== EventSource.CLOSED) return;
      setTimeout(async () => {
        await ask();
        connect();
      }, delayMs);
      delayMs = Math.min(delayMs * 2, LONGEST_DELAY_MS);
    };
    source.addEventListener('queue', (event: MessageEvent<string>) => {
      const queue: QueueStatus = JSON.parse(event.data);
      change({ queue, queueAt: Date.now() });
    });
    source.addEventListener('document', (event: MessageEvent<string>) => {
      const document: DocumentSummary = JSON.parse(event.data);
      tell(document);
    });
  };
  connect();

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
  };
}
