import { randomUUID } from 'node:crypto';
import { and, asc, count, desc, eq, lt, sql } from 'drizzle-orm';
import { SELF_CHECK_LIMITS } from '../config/limits/own-door.ts';
import type { SourceFormat } from '../pipeline/contracts/document.ts';
import type { Tables } from './database.ts';
import { selfChecks } from './schema.ts';
import { storable } from './storable.ts';

export type KeptSelfCheck = typeof selfChecks.$inferSelect;

export interface NewSelfCheck {
  readonly agencyId: string;
  readonly fileName: string;
  readonly bytes: number;
  readonly format: SourceFormat;
  readonly mediaType: string;
  readonly sha256: string;
}

/** Drafts that agencies had looked over; each is asked for by its agency alone. */
export interface SelfChecks {
  /** @param keep puts its bytes aside under its id, before the database hears of it */
  readonly add: (draft: NewSelfCheck, keep: (id: string) => Promise<void>) => Promise<KeptSelfCheck>;
  readonly waitingOf: (agencyId: string) => Promise<number>;
  /** What waits, the oldest first. */
  readonly waiting: () => Promise<readonly KeptSelfCheck[]>;
  /** Of one that waits; what came of it first counts. @param found JSON; null: it could not be read, for this reason */
  readonly finish: (id: string, found: string | null, reason: string | null) => Promise<void>;
  /** The newest first. */
  readonly list: (agencyId: string) => Promise<readonly KeptSelfCheck[]>;
  readonly remove: (agencyId: string, id: string) => Promise<boolean>;
  /** Removes what is older than that, and of each agency what it has too many of. */
  readonly sweep: (ageMs: number) => Promise<void>;
}

export const createSelfChecks = (tables: Tables): SelfChecks => ({
  add: async (draft, keep) => {
    const id = randomUUID();
    await keep(id);
    const [row] = await tables
      .insert(selfChecks)
      .values({ id, ...draft, fileName: storable(draft.fileName) })
      .returning();
    if (row === undefined) throw new Error('a draft was not kept');
    return row;
  },
  waitingOf: async (agencyId) => {
    const [row] = await tables
      .select({ waiting: count() })
      .from(selfChecks)
      .where(and(eq(selfChecks.agencyId, agencyId), eq(selfChecks.state, 'waiting')));
    return row?.waiting ?? 0;
  },
  waiting: () => tables.select().from(selfChecks).where(eq(selfChecks.state, 'waiting')).orderBy(asc(selfChecks.at)),
  finish: async (id, found, reason) => {
    const state = found === null ? 'failed' : 'done';
    await tables
      .update(selfChecks)
      .set({ state, found: found, reason, finishedAt: sql`now()` })
      .where(and(eq(selfChecks.id, id), eq(selfChecks.state, 'waiting')));
  },
  list: (agencyId) =>
    tables
      .select()
      .from(selfChecks)
      .where(eq(selfChecks.agencyId, agencyId))
      .orderBy(desc(selfChecks.at), desc(selfChecks.id))
      .limit(SELF_CHECK_LIMITS.keptOfOne),
  remove: async (agencyId, id) => {
    const removed = await tables
      .delete(selfChecks)
      .where(and(eq(selfChecks.agencyId, agencyId), eq(selfChecks.id, id)))
      .returning({ id: selfChecks.id });
    return removed.length > 0;
  },
  sweep: async (ageMs) => {
    await tables.delete(selfChecks).where(lt(selfChecks.at, sql`now() - ${`${ageMs} milliseconds`}::interval`));
    await tables.delete(selfChecks).where(sql`${selfChecks.id} in (
      select id from (
        select id, row_number() over (partition by agency_id order by at desc) as place from self_checks
      ) as placed where place > ${SELF_CHECK_LIMITS.keptOfOne})`);
  },
});
