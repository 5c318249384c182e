import { mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type BlobKind, BlobMissingError, type BlobPlace, blobName, isBlobName } from './blob-place.ts';
import { statOrNull, syncFolder, touched } from './durable-files.ts';
import { hasCode } from './error-code.ts';
import { removeLeftFiles } from './left-files.ts';

/** @throws Error when `sha256` is not a hash */
export const pathInFolder = (dataFolder: string, kind: BlobKind, sha256: string): string =>
  join(dataFolder, kind, blobName(sha256).slice(0, 2), sha256);

/** Kept bytes in the data folder. What is put must lie on the same file system: it is renamed into its place. */
export function openBlobFolder(dataFolder: string): BlobPlace {
  const pathOf = (kind: BlobKind, sha256: string): string => pathInFolder(dataFolder, kind, sha256);
  return {
    put: async (kind, paths) => {
      const changed = new Set<string>();
      for (const [sha256, path] of paths) {
        const place = pathOf(kind, sha256);
        if ((await mkdir(dirname(place), { recursive: true, mode: 0o700 })) !== undefined) {
          changed.add(dirname(dirname(place)));
        }
        await rename(path, place);
        changed.add(dirname(place));
      }
      for (const folder of changed) await syncFolder(folder);
    },
    get: async (kind, sha256) => {
      try {
        return (await open(pathOf(kind, sha256))).createReadStream();
      } catch (cause) {
        if (hasCode(cause, 'ENOENT')) throw new BlobMissingError(`${kind} ${sha256} is not kept`, { cause });
        throw cause;
      }
    },
    touch: (kind, sha256) => touched(pathOf(kind, sha256)),
    has: async (kind, sha256) => (await statOrNull(pathOf(kind, sha256))) !== null,
    remove: (kind, sha256) => rm(pathOf(kind, sha256), { force: true }),
    removeLeft: (kind, ageMs, named) => removeLeftFiles(dataFolder, kind, ageMs, named),
    list: async function* (kind) {
      for (const part of await namesIn(join(dataFolder, kind))) {
        for (const name of await namesIn(join(dataFolder, kind, part))) if (isBlobName(name)) yield name;
      }
    },
  };
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    // Nothing of that kind was kept yet, or a file lies where only folders are ours.
    if (hasCode(error, 'ENOENT', 'ENOTDIR')) return [];
    throw error;
  }
}
