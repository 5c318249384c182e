import type { FenceState } from '../contracts/api.ts';
import type { OtherArchives } from '../pipeline/contracts/other-archives.ts';
import type { Blobs } from '../store/blobs.ts';
import type { Database } from '../store/database.ts';
import type { Store } from '../store/store.ts';
import type { Feeder } from '../workers/feeder.ts';
import type { ConvertQueue } from '../workers/queues.ts';
import type { Checker } from './checking/checker.ts';
import type { MemoryBudget } from './memory-budget.ts';
import type { SelfCheckDesk } from './own/self-check-desk.ts';
import type { PaperDesk } from './paper/paper-desk.ts';
import type { PublishedPages } from './published-page.ts';
import type { Resumable } from './resumable.ts';

/** What the routes work on. */
export interface AppParts {
  readonly store: Store;
  readonly blobs: Blobs;
  readonly queue: ConvertQueue;
  /** Puts what waits into the queue. */
  readonly feeder: Pick<Feeder, 'wake'>;
  readonly database: Pick<Database, 'ping' | 'sync'>;
  readonly dataFolder: string;
  /** Of the program that this server and its worker convert with; kept with each result. */
  readonly programVersion: string;
  /** Puts what the office knows to what was read. */
  readonly checker: Checker;
  /** Memory for recognising what comes in, through whichever door. */
  readonly budget: MemoryBudget;
  /** Uploads that come in pieces. */
  readonly resumable: Resumable;
  /** Opens RAR and 7z archives. */
  readonly otherArchives: OtherArchives;
  /** Draws documents for people who compare. */
  readonly paper: PaperDesk;
  /** Fetches what agencies published, where the office allows it. */
  readonly publishedPages: PublishedPages;
  /** What holds around the processes that open documents. */
  readonly fence: FenceState;
  /** Looks drafts over for their agencies. */
  readonly selfCheckDesk: SelfCheckDesk;
}
