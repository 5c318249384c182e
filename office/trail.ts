import { createHash } from 'node:crypto';

/** The trail: who did what and when, each entry bound to the one before by a hash, so that none can be changed unseen. */

export interface TrailFacts {
  /** From 1, without gaps. */
  readonly position: number;
  /** ISO 8601, UTC, whole milliseconds. */
  readonly at: string;
  readonly who: string;
  readonly personId: string | null;
  readonly what: string;
  readonly subjectKind: string;
  readonly subjectId: string;
  readonly year: number | null;
  readonly agencyId: string | null;
  /** JSON texts, kept as they were hashed. */
  readonly before: string;
  readonly after: string;
}

/** What the first entry is bound to. */
export const FIRST_HASH = '0'.repeat(64);

/** SHA-256 in hex of an entry and the hash of the one before. */
export const entryHash = (entry: TrailFacts, previous: string): string =>
  createHash('sha256')
    .update(
      JSON.stringify([
        previous,
        entry.position,
        entry.at,
        entry.who,
        entry.personId,
        entry.what,
        entry.subjectKind,
        entry.subjectId,
        entry.year,
        entry.agencyId,
        entry.before,
        entry.after,
      ]),
    )
    .digest('hex');

export type Break = { readonly position: number; readonly fault: 'gap' | 'hash' };

/** Where the chain goes on from. */
export interface ChainEnd {
  readonly position: number;
  readonly hash: string;
}
export const CHAIN_START: ChainEnd = { position: 0, hash: FIRST_HASH };

/** Follows the chain over entries in their order. @returns its new end, or the first entry that does not fit */
export function followChain(
  entries: readonly (TrailFacts & { readonly hash: string })[],
  from: ChainEnd,
): { readonly end: ChainEnd } | { readonly broken: Break } {
  let end = from;
  for (const entry of entries) {
    if (entry.position !== end.position + 1) return { broken: { position: end.position + 1, fault: 'gap' } };
    if (entryHash(entry, end.hash) !== entry.hash) return { broken: { position: entry.position, fault: 'hash' } };
    end = { position: entry.position, hash: entry.hash };
  }
  return { end };
}
