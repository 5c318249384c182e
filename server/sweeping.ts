import type { Logger } from 'pino';
import { PAGE_READING } from '../config/queues.ts';
import { sweepPageReadings } from '../store/page-readings.ts';

/** Removes kept pages that nobody came back for, now and from time to time. @returns how to stop */
export function startSweeping(dataFolder: string, log: Logger): () => void {
  const sweep = (): void => {
    sweepPageReadings(dataFolder, PAGE_READING.ageMs).catch((error) =>
      log.warn({ err: error }, 'kept pages could not be swept away'),
    );
  };
  sweep();
  const timer = setInterval(sweep, PAGE_READING.sweepMs);
  timer.unref();
  return () => clearInterval(timer);
}
