import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import type { DocumentSummary } from '../../contracts/api.ts';
import type { Bar } from './bar.ts';
import { cutOff } from './cut-uploads.ts';
import { composedFiles, type MadeFile } from './documents.ts';
import type { Machines } from './machines.ts';
import { processes } from './processor-time.ts';
import { GOUJI, gouji, type RunningService, startService, surroundings } from './running-service.ts';

/** How much is handed in and how often something is killed over it. */
export interface KillCounts {
  readonly files: number;
  readonly workers: number;
  readonly redis: number;
  readonly servers: number;
  /** Connections of a PostgreSQL server; PGlite has none. */
  readonly connections: number;
  readonly cuts: number;
}

/** What may become of those that are no reports; of all others a report. */
const FATES: Readonly<Record<string, readonly string[]>> = {
  'program.exe': ['rejected'],
  'damaged.docx': ['rejected', 'conversion-failed'],
};

/** Each another, with one that is handed in twice, one that is no report and one that is damaged. */
async function killedFiles(count: number): Promise<MadeFile[]> {
  const most = Math.ceil(count * 0.8);
  const files = [
    ...(await composedFiles('text', most, 40_000)),
    ...(await composedFiles('html', Math.floor((count - most) / 2), 60_000)),
    ...(await composedFiles('docx', count - most - Math.floor((count - most) / 2), 70_000)),
  ];
  const [first] = files;
  const word = files.at(-1);
  return [
    ...files,
    { name: 'again.txt', bytes: first?.bytes ?? Buffer.alloc(1) },
    { name: 'program.exe', bytes: Buffer.from('4d5a90000300000004000000ffff0000b8000000', 'hex') },
    { name: 'damaged.docx', bytes: word?.bytes.subarray(0, word.bytes.length / 2) ?? Buffer.alloc(1) },
  ];
}

/** What the command line makes of the same files, by their names. */
async function reportsOf(files: readonly MadeFile[], folder: string): Promise<ReadonlyMap<string, Buffer>> {
  await mkdir(join(folder, 'files'));
  for (const { name, bytes } of files) await writeFile(join(folder, 'files', name), bytes);
  const out = join(folder, 'out');
  // It ends with 1 for the damaged one.
  await gouji(['convert', join(folder, 'files'), '--out', out]).catch(() => '');
  const made = new Map<string, Buffer>();
  for (const name of await readdir(out)) {
    if (!/\.(?:docx|html|txt)\.json$/.test(name)) continue;
    made.set(name.slice(0, -'.json'.length), await readFile(join(out, name)));
  }
  return made;
}

type Kill = 'worker' | 'redis' | 'server' | 'connection' | 'cut';

/** Each kind spread over all of it. */
function inTurn({ workers, redis, servers, connections, cuts }: KillCounts): readonly Kill[] {
  const kinds = { worker: workers, redis, server: servers, connection: connections, cut: cuts };
  return Object.entries(kinds)
    .flatMap(([kind, count]) =>
      Array.from({ length: count }, (_, n) => ({ kind: kind as Kill, at: (n + 0.5) / count })),
    )
    .toSorted((one, other) => one.at - other.at)
    .map(({ kind }) => kind);
}

/**
 * The same with everything killed over it again and again: what was handed in, what became of it, what stayed behind.
 * @param machines what a second worker on another machine shares with the server; null: one machine with PGlite
 */
