import type { QueueAlert } from '../../../contracts/queue.ts';
import type { Live } from '../live.ts';
import { getQueueAlerts } from '../queue-api.ts';
import { QUEUE_HREF } from '../route.ts';
import { answerWords } from '../words/answers.ts';
import { ALERT_WORDS, LANE_WORDS, QUEUE_PAGE_WORDS } from '../words/queue-page.ts';
import { bytesWords, durationWords, momentWords } from './measures.ts';
import { useAgain } from './use-again.ts';
import { useRead } from './use-read.ts';

const AGAIN_MS = 30_000;

export function alertWords(alert: QueueAlert): string {
  switch (alert.code) {
    case 'redis-away':
      return ALERT_WORDS[alert.code];
    case 'no-worker':
      return ALERT_WORDS[alert.code](alert.waiting);
    case 'stands-still':
    case 'waits-long':
      return ALERT_WORDS[alert.code](LANE_WORDS[alert.lane], durationWords(alert.seconds * 1_000));
    case 'one-cause':
      return ALERT_WORDS[alert.code](
        answerWords({ code: alert.cause, message: alert.message }),
        alert.failed,
        alert.ended,
      );
    case 'disk-low':
      return ALERT_WORDS[alert.code](bytesWords(alert.freeBytes), alert.refusesUploads);
    case 'held':
      return ALERT_WORDS[alert.code](
        LANE_WORDS[alert.lane],
        alert.who,
        momentWords(alert.since, new Date()),
        alert.waiting,
      );
    default:
      return alert satisfies never;
  }
}

/** The worst that is out of order in the queue, in one line; nothing where all is well. */
export function QueueAlarm({ live }: { readonly live: Live }) {
  const { value, reload } = useRead('queue-alerts', getQueueAlerts, live);
  useAgain(reload, AGAIN_MS);
  const [first, ...others] = value?.alerts ?? [];
  if (first === undefined) return null;
  return (
    <strong role="alert">
      <a href={QUEUE_HREF}>{alertWords(first)}</a>
      {others.length > 0 && ` ${QUEUE_PAGE_WORDS.more(others.length)}`}
    </strong>
  );
}
