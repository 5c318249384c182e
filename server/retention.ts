import type { Logger } from 'pino';
import { HOUSE_LIMITS } from '../config/limits/work.ts';
import { RETENTION_SWEEP_MS, type Retention } from '../config/retention.ts';
import type { Blobs } from '../store/blobs.ts';
import type { Store } from '../store/store.ts';

const DAY_MS = 24 * 60 * 60 * 1_000;

export interface RetentionParts {
  readonly store: Pick<Store, 'keptRows'>;
  readonly blobs: Pick<Blobs, 'sweep' | 'removeLeft'>;
  readonly retention: Retention;
  readonly log: Logger;
}

/** Removes what has had its time, and says so in the log and in the trail. @returns counts of what went, by kind */
export async function sweepRetained(parts: RetentionParts): Promise<Readonly<Record<string, number>>> {
  const { store, blobs, retention, log } = parts;
  const { keptRows } = store;
  const documents = await keptRows.letGoOfRemoved(retention.removedDays);
  const runs = await keptRows.forgetRuns(retention.runDays);
  const ageMs = retention.oldResultDays * DAY_MS;
  const reports = await blobs.removeLeft('reports', ageMs, (list) => keptRows.named('reports', list));
  const originals = await blobs.removeLeft('originals', ageMs, (list) => keptRows.named('originals', list));
  const work = await blobs.sweep(HOUSE_LIMITS.workAgeMs);
  const removed = {
    ...{ documents, runs, reports: reports.files, originals: originals.files, work },
    bytes: reports.bytes + originals.bytes,
  };
  if (Object.values(removed).some((count) => count > 0)) {
    log.info(removed, 'what has had its time was removed');
    await keptRows.tell(removed);
  }
  return removed;
}

/** Sweeps now and from time to time. @returns how to stop; resolves when nothing is under way any more */
export function startRetention(parts: RetentionParts): () => Promise<void> {
  let running = Promise.resolve();
  const sweep = (): void => {
    running = running.then(async () => {
      try {
        await sweepRetained(parts);
      } catch (error) {
        parts.log.warn({ err: error }, 'what has had its time could not be removed; it is tried again');
      }
    });
  };
  sweep();
  const timer = setInterval(sweep, RETENTION_SWEEP_MS);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await running;
  };
}
