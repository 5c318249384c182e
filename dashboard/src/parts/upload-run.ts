import type { DocumentSummary, UploadReceipt } from '../../../contracts/api.ts';

/** One request carries at most so much: small enough that a broken line costs little, large enough for thousands of small files. */
export const REQUEST_LIMITS = { files: 200, bytes: 64 * 1024 * 1024 } as const;

/** Files that go by themselves in pieces, so that a bad line or a closed browser costs little, and how long a line may be away. */
export const PIECE_LIMITS = {
  fromBytes: 8 * 1024 * 1024,
  /** Ten minutes in all: a restart of the server takes one, and a switch that fails a few. */
  delaysMs: [1_000, 2_000, 4_000, 8_000, 15_000, 30_000, 60_000, 60_000, 120_000, 120_000, 180_000],
} as const;

const PAGE_FOLDER = /[._]files$/i;

/** What must travel together: a saved web page and the folder of its pictures, which the server tells apart by standing side by side. */
function companyOf(name: string): string {
  const parts = name.split('/');
  const depth = parts.slice(0, -1).findIndex((part) => PAGE_FOLDER.test(part));
  if (depth < 0) return name.replace(/\.html?$/i, '');
  return parts
    .slice(0, depth + 1)
    .join('/')
    .replace(PAGE_FOLDER, '');
}

/** Splits files into requests; a file that goes in pieces is one by itself. What must travel together does so, even where it is over a limit by itself. */
export function toRequests<F extends { readonly name: string }>(
  files: readonly F[],
  bytesOf: (file: F) => number,
): readonly (readonly F[])[] {
  const companies = new Map<string, F[]>();
  for (const file of files) {
    const key = companyOf(file.name);
    const company = companies.get(key);
    if (company === undefined) companies.set(key, [file]);
    else company.push(file);
  }
  const requests: F[][] = [];
  let bytes = 0;
  let alone = false;
  for (const company of companies.values()) {
    const size = company.reduce((sum, file) => sum + bytesOf(file), 0);
    const last = requests.at(-1);
    const inPieces = company.length === 1 && size > PIECE_LIMITS.fromBytes;
    const full =
      last === undefined ||
      alone ||
      inPieces ||
      last.length + company.length > REQUEST_LIMITS.files ||
      bytes + size > REQUEST_LIMITS.bytes;
    if (full) requests.push([...company]);
    else last.push(...company);
    bytes = full ? size : bytes + size;
    alone = inPieces;
  }
  return requests;
}

export type Outcome = 'received' | 'duplicate' | 'rejected';

/** What became of one uploaded document at the door; what happens to it afterwards is the queue's matter. */
export const outcomeOf = (document: Pick<DocumentSummary, 'state'>): Outcome =>
  document.state === 'duplicate' || document.state === 'rejected' ? document.state : 'received';

/** A file that did not reach the server, and why in words. */
export interface Unsent<F> {
  readonly name: string;
  readonly reason: string;
  /** The file to send again; null where there is nothing to send. */
  readonly file: F | null;
}

/** One upload as the user sees it, from the drop to the receipt. */
export interface UploadRun<F> {
  readonly phase: 'reading' | 'sending' | 'stopped' | 'done';
  /** Nothing comes through at the moment; it goes on by itself. */
  readonly interrupted: boolean;
  readonly files: number;
  readonly bytes: number;
  /** Files whose fate is known: on a receipt or unsent. */
  readonly settledFiles: number;
  readonly sentBytes: number;
  readonly items: readonly DocumentSummary[];
  readonly counts: Readonly<Record<Outcome, number>>;
  readonly unsent: readonly Unsent<F>[];
}

export const emptyRun = <F>(): UploadRun<F> => ({
  phase: 'reading',
  interrupted: false,
  files: 0,
  bytes: 0,
  settledFiles: 0,
  sentBytes: 0,
  items: [],
  counts: { received: 0, duplicate: 0, rejected: 0 },
  unsent: [],
});

/** Adds what the server received of one request of `files` files. */
export const withReceipt = <F>(run: UploadRun<F>, files: number, receipt: UploadReceipt): UploadRun<F> => ({
  ...run,
  settledFiles: run.settledFiles + files,
  items: [...run.items, ...receipt.items],
  counts: {
    received: run.counts.received + receipt.received,
    duplicate: run.counts.duplicate + receipt.duplicate,
    rejected: run.counts.rejected + receipt.rejected,
  },
});

export const withUnsent = <F>(run: UploadRun<F>, unsent: readonly Unsent<F>[]): UploadRun<F> => ({
  ...run,
  settledFiles: run.settledFiles + unsent.length,
  unsent: [...run.unsent, ...unsent],
});

/** The run with the files that can be sent again taken back out of it, and those files. */
export function takeBack<F>(
  run: UploadRun<F>,
  bytesOf: (file: F) => number,
): { readonly run: UploadRun<F>; readonly files: readonly F[] } {
  const files = run.unsent.flatMap(({ file }) => (file === null ? [] : [file]));
  const bytes = files.reduce((sum, file) => sum + bytesOf(file), 0);
  return {
    files,
    run: {
      ...run,
      files: run.files - files.length,
      settledFiles: run.settledFiles - files.length,
      bytes: run.bytes - bytes,
      sentBytes: run.sentBytes - bytes,
      unsent: run.unsent.filter(({ file }) => file === null),
    },
  };
}

export const documentsIn = (run: UploadRun<unknown>): number =>
  run.counts.received + run.counts.duplicate + run.counts.rejected;

/** False when the server's counts and its list of items tell different stories, or a sent file has no item at all. */
export const addsUp = (run: UploadRun<unknown>): boolean =>
  documentsIn(run) === run.items.length && run.items.length >= run.settledFiles - run.unsent.length;

const RANK: Readonly<Record<Outcome, number>> = { rejected: 0, duplicate: 1, received: 2 };

/** The receipt with what needs attention first. */
export const byAttention = (items: readonly DocumentSummary[]): readonly DocumentSummary[] =>
  items.toSorted((a, b) => RANK[outcomeOf(a)] - RANK[outcomeOf(b)]);
