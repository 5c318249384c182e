import type { QueueStatus } from '../../contracts/api.ts';

export type Connection = 'connecting' | 'open' | 'lost';

export interface LiveState {
  readonly connection: Connection;
  /** The last figures that came, kept while the connection is lost; null before the first. */
  readonly queue: QueueStatus | null;
  /** When they came, milliseconds since 1970. */
  readonly queueAt: number | null;
}
