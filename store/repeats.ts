import { and, eq, isNull, lt, sql } from 'drizzle-orm';
import type { Tables } from './database.ts';
import { StoreRefusal } from './refusal.ts';
import { repeats } from './schema.ts';

/** What was answered to a write that carried an Idempotency-Key. */
export interface Answered {
  readonly status: number;
  readonly body: string;
}

/** Writes that may come twice and are done once. */
export interface Repeats {
  /**
   * Claims a key for a request. Null: it is new, go on. An answer: it was done, give this again.
   * @throws StoreRefusal key-reused when another request has the key, or the same is still under way
   */
  readonly begin: (key: string, asked: string) => Promise<Answered | null>;
  readonly end: (key: string, answered: Answered) => Promise<void>;
  /** Gives a key back whose request failed: it may come again. */
  readonly drop: (key: string) => Promise<void>;
  readonly sweep: (ageMs: number) => Promise<void>;
}

export const createRepeats = (tables: Tables): Repeats => ({
  begin: async (key, asked) => {
    const claimed = await tables
      .insert(repeats)
      .values({ key, asked })
      .onConflictDoNothing()
      .returning({ key: repeats.key });
    if (claimed.length > 0) return null;
    const [row] = await tables.select().from(repeats).where(eq(repeats.key, key));
    if (row === undefined || row.asked !== asked || row.status === null) throw new StoreRefusal('key-reused');
    return { status: row.status, body: row.body ?? '' };
  },
  end: async (key, { status, body }) => {
    await tables.update(repeats).set({ status, body }).where(eq(repeats.key, key));
  },
  drop: async (key) => {
    await tables.delete(repeats).where(and(eq(repeats.key, key), isNull(repeats.status)));
  },
  sweep: async (ageMs) => {
    await tables.delete(repeats).where(lt(repeats.at, sql`now() - ${`${ageMs} milliseconds`}::interval`));
  },
});
