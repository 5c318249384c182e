import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { statOrNull } from './durable-files.ts';
import { hasCode } from './error-code.ts';
import { hasFreeDisk } from './free-disk.ts';

/**
 * What was drawn of documents, beside their bytes: pages by number, resolution and turn, and flows. Everything in it can
 * be drawn anew, so nothing is synced, and what is missing or cut short is drawn again.
 */
export interface Papers {
  /** What was kept under a name; null where nothing is. */
  readonly read: (sha256: string, name: string) => Promise<Buffer | null>;
  /** Keeps it, where there is room. */
  readonly keep: (sha256: string, name: string, bytes: Uint8Array) => Promise<void>;
  /** Removes everything of a document, of every version of the program. */
  readonly forget: (sha256: string) => Promise<void>;
  /** Removes what nobody looked at for `ageMs`, and what is of no version but this. @returns of how many documents */
  readonly sweep: (ageMs: number) => Promise<number>;
  /** What the answer of a name is known by: it changes with the bytes and with the program that draws. */
  readonly tagOf: (sha256: string, name: string) => string;
}

const SHA256 = /^[0-9a-f]{64}$/;
const NAME = /^[0-9a-z.-]{1,64}$/;

/** @param version tells programs apart that may draw a page differently. @throws Error when it is no name for a folder */
export function openPapers(dataFolder: string, version: string): Papers {
  if (!NAME.test(version)) throw new Error('a version of drawn papers is the name of a folder');
  const root = join(dataFolder, 'papers');
  const ownOf = (sha256: string): string => {
    if (!SHA256.test(sha256)) throw new Error('a paper is named by the SHA-256 of its document');
    return join(root, sha256.slice(0, 2), sha256);
  };
  const placeOf = (sha256: string, name: string): string => {
    if (!NAME.test(name)) throw new Error('a part of a paper has a plain name');
    return join(ownOf(sha256), version, name);
  };
  return {
    read: async (sha256, name) => {
      const path = placeOf(sha256, name);
      try {
        const bytes = await readFile(path);
        const moment = new Date();
        // swept away meanwhile: it was read all the same
        await utimes(path, moment, moment).catch(() => {});
        return bytes.length === 0 ? null : bytes;
      } catch (error) {
        if (hasCode(error, 'ENOENT')) return null;
        throw error;
      }
    },
    keep: async (sha256, name, bytes) => {
      const path = placeOf(sha256, name);
      if (!(await hasFreeDisk(dataFolder))) return;
      await mkdir(join(path, '..'), { recursive: true, mode: 0o700 });
      const draft = `${path}.${randomUUID()}.draft`;
      try {
        await writeFile(draft, bytes, { mode: 0o600 });
        await rename(draft, path);
      } catch (error) {
        await rm(draft, { force: true });
        // the document was removed meanwhile
        if (!hasCode(error, 'ENOENT')) throw error;
      }
    },
    forget: (sha256) => rm(ownOf(sha256), { recursive: true, force: true, maxRetries: 3 }),
    sweep: (ageMs) => sweep(root, version, Date.now() - ageMs),
    tagOf: (sha256, name) => createHash('sha256').update(`${version} ${sha256} ${name}`).digest('hex').slice(0, 32),
  };
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (hasCode(error, 'ENOENT', 'ENOTDIR')) return [];
    throw error;
  }
}

async function sweep(root: string, version: string, oldest: number): Promise<number> {
  let removed = 0;
  for (const start of await namesIn(root)) {
    for (const sha256 of await namesIn(join(root, start))) {
      const own = join(root, start, sha256);
      for (const other of (await namesIn(own)).filter((name) => name !== version))
        await rm(join(own, other), { recursive: true, force: true });
      const parts = (await namesIn(join(own, version))).map((name) => join(own, version, name));
      const found = await Promise.all(parts.map(statOrNull));
      if (found.some((each) => each !== null && each.mtimeMs >= oldest)) continue;
      await rm(own, { recursive: true, force: true });
      removed += 1;
    }
  }
  return removed;
}
