import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Command } from 'commander';
import { prepareBatches, runBatch, type Sum } from './damage/run-batch.ts';

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

const wholeNumber = (text: string): number => {
  if (!/^\d{1,9}$/u.test(text)) throw new Error(`${text} is no whole number`);
  return Number.parseInt(text, 10);
};

const { folder, from, count, engines } = new Command('damage')
  .option('--folder <folder>', 'PDFs to damage', 'samples/made')
  .option('--from <seed>', 'first seed', wholeNumber, 1)
  .option('--count <number>', 'damages in all', wholeNumber, 20_000)
  .option('--engines', 'reads pictures as well', false)
  .parse()
  .opts<Options>();

await prepareBatches();
const names = (await readdir(folder)).filter((name) => name.endsWith('.pdf')).toSorted();
const each = Math.ceil(count / Math.max(1, names.length));
const sum: Sum = { read: 0, refused: 0, faults: [], rssMb: 0 };
for (const name of names) {
  const known = sum.faults.length;
  await runBatch({ path: join(folder, name), from, to: from + each, engines }, sum);
  for (const fault of sum.faults.slice(known)) process.stdout.write(`${fault}\n`);
}
process.stdout.write(
  `${sum.read} read, ${sum.refused} refused, ${sum.faults.length} faults, at most ${sum.rssMb.toFixed(0)} MB\n`,
);
process.exit(sum.faults.length > 0 ? 1 : 0);
