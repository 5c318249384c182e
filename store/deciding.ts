import { and, asc, count, eq, inArray, sql } from 'drizzle-orm';
import { z } from 'zod';
import { DECISION_LIMITS } from '../config/limits/office.ts';
import { type Decision, decisionSchema, operandSchema, operandsDigest } from '../pipeline/contracts/decision.ts';
import type { Tables } from './database.ts';
import { inTurn, refreshFilingsOf } from './filing-standing.ts';
import { StoreRefusal } from './refusal.ts';
import { decisions, documents, findings } from './schema.ts';
import { refreshStanding } from './standing.ts';
import { storable } from './storable.ts';
import { tellTrail } from './trail.ts';
import { type Actor, GOUJI } from './viewer.ts';

type Undated<D> = D extends Decision ? Omit<D, 'decidedAt'> : never;
/** A decision as it is handed in: the database says when. */
export type NewDecision = Undated<Decision>;

/** What reviewers decided. A decision is added and never changed; the last one on the same values counts. */
export interface Decisions {
  /**
   * Adds a decision that was taken on a finding of this document, and tells of a change of every document that has this
   * finding. False: so many were taken on it already that no more are kept (DECISION_LIMITS).
   * @throws StoreRefusal not-found
   */
  readonly decide: (documentId: string, decision: NewDecision, by?: Actor) => Promise<boolean>;
  /** All that was decided on findings that this document has, wherever, in the order in which it was. */
  readonly decisionsOn: (documentId: string) => Promise<readonly Decision[]>;
}

export const createDecisions = (tables: Tables): Decisions => ({
  decide: (documentId, decision, by = GOUJI) => decide(tables, documentId, decision, by),
  decisionsOn: (documentId) => decisionsOn(tables, documentId),
});

async function decide(tables: Tables, documentId: string, decision: NewDecision, by: Actor): Promise<boolean> {
  const { fingerprint, operands, kind, reviewer } = decision;
  const digest = operandsDigest(operands);
  return inTurn(tables, async (transaction) => {
    const [about] = await transaction
      .select({ agencyId: documents.agencyId })
      .from(documents)
      .where(eq(documents.id, documentId));
    // Its upload may have been taken back meanwhile.
    if (about === undefined) throw new StoreRefusal('not-found');
    const having = await transaction
      .select({ id: documents.id })
      .from(documents)
      .where(
        inArray(
          documents.id,
          transaction.select({ id: findings.documentId }).from(findings).where(eq(findings.fingerprint, fingerprint)),
        ),
      );
    const [taken] = await transaction
      .select({ decisions: count() })
      .from(decisions)
      .where(eq(decisions.fingerprint, fingerprint));
    if ((taken?.decisions ?? 0) >= DECISION_LIMITS.perFinding) return false;
    await transaction.insert(decisions).values({
      documentId,
      fingerprint,
      operandsDigest: digest,
      operands: JSON.stringify(operands),
      kind,
      reason: 'reason' in decision ? storable(decision.reason) : null,
      reviewer: storable(reviewer),
      personId: by.personId,
    });
    await transaction
      .update(findings)
      .set({ operandsDigest: digest })
      .where(
        and(
          eq(findings.documentId, documentId),
          eq(findings.fingerprint, fingerprint),
          eq(findings.operandsDigest, ''),
        ),
      );
    const ids = having.map((row) => row.id);
    await transaction.update(documents).set({ changedAt: sql`now()` }).where(inArray(documents.id, ids));
    await refreshStanding(transaction, ids);
    await refreshFilingsOf(transaction, ids);
    await tellTrail(transaction, by, [
      {
        what: `finding.${kind}`,
        subject: { kind: 'document', id: documentId },
        agencyId: about.agencyId,
        after: {
          fingerprint,
          operandsDigest: digest,
          ...('reason' in decision ? { reason: decision.reason } : {}),
        },
      },
    ]);
    return true;
  });
}

const operandsText = z.string().transform((text) => z.array(operandSchema).parse(JSON.parse(text)));

async function decisionsOn(tables: Tables, documentId: string): Promise<Decision[]> {
  const rows = await tables
    .select()
    .from(decisions)
    .where(
      inArray(
        decisions.fingerprint,
        tables.select({ fingerprint: findings.fingerprint }).from(findings).where(eq(findings.documentId, documentId)),
      ),
    )
    .orderBy(asc(decisions.id));
  return rows.map(({ fingerprint, operands, kind, reason, reviewer, decidedAt }) =>
    decisionSchema.parse({
      fingerprint,
      operands: operandsText.parse(operands),
      kind,
      reviewer,
      decidedAt: decidedAt.toISOString(),
      ...(reason === null ? {} : { reason }),
    }),
  );
}
