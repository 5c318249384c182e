import { createHash } from 'node:crypto';
import { mkdir, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { StoredBlob } from './blobs.ts';
import { stateOfWanted, syncFolder, writeThrough } from './durable-files.ts';

/**
 * Bytes that may turn out not to be wanted. They lie in a folder of their own, which its owner removes, and only `settle`
 * puts them where they are kept. What is kept is removed by no upload, for another one may rely on it, but only by a sweep once
 * nothing names it and nobody has wanted it for long (left-files.ts).
 */
export interface Staging {
  /** Puts bytes aside; the same bytes, and such as are kept already, are not written again. */
  readonly stage: (bytes: Uint8Array) => Promise<StoredBlob>;
  /**
   * Keeps these of the contents that were put aside. On return they are on disk for good.
   * @returns those whose kept bytes were damaged and are replaced
   */
  readonly settle: (sha256s: ReadonlySet<string>) => Promise<readonly string[]>;
}

export function openStaging(folder: string, placeOf: (sha256: string) => string): Staging {
  const staged = new Set<string>();
  const damaged = new Set<string>();
  return {
    stage: async (bytes) => {
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      if (staged.has(sha256)) return { sha256, bytes: bytes.length };
      const state = await stateOfWanted(placeOf(sha256), sha256);
      if (state !== 'whole') {
        await writeThrough(join(folder, sha256), bytes);
        staged.add(sha256);
      }
      if (state === 'damaged') damaged.add(sha256);
      return { sha256, bytes: bytes.length };
    },
    settle: async (sha256s) => {
      const changed = new Set<string>();
      for (const sha256 of sha256s) {
        if (!staged.delete(sha256)) continue;
        const place = placeOf(sha256);
        if ((await mkdir(dirname(place), { recursive: true, mode: 0o700 })) !== undefined) {
          changed.add(dirname(dirname(place)));
        }
        await rename(join(folder, sha256), place);
        changed.add(dirname(place));
      }
      for (const changedFolder of changed) await syncFolder(changedFolder);
      return [...sha256s].filter((sha256) => damaged.delete(sha256));
    },
  };
}
