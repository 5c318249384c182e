import { and, eq, sql } from 'drizzle-orm';
import type { Tables } from './database.ts';
import { StoreRefusal } from './refusal.ts';
import { formDrafts } from './schema.ts';
import { storable } from './storable.ts';
import type { Actor } from './viewer.ts';

/** What an agency has filled in of a report. */
export interface KeptDraft {
  /** JSON. */
  readonly content: string;
  readonly changes: number;
  readonly who: string;
  readonly savedAt: Date;
  readonly handedInChange: number | null;
  readonly handedInAt: Date | null;
}

export interface FormDrafts {
  readonly find: (filingId: string) => Promise<KeptDraft | null>;
  /**
   * @param seen the change that it rests on; 0: there was none
   * @throws StoreRefusal changed-meanwhile: another window has saved since
   */
  readonly save: (
    filingId: string,
    content: string,
    seen: number,
    by: Actor,
  ) => Promise<Pick<KeptDraft, 'changes' | 'savedAt'>>;
  readonly handedIn: (filingId: string, change: number) => Promise<void>;
}

export const createFormDrafts = (tables: Tables): FormDrafts => ({
  find: async (filingId) => {
    const [row] = await tables.select().from(formDrafts).where(eq(formDrafts.filingId, filingId));
    return row ?? null;
  },
  save: async (filingId, content, seen, { who }) => {
    const kept = { changes: formDrafts.changes, savedAt: formDrafts.savedAt };
    const values = { content: content, who: storable(who) };
    const [row] =
      seen === 0
        ? await tables
            .insert(formDrafts)
            .values({ filingId, ...values, changes: 1 })
            .onConflictDoNothing()
            .returning(kept)
        : await tables
            .update(formDrafts)
            .set({ ...values, changes: seen + 1, savedAt: sql`now()` })
            .where(and(eq(formDrafts.filingId, filingId), eq(formDrafts.changes, seen)))
            .returning(kept);
    if (row === undefined) throw new StoreRefusal('changed-meanwhile');
    return row;
  },
  handedIn: async (filingId, change) => {
    await tables
      .update(formDrafts)
      .set({ handedInChange: change, handedInAt: sql`now()` })
      .where(eq(formDrafts.filingId, filingId));
  },
});
