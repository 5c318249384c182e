import { and, asc, count, desc, eq, gt, type SQL, sql } from 'drizzle-orm';
import type { TrailEntry } from '../contracts/filings.ts';
import { type Break, CHAIN_START, type ChainEnd, entryHash, followChain, type TrailFacts } from '../office/trail.ts';
import type { Tables } from './database.ts';
import { trail } from './schema.ts';
import { storable } from './storable.ts';
import { type Actor, sees, type Viewer } from './viewer.ts';

/** Any number that no other lock of ours takes. */
const TRAIL_LOCK = 7_204_612;
/** Entries that are read at once. */
const PART = 2_000;
const ROWS_AT_ONCE = 500;

/** What happened, as a room of the store tells the trail. */
export interface Happening {
  /** `resource.verb` */
  readonly what: string;
  readonly subject: { readonly kind: string; readonly id: string };
  readonly year?: number | null;
  readonly agencyId?: string | null;
  readonly before?: unknown;
  readonly after?: unknown;
}

type Transaction = Pick<Tables, 'select' | 'insert' | 'execute'>;

/**
 * Adds entries to the trail, within the transaction of what they tell of. The last thing in it: from here on the others
 * wait for its end, for each entry is bound to the one before.
 */
export async function tellTrail(tables: Transaction, by: Actor, happenings: readonly Happening[]): Promise<void> {
  if (happenings.length === 0) return;
  await tables.execute(sql`select pg_advisory_xact_lock(${TRAIL_LOCK})`);
  const [last] = await tables
    .select({ position: trail.position, hash: trail.hash })
    .from(trail)
    .orderBy(desc(trail.position))
    .limit(1);
  let end: ChainEnd = last ?? CHAIN_START;
  const at = new Date().toISOString();
  const rows = happenings.map(({ what, subject, year = null, agencyId = null, before = null, after = null }) => {
    const facts: TrailFacts = {
      position: end.position + 1,
      at,
      who: storable(by.who),
      personId: by.personId,
      what,
      subjectKind: subject.kind,
      subjectId: subject.id,
      year,
      agencyId,
      before: storable(JSON.stringify(before)),
      after: storable(JSON.stringify(after)),
    };
    end = { position: facts.position, hash: entryHash(facts, end.hash) };
    return { ...facts, hash: end.hash };
  });
  for (let start = 0; start < rows.length; start += ROWS_AT_ONCE) {
    await tables.insert(trail).values(rows.slice(start, start + ROWS_AT_ONCE));
  }
}

export interface TrailFilter {
  readonly subject?: string | undefined;
  readonly agencyId?: string | undefined;
  readonly page: number;
  readonly size: number;
}

export interface Trail {
  /** The newest first. */
  readonly list: (filter: TrailFilter, viewer: Viewer) => Promise<{ items: TrailEntry[]; total: number }>;
  /** All of it, the oldest first, in parts: as it was hashed. */
  readonly every: (viewer: Viewer) => AsyncIterable<readonly (TrailFacts & { readonly hash: string })[]>;
  /** Follows the whole chain. @returns its last entry, or where it breaks */
  readonly verify: () => Promise<{ readonly end: ChainEnd } | { readonly broken: Break }>;
}

export const createTrail = (tables: Tables): Trail => ({
  list: async (filter, viewer) => {
    const where = and(
      sees(viewer, trail.agencyId),
      filter.subject === undefined ? undefined : eq(trail.subjectId, filter.subject),
      filter.agencyId === undefined ? undefined : eq(trail.agencyId, filter.agencyId),
    );
    const rows = await tables
      .select()
      .from(trail)
      .where(where)
      .orderBy(desc(trail.position))
      .limit(filter.size)
      .offset((filter.page - 1) * filter.size);
    const [counted] = await tables.select({ total: count() }).from(trail).where(where);
    return { items: rows.map(asEntry), total: counted?.total ?? 0 };
  },
  every: (viewer) => everyEntry(tables, viewer),
  verify: async () => {
    let end: ChainEnd = CHAIN_START;
    for (;;) {
      const rows = await tables
        .select()
        .from(trail)
        .where(gt(trail.position, end.position))
        .orderBy(asc(trail.position))
        .limit(PART);
      if (rows.length === 0) return { end };
      const followed = followChain(rows, end);
      if ('broken' in followed) return followed;
      end = followed.end;
    }
  },
});

async function* everyEntry(tables: Tables, viewer: Viewer) {
  for (let last = 0; ; ) {
    const rows = await tables
      .select()
      .from(trail)
      .where(and(gt(trail.position, last), sees(viewer, trail.agencyId)))
      .orderBy(asc(trail.position))
      .limit(PART);
    if (rows.length === 0) return;
    yield rows;
    last = rows.at(-1)?.position ?? last;
  }
}

/** The entries about one thing, the newest first. */
export async function trailOf(tables: Pick<Tables, 'select'>, subject: SQL | undefined, limit: number) {
  const rows = await tables.select().from(trail).where(subject).orderBy(desc(trail.position)).limit(limit);
  return rows.map(asEntry);
}

const asEntry = (row: typeof trail.$inferSelect): TrailEntry => ({
  position: row.position,
  at: row.at,
  who: row.who,
  personId: row.personId,
  what: row.what,
  subject: { kind: row.subjectKind, id: row.subjectId },
  year: row.year,
  agencyId: row.agencyId,
  before: JSON.parse(row.before),
  after: JSON.parse(row.after),
  hash: row.hash,
});
