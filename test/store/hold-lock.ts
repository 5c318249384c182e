import { FolderInUseError, lockFolder } from '../../store/folder-lock.ts';

/** Locks the folder that its argument names, says how it went and stays. */
try {
  await lockFolder(process.argv[2] ?? '');
  process.stdout.write('locked\n');
} catch (error) {
  process.stdout.write(error instanceof FolderInUseError ? 'in use\n' : `${error}\n`);
}
setInterval(() => {}, 1_000);
