import { copyFile, lstat, rm } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import type { Logger } from 'pino';
import { INTAKE_LIMITS } from '../../config/limits/intake.ts';
import { WATCH_LIMITS } from '../../config/limits/work.ts';
import { WATCH_WORDS } from '../../config/watch-words.ts';
import { REQUEST_WORDS } from '../../config/words.ts';
import type { DocumentSummary } from '../../contracts/api.ts';
import { shownName } from '../../pipeline/intake/intake.ts';
import type { Database } from '../../store/database.ts';
import { statOrNull } from '../../store/durable-files.ts';
import { hasCode } from '../../store/error-code.ts';
import type { Store } from '../../store/store.ts';
import { ALL_SEEING } from '../../store/viewer.ts';
import { MOST_ROWS } from '../answers.ts';
import { RequestError } from '../errors.ts';
import { requireFreeDisk } from '../free-disk.ts';
import { type TakingParts, takeInWhole, type WholeFile } from '../whole-files.ts';
import { type Claim, eachClaim, openClaims, removeClaim, startClaiming } from './claims.ts';
import { type FolderHandle, openFolder } from './folder-handle.ts';
import { startLooking } from './look.ts';
import { layOut, type Outcome } from './outcome.ts';

/** Between the name of an archive and the path of its member (pipeline/intake). */
const INSIDE = ' › ';

export interface WatchParts extends TakingParts {
  readonly store: TakingParts['store'] & Pick<Store, 'uploads' | 'list'>;
  readonly database: TakingParts['database'] & Pick<Database, 'ping'>;
}

/** The watched folder cannot be used; the message says why, for whoever runs it. */
export class WatchFolderError extends Error {
  override readonly name = 'WatchFolderError';
}

/** @throws WatchFolderError */
export async function requireWatchFolder(folder: string, dataFolder: string): Promise<void> {
  if (!(await statOrNull(folder))?.isDirectory()) throw new WatchFolderError(WATCH_WORDS.wrong.missing(folder));
  const holds = (outer: string, inner: string): boolean => !relative(resolve(outer), resolve(inner)).startsWith('..');
  if (holds(folder, dataFolder) || holds(dataFolder, folder)) {
    throw new WatchFolderError(WATCH_WORDS.wrong.inside(folder));
  }
}

/** Takes in what is put into a folder, now and again until it is stopped. @returns how to stop */
export function startWatching(folder: string, parts: WatchParts, log: Logger): () => Promise<void> {
  const watch = openWatch(folder, parts, log);
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  const look = async (): Promise<void> => {
    try {
      await watch.look();
    } catch (error) {
      log.error({ err: error }, 'the watched folder could not be looked through; what is in it stays');
    }
    if (!stopped) timer = setTimeout(() => (running = look()), WATCH_LIMITS.lookMs);
  };
  let running = look();
  return async () => {
    stopped = true;
    clearTimeout(timer);
    await running;
  };
}

/** One look at a time; files that two of them found unchanged are taken in. */
export interface Watch {
  readonly look: () => Promise<void>;
}

/**
 * By scanning, not by what the system tells of changes: a folder of another machine tells nothing. A file is moved out of
 * reach, taken in under an id that was set before, and moved to where its sender sees what became of it; whichever of
 * these a crash leaves undone is done at the next look, and no file is taken in twice.
 */
