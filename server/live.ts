import type { FastifyBaseLogger } from 'fastify';
import type { DocumentSummary, QueueStatus, ServerEvents } from '../contracts/api.ts';
import type { FilingChange } from '../store/filings.ts';
import type { Store } from '../store/store.ts';
import type { Belonging, ChangedDocument } from '../store/stored-document.ts';
import type { Viewer } from '../store/viewer.ts';

/** Often enough to look alive, seldom enough to cost nothing. */
const PUSH_INTERVAL_MS = 1_000;
/** More changes in one interval are not told one by one. */
const CHANGES_AT_ONCE = 300;

const NOTHING: ReadonlyMap<string, number> = new Map();

export type LiveEvent = {
  readonly [Name in keyof ServerEvents]: { readonly name: Name; readonly data: ServerEvents[Name] };
}[keyof ServerEvents];

export interface LiveFeed {
  /** Answers when the feed follows: what changes from then on is told to those who listen. @throws a database's error */
  readonly follows: () => Promise<void>;
  /** Calls back with the queue at once, and then with all that changes. @returns how to stop. */
  readonly listen: (viewer: Viewer, listener: (event: LiveEvent) => void) => () => void;
  readonly listeners: () => number;
  readonly close: () => void;
}

interface Listener {
  readonly viewer: Viewer;
  readonly tell: (event: LiveEvent) => void;
  lastQueue: string;
}

/** The same that `seesDocument` asks of the database, of a document that is at hand. */
function maySee({ sight, personId }: Viewer, document: Belonging): boolean {
  if (sight.kind === 'everything') return true;
  if (document.personId !== null && document.personId === personId) return true;
  if (sight.kind === 'nothing' || document.agencyPath === null) return false;
  const mark = `/${sight.agencyId}/`;
  return sight.kind === 'own' ? document.agencyPath.endsWith(mark) : document.agencyPath.includes(mark);
}

/** The same that `sees` asks of the database, of a filing that is at hand. */
const mayHear = (viewer: Viewer, { agencyPath }: FilingChange): boolean =>
  maySee({ ...viewer, personId: null }, { agencyPath, personId: null });

/** What of a change somebody is told, the same as a list shows him; null: nothing. */
function toldTo(viewer: Viewer, change: ChangedDocument): DocumentSummary | null {
  if (!maySee(viewer, change)) return null;
  const { summary, holder } = change;
  return holder === null || maySee(viewer, holder) ? summary : { ...summary, duplicateOf: null };
}

/** Follows the database while somebody listens: one look a second for all listeners together. */
export function openLiveFeed(
  store: Pick<Store, 'recentChanges' | 'filings'>,
  queueStatus: (viewer: Viewer) => Promise<QueueStatus>,
  log: FastifyBaseLogger,
): LiveFeed {
  const listeners = new Set<Listener>();
  let timer: NodeJS.Timeout | null = null;
  /** The first look of the feed since nobody listened: what changes after it is told. */
  let followed: Promise<void> | null = null;
  /** When each of the documents that changed last did so; null before the first look. */
  let seen: ReadonlyMap<string, number> | null = null;
  let seenFilings: ReadonlyMap<string, number> | null = null;

  /** All that was looked at is new: there may be more behind it, and whoever has something open must read it anew. */
  const tellMissed = (fresh: number): void => {
    if (fresh < CHANGES_AT_ONCE) return;
    for (const { tell } of listeners) tell({ name: 'missed', data: null });
  };

  const lookForDocuments = async (): Promise<void> => {
    const changes = await store.recentChanges(CHANGES_AT_ONCE);
    const known = seen;
    seen = new Map(changes.map(({ summary, changedAt }) => [summary.id, changedAt.getTime()]));
    if (known === null) return;
    const fresh = changes.filter(({ summary, changedAt }) => known.get(summary.id) !== changedAt.getTime());
    for (const change of fresh.toReversed()) {
      for (const { viewer, tell } of listeners) {
        const data = toldTo(viewer, change);
        if (data !== null) tell({ name: 'document', data });
      }
    }
    tellMissed(fresh.length);
  };

  const lookForFilings = async (): Promise<void> => {
    const known = seenFilings;
    const { moments, fresh } = await store.filings.recentChanges(CHANGES_AT_ONCE, known ?? NOTHING);
    seenFilings = moments;
    if (known === null) return;
    for (const change of fresh) {
      const { agencyPath: _, ...data } = change;
      for (const { viewer, tell } of listeners) if (mayHear(viewer, change)) tell({ name: 'filing', data });
    }
    tellMissed(fresh.length);
  };

  /** Those who see the same are counted for once. */
  const lookForQueue = async (): Promise<void> => {
    const counted = new Map<string, Promise<QueueStatus>>();
    for (const listener of listeners) {
      const key = JSON.stringify(listener.viewer);
      const status = counted.get(key) ?? queueStatus(listener.viewer);
      counted.set(key, status);
      const queue = await status;
      const text = JSON.stringify(queue);
      if (text !== listener.lastQueue) listener.tell({ name: 'queue', data: queue });
      listener.lastQueue = text;
    }
  };

  const look = async (): Promise<void> => {
    try {
      await lookForDocuments();
      await lookForFilings();
      await lookForQueue();
    } catch (error) {
      log.warn({ err: error }, 'the live feed could not look');
    }
    timer = listeners.size > 0 ? setTimeout(look, PUSH_INTERVAL_MS) : null;
    if (timer === null) followed = null;
  };

  const follow = async (): Promise<void> => {
    seen = null;
    seenFilings = null;
    try {
      await lookForDocuments();
      await lookForFilings();
    } catch (error) {
      followed = null;
      throw error;
    }
    void look();
  };
  const follows = () => {
    followed ??= follow();
    return followed;
  };

  return {
    follows,
    listen: (viewer, tell) => {
      const listener: Listener = { viewer, tell, lastQueue: '' };
      listeners.add(listener);
      follows()
        .then(() => queueStatus(viewer))
        .then(
          (data) => {
            // Asked for before what the feed has told meanwhile.
            if (listener.lastQueue === '') tell({ name: 'queue', data });
          },
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
