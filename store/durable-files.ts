import { constants, type PathLike, type Stats } from 'node:fs';
import { chmod, copyFile, lstat, open, stat, utimes } from 'node:fs/promises';
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

export async function copyThrough(from: string, path: string): Promise<void> {
  await copyFile(from, path, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE);
  await chmod(path, 0o600);
  const file = await open(path, 'r');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

export const statOrNull = (path: string): Promise<Stats | null> => unlessMissing(stat(path));

/** Marks a file as wanted now, so that no sweep takes it for left behind (left-files.ts). @returns false: it is not there */
export async function touched(place: string): Promise<boolean> {
  const now = new Date();
  return (await unlessMissing(utimes(place, now, now).then(() => true))) ?? false;
}

/** For what others may have put a link in the place of. */
export const lstatOrNull = (path: PathLike): Promise<Stats | null> => unlessMissing(lstat(path));

async function unlessMissing<T>(found: Promise<T>): Promise<T | null> {
  try {
    return await found;
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
