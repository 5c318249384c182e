import { and, eq, min, not, sql } from 'drizzle-orm';
import type { FailureCause, HourOfQueue, QueuePage, QueuePlace } from '../contracts/queue.ts';
import { LANES, type Lane } from '../pipeline/contracts/expected-work.ts';
import type { Tables } from './database.ts';
import { countCauses, countPlaces, listQueue, type QueueFilter } from './queue-list.ts';
import { holdLanes, moveInQueue, retryCause, type WaitingMove } from './queue-moves.ts';
import { causeOfLate, hoursOfQueue, secondsSinceEnd } from './run-ends.ts';
import { documents, heldLanes } from './schema.ts';
import { isHeldBack } from './turns.ts';
import type { Actor, Viewer } from './viewer.ts';

/** What is known of a lane besides what it has before it (lane-work.ts). */
export interface LaneFacts {
  readonly lane: Lane;
  /** Seconds for which the one has waited that has waited longest and is not held back; null where none waits. */
  readonly oldestSeconds: number | null;
  /** Since a run ended; null where none has within a day. */
  readonly sinceEnd: number | null;
  readonly heldBy: { readonly who: string; readonly since: Date } | null;
}

/** What the page of the queue shows and does. */
export interface QueueRoom {
  readonly list: (filter: QueueFilter, viewer: Viewer) => Promise<QueuePage>;
  readonly places: (viewer: Viewer) => Promise<Readonly<Record<QueuePlace, number>>>;
  readonly causes: (viewer: Viewer) => Promise<readonly FailureCause[]>;
  readonly lanes: () => Promise<readonly LaneFacts[]>;
  /** The cause that most runs failed by within so long, with how many ended in all; null for none. */
  readonly causeOfLate: (withinMs: number) => ReturnType<typeof causeOfLate>;
  readonly hours: (hours: number) => Promise<readonly HourOfQueue[]>;
  /** @throws StoreRefusal not-waiting, not-cancellable */
  readonly move: (documentId: string, move: WaitingMove, by: Actor) => Promise<void>;
  /** @returns ids of what went back */
  readonly retryCause: (code: string, viewer: Viewer, by: Actor) => Promise<readonly string[]>;
  readonly hold: (lane: Lane | null, isHeld: boolean, by: Actor) => Promise<void>;
}

export const createQueueRoom = (tables: Tables): QueueRoom => ({
  list: (filter, viewer) => listQueue(tables, filter, viewer),
  places: (viewer) => countPlaces(tables, viewer),
  causes: (viewer) => countCauses(tables, viewer),
  lanes: () => Promise.all(LANES.map((lane) => factsOf(tables, lane))),
  causeOfLate: (withinMs) => causeOfLate(tables, withinMs),
  hours: (hours) => hoursOfQueue(tables, hours),
  move: (documentId, move, by) => moveInQueue(tables, documentId, move, by),
  retryCause: (code, viewer, by) => retryCause(tables, code, viewer, by),
  hold: (lane, isHeld, by) => holdLanes(tables, lane, isHeld, by),
});

async function factsOf(tables: Pick<Tables, 'select'>, lane: Lane): Promise<LaneFacts> {
  const [oldest] = await tables
    .select({ seconds: sql<string | null>`extract(epoch from now() - ${min(documents.queuedAt)})` })
    .from(documents)
    .where(and(eq(documents.state, 'received'), eq(documents.lane, lane), not(isHeldBack)));
  const [held] = await tables.select().from(heldLanes).where(eq(heldLanes.lane, lane));
  return {
    lane,
    oldestSeconds: oldest?.seconds == null ? null : Math.max(0, Math.round(Number(oldest.seconds))),
    sinceEnd: await secondsSinceEnd(tables, lane),
    heldBy: held === undefined ? null : { who: held.who, since: held.at },
  };
}
