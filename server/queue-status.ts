import type { QueueStatus } from '../contracts/api.ts';
import type { Store } from '../store/store.ts';
import type { Viewer } from '../store/viewer.ts';
import type { ConvertQueue } from '../workers/queues.ts';

const NOTHING_KNOWN: QueueStatus = {
  waiting: 0,
  running: 0,
  converted: 0,
  failed: 0,
  duplicate: 0,
  rejected: 0,
  filesPerMinute: 0,
  secondsToGo: null,
  workers: 0,
  healthy: false,
};

/** Asks how the queue stands. Counts come from the database; when it does not answer, the last known ones, not healthy. */
export function queueStatusReader(
  store: Pick<Store, 'counts'>,
  queue: Pick<ConvertQueue, 'workers'>,
): (viewer: Viewer) => Promise<QueueStatus> {
  let last = NOTHING_KNOWN;
  return async (viewer) => {
    const [counted, workers] = await Promise.allSettled([store.counts(viewer), queue.workers()]);
    const connected = workers.status === 'fulfilled' ? workers.value : 0;
    const healthy = counted.status === 'fulfilled' && workers.status === 'fulfilled';
    if (counted.status === 'rejected') {
      // What others saw last is not for everybody.
      const known = viewer.sight.kind === 'everything' ? last : NOTHING_KNOWN;
      return { ...known, workers: connected, healthy };
    }
    const { states, filesPerMinute } = counted.value;
    const open = states.received + states.converting;
    const status: QueueStatus = {
      waiting: states.received,
      running: states.converting,
      converted: states.converted,
      failed: states['conversion-failed'],
      duplicate: states.duplicate,
      rejected: states.rejected,
      filesPerMinute: Math.round(filesPerMinute * 10) / 10,
      secondsToGo: secondsToGo(open, filesPerMinute),
      workers: connected,
      healthy,
    };
    if (viewer.sight.kind === 'everything') last = status;
    return status;
  };
}

function secondsToGo(open: number, filesPerMinute: number): number | null {
  if (open === 0) return 0;
  return filesPerMinute > 0 ? Math.ceil((open * 60) / filesPerMinute) : null;
}
