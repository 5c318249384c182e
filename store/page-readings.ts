import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { PAGE_READING } from '../config/queues.ts';
import { type Page, pageSchema } from '../pipeline/contracts/page.ts';
import type { PageDesk } from '../pipeline/contracts/page-desk.ts';
import { statOrNull } from './durable-files.ts';
import { hasCode } from './error-code.ts';
import { hasFreeDisk } from './free-disk.ts';

/**
 * What was read of the scanned pages of a document, a file a page in the data folder, so that no page is read twice:
 * by the next worker after a crash, or by several at the same time. Whoever reads a page holds its lease, a file whose
 * time is kept fresh; two that take the lease of a lost reader at the same moment both read the page, to the same end.
 */
export interface PageReadings {
  /** The desk of one reader. Close it when the reader is gone: that gives back what it had begun. */
  readonly open: (from: PageDesk['from']) => OpenDesk;
  /** How many pages have been read. */
  readonly count: () => Promise<number>;
  /** Removes them all, of every version of the program: the document is done. */
  readonly forget: () => Promise<void>;
}

export interface OpenDesk extends PageDesk {
  readonly close: () => Promise<void>;
}

const SHA256 = /^[0-9a-f]{64}$/;
const VERSION = /^[0-9a-z-]{1,64}$/;
const KEPT = /^\d+\.json$/;

/**
 * @param version Tells programs apart that may read a page differently.
 * @throws Error when `sha256` is not a hash or `version` is no name for a folder
 */
export function pageReadings(dataFolder: string, sha256: string, version: string): PageReadings {
  if (!SHA256.test(sha256) || !VERSION.test(version)) throw new Error('page readings are named by hash and version');
  const all = join(dataFolder, 'readings', sha256);
  const folder = join(all, version);
  return {
    open: (from) => openDesk(dataFolder, folder, from),
    count: async () => (await namesIn(folder)).filter((name) => KEPT.test(name)).length,
    // A helper may put a file into it at the same moment.
    forget: () => rm(all, { recursive: true, force: true, maxRetries: 3 }),
  };
}

function openDesk(dataFolder: string, folder: string, from: PageDesk['from']): OpenDesk {
  const held = new Set<number>();
  let keptBytes = 0;
  let closed = false;
  const placeOf = (page: number): string => join(folder, `${page}.json`);
  const leaseOf = (page: number): string => join(folder, `${page}.lease`);

  const heartbeat = setInterval(() => {
    const moment = new Date();
    // A lease that was taken away is noticed by nobody: both readings say the same.
    for (const page of held) utimes(leaseOf(page), moment, moment).catch(() => {});
  }, PAGE_READING.heartbeatMs);

  const take = async (page: number): Promise<Page | 'read' | 'elsewhere'> => {
    const kept = await readKept(placeOf(page), page);
    if (kept !== null) return kept;
    if (held.has(page)) return 'read';
    // The run makes the folder before it calls for help: where it is gone, the document is done and needs no helper.
    if (from === 'first') await mkdir(folder, { recursive: true, mode: 0o700 });
    if (!(await takeLease(leaseOf(page)))) return 'elsewhere';
    if (closed) {
      await rm(leaseOf(page), { force: true });
      return 'elsewhere';
    }
    // It may have been finished between the two looks.
    const meanwhile = await readKept(placeOf(page), page);
    if (meanwhile === null) {
      held.add(page);
      return 'read';
    }
    await rm(leaseOf(page), { force: true });
    return meanwhile;
  };

  return {
    from,
    ask: async (page) => {
      const said = await take(page);
      return from === 'last' && said !== 'read' ? 'elsewhere' : said;
    },
    wait: async (page) => {
      while (!closed) {
        const said = await take(page);
        if (said !== 'elsewhere') return said;
        await pause(PAGE_READING.lookAgainMs);
      }
      return 'read';
    },
    keep: async (page) => {
      const text = Buffer.from(JSON.stringify(page));
      keptBytes += text.length;
      const bounded = text.length <= PAGE_READING.pageBytes && keptBytes <= PAGE_READING.documentBytes;
      // Pages are kept to save time; what uploads, database and queue need of the disk comes first.
      if (bounded && (await hasFreeDisk(dataFolder))) await writePage(placeOf(page.number), text);
      held.delete(page.number);
      await rm(leaseOf(page.number), { force: true });
    },
    close: async () => {
      closed = true;
      clearInterval(heartbeat);
      await Promise.all([...held].map((page) => rm(leaseOf(page), { force: true })));
      held.clear();
    },
  };
}

/** A folder that is gone is that of a document that was done meanwhile: nobody needs the page. */
async function writePage(place: string, text: Buffer): Promise<void> {
  const draft = `${place}.${randomUUID()}.draft`;
  try {
    await writeFile(draft, text, { mode: 0o600 });
    await rename(draft, place);
  } catch (error) {
    if (!hasCode(error, 'ENOENT', 'ENOSPC', 'EDQUOT')) throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

/** What a power cut left half-written, or another page, counts as not read. */
async function readKept(place: string, number: number): Promise<Page | null> {
  const text = await contentOf(place);
  if (text === null) return null;
  try {
    const page = pageSchema.safeParse(JSON.parse(text));
    return page.success && page.data.number === number ? page.data : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

async function contentOf(place: string): Promise<string | null> {
  try {
    return await readFile(place, 'utf8');
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return null;
    throw error;
  }
}

async function takeLease(lease: string): Promise<boolean> {
  if (await makeFile(lease)) return true;
  if (!(await isStale(lease))) return false;
  const aside = `${lease}.${randomUUID()}`;
  try {
    await rename(lease, aside);
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return false;
    throw error;
  }
  await rm(aside, { force: true });
  return makeFile(lease);
}

/** @returns false when it is there already, or its folder is not */
async function makeFile(path: string): Promise<boolean> {
  try {
    await writeFile(path, '', { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if (hasCode(error, 'EEXIST', 'ENOENT')) return false;
    throw error;
  }
}

async function isStale(lease: string): Promise<boolean> {
  try {
    return Date.now() - (await stat(lease)).mtimeMs > PAGE_READING.staleMs;
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return false;
    throw error;
  }
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (hasCode(error, 'ENOENT', 'ENOTDIR')) return [];
    throw error;
  }
}

/**
 * Removes what was read of documents that nobody took up again for `ageMs`; others may work in the folder meanwhile.
 * @returns of how many
 */
export async function sweepPageReadings(dataFolder: string, ageMs: number): Promise<number> {
  const root = join(dataFolder, 'readings');
  const oldest = Date.now() - ageMs;
  let removed = 0;
  for (const document of (await namesIn(root)).filter((name) => SHA256.test(name))) {
    const own = join(root, document);
    const places = [own, ...(await namesIn(own)).map((name) => join(own, name))];
    const found = await Promise.all(places.map(statOrNull));
    if (found.some((each) => each !== null && each.mtimeMs >= oldest)) continue;
    await rm(own, { recursive: true, force: true });
    removed += 1;
  }
  return removed;
}
