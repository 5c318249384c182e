import { Command, Option } from 'commander';
import { fuzz } from './fuzz/fuzz.ts';
import { FUZZED, type Fuzzed, wholeFile } from './fuzz/kinds.ts';

/**
 * Damages a report in each of the formats that are unwrapped, always in the same ways, and converts it within the fence:
 * prints how many ended in which way, and every defect, process and file that is left behind. Nothing else may work on the
 * machine meanwhile, for files of other programs would be told as left behind.
 */

interface Options {
  readonly kind: readonly Fuzzed[];
  readonly from: number;
  readonly count: number;
  readonly jobs: number;
}

const wholeNumber = (text: string): number => {
  if (!/^\d{1,9}$/u.test(text)) throw new Error(`${text} is no whole number`);
  return Number.parseInt(text, 10);
};

const { kind, from, count, jobs } = new Command('fuzz')
  .addOption(new Option('--kind <names...>', 'kinds of files').choices(FUZZED).default(FUZZED))
  .option('--from <seed>', 'first seed', wholeNumber, 1)
  .option('--count <number>', 'damages in all', wholeNumber, 2_000)
  .option('--jobs <number>', 'files at the same time', wholeNumber, 1)
  .parse()
  .opts<Options>();

let faults = 0;
const each = Math.ceil(count / kind.length);
for (const name of kind) {
  // a run takes hours where it goes through the office suite: each is told, so that what was done is known if it is cut
  const tell = (file: string, outcome: string): void => void process.stderr.write(`${name} ${file} ${outcome}\n`);
  const found = await fuzz({
    kind: name,
    whole: await wholeFile(name),
    from,
    to: from + each,
    jobs,
    alone: true,
    tell,
  });
  faults += found.faults.length;
  const ways = Object.entries(found.outcomes).map(([outcome, times]) => `${times} ${outcome}`);
  process.stdout.write(`${name}: ${ways.join(', ')}\n${found.faults.map((fault) => `${fault}\n`).join('')}`);
}
process.exit(faults > 0 ? 1 : 0);
