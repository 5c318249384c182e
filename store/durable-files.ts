import { createHash } from 'node:crypto';
import { createReadStream, type Stats } from 'node:fs';
import { open, stat, utimes } from 'node:fs/promises';
import { hasCode } from './error-code.ts';

/** Files and folders that outlive a power cut once a call returns. */

export async function writeThrough(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** What stands in a place, compared by its hash: what a power cut or a bad disk left there is written again. */
export async function stateOf(place: string, sha256: string): Promise<'whole' | 'damaged' | 'missing'> {
  if ((await statOrNull(place)) === null) return 'missing';
  const hash = createHash('sha256');
  try {
    for await (const piece of createReadStream(place)) hash.update(piece);
  } catch (error) {
    if (hasCode(error, 'EIO')) return 'damaged';
    throw error;
  }
  return hash.digest('hex') === sha256 ? 'whole' : 'damaged';
}

/** As `stateOf`. What is whole is marked as wanted now, so that no sweep takes it for left behind (left-files.ts). */
export async function stateOfWanted(place: string, sha256: string): ReturnType<typeof stateOf> {
  const state = await stateOf(place, sha256);
  if (state !== 'whole') return state;
  try {
    const now = new Date();
    await utimes(place, now, now);
    return 'whole';
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return 'missing';
    throw error;
  }
}

export async function statOrNull(path: string): Promise<Stats | null> {
  try {
    return await stat(path);
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return null;
    throw error;
  }
}

export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
