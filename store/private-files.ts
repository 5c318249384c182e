import { chmod, readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** The data folder is its owner's alone, whatever the system makes of new files. */

/** What this process, and what it starts, makes from now on is for its user alone. */
export function keepPrivate(): void {
  process.umask(0o077);
}

/**
 * Takes from everybody else what was made otherwise before: the folder, which nobody then gets through, what stands in it,
 * and the files of its database and its queue.
 */
export async function makePrivate(dataFolder: string): Promise<void> {
  await chmod(dataFolder, 0o700);
  for (const entry of await readdir(dataFolder, { withFileTypes: true })) {
    const path = join(dataFolder, entry.name);
    if (entry.isDirectory()) await chmod(path, 0o700);
    else if (entry.isFile()) await chmod(path, 0o600);
    if (entry.isDirectory() && OF_PROGRAMS.has(entry.name)) await makeAllPrivate(path);
  }
}

/** Folders whose files programs of others make. */
const OF_PROGRAMS = new Set(['db', 'redis']);

/** Of everything in a folder. PGlite makes its files for everybody, whatever it is told. */
export async function makeAllPrivate(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isDirectory()) await chmod(path, 0o700);
    else if (entry.isFile()) await chmod(path, 0o600);
  }
}
