import { fork } from 'node:child_process';
import { resolve } from 'node:path';
import { CHILD_ENVIRONMENT } from '../../workers/child-environment.ts';
import { putTogether } from '../../workers/child-program.ts';
import type { Batch, Told } from './batch.ts';

/** A damaged file that takes longer hangs; a whole one takes a second. */
const HANGS_MS = 60_000;
/** Heap in MB that is enough for one document; with more the process would only collect its garbage later. */
const HEAP_MB = 384;

const [SOURCE, PROGRAM] = ['batch.ts', '../../dist/damage-batch.mjs'].map((place) =>
  resolve(import.meta.dirname, place),
) as [string, string];

/** Puts the program of the processes together: run as source, a document takes twice the time. To be called first. */
export const prepareBatches = (): Promise<void> => putTogether(SOURCE, PROGRAM);

/** What came of damages so far. */
export interface Sum {
  read: number;
  refused: number;
  readonly faults: string[];
  rssMb: number;
}

/** Damages one file in a process of its own; gives the seed at which it hung or fell, or null when it came to its end. */
function runOnce(batch: Batch, sum: Sum): Promise<number | null> {
  return new Promise((resolve) => {
    const child = fork(PROGRAM, [], { execArgv: [`--max-old-space-size=${HEAP_MB}`], env: CHILD_ENVIRONMENT });
    let next = batch.from;
    let ended: number | null = null;
    const end = (): void => {
      ended = next;
      child.kill('SIGKILL');
    };
    let watch = setTimeout(end, HANGS_MS * 2);
    child.on('message', (told: Told) => {
      clearTimeout(watch);
      watch = setTimeout(end, HANGS_MS);
      next = told.seed + 1;
      sum[told.outcome]++;
      sum.rssMb = Math.max(sum.rssMb, told.rssMb);
      if (told.fault) sum.faults.push(`${batch.path} ${told.seed} ${told.fault}`);
    });
    child.on('exit', (code) => {
      clearTimeout(watch);
      resolve(ended ?? (code === 0 ? null : next));
    });
    child.send(batch);
  });
}

/** Damages one file, after `prepareBatches`, and adds what came of it; a process that hangs or falls is followed by another one. */
export async function runBatch(batch: Batch, sum: Sum): Promise<void> {
  for (let from = batch.from; from < batch.to; ) {
    const stopped = await runOnce({ ...batch, from }, sum);
    if (stopped === null) return;
    sum.faults.push(`${batch.path} ${stopped} hangs or falls`);
    from = stopped + 1;
  }
}
