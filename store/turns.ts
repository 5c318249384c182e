import { and, eq, inArray, max, min, not, notInArray, sql } from 'drizzle-orm';
import type { Urgency } from '../contracts/states.ts';
import { LANES, type Lane } from '../pipeline/contracts/expected-work.ts';
import type { Tables } from './database.ts';
import { documents, heldLanes } from './schema.ts';

/**
 * Whose turn it is. Each document that waits has a turn, and the lowest turn of its lane is begun first. A sender's next
 * document comes so many seconds after his last one as that will likely take, and never before what is in work now: senders
 * are served round about, each as many seconds as the others, however many files one of them has waiting. Documents that
 * came with a few others take turns of their own, so that they do not stand behind the bulk of the same sender.
 * @source A. Demers, S. Keshav, S. Shenker, Analysis and Simulation of a Fair Queueing Algorithm (1989); the clock that is
 * read off what is in work is S. J. Golestani's (1994).
 */
export interface Turns {
  /** The next turn of these turns' owner in a lane, for a document of so many seconds. */
  readonly next: (lane: Lane, seconds: number) => number;
}

/** Documents that came together up to so many are a few. */
const FEW = 3;

/** How soon the documents of one upload are wanted, where nobody waits for one of them in particular. */
export const urgencyOf = (uploaded: number): Urgency => (uploaded <= FEW ? 'few' : 'bulk');

/**
 * Call it within the transaction that writes the turns down.
 * @param without documents whose old turns count no more
 */
export async function openTurns(
  tables: Pick<Tables, 'select'>,
  sentBy: string,
  urgency: Urgency,
  without: readonly string[] = [],
): Promise<Turns> {
  const last = new Map<Lane, number>();
  for (const lane of LANES) last.set(lane, await lastTurn(tables, lane, sentBy, urgency, without));
  return {
    next: (lane, seconds) => {
      const turn = (last.get(lane) ?? 0) + seconds;
      last.set(lane, turn);
      return turn;
    },
  };
}

async function lastTurn(
  tables: Pick<Tables, 'select'>,
  lane: Lane,
  sentBy: string,
  urgency: Urgency,
  without: readonly string[],
): Promise<number> {
  const others = without.length === 0 ? undefined : notInArray(documents.id, [...without]);
  const waits = and(eq(documents.state, 'received'), eq(documents.lane, lane), others);
  const inWork = and(eq(documents.state, 'converting'), eq(documents.lane, lane));
  // What is awaited goes before all turns of the others and says nothing about them.
  const alike = urgency === 'awaited' ? eq(documents.urgency, urgency) : inArray(documents.urgency, ['few', 'bulk']);
  const [own] = await tables
    .select({ turn: max(documents.turn) })
    .from(documents)
    .where(and(waits, eq(documents.sentBy, sentBy), eq(documents.urgency, urgency)));
  const [now] = await tables
    .select({ turn: max(documents.turn) })
    .from(documents)
    .where(and(inWork, alike));
  const [first] = await tables
    .select({ turn: min(sql<number>`${documents.turn} - ${documents.expectedSeconds}`).mapWith(Number) })
    .from(documents)
    .where(and(waits, alike));
  return Math.max(own?.turn ?? 0, now?.turn ?? first?.turn ?? 0);
}

/** A document that is to be begun, with what it will likely cost. */
export interface InTurn {
  readonly documentId: string;
  readonly awaited: boolean;
}

/** A person holds it back, alone or with its lane: it waits and is not begun. */
export const isHeldBack = sql<boolean>`(${documents.paused} or ${documents.lane} in (select ${heldLanes.lane} from ${heldLanes}))`;

/** The documents of a lane that are to be begun next. */
export async function nextInTurn(
  tables: Pick<Tables, 'select'>,
  lane: Lane,
  limit: number,
): Promise<readonly InTurn[]> {
  const awaited = sql<boolean>`${documents.urgency} = 'awaited'`;
  return tables
    .select({ documentId: documents.id, awaited })
    .from(documents)
    .where(and(eq(documents.state, 'received'), eq(documents.lane, lane), not(isHeldBack)))
    .orderBy(sql`${awaited} desc`, documents.turn, documents.receivedAt, documents.position)
    .limit(limit);
}
