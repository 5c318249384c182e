import type { ChangedFiling, DocumentSummary, QueueStatus } from '../../contracts/api.ts';

export type Connection = 'connecting' | 'open' | 'lost';

export interface LiveState {
  readonly connection: Connection;
  /** The last figures that came, kept while the connection is lost; null before the first. */
  readonly queue: QueueStatus | null;
  /** When they came, milliseconds since 1970. */
  readonly queueAt: number | null;
}

/** What whoever holds the connection tells those who listen. */
export type LiveNews =
  | { readonly kind: 'state'; readonly state: LiveState }
  /** A document that changed; null: changes may have been missed. */
  | { readonly kind: 'document'; readonly document: DocumentSummary | null }
  /** A filing that changed, by whoever's move. */
  | { readonly kind: 'filing'; readonly filing: ChangedFiling }
  /** The session ended, here or elsewhere. */
  | { readonly kind: 'signedOut' }
  /** Said again and again: whoever does not hear it for long knows that he hears nothing. */
  | { readonly kind: 'pulse' };

/** What a page tells whoever holds the connection. */
export type LiveRequest = 'join' | 'leave' | 'signedOut';

export const NOT_LIVE: LiveState = { connection: 'connecting', queue: null, queueAt: null };
