import type { RetryReceipt } from '../../contracts/api.ts';
import type { Chosen, ManyAnswer } from '../../contracts/many.ts';
import type { QueueAlerts, QueueDesk, QueueHours, QueueMove, QueuePage } from '../../contracts/queue.ts';
import type { Lane } from '../../pipeline/contracts/expected-work.ts';
import { ask, askedOf } from './api.ts';
import type { QueueFilter } from './filters.ts';
import { ROWS } from './office-api.ts';

/** What the page asks of the queue (contracts/queue.ts). */

const post = <T>(path: string, body: unknown): Promise<T> =>
  ask(`/api/queue/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

/** The conditions of the list as the server takes them, without the span of the charts. */
export const askedOfQueue = ({ hours: _, ...filter }: QueueFilter): Record<string, string> => askedOf(filter);

export const getQueueDesk = (signal: AbortSignal): Promise<QueueDesk> => ask('/api/queue/desk', { signal });
export const getQueueAlerts = (signal: AbortSignal): Promise<QueueAlerts> => ask('/api/queue/alerts', { signal });
export const getQueueHours = (hours: number, signal: AbortSignal): Promise<QueueHours> =>
  ask(`/api/queue/hours?hours=${hours}`, { signal });
export function getQueuePage(filter: QueueFilter, signal: AbortSignal): Promise<QueuePage> {
  const parameters = new URLSearchParams(askedOfQueue(filter));
  parameters.set('page', String(filter.page));
  parameters.set('size', String(ROWS));
  return ask(`/api/queue/documents?${parameters}`, { signal });
}

export const moveInQueue = (move: QueueMove, of: Chosen): Promise<ManyAnswer> => post(`many/${move}`, { of });
export const retryCause = (code: string): Promise<RetryReceipt> => post('causes/retry', { code });
/** @param lane null: all of them */
export const holdQueue = (what: 'hold' | 'resume', lane: Lane | null): Promise<null> => post(what, { lane });
