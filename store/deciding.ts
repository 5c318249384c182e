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

/** A decision with the account that took it; null for one of before accounts. */
export type KeptDecision = Decision & { readonly personId: string | null };

/** A decision and the document on which it was taken. */
export interface AskedDecision {
  readonly documentId: string;
  readonly decision: NewDecision;
}

/** What reviewers decided. A decision is added and never changed; the last one on the same values counts. */
export interface Decisions {
  /**
   * Adds a decision that was taken on a finding of this document, and tells of a change of every document that has this
   * finding. False: so many were taken on it already that no more are kept (DECISION_LIMITS).
   * @throws StoreRefusal not-found
   */
  readonly decide: (documentId: string, decision: NewDecision, by?: Actor) => Promise<boolean>;
  /**
   * Adds many at once.
   * @returns fingerprints of findings on which too many were taken already
   * @throws StoreRefusal not-found
   */
  readonly decideMany: (asked: readonly AskedDecision[], by: Actor) => Promise<ReadonlySet<string>>;
  /** All that was decided on findings that this document has, wherever, in the order in which it was. */
  readonly decisionsOn: (documentId: string) => Promise<readonly KeptDecision[]>;
}

export const createDecisions = (tables: Tables): Decisions => ({
  decide: async (documentId, decision, by = GOUJI) =>
    (await decideMany(tables, [{ documentId, decision }], by)).size === 0,
  decideMany: (asked, by) => decideMany(tables, asked, by),
  decisionsOn: (documentId) => decisionsOn(tables, documentId),
});

/** Statements take at most 65,535 parameters; a decision has 9. */
const AT_ONCE = 1_000;

async function decideMany(tables: Tables, asked: readonly AskedDecision[], by: Actor): Promise<ReadonlySet<string>> {
  const tooMany = new Set<string>();
  for (let start = 0; start < asked.length; start += AT_ONCE) {
    for (const fingerprint of await decidePart(tables, asked.slice(start, start + AT_ONCE), by))
      tooMany.add(fingerprint);
  }
  return tooMany;
}

async function decidePart(tables: Tables, asked: readonly AskedDecision[], by: Actor): Promise<readonly string[]> {
  const fingerprints = [...new Set(asked.map(({ decision }) => decision.fingerprint))];
  return inTurn(tables, async (transaction) => {
    const about = new Map(
      (
        await transaction
          .select({ id: documents.id, agencyId: documents.agencyId })
          .from(documents)
          .where(inArray(documents.id, [...new Set(asked.map(({ documentId }) => documentId))]))
      ).map(({ id, agencyId }) => [id, agencyId]),
    );
    // Its upload may have been taken back meanwhile.
    if (asked.some(({ documentId }) => !about.has(documentId))) throw new StoreRefusal('not-found');
    const having = await transaction
      .selectDistinct({ id: findings.documentId })
      .from(findings)
      .where(inArray(findings.fingerprint, fingerprints));
    const taken = await transaction
      .select({ fingerprint: decisions.fingerprint, decisions: count() })
      .from(decisions)
      .where(inArray(decisions.fingerprint, fingerprints))
      .groupBy(decisions.fingerprint);
    const full = taken.filter((row) => row.decisions >= DECISION_LIMITS.perFinding).map((row) => row.fingerprint);
    const kept = asked
      .filter(({ decision }) => !full.includes(decision.fingerprint))
      .map((each) => ({ ...each, digest: operandsDigest(each.decision.operands) }));
    if (kept.length === 0) return full;
    await transaction.insert(decisions).values(
      kept.map(({ documentId, decision, digest }) => ({
        documentId,
        fingerprint: decision.fingerprint,
        operandsDigest: digest,
        operands: JSON.stringify(decision.operands),
        kind: decision.kind,
        reason: 'reason' in decision ? storable(decision.reason) : null,
        reviewer: storable(decision.reviewer),
        personId: by.personId,
      })),
    );
    // Of what was converted before decisions were kept nobody knows the values but the report itself.
    for (const { documentId, decision, digest } of kept) {
      await transaction
        .update(findings)
        .set({ operandsDigest: digest })
        .where(
          and(
            eq(findings.documentId, documentId),
            eq(findings.fingerprint, decision.fingerprint),
            eq(findings.operandsDigest, ''),
          ),
        );
    }
    const ids = having.map((row) => row.id);
    await transaction.update(documents).set({ changedAt: sql`now()` }).where(inArray(documents.id, ids));
    await refreshStanding(transaction, ids);
    await refreshFilingsOf(transaction, ids);
    await tellTrail(
      transaction,
      by,
      kept.map(({ documentId, decision, digest }) => ({
        what: `finding.${decision.kind}`,
        subject: { kind: 'document', id: documentId },
        agencyId: about.get(documentId) ?? null,
        after: {
          fingerprint: decision.fingerprint,
          operandsDigest: digest,
          ...('reason' in decision ? { reason: decision.reason } : {}),
        },
      })),
    );
    return full;
  });
}

const operandsText = z.string().transform((text) => z.array(operandSchema).parse(JSON.parse(text)));

async function decisionsOn(tables: Tables, documentId: string): Promise<readonly KeptDecision[]> {
  return (await decisionsOnEach(tables, [documentId])).get(documentId) ?? [];
}

/** The same of several documents, by their ids. */
export async function decisionsOnEach(
  tables: Tables,
  documentIds: readonly string[],
): Promise<ReadonlyMap<string, readonly KeptDecision[]>> {
  const about = tables
    .selectDistinct({ documentId: findings.documentId, fingerprint: findings.fingerprint })
    .from(findings)
    .where(inArray(findings.documentId, [...documentIds]))
    .as('about');
  const rows = await tables
    .select({ documentId: about.documentId, decision: decisions })
    .from(decisions)
    .innerJoin(about, eq(about.fingerprint, decisions.fingerprint))
    .orderBy(asc(decisions.id));
  const made = new Map<string, KeptDecision[]>();
  for (const { documentId, decision } of rows) {
    const of = made.get(documentId);
    if (of === undefined) made.set(documentId, [keptDecision(decision)]);
    else of.push(keptDecision(decision));
  }
  return made;
}

const keptDecision = (row: typeof decisions.$inferSelect): KeptDecision => {
  const { fingerprint, operands, kind, reason, reviewer, decidedAt, personId } = row;
  const decision = decisionSchema.parse({
    fingerprint,
    operands: operandsText.parse(operands),
    kind,
    reviewer,
    decidedAt: decidedAt.toISOString(),
    ...(reason === null ? {} : { reason }),
  });
  return { ...decision, personId };
};
