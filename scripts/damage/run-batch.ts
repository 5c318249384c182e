import { fork } from 'node:child_process';
import type { Batch, Told } from './batch.ts';

/** A damaged file that takes longer hangs; a whole one takes a second. */
const HANGS_MS = 60_000;
/** Heap in MB that is enough for one document; with more the process would only collect its garbage later. */
const HEAP_MB = 384;

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
    const child = fork(new URL('./batch.ts', import.meta.url), [], {
      execArgv: [`--max-old-space-size=${HEAP_MB}`, '--import', 'tsx'],
    });
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

/** Damages one file and adds what came of it; a process that hangs or falls is followed by another one. */
export async function runBatch(batch: Batch, sum: Sum): Promise<void> {
  for (let from = batch.from; from < batch.to; ) {
    const stopped = await runOnce({ ...batch, from }, sum);
    if (stopped === null) return;
    sum.faults.push(`${batch.path} ${stopped} hangs or falls`);
    from = stopped + 1;
  }
}
