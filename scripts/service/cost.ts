import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Bar } from './bar.ts';
import { digitalFiles, type MadeFile, scannedFiles } from './documents.ts';
import { familyOf, processorSeconds } from './processor-time.ts';
import { gouji, type RunningService, startService } from './running-service.ts';

const READY_LOOK_MS = 200;

/** Processor seconds of `gouji convert` with one file at a time, its start included. */
async function costOfCommandLine(files: readonly MadeFile[]): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'gouji-cost-'));
  try {
    const paths = files.map(({ name }) => join(folder, name));
    await Promise.all(files.map(({ bytes }, i) => writeFile(paths[i] ?? '', bytes)));
    const before = await reapedSeconds();
    await gouji(['convert', ...paths, '--jobs', '1', '--out', join(folder, 'out')]);
    return (await reapedSeconds()) - before;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Of the children of this process that have ended (proc(5): cutime and cstime). */
async function reapedSeconds(): Promise<number> {
  const line = await readFile('/proc/self/stat', 'utf8');
  const fields = line
    .slice(line.lastIndexOf(')') + 2)
    .split(' ')
    .map(Number);
  return ((fields[13] ?? 0) + (fields[14] ?? 0)) / 100;
}

/** Of everything that the service is: server, database, Redis, worker, converting processes and the office's look at each. */
async function costOfService(service: RunningService, files: readonly MadeFile[]): Promise<ServiceCost> {
  const clerk = await service.clerk('cost');
  // a worker that is still starting is no document's
  while (!(await service.ask('/api/ready', clerk)).ok) await pause(READY_LOOK_MS);
  const before = await processorSeconds(service.pid);
  const own = await ownSeconds(service.pid);
  const { batchId } = await service.upload(files, clerk);
  const done = await service.untilDone(batchId, clerk);
  const lost = done.filter(({ state }) => state !== 'converted');
  if (lost.length > 0) throw new Error(`${lost.length} documents were not converted: ${lost[0]?.error?.code}`);
  return { all: (await processorSeconds(service.pid)) - before, server: (await ownSeconds(service.pid)) - own };
}

/** Of the server process alone: the API, the database in it and the office's look at each document. */
const ownSeconds = async (pid: number): Promise<number> =>
  (await familyOf(pid)).filter((process) => process.pid === pid).reduce((sum, { seconds }) => sum + seconds, 0);

interface ServiceCost {
  /** Of everything that the service is. */
  readonly all: number;
  readonly server: number;
}

export interface CostCounts {
  readonly digital: number;
  readonly scans: number;
}

export async function costBars({ digital, scans }: CostCounts): Promise<readonly Bar[]> {
  const service = await startService();
  try {
    const bars: Bar[] = [];
    for (const [name, files, most] of [
      ['digital files', await digitalFiles(digital), 1.25],
      ['scans', await scannedFiles(scans), 1.05],
    ] as const) {
      if (files.length === 0) continue;
      const ours = await costOfService(service, files);
      const theirs = await costOfCommandLine(files);
      const each = (seconds: number): string => (seconds / files.length).toFixed(3);
      const detail = `${each(ours.all)} s a document, ${each(ours.all - ours.server)} of them converting; command line ${each(theirs)}`;
      bars.push({
        name: `processor time, ${files.length} ${name}, service : command line`,
        value: ours.all / theirs,
        unit: '×',
        most,
        detail,
      });
    }
    return bars;
  } finally {
    await service.stop();
  }
}
