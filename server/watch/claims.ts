import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import type { Logger } from 'pino';
import { z } from 'zod';
import { WATCH_LIMITS } from '../../config/limits/work.ts';
import { WATCH_WORDS } from '../../config/watch-words.ts';
import { hasCode } from '../../store/error-code.ts';
import { type FolderHandle, openWithin } from './folder-handle.ts';
import type { ReadyFile } from './look.ts';

/**
 * Files that were moved out of reach of who writes into the watched folder, a folder for each upload, named by its id. What
 * they are called stands beside them before they are moved, so that a crash at any moment leaves each in one place.
 */

const LIST = 'list.json';
const ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const listSchema = z.object({
  at: z.iso.datetime(),
  files: z.array(z.object({ name: z.string(), special: z.boolean() })),
});
export type ClaimList = z.infer<typeof listSchema>;

export interface Claim extends ClaimList {
  /** Of the upload that its files become. */
  readonly id: string;
  /** In it the files are called by their number in the list. */
  readonly folder: FolderHandle;
}

/** The folder of claims, made where it is missing. @throws Error when something else stands in its place */
export async function openClaims(root: FolderHandle): Promise<FolderHandle> {
  try {
    await mkdir(root.in(WATCH_WORDS.underWay), { mode: 0o700 });
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error;
  }
  const claims = await openWithin(root, WATCH_WORDS.underWay);
  if (claims === null) throw new Error(`${WATCH_WORDS.underWay} of the watched folder is no folder`);
  return claims;
}

/** Moves files into claims, as many as make one upload into each. */
export interface Claiming {
  readonly add: (files: readonly ReadyFile[]) => Promise<void>;
  readonly end: () => Promise<void>;
}

export function startClaiming(claims: FolderHandle, log: Logger): Claiming {
  let open: { readonly folder: FolderHandle; readonly list: ClaimList } | null = null;
  let bytes = 0;
  const end = async (): Promise<void> => {
    await open?.folder.close();
    open = null;
    bytes = 0;
  };
  const begin = async (): Promise<NonNullable<typeof open>> => {
    const id = randomUUID();
    await mkdir(claims.in(id), { mode: 0o700 });
    const folder = await openWithin(claims, id);
    if (folder === null) throw new Error('a claim vanished while it was made');
    return { folder, list: { at: new Date().toISOString(), files: [] } };
  };
  return {
    add: async (files) => {
      for (const file of files) {
        const full =
          open !== null &&
          (open.list.files.length >= WATCH_LIMITS.uploadFiles || bytes + file.bytes > WATCH_LIMITS.uploadBytes);
        if (full) await end();
        open ??= await begin();
        const { folder, list } = open;
        list.files.push({ name: file.name, special: file.special });
        bytes += file.bytes;
        await writeFile(folder.in(LIST), JSON.stringify(list), { mode: 0o600, flush: true });
        try {
          await rename(file.path, folder.in(`${list.files.length - 1}`));
        } catch (error) {
          // Taken away since it was seen, or not ours to move: then it stays where it is.
          if (!hasCode(error, 'ENOENT', 'EACCES', 'EPERM')) throw error;
          log.warn({ err: error }, 'a file of the watched folder cannot be moved and stays');
        }
      }
    },
    end,
  };
}

/** Every claim that is there, of this run or of one that ended. */
export async function* eachClaim(claims: FolderHandle): AsyncGenerator<Claim> {
  for (const entry of await claims.entries()) {
    const id = entry.name.toString();
    if (!ID.test(id)) continue;
    const folder = await openWithin(claims, id);
    if (folder === null) continue;
    try {
      const list = await readList(folder);
      // Without a list nothing was moved into it.
      if (list === null) await removeClaim(claims, id);
      else yield { id, folder, ...list };
    } finally {
      await folder.close();
    }
  }
}

export const removeClaim = (claims: FolderHandle, id: string): Promise<void> =>
  rm(claims.in(id).toString(), { recursive: true, force: true });

async function readList(folder: FolderHandle): Promise<ClaimList | null> {
  try {
    return listSchema.parse(JSON.parse(await readFile(folder.in(LIST), 'utf8')));
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return null;
    throw error;
  }
}
