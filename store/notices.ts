import { and, eq, sql } from 'drizzle-orm';
import type { Tables } from './database.ts';
import { documents, trail } from './schema.ts';
import { tellTrail } from './trail.ts';
import type { Actor } from './viewer.ts';

/** A letter as it was signed; its bytes are kept by their hash. */
export interface SignedLetter {
  readonly sha256: string;
  readonly office: string | null;
  readonly date: string;
  readonly due: string | null;
  /** Places that it puts to the agency. */
  readonly count: number;
}

/** Letters that were signed. The trail is their register: it is only ever added to, each entry bound to the one before. */
export interface Notices {
  readonly sign: (documentId: string, letter: SignedLetter, by: Actor) => Promise<void>;
  /** Whether this letter was signed for the document. */
  readonly isSigned: (documentId: string, sha256: string) => Promise<boolean>;
}

const WHAT = 'notice.sign';

export const createNotices = (tables: Tables): Notices => ({
  sign: (documentId, letter, by) =>
    tables.transaction(async (transaction) => {
      const [about] = await transaction
        .select({ agencyId: documents.agencyId })
        .from(documents)
        .where(eq(documents.id, documentId));
      await tellTrail(transaction, by, [
        { what: WHAT, subject: { kind: 'document', id: documentId }, agencyId: about?.agencyId ?? null, after: letter },
      ]);
    }),
  isSigned: async (documentId, sha256) => {
    const rows = await tables
      .select({ position: trail.position })
      .from(trail)
      .where(
        and(
          eq(trail.subjectId, documentId),
          eq(trail.what, WHAT),
          sql`position(${`"sha256":"${sha256}"`} in ${trail.after}) > 0`,
        ),
      )
      .limit(1);
    return rows.length > 0;
  },
});
