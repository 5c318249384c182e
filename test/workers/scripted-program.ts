import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import { pino } from 'pino';
import { readEnvironment } from '../../config/env.ts';
import { type Converter, type ConverterOptions, openConverter } from '../../workers/converter.ts';
import { findFence } from '../../workers/fence/fence.ts';

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

/** A converter of one scripted child at a time, in a folder that goes with it. */
export async function openScriptedConverter(
  settings: Pick<ConverterOptions, 'documentsPerChild' | 'limits'>,
): Promise<Converter> {
  const folder = await mkdtemp(join(tmpdir(), 'gouji-test-'));
  const fence = await findFence(readEnvironment().searchPath, pino({ level: 'silent' }));
  const program = await makeScriptedProgram(folder);
  const converter = await openConverter({ children: 1, atOnce: 0, fence, program, folder, ...settings });
  return {
    ...converter,
    close: async () => {
      await converter.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
