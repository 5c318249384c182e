import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { statOrNull, syncFolder, writeThrough } from '../../store/durable-files.ts';

/** Drafts of agencies while they wait to be looked over: each is gone as soon as it was. */
export interface DraftFiles {
  readonly put: (id: string, bytes: Uint8Array) => Promise<void>;
  readonly read: (id: string) => Promise<Buffer>;
  readonly drop: (id: string) => Promise<void>;
  /** Removes what a killed server left: what is old and none of these. */
  readonly sweep: (ageMs: number, except: ReadonlySet<string>) => Promise<void>;
}

export async function openDraftFiles(dataFolder: string): Promise<DraftFiles> {
  const folder = join(dataFolder, 'drafts');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const drop = (id: string): Promise<void> => rm(join(folder, id), { force: true });
  return {
    put: async (id, bytes) => {
      await writeThrough(join(folder, id), bytes);
      await syncFolder(folder);
    },
    read: (id) => readFile(join(folder, id)),
    drop,
    sweep: async (ageMs, except) => {
      for (const name of await readdir(folder)) {
        const found = except.has(name) ? null : await statOrNull(join(folder, name));
        if (found !== null && found.mtimeMs < Date.now() - ageMs) await drop(name);
      }
    },
  };
}
