import type { Logger } from 'pino';
import { PAGE_READING } from '../config/queues.ts';
import type { PageDesk } from '../pipeline/contracts/page-desk.ts';
import type { Ledger, RunMark } from '../store/ledger.ts';
import type { PageReadings } from '../store/page-readings.ts';

export interface RunDeskParts {
  readonly ledger: Pick<Ledger, 'progress'>;
  readonly callHelp: (mark: RunMark, helpers: number) => Promise<void>;
  readonly log: Logger;
}

/** The desk of a run: tells the ledger how far it is, and calls for help once it knows that the document is long. */
export function deskOfRun(
  { ledger, callHelp, log }: RunDeskParts,
  mark: RunMark,
  readings: PageReadings,
  desk: PageDesk,
): PageDesk {
  let called = false;
  let toldAt = -PAGE_READING.reportMs;

  const begin = async (page: number, pages: number): Promise<void> => {
    if (called) return;
    called = true;
    const helpers = Math.min(PAGE_READING.helpers, Math.floor((pages - page) / PAGE_READING.pagesForEachHelper));
    if (helpers > 0) await callHelp(mark, helpers);
  };
  const tell = async (pages: number): Promise<void> => {
    if (performance.now() - toldAt < PAGE_READING.reportMs) return;
    toldAt = performance.now();
    await ledger.progress(mark, { pagesRead: Math.min(await readings.count(), pages), pages });
  };

  return {
    ...desk,
    ask: async (page, pages) => {
      // Without either the pages are read all the same.
      await begin(page, pages).catch((error) => log.warn({ err: error }, 'no help could be called'));
      await tell(pages).catch((error) => log.warn({ err: error }, 'the progress could not be told'));
      return desk.ask(page, pages);
    },
  };
}
