import { Command, Option } from 'commander';
import { type Bar, barLine, holds } from './service/bar.ts';
import { costBars } from './service/cost.ts';

/** Prints the figures that the service is held to, measured on a service that runs as an office runs it. */

const PARTS: Readonly<Record<string, () => Promise<readonly Bar[]>>> = {
  cost: () => costBars({ digital: 200, scans: 0 }),
  'cost-of-scans': () => costBars({ digital: 0, scans: 12 }),
};

const { only } = new Command('service')
  .addOption(new Option('--only <parts...>', 'these parts').choices(Object.keys(PARTS)))
  .parse(process.argv)
  .opts<{ readonly only?: readonly string[] }>();

let missed = 0;
for (const [name, measure] of Object.entries(PARTS)) {
  if (only !== undefined && !only.includes(name)) continue;
  for (const bar of await measure()) {
    process.stdout.write(barLine(bar));
    if (!holds(bar)) missed += 1;
  }
}
if (missed > 0) process.exitCode = 1;
