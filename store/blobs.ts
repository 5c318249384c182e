import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { BucketPlace } from '../config/bucket.ts';
import { openBlobBucket } from './blob-bucket.ts';
import { openBlobFolder } from './blob-folder.ts';
import { type BlobKind, BlobMissingError, type BlobPlace, blobName, type StoredBlob } from './blob-place.ts';
import { statOrNull, writeThrough } from './durable-files.ts';
import { hasCode } from './error-code.ts';
import { isOrphaned, ownPrefix } from './process-mark.ts';
import { openStaging, type Staging } from './staging.ts';

export interface Blobs extends Pick<BlobPlace, 'put' | 'get' | 'list' | 'removeLeft'> {
  /** Keeps bytes. On return they are there for good; the same bytes are kept once. */
  readonly keep: (kind: BlobKind, bytes: Uint8Array) => Promise<StoredBlob>;
  /** Originals of an upload that is still coming in lie in `folder` until all of it is here. */
  readonly stageOriginals: (folder: string) => Staging;
  /** @throws BlobMissingError; Error when `sha256` is not a hash */
  readonly read: (kind: BlobKind, sha256: string) => Promise<Buffer>;
  /** Compares kept bytes with their hash. Null: they are whole. */
  readonly verify: (kind: BlobKind, sha256: string) => Promise<'missing' | 'damaged' | null>;
  /** @throws when the place of what is kept does not answer */
  readonly reach: () => Promise<void>;
  /** A new private folder for passing work. The caller removes it; `sweep` removes it after a crash. */
  readonly makeWorkFolder: () => Promise<string>;
  /** Removes passing work that is older than `ageMs`, or whose process is dead. @returns how many pieces. */
  readonly sweep: (ageMs: number) => Promise<number>;
}

/** Of a piece of passing work. */
const nameOfMine = async (): Promise<string> => `${await ownPrefix()}${randomUUID()}`;

/** @param bucket null: they are kept in the data folder, where passing work lies in any case */
export function openBlobs(dataFolder: string, bucket: BucketPlace | null = null): Blobs {
  const place = bucket === null ? openBlobFolder(dataFolder) : openBlobBucket(bucket);
  const workFolder = join(dataFolder, 'work');
  const verify: Blobs['verify'] = (kind, sha256) => faultOf(() => place.get(kind, sha256), blobName(sha256));
  /** As `verify`, for who wants to keep the same bytes: what is whole is marked as wanted now. */
  const verifyWanted: Blobs['verify'] = async (kind, sha256) =>
    (await verify(kind, sha256)) ?? ((await place.touch(kind, sha256)) ? null : 'missing');
  return {
    put: place.put,
    get: place.get,
    list: place.list,
    removeLeft: place.removeLeft,
    verify,
    keep: async (kind, bytes) => {
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      if ((await verifyWanted(kind, sha256)) !== null) {
        await mkdir(workFolder, { recursive: true, mode: 0o700 });
        const draft = join(workFolder, await nameOfMine());
        try {
          await writeThrough(draft, bytes);
          await place.put(kind, new Map([[sha256, draft]]));
        } finally {
          await rm(draft, { force: true });
        }
      }
      return { sha256, bytes: bytes.length };
    },
    stageOriginals: (folder) =>
      openStaging(folder, {
        verify: (sha256) => verifyWanted('originals', sha256),
        put: (paths) => place.put('originals', paths),
      }),
    read: async (kind, sha256) => buffer(await place.get(kind, sha256)),
    reach: async () => {
      for await (const _ of place.list('notices')) return;
    },
    makeWorkFolder: async () => {
      const folder = join(workFolder, await nameOfMine());
      await mkdir(folder, { recursive: true, mode: 0o700 });
      return folder;
    },
    sweep: (ageMs) => sweep(workFolder, ageMs),
  };
}

/** What stands in a place, compared by its hash: what a power cut or a bad disk left there is written again. */
async function faultOf(get: () => Promise<Readable>, sha256: string): Promise<'missing' | 'damaged' | null> {
  const hash = createHash('sha256');
  try {
    for await (const piece of await get()) hash.update(piece);
  } catch (error) {
    if (error instanceof BlobMissingError) return 'missing';
    if (hasCode(error, 'EIO')) return 'damaged';
    throw error;
  }
  return hash.digest('hex') === sha256 ? null : 'damaged';
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
