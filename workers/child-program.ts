import { randomUUID } from 'node:crypto';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import type { Logger } from 'pino';

const SOURCE = resolve(import.meta.dirname, 'convert-child.ts');
const DIST = resolve(import.meta.dirname, '..', 'dist');

/** Arguments of node that run a TypeScript file as it stands. */
export const runTypeScript = (path: string): readonly string[] => [
  '--import',
  pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href,
  path,
];

/**
 * Arguments of node that run the child's program. It is put together into one file first, because each document pays
 * for the start (docs/decisions/0003-child-process.md). Where that file cannot be written, the source is run as it is.
 */
export async function prepareChildProgram(log: Logger): Promise<readonly string[]> {
  try {
    return [await bundle()];
  } catch (error) {
    log.warn({ err: error }, 'the program of the children could not be put together; each child starts more slowly');
    return runTypeScript(SOURCE);
  }
}

/** Several workers may do so at once: each writes a file of its own and renames it into the one place. */
async function bundle(): Promise<string> {
  await mkdir(DIST, { recursive: true });
  const place = join(DIST, 'convert-child.mjs');
  const draft = join(DIST, `convert-child.${randomUUID()}.mjs`);
  const { outputFiles } = await build({
    entryPoints: [SOURCE],
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    packages: 'external',
    outfile: place,
    write: false,
    logLevel: 'silent',
  });
  const [output] = outputFiles;
  if (output === undefined) throw new Error('esbuild gave no file');
  try {
    await writeFile(draft, output.contents);
    await rename(draft, place);
  } finally {
    await rm(draft, { force: true });
  }
  return place;
}