export async function killBars(counts: KillCounts, machines: Machines | null): Promise<readonly Bar[]> {
  const folder = await mkdtemp(join(tmpdir(), 'gouji-killed-'));
  const [dataFolder, otherFolder] = [join(folder, 'data'), join(folder, 'other')];
  const start = () => startService({ dataFolder, environment: machines?.variables ?? {}, quiet: true });
  const joinOther = (): ChildProcess | null => (machines === null ? null : joinWorker(otherFolder, machines.variables));
  let service = await start();
  let second = joinOther();
  const began = performance.now();
  try {
    const clerk = await service.clerk('killed');
    const files = await killedFiles(counts.files);
    const kills = inTurn(counts);
    const taken: DocumentSummary[] = [];
    const each = Math.ceil(files.length / (kills.length + 1));
    for (let wave = 0; wave * each < files.length || wave < kills.length; wave++) {
      const part = files.slice(wave * each, (wave + 1) * each);
      if (part.length > 0) taken.push(...(await untilTaken(() => service, part, clerk)));
      const kill = kills[wave];
      if (kill === undefined) continue;
      await untilAtWork(service, clerk);
      switch (kill) {
        case 'worker':
          // One of the two workers that there are, in turn.
          if (second !== null && wave % 2 === 1) {
            await end(second);
            second = joinOther();
          } else await service.kill('workers/main');
          break;
        case 'redis':
          if (machines === null) await service.kill('redis-server');
          else await machines.replaceRedis();
          break;
        case 'server':
          await service.crash();
          service = await start();
          break;
        case 'connection':
          if (machines !== null) await cutConnections(machines.databaseUrl);
          break;
        case 'cut':
          for (const file of part.slice(0, 1)) await cutOff(service, clerk, file);
          break;
      }
    }
    const lost = await lostOf(service, clerk, taken);
    const seconds = (performance.now() - began) / 1_000;
    const made = await reportsOf(files, folder);
    const differ = await differing(service, clerk, lost.documents, made);
    if (second !== null) await end(second, 'SIGTERM');
    await service.stop();
    const lookBehind = async () => (await Promise.all([dataFolder, otherFolder].map(leftBehind))).flat();
    let left = await lookBehind();
    // What was killed at the end may need its time to go.
    for (let looks = 0; left.length > 0 && looks < 20; looks++) {
      await pause(500);
      left = await lookBehind();
    }
    const where = machines === null ? 'PGlite' : 'PostgreSQL, a bucket, workers on two machines';
    const said = `${where}: ${kills.length} kills over ${taken.length} files in ${seconds.toFixed(0)} s`;
    return [
      {
        name: 'kills: files that are not accounted for',
        value: lost.lost,
        unit: '',
        most: 0,
        detail: `${said}; ${lost.states}`,
      },
      { name: 'kills: results that are not those of the command line', value: differ, unit: '', most: 0 },
      {
        name: 'kills: folders and processes left behind',
        value: left.length,
        unit: '',
        most: 0,
        detail: left.join(', '),
      },
    ];
  } finally {
    if (second !== null) await end(second);
    await service.crash();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Redis and the worker killed at the same moment over documents: how long until all is done. */
export async function bothKilledBars(files: number): Promise<readonly Bar[]> {
  const service = await startService({ quiet: true });
  try {
    const clerk = await service.clerk('both');
    const { batchId } = await service.upload(await composedFiles('docx', files, 80_000), clerk);
    await untilAtWork(service, clerk);
    await service.kill('redis-server', 'workers/main');
    const began = performance.now();
    const done = await service.untilDone(batchId, clerk);
    const seconds = (performance.now() - began) / 1_000;
    const failed = done.filter(({ state }) => state !== 'converted').length;
    return [
      { name: 'Redis and the worker killed together: until all is converted', value: seconds, unit: 's', most: 60 },
      { name: 'Redis and the worker killed together: not converted', value: failed, unit: '', most: 0 },
    ];
  } finally {
    await service.stop();
  }
}

function joinWorker(dataFolder: string, environment: Readonly<Record<string, string>>): ChildProcess {
  return spawn(process.execPath, [GOUJI, 'worker', '--data', dataFolder], {
    stdio: 'ignore',
    env: surroundings({ ...environment, GOUJI_DATA: dataFolder }),
  });
}

async function end(child: ChildProcess, signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill(signal);
  await gone;
}

async function cutConnections(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(
      'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
    );
  } finally {
    await client.end();
  }
}

/** As a person does it who is told that it did not go: once more, until it is taken. */
async function untilTaken(
  service: () => RunningService,
  files: readonly MadeFile[],
  clerk: string,
): Promise<readonly DocumentSummary[]> {
  for (let tries = 1; ; tries++) {
    try {
      return (await service().upload(files, clerk)).items;
    } catch (error) {
      if (tries === 20) throw error;
      await pause(500);
    }
  }
}

const inState = async (service: RunningService, clerk: string, state: string): Promise<number> => {
  const answer = await service.ask(`/api/documents?state=${state}&size=1`, clerk);
  if (!answer.ok) throw new Error(`documents: ${answer.status}`);
  return ((await answer.json()) as { total: number }).total;
};

/** Waits a while for a document to be in work, so that something is killed over it. */
async function untilAtWork(service: RunningService, clerk: string): Promise<void> {
  for (let looks = 0; looks < 50; looks++) {
    if ((await inState(service, clerk, 'converting').catch(() => 0)) > 0) return;
    await pause(100);
  }
}

/** Waits until nothing is open, and holds what is there to what was taken. */
async function lostOf(service: RunningService, clerk: string, taken: readonly DocumentSummary[]) {
  const isOpen = async (): Promise<boolean> => {
    // What is sent back goes from the second to the first between two questions.
    for (const state of ['received', 'converting', 'received']) {
      if ((await inState(service, clerk, state).catch(() => 1)) > 0) return true;
    }
    return false;
  };
  while (await isOpen()) await pause(500);
  const documents: DocumentSummary[] = [];
  for (let page = 1; ; page++) {
    const answer = await service.ask(`/api/documents?size=200&page=${page}`, clerk);
    const list = (await answer.json()) as { items: DocumentSummary[]; total: number };
    documents.push(...list.items);
    if (documents.length >= list.total) break;
  }
  const byId = new Map(documents.map((document) => [document.id, document]));
  const states = new Map<string, number>();
  let lost = 0;
  for (const { id, fileName } of taken) {
    const state = byId.get(id)?.state ?? 'lost';
    states.set(state, (states.get(state) ?? 0) + 1);
    if (!(FATES[fileName] ?? ['converted', 'duplicate']).includes(state)) lost += 1;
  }
  const said = [...states].map(([state, count]) => `${count} ${state}`).join(', ');
  return { documents, lost, states: said };
}

async function differing(
  service: RunningService,
  clerk: string,
  documents: readonly DocumentSummary[],
  made: ReadonlyMap<string, Buffer>,
): Promise<number> {
  const converted = documents.filter(({ state }) => state === 'converted');
  let differ = 0;
  const seen = new Set<string>();
  for (const { id, fileName } of converted) {
    const answer = await service.ask(`/api/documents/${id}/report.json`, clerk);
    const bytes = Buffer.from(await answer.arrayBuffer());
    if (!answer.ok || seen.has(fileName) || made.get(fileName)?.equals(bytes) !== true) differ += 1;
    seen.add(fileName);
  }
  // The command line converts each copy, the service keeps one of them.
  return differ + Math.max(0, made.size - 1 - converted.length);
}

/** What a service that was stopped must not leave: passing work, pages that were read, processes. */
async function leftBehind(dataFolder: string): Promise<readonly string[]> {
  const left: string[] = [];
  for (const name of ['work', 'readings']) {
    const names = await readdir(join(dataFolder, name)).catch(() => []);
    left.push(...names.map((each) => `${name}/${each}`));
  }
  for (const { pid, command } of await processes()) if (command.includes(dataFolder)) left.push(`process ${pid}`);
  return left;
}
