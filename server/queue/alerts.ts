import { QUEUE_ALERT_LIMITS as LIMITS } from '../../config/limits/queue.ts';
import { HOUSE_LIMITS } from '../../config/limits/work.ts';
import type { QueueAlert } from '../../contracts/queue.ts';
import { freeDiskBytes } from '../../store/free-disk.ts';
import type { LaneWork } from '../../store/lane-work.ts';
import { causeWords } from '../../store/queue-list.ts';
import type { LaneFacts } from '../../store/queue-room.ts';
import type { AppParts } from '../app-parts.ts';

/** What is looked at to say whether the queue is in order. */
export interface QueueFacts {
  readonly work: readonly LaneWork[];
  readonly lanes: readonly LaneFacts[];
  /** Connected worker processes; null: Redis does not answer. */
  readonly workers: number | null;
  readonly freeBytes: number;
  readonly cause: { readonly code: string; readonly count: number; readonly ended: number } | null;
}

export async function queueFacts({
  store,
  queue,
  dataFolder,
}: Pick<AppParts, 'store' | 'queue' | 'dataFolder'>): Promise<QueueFacts> {
  const [work, lanes, workers, freeBytes, cause] = await Promise.all([
    store.laneWork(),
    store.queueRoom.lanes(),
    queue.workers().catch(() => null),
    freeDiskBytes(dataFolder),
    store.queueRoom.causeOfLate(LIMITS.causeWindowMs),
  ]);
  return { work, lanes, workers, freeBytes, cause };
}

/** What is out of order, the worst first. */
export function alertsOf({ work, lanes, workers, freeBytes, cause }: QueueFacts): readonly QueueAlert[] {
  const alerts: QueueAlert[] = [];
  const waiting = work.reduce((sum, lane) => sum + lane.waiting, 0);
  if (workers === null) alerts.push({ code: 'redis-away' });
  else if (workers === 0 && waiting > 0) alerts.push({ code: 'no-worker', waiting });
  if (freeBytes < LIMITS.freeDiskBytes) {
    alerts.push({ code: 'disk-low', freeBytes, refusesUploads: freeBytes < HOUSE_LIMITS.freeDiskBytes });
  }
  for (const { lane, oldestSeconds, sinceEnd, heldBy } of lanes) {
    const here = work.find((each) => each.lane === lane);
    if (here === undefined) continue;
    if (heldBy !== null && here.paused > 0) {
      alerts.push({ code: 'held', lane, who: heldBy.who, since: heldBy.since.toISOString(), waiting: here.paused });
    }
    if (oldestSeconds === null) continue;
    // A lane in which something runs is alive: a run that says nothing for twenty seconds is taken back.
    const still = Math.min(oldestSeconds, sinceEnd ?? oldestSeconds);
    if ((workers ?? 0) > 0 && here.running === 0 && still >= LIMITS.stillSeconds) {
      alerts.push({ code: 'stands-still', lane, seconds: Math.round(still) });
    } else if (oldestSeconds >= LIMITS.waitSeconds) {
      alerts.push({ code: 'waits-long', lane, seconds: oldestSeconds });
    }
  }
  if (cause !== null && cause.count >= LIMITS.causeFailures && cause.count >= LIMITS.causeShare * cause.ended) {
    const { code, count: failed, ended } = cause;
    alerts.push({ code: 'one-cause', cause: code, message: causeWords(code), failed, ended });
  }
  return alerts;
}

export const queueAlerts = async (parts: Pick<AppParts, 'store' | 'queue' | 'dataFolder'>) =>
  alertsOf(await queueFacts(parts));
