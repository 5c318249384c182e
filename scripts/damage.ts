import { fork } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Command } from 'commander';
import type { Batch, Told } from './damage/batch.ts';

/**
 * Damages PDFs, byte by byte and block by block, always in the same ways, and prints every value that then is another
 * one and looks certain, every report that passes with nothing in it, everything that hangs, and the memory it takes.
 */

interface Options {
  readonly folder: string;
  readonly from: number;
  readonly count: number;
  readonly engines: boolean;
}

/** A damaged file that takes longer hangs; a whole one takes a second. */
const HANGS_MS = 60_000;

const wholeNumber = (text: string): number => {
  if (!/^\d{1,9}$/u.test(text)) throw new Error(`${text} is no whole number`);
  return Number.parseInt(text, 10);
};

interface Sum {
  read: number;
  refused: number;
  readonly faults: string[];
  rssMb: number;
}

/** Runs one process over a batch; gives the seed at which it hung or fell, or null when it came to its end. */
function runBatch(batch: Batch, sum: Sum): Promise<number | null> {
  return new Promise((resolve) => {
    const child = fork(new URL('./damage/batch.ts', import.meta.url), [], { execArgv: ['--import', 'tsx'] });
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
      if (told.fault) {
        sum.faults.push(told.fault);
        process.stdout.write(`${batch.path} ${told.seed} ${told.fault}\n`);
      }
    });
    child.on('exit', (code) => {
      clearTimeout(watch);
      resolve(ended ?? (code === 0 ? null : next));
    });
    child.send(batch);
  });
}

const { folder, from, count, engines } = new Command('damage')
  .option('--folder <folder>', 'PDFs to damage', 'samples/made')
  .option('--from <seed>', 'first seed', wholeNumber, 1)
  .option('--count <number>', 'damages in all', wholeNumber, 20_000)
  .option('--engines', 'reads pictures as well', false)
  .parse()
  .opts<Options>();

const names = (await readdir(folder)).filter((name) => name.endsWith('.pdf')).toSorted();
const each = Math.ceil(count / Math.max(1, names.length));
const sum: Sum = { read: 0, refused: 0, faults: [], rssMb: 0 };
for (const name of names) {
  const path = join(folder, name);
  const to = from + each;
  for (let next = from; next < to; ) {
    const stopped = await runBatch({ path, from: next, to, engines }, sum);
    if (stopped === null) break;
    sum.faults.push(`hangs or falls at ${stopped}`);
    process.stdout.write(`${path} ${stopped} hangs or falls\n`);
    next = stopped + 1;
  }
}
process.stdout.write(
  `${sum.read} read, ${sum.refused} refused, ${sum.faults.length} faults, at most ${sum.rssMb.toFixed(0)} MB\n`,
);
process.exit(sum.faults.length > 0 ? 1 : 0);
