import { accessSync, constants } from 'node:fs';
import { join } from 'node:path';

/** Absolute path of the first of these programs that stands on the search path; null if none does. */
export function findProgram(searchPath: string, ...names: readonly string[]): string | null {
  for (const name of names) {
    for (const folder of searchPath.split(':')) {
      const path = join(folder, name);
      if (folder !== '' && isExecutable(path)) return path;
    }
  }
  return null;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
