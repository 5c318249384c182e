import { and, desc, eq, inArray, isNotNull, lte, not, or, sql } from 'drizzle-orm';
import { LANES, type Lane } from '../pipeline/contracts/expected-work.ts';
import type { Tables } from './database.ts';
import { documents } from './schema.ts';
import { isHeldBack } from './turns.ts';

/** What a lane has before it, and how its documents went of late. */
export interface LaneWork {
  readonly lane: Lane;
  readonly waiting: number;
  readonly paused: number;
  readonly running: number;
  /** Expected of those that wait and are not paused, and half of what is in work. */
  readonly seconds: number;
  /** Seconds that a run took for each that was expected: a quarter of the last took less than the first, a quarter more than the second. */
  readonly pace: { readonly fast: number; readonly slow: number };
}

/** Runs from which the pace is taken; as long as there are fewer than the second, it is one that was assumed. */
const PACE_RUNS = { most: 50, least: 5 } as const;
const ASSUMED_PACE = { fast: 1, slow: 3 } as const;

export async function laneWork(tables: Pick<Tables, 'select'>): Promise<readonly LaneWork[]> {
  const rows = await tables
    .select({
      lane: documents.lane,
      state: documents.state,
      paused: isHeldBack,
      count: sql`count(*)`.mapWith(Number),
      seconds: sql`sum(${documents.expectedSeconds})`.mapWith(Number),
    })
    .from(documents)
    .where(inArray(documents.state, ['received', 'converting']))
    .groupBy(documents.lane, documents.state, isHeldBack);
  const lanes: LaneWork[] = [];
  for (const lane of LANES) {
    const own = rows.filter((row) => row.lane === lane);
    const sum = (of: readonly (typeof rows)[number][], what: 'count' | 'seconds'): number =>
      of.reduce((total, row) => total + row[what], 0);
    const waits = own.filter(({ state, paused }) => state === 'received' && !paused);
    const runs = own.filter(({ state }) => state === 'converting');
    lanes.push({
      lane,
      waiting: sum(waits, 'count'),
      paused: sum(
        own.filter(({ state, paused }) => state === 'received' && paused),
        'count',
      ),
      running: sum(runs, 'count'),
      seconds: sum(waits, 'seconds') + sum(runs, 'seconds') / 2,
      pace: await paceOf(tables, lane),
    });
  }
  return lanes;
}

async function paceOf(tables: Pick<Tables, 'select'>, lane: Lane): Promise<LaneWork['pace']> {
  const took = sql`extract(epoch from ${documents.finishedAt} - ${documents.startedAt}) / greatest(${documents.expectedSeconds}, 0.01)`;
  const rows = await tables
    .select({ pace: took.mapWith(Number) })
    .from(documents)
    .where(and(eq(documents.state, 'converted'), eq(documents.lane, lane), isNotNull(documents.startedAt)))
    .orderBy(desc(documents.finishedAt))
    .limit(PACE_RUNS.most);
  if (rows.length < PACE_RUNS.least) return ASSUMED_PACE;
  const paces = rows.map(({ pace }) => pace).toSorted((a, b) => a - b);
  const at = (part: number): number => paces[Math.floor((paces.length - 1) * part)] ?? 1;
  return { fast: at(0.25), slow: at(0.75) };
}

/** Expected seconds of each lane until the last document of an upload is done: its own and what goes before it. */
export async function workBefore(tables: Pick<Tables, 'select'>, uploadId: string): Promise<ReadonlyMap<Lane, number>> {
  const rows = await tables
    .select({
      lane: documents.lane,
      turn: sql`max(${documents.turn})`.mapWith(Number),
      awaited: sql<boolean>`bool_and(${documents.urgency} = 'awaited')`,
      running:
        sql`coalesce(sum(${documents.expectedSeconds}) filter (where ${documents.state} = 'converting'), 0)`.mapWith(
          Number,
        ),
      waiting: sql`count(*) filter (where ${documents.state} = 'received')`.mapWith(Number),
    })
    .from(documents)
    .where(and(eq(documents.batchId, uploadId), inArray(documents.state, ['received', 'converting'])))
    .groupBy(documents.lane);
  const before = new Map<Lane, number>();
  for (const { lane, turn, awaited, running, waiting } of rows) {
    const isAwaited = eq(documents.urgency, 'awaited');
    const earlier = lte(documents.turn, turn);
    const [sum] = await tables
      .select({ seconds: sql`coalesce(sum(${documents.expectedSeconds}), 0)`.mapWith(Number) })
      .from(documents)
      .where(
        and(
          eq(documents.state, 'received'),
          eq(documents.lane, lane),
          not(isHeldBack),
          awaited ? and(isAwaited, earlier) : or(isAwaited, earlier),
        ),
      );
    before.set(lane, running / 2 + (waiting > 0 ? (sum?.seconds ?? 0) : 0));
  }
  return before;
}
