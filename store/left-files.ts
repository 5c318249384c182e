import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { LeftFiles, Named } from './blob-place.ts';
import { statOrNull } from './durable-files.ts';
import { hasCode } from './error-code.ts';

/** A file by its hash, in a folder by the beginning of it (blobs.ts). */
const FOLDER = /^[0-9a-f]{2}$/;
const SHA256 = /^[0-9a-f]{64}$/;

/**
 * Removes kept files that nothing names and nobody wanted for so long: whoever wants bytes that are kept already touches
 * them first (durable-files.ts), and a row that names them comes after that. A file is taken out of its place before it is
 * looked at for the last time, so that one that is wanted in this moment is put back or written anew.
 * @param named those of some hashes that are named
 */
export async function removeLeftFiles(
  dataFolder: string,
  kind: 'originals' | 'reports',
  ageMs: number,
  named: Named,
): Promise<LeftFiles> {
  const oldest = Date.now() - ageMs;
  const workFolder = join(dataFolder, 'work');
  await mkdir(workFolder, { recursive: true, mode: 0o700 });
  let left: LeftFiles = { files: 0, bytes: 0 };
  for (const name of await namesIn(join(dataFolder, kind), FOLDER)) {
    const folder = join(dataFolder, kind, name);
    const old: string[] = [];
    for (const sha256 of await namesIn(folder, SHA256)) {
      const found = await statOrNull(join(folder, sha256));
      if (found !== null && found.mtimeMs < oldest) old.push(sha256);
    }
    const stays = await named(old);
    for (const sha256 of old.filter((each) => !stays.has(each))) {
      const bytes = await remove(join(folder, sha256), join(workFolder, randomUUID()), oldest);
      if (bytes !== null) left = { files: left.files + 1, bytes: left.bytes + bytes };
    }
  }
  return left;
}

async function namesIn(folder: string, pattern: RegExp): Promise<readonly string[]> {
  try {
    return (await readdir(folder)).filter((name) => pattern.test(name));
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return [];
    throw error;
  }
}

/** @returns its bytes; null: somebody wants it again, and it stays */
async function remove(place: string, aside: string, oldest: number): Promise<number | null> {
  await rename(place, aside);
  const { mtimeMs, size } = await stat(aside);
  if (mtimeMs >= oldest) {
    await rename(aside, place);
    return null;
  }
  await rm(aside, { force: true });
  return size;
}
