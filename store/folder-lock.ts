import { randomUUID } from 'node:crypto';
import { link, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { statOrNull } from './durable-files.ts';
import { hasCode } from './error-code.ts';
import {
  type ProcessMark as Holder,
  processMarkSchema as holderSchema,
  isAlive,
  textOf,
  thisProcess,
} from './process-mark.ts';

/** One process at a time on a data folder: two would destroy PGlite's files and mix two Redis logs. */

export interface FolderLock {
  /** True when the lock of a process that has died was taken over: what it started may still run. */
  readonly takenOver: boolean;
  readonly free: () => Promise<void>;
}

/** The data folder is in use. */
export class FolderInUseError extends Error {
  override readonly name = 'FolderInUseError';
  readonly pid: number;
  constructor(folder: string, pid: number) {
    super(`${folder} is in use by process ${pid}`);
    this.pid = pid;
  }
}

/** @throws FolderInUseError when a living process holds the folder. */
export async function lockFolder(folder: string): Promise<FolderLock> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const place = join(folder, 'lock');
  const mine = await thisProcess();
  const free = () => rm(place, { force: true });
  if (await claim(place, mine)) return { takenOver: false, free };
  const holder = await readHolder(place);
  if (holder !== null && (await isAlive(holder))) throw new FolderInUseError(folder, holder.pid);
  return takeOver(folder, place, mine, free);
}

/**
 * Removes a dead lock and claims its place. Only who has the right to may remove one, and looks at it again then: between
 * two looks another starter may have been quicker. @throws FolderInUseError
 */
async function takeOver(folder: string, place: string, mine: Holder, free: FolderLock['free']): Promise<FolderLock> {
  const right = `${place}.takeover`;
  const inUse = async () => new FolderInUseError(folder, (await readHolder(place))?.pid ?? 0);
  if (!(await makeRight(right))) throw await inUse();
  try {
    const holder = await readHolder(place);
    if (holder !== null && (await isAlive(holder))) throw new FolderInUseError(folder, holder.pid);
    await rm(place, { force: true });
    if (await claim(place, mine)) return { takenOver: true, free };
    throw await inUse();
  } finally {
    await rm(right, { recursive: true, force: true });
  }
}

/** A takeover takes milliseconds: a right older than this was left by a starter that died over it. */
const RIGHT_MS = 10_000;

async function makeRight(right: string): Promise<boolean> {
  const found = await statOrNull(right);
  if (found !== null && Date.now() - found.mtimeMs > RIGHT_MS) await rm(right, { recursive: true, force: true });
  try {
    await mkdir(right, { mode: 0o700 });
    return true;
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false;
    throw error;
  }
}

/** Linking a whole file into place is atomic, so that nobody ever reads a lock half-written. */
async function claim(place: string, mine: Holder): Promise<boolean> {
  const draft = `${place}.${randomUUID()}`;
  await writeFile(draft, JSON.stringify(mine), { flag: 'wx', mode: 0o600 });
  try {
    await link(draft, place);
    return true;
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

async function readHolder(place: string): Promise<Holder | null> {
  const text = await textOf(place);
  if (text === null) return null;
  try {
    return holderSchema.parse(JSON.parse(text));
  } catch (error) {
    // Not one of ours or damaged by a power cut: nobody living wrote it, for claim() writes whole files.
    if (error instanceof SyntaxError || error instanceof z.ZodError) return null;
    throw error;
  }
}
