import { chmod, open, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { syncFolder } from './durable-files.ts';
import { hasCode } from './error-code.ts';

/** Rights of everybody but the owner: PGlite gives them with each file that it makes. */
const OTHERS = 0o077;

/**
 * Brings to disk what a database that does not do so by itself has written into its folder. PGlite hands PostgreSQL's
 * calls for it to nobody, so a power cut would cost rows that were answered.
 * @returns call it after a commit: on return its rows outlive a power cut
 */
export function openSync(folder: string): () => Promise<void> {
  const synced = new Map<string, number>();
  let running: Promise<void> | null = null;
  let next: Promise<void> | null = null;

  const syncAll = async (): Promise<void> => {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    const folders = new Set<string>();
    for (const entry of entries) {
      if (!entry.isFile()) continue;
      const path = join(entry.parentPath, entry.name);
      try {
        const { mtimeMs, mode } = await stat(path);
        if ((mode & OTHERS) !== 0) await chmod(path, 0o600);
        if (synced.get(path) === mtimeMs) continue;
        await syncFile(path);
        if (!synced.has(path)) folders.add(entry.parentPath);
        synced.set(path, mtimeMs);
      } catch (error) {
        // It was recycled meanwhile.
        if (!hasCode(error, 'ENOENT')) throw error;
      }
    }
    for (const each of folders) await syncFolder(each);
  };

  /** Who calls while one is under way waits for one that begins after it. */
  return () => {
    if (running === null) {
      running = syncAll().finally(() => {
        running = null;
      });
      return running;
    }
    next ??= running
      .catch(() => {})
      .then(() => {
        next = null;
        running = syncAll().finally(() => {
          running = null;
        });
        return running;
      });
    return next;
  };
}

async function syncFile(path: string): Promise<void> {
  const file = await open(path, 'r');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}
