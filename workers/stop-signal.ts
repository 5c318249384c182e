import type { Logger } from 'pino';

/** What a shell reports for a program that ended by SIGINT. */
const INTERRUPTED = 130;

/**
 * Waits for SIGTERM, SIGINT or the end of the process that started this one, then stops in an orderly way.
 * A second signal, or the deadline, ends the process at once: what is left undone is taken up again by others.
 * @returns exit code 0 after an orderly stop.
 */
export async function untilStopped(log: Logger, deadlineMs: number, stop: () => Promise<void>): Promise<number> {
  await new Promise<void>((resolve) => {
    let asked = false;
    const ask = (): void => {
      if (asked) process.exit(INTERRUPTED);
      asked = true;
      resolve();
    };
    process.on('SIGTERM', ask);
    process.on('SIGINT', ask);
    process.once('disconnect', () => {
      if (!asked) ask();
    });
  });
  log.info('stopping');
  setTimeout(() => {
    log.error({ deadlineMs }, 'the stop took too long and is cut short');
    process.exit(1);
  }, deadlineMs).unref();
  await stop();
  // The channel to a parent would keep the process alive.
  if (process.connected) process.disconnect();
  return 0;
}
