import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import type { Bar } from './bar.ts';

/** Of the report that vitest writes as JSON. */
const toldSchema = z.object({ numFailedTests: z.int(), numPassedTests: z.int(), numTotalTests: z.int() });

/** What stands in a test already, as one figure: how many of its facts do not hold. */
export async function testedBars(name: string, file: string): Promise<readonly Bar[]> {
  const folder = await mkdtemp(join(tmpdir(), 'gouji-tested-'));
  try {
    const told = join(folder, 'told.json');
    const vitest = join(dirname(createRequire(import.meta.url).resolve('vitest/package.json')), 'vitest.mjs');
    const words = ['run', '--maxWorkers=1', '--reporter=json', `--outputFile=${told}`, file];
    await once(spawn(process.execPath, [vitest, ...words], { stdio: 'ignore' }), 'exit');
    const { numFailedTests, numPassedTests, numTotalTests } = toldSchema.parse(
      JSON.parse(await readFile(told, 'utf8')),
    );
    // One that was left out shows nothing.
    const value = Math.max(numFailedTests, numTotalTests - numPassedTests, numTotalTests === 0 ? 1 : 0);
    return [{ name, value, unit: '', most: 0, detail: `${numPassedTests} of ${numTotalTests} facts of ${file}` }];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
