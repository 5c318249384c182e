import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import type { StoredBlob } from './blob-place.ts';
import { copyThrough, writeThrough } from './durable-files.ts';

/**
 * Bytes that may turn out not to be wanted. They lie in a folder of their own, which its owner removes, and only `settle`
 * puts them where they are kept. What is kept is removed by no upload, for another one may rely on it, but only by a sweep once
 * nothing names it and nobody has wanted it for long (left-files.ts).
 */
export interface Staging {
  /** Puts bytes aside; the same bytes, and such as are kept already, are not written again. */
  readonly stage: (bytes: Uint8Array) => Promise<StoredBlob>;
  /** The same for the bytes of a file, which stays where it is and may change afterwards. */
  readonly stageFile: (path: string) => Promise<StoredBlob>;
  /**
   * Keeps these of the contents that were put aside. On return they are kept for good.
   * @returns those whose kept bytes were damaged and are replaced
   */
  readonly settle: (sha256s: ReadonlySet<string>) => Promise<readonly string[]>;
}

/** The place of the originals. */
export interface StagingPlace {
  readonly verify: (sha256: string) => Promise<'missing' | 'damaged' | null>;
  readonly put: (paths: ReadonlyMap<string, string>) => Promise<void>;
}

export function openStaging(folder: string, place: StagingPlace): Staging {
  const staged = new Set<string>();
  const damaged = new Set<string>();
  const stage = async (sha256: string, write: (path: string) => Promise<void>): Promise<void> => {
    if (staged.has(sha256)) return;
    const fault = await place.verify(sha256);
    if (fault !== null) {
      await write(join(folder, sha256));
      staged.add(sha256);
    }
    if (fault === 'damaged') damaged.add(sha256);
  };
  return {
    stage: async (bytes) => {
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      await stage(sha256, (path) => writeThrough(path, bytes));
      return { sha256, bytes: bytes.length };
    },
    stageFile: async (source) => {
      const blob = await blobOf(source);
      await stage(blob.sha256, (path) => copyThrough(source, path));
      return blob;
    },
    settle: async (sha256s) => {
      const wanted = [...sha256s].filter((sha256) => staged.delete(sha256));
      await place.put(new Map(wanted.map((sha256) => [sha256, join(folder, sha256)])));
      return [...sha256s].filter((sha256) => damaged.delete(sha256));
    },
  };
}

/** Bytes of a file that are read at a time. */
const PIECE_BYTES = 64 * 1024;

/** By one buffer for all of it: a stream takes three for the smallest file, and most of an upload's files are small. */
async function blobOf(path: string): Promise<StoredBlob> {
  const file = await open(path);
  try {
    const hash = createHash('sha256');
    const piece = Buffer.allocUnsafe(PIECE_BYTES);
    for (let bytes = 0; ; ) {
      const { bytesRead } = await file.read(piece, 0, piece.length, bytes);
      if (bytesRead === 0) return { sha256: hash.digest('hex'), bytes };
      hash.update(piece.subarray(0, bytesRead));
      bytes += bytesRead;
    }
  } finally {
    await file.close();
  }
}
