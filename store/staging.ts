import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { StoredBlob } from './blob-place.ts';
import { writeThrough } from './durable-files.ts';

/**
 * Bytes that may turn out not to be wanted. They lie in a folder of their own, which its owner removes, and only `settle`
 * puts them where they are kept. What is kept is removed by no upload, for another one may rely on it, but only by a sweep once
 * nothing names it and nobody has wanted it for long (left-files.ts).
 */
export interface Staging {
  /** Puts bytes aside; the same bytes, and such as are kept already, are not written again. */
  readonly stage: (bytes: Uint8Array) => Promise<StoredBlob>;
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
  return {
    stage: async (bytes) => {
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      if (staged.has(sha256)) return { sha256, bytes: bytes.length };
      const fault = await place.verify(sha256);
      if (fault !== null) {
        await writeThrough(join(folder, sha256), bytes);
        staged.add(sha256);
      }
      if (fault === 'damaged') damaged.add(sha256);
      return { sha256, bytes: bytes.length };
    },
    settle: async (sha256s) => {
      const wanted = [...sha256s].filter((sha256) => staged.delete(sha256));
      await place.put(new Map(wanted.map((sha256) => [sha256, join(folder, sha256)])));
      return [...sha256s].filter((sha256) => damaged.delete(sha256));
    },
  };
}
