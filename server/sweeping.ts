import type { Logger } from 'pino';
import { PAPER_LIMITS } from '../config/limits/paper.ts';
import { RESUMABLE_LIMITS } from '../config/limits/work.ts';
import { PAGE_READING } from '../config/queues.ts';
import { sweepPageReadings } from '../store/page-readings.ts';
import type { Papers } from '../store/papers.ts';
import type { Resumable } from './resumable.ts';

/** Takes in uploads in pieces that nobody finished taking in, and removes old ones, now and from time to time. @returns how to stop */
export function sweepResumable(resumable: Pick<Resumable, 'sweep'>, log: Logger): () => void {
  const sweep = (): void => {
    resumable.sweep().catch((error) => log.warn({ err: error }, 'uploads in pieces could not be swept'));
  };
  sweep();
  const timer = setInterval(sweep, RESUMABLE_LIMITS.sweepMs);
  timer.unref();
  return () => clearInterval(timer);
}

/** Removes kept pages and papers that nobody came back for, now and from time to time. @returns how to stop */
export function startSweeping(dataFolder: string, papers: Papers, log: Logger): () => void {
  const sweep = (): void => {
    sweepPageReadings(dataFolder, PAGE_READING.ageMs).catch((error) =>
      log.warn({ err: error }, 'kept pages could not be swept away'),
    );
    papers.sweep(PAPER_LIMITS.ageMs).catch((error) => log.warn({ err: error }, 'drawn papers could not be swept away'));
  };
  sweep();
  const timer = setInterval(sweep, PAGE_READING.sweepMs);
  timer.unref();
  return () => clearInterval(timer);
}
