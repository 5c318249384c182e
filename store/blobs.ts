import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { stateOf, stateOfWanted, statOrNull, syncFolder, writeThrough } from './durable-files.ts';
import { isOrphaned, ownPrefix } from './process-mark.ts';
import { openStaging, type Staging } from './staging.ts';

/** Files of the data folder, each named by the SHA-256 of its bytes: kept before the database hears of them. */

const SHA256 = /^[0-9a-f]{64}$/;

export type BlobKind = 'originals' | 'reports' | 'notices' | 'snapshots';

export interface StoredBlob {
  readonly sha256: string;
  readonly bytes: number;
}

export interface Blobs {
  /** Keeps bytes. On return they are on disk for good; the same bytes are kept once. */
  readonly keep: (kind: BlobKind, bytes: Uint8Array) => Promise<StoredBlob>;
  /** Originals of an upload that is still coming in lie in `folder` until all of it is here. */
  readonly stageOriginals: (folder: string) => Staging;
  /** Path of kept bytes. @throws Error when `sha256` is not a hash; the file itself is not looked at. */
  readonly pathOf: (kind: BlobKind, sha256: string) => string;
  readonly read: (kind: BlobKind, sha256: string) => Promise<Buffer>;
  /** Compares kept bytes with their hash. Null: they are whole. */
  readonly verify: (kind: BlobKind, sha256: string) => Promise<'missing' | 'damaged' | null>;
  /** A new private folder for passing work. The caller removes it; `sweep` removes it after a crash. */
  readonly makeWorkFolder: () => Promise<string>;
  /** Removes passing work that is older than `ageMs`, or whose process is dead. @returns how many pieces. */
  readonly sweep: (ageMs: number) => Promise<number>;
}

/** Of a piece of passing work. */
const nameOfMine = async (): Promise<string> => `${await ownPrefix()}${randomUUID()}`;

export function openBlobs(dataFolder: string): Blobs {
  const workFolder = join(dataFolder, 'work');
  const pathOf = (kind: BlobKind, sha256: string): string => {
    if (!SHA256.test(sha256)) throw new Error('a blob is named by its SHA-256');
    return join(dataFolder, kind, sha256.slice(0, 2), sha256);
  };
  return {
    keep: (kind, bytes) => keep(workFolder, (sha256) => pathOf(kind, sha256), bytes),
    stageOriginals: (folder) => openStaging(folder, (sha256) => pathOf('originals', sha256)),
    pathOf,
    read: (kind, sha256) => readFile(pathOf(kind, sha256)),
    verify: async (kind, sha256) => {
      const state = await stateOf(pathOf(kind, sha256), sha256);
      return state === 'whole' ? null : state;
    },
    makeWorkFolder: async () => {
      const folder = join(workFolder, await nameOfMine());
      await mkdir(folder, { recursive: true, mode: 0o700 });
      return folder;
    },
    sweep: (ageMs) => sweep(workFolder, ageMs),
  };
}

/** Written elsewhere, synced, then renamed into its place: a name that exists stands for whole bytes. */
async function keep(workFolder: string, placeOf: (sha256: string) => string, bytes: Uint8Array): Promise<StoredBlob> {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const place = placeOf(sha256);
  if ((await stateOfWanted(place, sha256)) === 'whole') return { sha256, bytes: bytes.length };
  await mkdir(workFolder, { recursive: true, mode: 0o700 });
  const draft = join(workFolder, await nameOfMine());
  try {
    await writeThrough(draft, bytes);
    if ((await mkdir(dirname(place), { recursive: true, mode: 0o700 })) !== undefined) {
      await syncFolder(dirname(dirname(place)));
    }
    await rename(draft, place);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
  await syncFolder(dirname(place));
  return { sha256, bytes: bytes.length };
}

async function sweep(workFolder: string, ageMs: number): Promise<number> {
  await mkdir(workFolder, { recursive: true, mode: 0o700 });
  const oldest = Date.now() - ageMs;
  let removed = 0;
  for (const name of await readdir(workFolder)) {
    const path = join(workFolder, name);
    const found = await statOrNull(path);
    if (found === null || (found.mtimeMs >= oldest && !(await isOrphaned(name)))) continue;
    await rm(path, { recursive: true, force: true });
    removed += 1;
  }
  return removed;
}
