import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { loadavg } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { Command, Option } from 'commander';
import { STOP_DEADLINES } from '../config/queues.ts';
import { hasCode } from '../store/error-code.ts';
import { archiveBars } from './service/archive-memory.ts';
import { type Bar, barLine, holds } from './service/bar.ts';
import { busyListBars } from './service/busy-lists.ts';
import { costBars } from './service/cost.ts';
import { cutUploadBars } from './service/cut-uploads.ts';
import { fairnessBars } from './service/fairness.ts';
import { fullDiskBars } from './service/full-disk.ts';
import { bothKilledBars, type KillCounts, killBars } from './service/kills.ts';
import { withMachines } from './service/machines.ts';
import { testedBars } from './service/tested.ts';
import { waitingBars } from './service/waiting.ts';

/**
 * Prints the figures that the service is held to, measured on a service that runs as an office runs it. Each part is a
 * process of its own that has so many minutes and no more, so that the whole comes to its end whatever becomes of one.
 */

interface Flags {
  readonly only?: readonly string[];
  readonly part: number;
  readonly within: number;
  readonly here?: boolean;
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

interface Part {
  /** Minutes that it has: several times what it takes on two free cores. */
  readonly minutes: number;
  readonly measure: (flags: Flags) => Promise<readonly Bar[]>;
}

/** In this order. */
const PARTS: Readonly<Record<string, Part>> = {
  cost: { minutes: 10, measure: ({ part }) => costBars({ digital: Math.ceil(200 * part), scans: 0 }) },
  uploads: { minutes: 5, measure: ({ part }) => cutUploadBars(part) },
  archives: { minutes: 5, measure: ({ part }) => archiveBars(part) },
  lists: { minutes: 10, measure: ({ part }) => busyListBars(part) },
  waiting: { minutes: 10, measure: ({ part }) => waitingBars(part) },
  both: { minutes: 5, measure: ({ part }) => bothKilledBars(Math.ceil(30 * part)) },
  kills: { minutes: 20, measure: (flags) => killBars(countsOf(flags), null) },
  machines: {
    minutes: 20,
    measure: (flags) =>
      withMachines((machines) => killBars({ ...countsOf(flags), connections: flags.connectionKills }, machines)),
  },
  'full-disk': { minutes: 5, measure: ({ part }) => fullDiskBars(Math.ceil(60 * part)) },
  'hostile-child': {
    minutes: 5,
    measure: () => testedBars('a hostile child, as root and as a user: what it got at', 'test/workers/fence.test.ts'),
  },
  backup: {
    minutes: 5,
    measure: () => testedBars('a backup restored elsewhere: what was not the same', 'test/server/backup.test.ts'),
  },
  fairness: { minutes: 20, measure: ({ part }) => fairnessBars(part) },
  'cost-of-scans': { minutes: 20, measure: ({ part }) => costBars({ digital: 0, scans: Math.ceil(12 * part) }) },
};

const number = (words: string, text: string): Option => new Option(words, text).argParser(Number);
const flags = new Command('service')
  .addOption(new Option('--only <parts...>', 'these parts').choices(Object.keys(PARTS)))
  .option('--part <share>', 'so much of the documents, for a look in passing', Number, 1)
  .option('--within <minutes>', 'minutes that all of it has', Number, 60)
  .addOption(number('--files <count>', 'documents over which something is killed').default(300))
  .addOption(number('--worker-kills <count>', 'kills of a worker').default(8))
  .addOption(number('--redis-kills <count>', 'kills of Redis').default(3))
  .addOption(number('--server-kills <count>', 'kills of the server').default(2))
  .addOption(number('--connection-kills <count>', 'cut connections to a PostgreSQL server').default(5))
  .addOption(number('--cuts <count>', 'cancelled uploads').default(20))
  .addOption(new Option('--here', 'in this process, as one part runs').hideHelp())
  .parse(process.argv)
  .opts<Flags>();

/** @returns whether all that it is held to holds */
async function measureHere(name: string): Promise<boolean> {
  const bars = (await PARTS[name]?.measure(flags)) ?? [];
  for (const bar of bars) process.stdout.write(barLine(bar));
  return bars.every(holds);
}

/** In a process of its own, with all that it starts, for so many milliseconds. */
async function measureApart(name: string, milliseconds: number): Promise<boolean> {
  const load = (): string => (loadavg()[0] ?? 0).toFixed(1);
  const [before, began] = [load(), performance.now()];
  const argv = [...process.execArgv, process.argv[1] ?? '', ...numbersGiven(), '--only', name, '--here'];
  const child = spawn(process.execPath, argv, { stdio: 'inherit', detached: true });
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    signalGroup(child, 'SIGTERM');
  }, milliseconds);
  const [code] = await once(child, 'exit');
  clearTimeout(timer);
  if (isLate) {
    // The service ends its own Redis and its workers.
    await pause(STOP_DEADLINES.serverMs);
    signalGroup(child, 'SIGKILL');
  }
  const seconds = ((performance.now() - began) / 1_000).toFixed(0);
  const end = isLate ? 'NOT MEASURED: out of time' : code === 0 ? '' : 'MISSED, or not measured';
  process.stdout.write(`  ${name}: ${seconds} s, load ${before} before and ${load()} after ${end}\n`);
  return code === 0;
}

function signalGroup({ pid }: ChildProcess, signal: NodeJS.Signals): void {
  try {
    if (pid !== undefined) process.kill(-pid, signal);
  } catch (error) {
    if (!hasCode(error, 'ESRCH')) throw error;
  }
}

/** The numbers of the command line, as it takes them. */
const numbersGiven = (): readonly string[] =>
  Object.entries(flags).flatMap(([name, value]) =>
    typeof value === 'number'
      ? [`--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`, `${value}`]
      : [],
  );

const chosen = Object.keys(PARTS).filter((name) => flags.only?.includes(name) ?? true);
const until = performance.now() + flags.within * 60_000;
let holdsAll = true;
for (const name of chosen) {
  // One alone has all the time.
  const minutes = chosen.length === 1 ? flags.within : (PARTS[name]?.minutes ?? 0);
  const left = Math.min(minutes * 60_000, until - performance.now());
  const held = flags.here ? await measureHere(name) : await measureApart(name, Math.max(0, left));
  holdsAll &&= held;
}
if (!holdsAll) process.exitCode = 1;
