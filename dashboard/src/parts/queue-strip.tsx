import type { DocumentState, QueueStatus } from '../../../contracts/api.ts';
import { EVERYTHING, type ListFilter } from '../filters.ts';
import type { LiveState } from '../live-state.ts';
import { listHref } from '../route.ts';
import { STATE_WORDS } from '../words/codes.ts';
import { count as figure } from '../words/count.ts';
import { QUEUE_WORDS, timeToGoWords } from '../words/queue.ts';
import { clockWords } from './measures.ts';

/** What was removed is no part of what the queue is about. */
type Queued = Exclude<DocumentState, 'removed'>;
const COUNT_OF: Readonly<Record<Queued, (queue: QueueStatus) => number>> = {
  received: (queue) => queue.waiting,
  converting: (queue) => queue.running,
  converted: (queue) => queue.converted,
  'conversion-failed': (queue) => queue.failed,
  duplicate: (queue) => queue.duplicate,
  rejected: (queue) => queue.rejected,
};

/** The order of a file's life; `Object.keys` keeps the order in which they stand above. */
const STATES = (Object.keys(COUNT_OF) as Queued[]).map((state) => ({ state, countOf: COUNT_OF[state] }));

const rate = (perMinute: number): string => figure(perMinute, { maximumFractionDigits: perMinute < 10 ? 1 : 0 });

/** The queue in one line: every count is the way to the files that it counts. */
export function QueueStrip({ state, filter }: { readonly state: LiveState; readonly filter: ListFilter }) {
  const { queue, queueAt, connection } = state;
  const counts = STATES.map(({ state, countOf }) => ({ state, count: queue === null ? null : countOf(queue) }));
  const all = queue === null ? null : counts.reduce((sum, { count }) => sum + (count ?? 0), 0);
  const open = queue === null ? 0 : queue.waiting + queue.running;
  const tile = (name: DocumentState | null, label: string, count: number | null) => (
    <a
      key={label}
      className={count === 0 ? 'tile tile-none' : `tile tile-${name ?? 'all'}`}
      data-state={name ?? 'all'}
      aria-current={filter.state === name ? 'true' : undefined}
      href={listHref({ ...EVERYTHING, query: filter.query, state: name })}
    >
      <b>{count === null ? '–' : figure(count)}</b>
      <span>{label}</span>
    </a>
  );
  return (
    <section className={`strip strip-${connection}`} aria-label={QUEUE_WORDS.title}>
      <nav className="tiles" aria-label={QUEUE_WORDS.title}>
        {tile(null, QUEUE_WORDS.all, all)}
        {counts.map(({ state, count }) => tile(state, STATE_WORDS[state], count))}
      </nav>
      <dl className="pace">
        <div>
          <dt>{QUEUE_WORDS.perMinute}</dt>
          <dd data-figure="rate">{queue === null ? '–' : rate(queue.filesPerMinute)}</dd>
        </div>
        <div>
          <dt>{QUEUE_WORDS.timeToGo}</dt>
          <dd data-figure="time-to-go">
            {queue === null ? QUEUE_WORDS.unknown : timeToGoWords(queue.secondsToGo, open)}
          </dd>
        </div>
        <div>
          <dt>{QUEUE_WORDS.workers}</dt>
          <dd>{queue === null ? '–' : queue.workers}</dd>
        </div>
      </dl>
      {queue !== null && all !== null && all > 0 && (
        <div className="shares" aria-hidden="true">
          {counts.map(({ state, count }) =>
            (count ?? 0) > 0 ? <i key={state} className={`share-${state}`} style={{ flexGrow: count ?? 0 }} /> : null,
          )}
        </div>
      )}
      {queue !== null && connection === 'lost' && queueAt !== null && (
        <p className="strip-note">{QUEUE_WORDS.stale(clockWords(new Date(queueAt)))}</p>
      )}
      {queue !== null && !queue.healthy && (
        <p className="strip-note strip-alarm" role="alert">
          {QUEUE_WORDS.unhealthy}
        </p>
      )}
      {queue?.healthy && queue.workers === 0 && open > 0 && (
        <p className="strip-note strip-alarm" role="alert">
          {QUEUE_WORDS.noWorkers}
        </p>
      )}
    </section>
  );
}
