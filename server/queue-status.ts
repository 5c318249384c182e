import type { LaneStatus, QueueStatus } from '../contracts/api.ts';
import type { Lane } from '../pipeline/contracts/expected-work.ts';
import type { Store } from '../store/store.ts';
import type { Viewer } from '../store/viewer.ts';
import type { ConvertQueue } from '../workers/queues.ts';
import { timeToGo } from './time-to-go.ts';

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
  lanes: [],
  healthy: false,
};

/** Asks how the queue stands. Counts come from the database; when it does not answer, the last known ones, not healthy. */
export function queueStatusReader(
  store: Pick<Store, 'counts' | 'laneWork'>,
  queue: Pick<ConvertQueue, 'workers' | 'slots'>,
): (viewer: Viewer) => Promise<QueueStatus> {
  let last = NOTHING_KNOWN;
  return async (viewer) => {
    const [counted, worked, workers, slots] = await Promise.allSettled([
      store.counts(viewer),
      store.laneWork(),
      queue.workers(),
      slotsOf(queue),
    ]);
    const connected = workers.status === 'fulfilled' ? workers.value : 0;
    const healthy = counted.status === 'fulfilled' && workers.status === 'fulfilled';
    if (counted.status === 'rejected' || worked.status === 'rejected') {
      // What others saw last is not for everybody.
      const known = viewer.sight.kind === 'everything' ? last : NOTHING_KNOWN;
      return { ...known, workers: connected, healthy: false };
    }
    const { states, filesPerMinute } = counted.value;
    const open = states.received + states.converting;
    const lanes = worked.value.map(
      (work): LaneStatus => ({
        lane: work.lane,
        waiting: work.waiting,
        paused: work.paused,
        running: work.running,
        secondsToGo: timeToGo(work.seconds, work, slots.status === 'fulfilled' ? (slots.value.get(work.lane) ?? 0) : 0),
      }),
    );
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
      lanes,
      healthy,
    };
    if (viewer.sight.kind === 'everything') last = status;
    return status;
  };
}

export const slotsOf = async (queue: Pick<ConvertQueue, 'slots'>): Promise<ReadonlyMap<Lane, number>> =>
  new Map([
    ['digital', await queue.slots('digital')],
    ['scans', await queue.slots('scans')],
  ]);

function secondsToGo(open: number, filesPerMinute: number): number | null {
  if (open === 0) return 0;
  return filesPerMinute > 0 ? Math.ceil((open * 60) / filesPerMinute) : null;
}
