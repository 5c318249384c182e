import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { CHILD_ENVIRONMENT, CHILD_OPTIONS } from '../workers/child-environment.ts';
import { putTogether } from '../workers/child-program.ts';

/**
 * Says what scanned documents cost, in a process that is started as the converter starts its own: put together into one
 * file, and with the same allocator. Run as source, what is kept of it for traces alone makes the collector of memory three
 * times as dear, and takes 400 MB more.
 */

const [SOURCE, PROGRAM] = ['scan-cost/measure.ts', '../dist/scan-cost.mjs'].map((place) =>
  resolve(import.meta.dirname, place),
);
await putTogether(SOURCE!, PROGRAM!);
const measuring = spawn(process.execPath, [...CHILD_OPTIONS, PROGRAM!, ...process.argv.slice(2)], {
  env: CHILD_ENVIRONMENT,
  stdio: 'inherit',
});
const [code] = await once(measuring, 'exit');
process.exitCode = code === 0 ? 0 : 1;
