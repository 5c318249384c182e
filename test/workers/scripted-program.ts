import { chmod } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';

/** Puts the scripted child together into one file, so that its many processes start quickly. @returns arguments of node */
export async function makeScriptedProgram(folder: string): Promise<readonly string[]> {
  const outfile = join(folder, 'scripted-child.mjs');
  await build({
    entryPoints: [resolve(import.meta.dirname, 'scripted-child.ts')],
    bundle: true,
    platform: 'node',
    format: 'esm',
    outfile,
    logLevel: 'silent',
  });
  // the child may be another user's
  await chmod(folder, 0o755);
  return [outfile];
}
