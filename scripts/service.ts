import { Command, Option } from 'commander';
import { type Bar, barLine, holds } from './service/bar.ts';
import { costBars } from './service/cost.ts';
import { cutUploadBars } from './service/cut-uploads.ts';
import { fairnessBars } from './service/fairness.ts';

/** Prints the figures that the service is held to, measured on a service that runs as an office runs it. */

const PARTS: Readonly<Record<string, (part: number) => Promise<readonly Bar[]>>> = {
  cost: (part) => costBars({ digital: Math.ceil(200 * part), scans: 0 }),
  uploads: cutUploadBars,
  fairness: fairnessBars,
  'cost-of-scans': (part) => costBars({ digital: 0, scans: Math.ceil(12 * part) }),
};

const { only, part } = new Command('service')
  .addOption(new Option('--only <parts...>', 'these parts').choices(Object.keys(PARTS)))
  .option('--part <share>', 'so much of the documents, for a look in passing', Number, 1)
  .parse(process.argv)
  .opts<{ readonly only?: readonly string[]; readonly part: number }>();

let missed = 0;
for (const [name, measure] of Object.entries(PARTS)) {
  if (only !== undefined && !only.includes(name)) continue;
  for (const bar of await measure(part)) {
    process.stdout.write(barLine(bar));
    if (!holds(bar)) missed += 1;
  }
}
if (missed > 0) process.exitCode = 1;
