import { resolve } from 'node:path';
import { readEnvironment } from '../config/env.ts';
import { BackupError, restoreBackup } from '../server/backup.ts';
import { openBlobs } from '../store/blobs.ts';
import { FolderInUseError, lockFolder } from '../store/folder-lock.ts';
import { keepPrivate } from '../store/private-files.ts';
import { EXIT, type ExitCode } from './exit.ts';
import { OFFICE_WORDS, SERVE_WORDS } from './words.ts';

/** `gouji restore`: puts a backup into an empty data folder. @returns the exit code of the process */
export async function restore(backup: string, given: { readonly dataFolder?: string }): Promise<ExitCode> {
  const { dataFolder, bucket } = readEnvironment(given);
  keepPrivate();
  try {
    const lock = await lockFolder(dataFolder);
    try {
      const { files } = await restoreBackup(resolve(backup), dataFolder, openBlobs(dataFolder, bucket));
      process.stdout.write(`${OFFICE_WORDS.restored(files, dataFolder)}\n`);
      return EXIT.done;
    } finally {
      await lock.free();
    }
  } catch (error) {
    if (error instanceof BackupError) process.stderr.write(`${error.message}\n`);
    else if (error instanceof FolderInUseError)
      process.stderr.write(`${SERVE_WORDS.folderInUse(dataFolder, error.pid)}\n`);
    else throw error;
    return EXIT.someFailed;
  }
}
