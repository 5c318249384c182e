import { Command, Option } from 'commander';
import { archiveBars } from './service/archive-memory.ts';
import { type Bar, barLine, holds } from './service/bar.ts';
import { busyListBars } from './service/busy-lists.ts';
import { costBars } from './service/cost.ts';
import { cutUploadBars } from './service/cut-uploads.ts';
import { fairnessBars } from './service/fairness.ts';
import { fullDiskBars } from './service/full-disk.ts';
import { bothKilledBars, type KillCounts, killBars } from './service/kills.ts';
import { withPostgres } from './service/postgres.ts';
import { waitingBars } from './service/waiting.ts';

/** Prints the figures that the service is held to, measured on a service that runs as an office runs it. */

interface Flags {
  readonly only?: readonly string[];
  readonly part: number;
  readonly files: number;
  readonly workerKills: number;
  readonly redisKills: number;
  readonly serverKills: number;
  readonly connectionKills: number;
  readonly cuts: number;
}

const countsOf = (flags: Flags): KillCounts => ({
  files: flags.files,
  workers: flags.workerKills,
  redis: flags.redisKills,
  servers: flags.serverKills,
  connections: 0,
  cuts: flags.cuts,
});

/** In this order. What is not usual is only measured when it is asked for by its name. */
const PARTS: Readonly<Record<string, (flags: Flags) => Promise<readonly Bar[]>>> = {
  cost: ({ part }) => costBars({ digital: Math.ceil(200 * part), scans: 0 }),
  uploads: ({ part }) => cutUploadBars(part),
  archives: ({ part }) => archiveBars(part),
  lists: ({ part }) => busyListBars(part),
  waiting: ({ part }) => waitingBars(part),
  both: ({ part }) => bothKilledBars(Math.ceil(30 * part)),
  kills: (flags) => killBars(countsOf(flags), { databaseUrl: null }),
  'full-disk': ({ part }) => fullDiskBars(Math.ceil(60 * part)),
  fairness: ({ part }) => fairnessBars(part),
  'cost-of-scans': ({ part }) => costBars({ digital: 0, scans: Math.ceil(12 * part) }),
  postgresql: (flags) =>
    withPostgres((databaseUrl) =>
      killBars({ ...countsOf(flags), connections: flags.connectionKills }, { databaseUrl }),
    ),
};
const UNUSUAL = ['postgresql'];

const number = (words: string, text: string): Option => new Option(words, text).argParser(Number);
const flags = new Command('service')
  .addOption(new Option('--only <parts...>', 'these parts').choices(Object.keys(PARTS)))
  .option('--part <share>', 'so much of the documents, for a look in passing', Number, 1)
  .addOption(number('--files <count>', 'documents over which something is killed').default(300))
  .addOption(number('--worker-kills <count>', 'kills of a worker').default(8))
  .addOption(number('--redis-kills <count>', 'kills of Redis').default(3))
  .addOption(number('--server-kills <count>', 'kills of the server').default(2))
  .addOption(number('--connection-kills <count>', 'cut connections to a PostgreSQL server').default(5))
  .addOption(number('--cuts <count>', 'cancelled uploads').default(20))
  .parse(process.argv)
  .opts<Flags>();

let missed = 0;
for (const [name, measure] of Object.entries(PARTS)) {
  if (flags.only === undefined ? UNUSUAL.includes(name) : !flags.only.includes(name)) continue;
  for (const bar of await measure(flags)) {
    process.stdout.write(barLine(bar));
    if (!holds(bar)) missed += 1;
  }
}
if (missed > 0) process.exitCode = 1;
