import type { Logger } from 'pino';
import { PAGE_READING } from '../config/queues.ts';
import type { PageDesk } from '../pipeline/contracts/page-desk.ts';
import type { Ledger, RunMark } from '../store/ledger.ts';
import type { PageReadings } from '../store/page-readings.ts';

export interface RunDeskParts {
  readonly ledger: Pick<Ledger, 'progress'>;
  readonly callHelp: (mark: RunMark, helpers: number) => Promise<void>;
  /** Ends a run that turns out to be a scan's where none should be: so many pages of it are not read. */
  readonly leaveLane: (pages: number) => boolean;
  readonly log: Logger;
}

/** The desk of a run: tells the ledger how far it is, and calls for help once it knows that the document is long. */
export function deskOfRun(
  { ledger, callHelp, leaveLane, log }: RunDeskParts,
  mark: RunMark,
  readings: PageReadings,
  desk: PageDesk,
): PageDesk {
  let pagesKnown = 0;
  let toRead = 0;
  let toldAt = -PAGE_READING.reportMs;

  const call = async (): Promise<void> => {
    const left = pagesKnown - (await readings.count());
    const helpers = Math.min(PAGE_READING.helpers, Math.floor(left / PAGE_READING.pagesForEachHelper));
    if (helpers > 0) await callHelp(mark, helpers);
  };
  const tell = async (): Promise<void> => {
    if (performance.now() - toldAt < PAGE_READING.reportMs) return;
    toldAt = performance.now();
    await ledger.progress(mark, { pagesRead: Math.min(await readings.count(), pagesKnown), pages: pagesKnown });
  };
  /** Nobody waits for either: without them the pages are read all the same. */
  const report = (): void => {
    tell().catch((error) => log.warn({ err: error }, 'the progress could not be told'));
  };

  return {
    ...desk,
    ask: async (page, pages) => {
      pagesKnown = pages;
      if (leaveLane(pages)) return 'elsewhere';
      report();
      const said = await desk.ask(page, pages);
      // One page alone may be the only scan among pages of text.
      if (said === 'read' && ++toRead === 2)
        call().catch((error) => log.warn({ err: error }, 'no help could be called'));
      return said;
    },
    wait: async (page) => {
      report();
      return desk.wait(page);
    },
  };
}
