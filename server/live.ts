import type { FastifyBaseLogger } from 'fastify';
import type { Store } from '../store/store.ts';
import type { QueueStatus, ServerEvents } from './api.ts';

/** Often enough to look alive, seldom enough to cost nothing. */
const PUSH_INTERVAL_MS = 1_000;
/** More changes in one interval come from a bulk upload, after which the page reads the list anew anyway. */
const CHANGES_AT_ONCE = 300;

export type LiveEvent = {
  readonly [Name in keyof ServerEvents]: { readonly name: Name; readonly data: ServerEvents[Name] };
}[keyof ServerEvents];

export interface LiveFeed {
  /** Calls back with the queue as soon as the feed follows, and then with all that changes. @returns how to stop. */
  readonly listen: (listener: (event: LiveEvent) => void) => () => void;
  readonly listeners: () => number;
  readonly close: () => void;
}

/** Follows the database while somebody listens: one look a second for all listeners together. */
export function openLiveFeed(
  store: Pick<Store, 'recentChanges'>,
  queueStatus: () => Promise<QueueStatus>,
  log: FastifyBaseLogger,
): LiveFeed {
  const listeners = new Set<(event: LiveEvent) => void>();
  let timer: NodeJS.Timeout | null = null;
  /** The first look of the feed since nobody listened: what changes after it is told. */
  let followed: Promise<void> | null = null;
  /** When each of the documents that changed last did so; null before the first look. */
  let seen: ReadonlyMap<string, number> | null = null;
  let lastQueue = '';

  const tell = (event: LiveEvent): void => {
    for (const listener of listeners) listener(event);
  };

  const lookForDocuments = async (): Promise<void> => {
    const changes = await store.recentChanges(CHANGES_AT_ONCE);
    const known = seen;
    seen = new Map(changes.map(({ summary, changedAt }) => [summary.id, changedAt.getTime()]));
    if (known === null) return;
    for (const { summary, changedAt } of changes.toReversed()) {
      if (known.get(summary.id) !== changedAt.getTime()) tell({ name: 'document', data: summary });
    }
  };

  const look = async (): Promise<void> => {
    try {
      await lookForDocuments();
      const queue = await queueStatus();
      const text = JSON.stringify(queue);
      if (text !== lastQueue) tell({ name: 'queue', data: queue });
      lastQueue = text;
    } catch (error) {
      log.warn({ err: error }, 'the live feed could not look');
    }
    timer = listeners.size > 0 ? setTimeout(look, PUSH_INTERVAL_MS) : null;
    if (timer === null) followed = null;
  };

  return {
    listen: (listener) => {
      listeners.add(listener);
      if (followed === null) {
        seen = null;
        followed = look();
      }
      followed.then(queueStatus).then(
        (data) => listener({ name: 'queue', data }),
        (error) => log.warn({ err: error }, 'the queue could not be read'),
      );
      return () => listeners.delete(listener);
    },
    listeners: () => listeners.size,
    close: () => {
      listeners.clear();
      if (timer !== null) clearTimeout(timer);
      timer = null;
      followed = null;
    },
  };
}