export function openWatch(path: string, parts: WatchParts, log: Logger): Watch {
  const looking = startLooking();
  const tries = new Map<string, number>();

  const settle = async (root: FolderHandle, claims: FolderHandle, claim: Claim): Promise<void> => {
    let outcomeOf: (name: string) => Outcome;
    try {
      outcomeOf = await takeIn(claim, parts);
    } catch (error) {
      if (error instanceof StillWrittenError) return;
      if (error instanceof RequestError && error.code !== 'storage-low') {
        const { code } = error;
        outcomeOf = () => ({ refused: REQUEST_WORDS[code] });
      } else {
        const tried = (tries.get(claim.id) ?? 0) + 1;
        const isOurs = !(error instanceof RequestError) && (await allElseWorks(parts));
        log.error({ err: error, uploadId: claim.id, tried }, 'files of the watched folder wait to be taken in');
        if (isOurs) tries.set(claim.id, tried);
        if (!isOurs || tried < WATCH_LIMITS.tries) return;
        outcomeOf = () => ({ refused: WATCH_WORDS.refuses.failure });
      }
    }
    await layOut(root, claim, outcomeOf);
    await removeClaim(claims, claim.id);
    tries.delete(claim.id);
  };

  return {
    look: async () => {
      const root = await openFolder(path);
      try {
        const claims = await openClaims(root);
        try {
          const claiming = startClaiming(claims, log);
          try {
            await looking.look(root, claiming.add);
          } finally {
            await claiming.end();
          }
          for await (const claim of eachClaim(claims)) await settle(root, claims, claim);
        } finally {
          await claims.close();
        }
      } finally {
        await root.close();
      }
    },
  };
}

/** Whether it lies at the files that they could not be taken in. */
async function allElseWorks({ database, blobs }: WatchParts): Promise<boolean> {
  try {
    await database.ping();
    await blobs.reach();
    return true;
  } catch (error) {
    return !(error instanceof Error);
  }
}

/** @returns what became of each file, by its name */
async function takeIn(claim: Claim, parts: WatchParts): Promise<(name: string) => Outcome> {
  const { store, blobs } = parts;
  // Written down before a crash kept it from being moved on.
  if ((await store.uploads.find(claim.id))?.state !== 'received') {
    const work = await blobs.makeWorkFolder();
    try {
      const files = await copyAside(claim, work);
      if (files.length > 0) {
        const who = WATCH_WORDS.sender(commonFolder(files));
        const sender = { personId: null, who, agencyId: null };
        await takeInWhole(files, parts, sender, ALL_SEEING, claim.id);
      }
    } finally {
      await rm(work, { recursive: true, force: true });
    }
  }
  const rows: DocumentSummary[] = [];
  for (let page = 1; ; page++) {
    const part = await store.list({ batch: claim.id, page, size: MOST_ROWS }, ALL_SEEING);
    rows.push(...part.items);
    if (page * MOST_ROWS >= part.total) break;
  }
  return (name) => {
    const shown = shownName(name);
    return { rows: rows.filter(({ fileName }) => fileName === shown || fileName.startsWith(`${shown}${INSIDE}`)) };
  };
}

/** Somebody held the file open and went on writing: it is looked at again. */
class StillWrittenError extends Error {
  override readonly name = 'StillWrittenError';
}

/** What is read is a copy: whoever still holds a file open may change what he holds. */
async function copyAside({ files, folder }: Claim, work: string): Promise<readonly WholeFile[]> {
  const copies: WholeFile[] = [];
  for (const [position, file] of files.entries()) {
    const source = folder.in(`${position}`);
    try {
      const found = await lstat(source);
      // It was another when it was seen: the list is mended, so that it ends as what it is.
      if (!found.isFile()) file.special = true;
      if (file.special) continue;
      const path = join(work, `${position}`);
      if (found.size <= INTAKE_LIMITS.archiveBytes) {
        await requireFreeDisk(work, found.size);
        await copyFile(source, path);
        const after = await lstat(source);
        if (after.size !== found.size || after.mtimeMs !== found.mtimeMs) throw new StillWrittenError(file.name);
        copies.push({ name: file.name, path });
      } else copies.push({ name: file.name, path: source.toString() });
    } catch (error) {
      // It was taken away between the look and the move.
      if (!hasCode(error, 'ENOENT')) throw error;
    }
  }
  return copies;
}

/** The folder that all of them came in, as evidence of who brought them. */
function commonFolder(files: readonly WholeFile[]): string {
  const folders = new Set(files.map(({ name }) => name.split('/').slice(0, -1).join('/')));
  const [only = ''] = folders;
  return folders.size === 1 ? shownName(only) : '';
}
