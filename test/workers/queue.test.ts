import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { eq } from 'drizzle-orm';
import type { FastifyInstance } from 'fastify';
import { Redis } from 'ioredis';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readEnvironment } from '../../config/env.ts';
import { EXPECTED_SECONDS } from '../../config/limits/work.ts';
import type { DocumentSummary } from '../../contracts/api.ts';
import { buildLedgerApp, listenOnSocket } from '../../server/ledger-socket.ts';
import { type Blobs, openBlobs } from '../../store/blobs.ts';
import type { Database } from '../../store/database.ts';
import { LEDGER_SOCKET } from '../../store/ledger-calls.ts';
import { pageReadings } from '../../store/page-readings.ts';
import type { Sender } from '../../store/receiving.ts';
import { documents, results } from '../../store/schema.ts';
import { createStore, type Store } from '../../store/store.ts';
import { ALL_SEEING, GOUJI } from '../../store/viewer.ts';
import { runTypeScript } from '../../workers/child-program.ts';
import { startConvertWorker } from '../../workers/convert.worker.ts';
import { type Feeder, startFeeder } from '../../workers/feeder.ts';
import { type PrivateRedis, startPrivateRedis } from '../../workers/private-redis.ts';
import { type ConvertQueue, openConvertQueue } from '../../workers/queues.ts';
import { openTestDatabase } from '../store/open-database.ts';
import { plainReport } from './plain-report.ts';
import { makeScriptedProgram } from './scripted-program.ts';

const log = pino({ level: 'silent' });

let dataFolder: string;
let program: readonly string[];
let redis: PrivateRedis;
let database: Database;
let store: Store;
let blobs: Blobs;
let queue: ConvertQueue;
let ledger: FastifyInstance;
let feeder: Feeder;
const workers = new Set<ChildProcess>();

beforeAll(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'gouji-test-'));
  program = await makeScriptedProgram(dataFolder);
  redis = await startPrivateRedis({ dataFolder, searchPath: readEnvironment().searchPath, orphaned: false, log });
  database = await openTestDatabase({ url: null, folder: join(dataFolder, 'db') });
  store = createStore(database.tables);
  blobs = openBlobs(dataFolder);
  ledger = buildLedgerApp(store, log);
  await listenOnSocket(ledger, join(dataFolder, LEDGER_SOCKET));
  queue = await openConvertQueue(redis.place, log);
  feeder = startFeeder(store, queue, log, { busyMs: 100, idleMs: 500, silentMs: 20_000 });
});
afterAll(async () => {
  await endWorkers();
  await feeder.stop();
  await queue.close();
  await ledger.close();
  await redis.stop();
  await database.close();
  await rm(dataFolder, { recursive: true, force: true });
});

async function startWorker(stopDeadlineMs = 5_000): Promise<ChildProcess> {
  const worker = runTypeScript(resolve(import.meta.dirname, 'worker-process.ts'));
  const child = spawn(process.execPath, [...worker, dataFolder, ...program, `${stopDeadlineMs}`], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  workers.add(child);
  if (child.stdout !== null) await once(child.stdout, 'data');
  return child;
}

async function endWorker(worker: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  workers.delete(worker);
  if (worker.exitCode !== null || worker.signalCode !== null) return;
  const gone = once(worker, 'exit');
  worker.kill(signal);
  await gone;
}

const endWorkers = async (): Promise<void> => {
  for (const worker of workers) await endWorker(worker, 'SIGKILL');
};

/** Leaves one worker at work, whichever it is. */
async function haveWorker(): Promise<void> {
  if (workers.size === 0) await startWorker();
}

let counter = 0;
/** Hands in documents that are orders to the scripted child; those for scans wait in the lane of scans. */
/** Each another document, whatever its order. */
const contentOf = (order: string, number: number): string => `${order}\n${number}`;

async function handIn(
  orders: readonly string[],
  sender: Sender = { ...GOUJI, agencyId: null },
): Promise<readonly DocumentSummary[]> {
  const files = await Promise.all(
    orders.map(async (order) => {
      const fileName = `${++counter}.txt`;
      const kept = await blobs.keep('originals', Buffer.from(contentOf(order, counter)));
      const work = { lane: order.startsWith('scan') ? 'scans' : 'digital', seconds: 1 } as const;
      const facts = { bytes: kept.bytes, sha256: kept.sha256, format: 'text', mediaType: 'text/plain', work } as const;
      return { kind: 'document', fileName, sourceName: fileName, ...facts } as const;
    }),
  );
  const items = await store.receive(files, sender);
  feeder.wake();
  return items;
}

const many = (count: number, order: string): string[] => Array.from({ length: count }, () => order);

async function statesOf(items: readonly DocumentSummary[]) {
  const found = await Promise.all(items.map((item) => store.find(item.id)));
  return found.map((document) => document?.summary);
}

/** Waits until every one of them is converted or given up. */
async function untilFinal(items: readonly DocumentSummary[]) {
  for (;;) {
    const states = await statesOf(items);
    if (states.every((summary) => summary?.finishedAt != null)) return states;
    await pause(100);
  }
}

async function untilWorking(items: readonly DocumentSummary[]): Promise<void> {
  while (!(await statesOf(items)).some((summary) => summary?.state === 'converting')) await pause(20);
}

async function expectEachConvertedOnce(items: readonly DocumentSummary[]): Promise<void> {
  const states = await untilFinal(items);
  expect(states.map((summary) => summary?.state)).toEqual(items.map(() => 'converted'));
  const ids = new Set(items.map((item) => item.id));
  const kept = await database.tables.select({ id: results.documentId }).from(results);
  expect(kept.filter((row) => ids.has(row.id))).toHaveLength(items.length);
}

describe('documents in the queue', () => {
  it('end converted or with the reason why not', async () => {
    await haveWorker();
    const items = await handIn([...many(4, 'convert'), 'refuse', ...many(2, 'convert')]);
    const states = await untilFinal(items);
    expect(states.map((summary) => summary?.error?.code ?? summary?.state)).toEqual([
      ...many(4, 'converted'),
      'encrypted',
      ...many(2, 'converted'),
    ]);
    const report = (await store.find(items[0]?.id ?? ''))?.reportSha256 ?? '';
    expect(JSON.parse(String(await blobs.read('reports', report)))).toMatchObject({ schemaVersion: '1.1' });
  });

  it('are given up when their process crashes again and again, while the others go on', async () => {
    await haveWorker();
    const [poison, ...others] = await handIn(['crash', ...many(4, 'convert')]);
    await expectEachConvertedOnce(others);
    const [state] = await untilFinal(poison === undefined ? [] : [poison]);
    expect(state).toMatchObject({ state: 'conversion-failed', error: { code: 'extractor-crashed' }, attempts: 3 });
  });

  it('can be sent back after they failed', async () => {
    await haveWorker();
    const items = await handIn(['refuse']);
    await untilFinal(items);
    const sent = await store.sendBack(
      items.slice(0, 1).map(({ id }) => id),
      ALL_SEEING,
      GOUJI,
    );
    feeder.wake();
    const [state] = await untilFinal(items);
    expect([sent.length, state?.error?.code, state?.attempts]).toEqual([1, 'encrypted', 1]);
  });

  it('are neither lost nor doubled when workers are killed over them', async () => {
    await haveWorker();
    const items = await handIn(many(8, 'slowly 600'));
    for (let kill = 0; kill < 2; kill++) {
      await untilWorking(items);
      await endWorkers();
      await startWorker();
    }
    await expectEachConvertedOnce(items);
  });

  it('go on when Redis forgets everything', async () => {
    const items = await handIn(many(10, 'slowly 200'));
    await haveWorker();
    await untilWorking(items);
    const client = new Redis({ path: redis.place.kind === 'socket' ? redis.place.path : '' });
    await client.flushall();
    client.disconnect();
    await expectEachConvertedOnce(items);
  });

  it('go on when Redis is killed, which is started again', async () => {
    const items = await handIn(many(8, 'slowly 200'));
    await haveWorker();
    await untilWorking(items);
    const killed = redis.pid();
    if (killed !== null) process.kill(killed, 'SIGKILL');
    await expectEachConvertedOnce(items);
    expect(redis.pid()).not.toBe(killed);
  });

  it('go on when Redis and the worker are killed at the same moment, and none stands as being converted by nobody', async () => {
    const items = await handIn(many(6, 'slowly 200'));
    await haveWorker();
    await untilWorking(items);
    const killed = redis.pid();
    if (killed !== null) process.kill(killed, 'SIGKILL');
    await endWorkers();
    await expect.poll(async () => (await store.counts(ALL_SEEING)).states.converting).toBe(0);
    await startWorker();
    await expectEachConvertedOnce(items);
  });

  it('are taken in while Redis is away, and converted when it is back', async () => {
    const killed = redis.pid();
    if (killed !== null) process.kill(killed, 'SIGKILL');
    const kept = await blobs.keep('originals', Buffer.from('convert while away'));
    const work = { lane: 'digital', seconds: 1 } as const;
    const facts = { bytes: kept.bytes, sha256: kept.sha256, format: 'text', mediaType: 'text/plain', work } as const;
    const items = await store.receive([{ kind: 'document', fileName: 'a', sourceName: 'a', ...facts }]);
    await haveWorker();
    await expectEachConvertedOnce(items);
  });

  it('are finished before a worker that is asked to stop ends', async () => {
    await endWorkers();
    const worker = await startWorker();
    const items = await handIn(many(2, 'slowly 800'));
    await untilWorking(items);
    await endWorker(worker, 'SIGTERM');
    expect((await statesOf(items)).filter((summary) => summary?.state === 'converting')).toEqual([]);
    expect(worker.exitCode).toBe(0);
    await haveWorker();
    await expectEachConvertedOnce(items);
  });

  it('go back to waiting untouched when a worker must stop before they are done', async () => {
    await endWorkers();
    const worker = await startWorker(100);
    const goOn = join(dataFolder, 'go-on');
    const items = await handIn([`until ${goOn}`]);
    await untilWorking(items);
    await endWorker(worker, 'SIGTERM');
    const [state] = await statesOf(items);
    expect(state).toMatchObject({ state: 'received', attempts: 0 });
    await writeFile(goOn, '');
    await haveWorker();
    await expectEachConvertedOnce(items);
  });
});

/** How many of its pages the process of its last run read itself. */
const ownPages = (items: readonly DocumentSummary[]): Promise<number[]> =>
  statesOf(items).then((states) => states.map((summary) => Number(summary?.agency)));

describe('the pages of a scan', () => {
  it('are read once, though the worker is killed over them', async () => {
    await endWorkers();
    await startWorker();
    const items = await handIn(['scan-and-hang 3']);
    await expect.poll(async () => (await statesOf(items))[0]?.progress?.pagesRead).toBe(1);
    await endWorkers();
    await startWorker();
    await expectEachConvertedOnce(items);
    expect(await ownPages(items)).toEqual([2]);
  });

  it('are shared by workers that have nothing else to do', async () => {
    await endWorkers();
    await startWorker();
    await startWorker();
    const order = `scan-in-step 12,${dataFolder}`;
    const sha256 = createHash('sha256')
      .update(contentOf(order, counter + 1))
      .digest('hex');
    // The child looks how far the other is, and may be another user's.
    for (const name of ['', sha256, join(sha256, 'scripted')]) {
      const folder = join(dataFolder, 'readings', name);
      await mkdir(folder, { recursive: true });
      await chmod(folder, 0o755);
    }
    const items = await handIn([order]);
    await expectEachConvertedOnce(items);
    expect(await ownPages(items)).toEqual([6]);
  });

  it('leave nothing behind when the document is converted', async () => {
    const readings = join(dataFolder, 'readings');
    await mkdir(readings, { recursive: true });
    // what tests before left may go meanwhile
    const before = new Set(await readdir(readings));
    await haveWorker();
    await expectEachConvertedOnce(await handIn(['scan 3x10']));
    await expect.poll(async () => (await readdir(readings)).filter((name) => !before.has(name))).toEqual([]);
  });
});

describe('the lanes', () => {
  it('leave a slot free for others while scans are in work', async () => {
    await endWorkers();
    await startWorker();
    const goOn = join(dataFolder, 'scans-go-on');
    const scans = await handIn(many(3, `scan-until ${goOn}`));
    await untilWorking(scans);
    await expectEachConvertedOnce(await handIn(many(4, 'convert')));
    expect((await statesOf(scans)).filter((summary) => summary?.state === 'converting')).toHaveLength(1);
    await writeFile(goOn, '');
    await expectEachConvertedOnce(scans);
  });

  it('take a document over to the scans when a picture of it is to be read', async () => {
    await endWorkers();
    await startWorker();
    const items = await handIn(['hidden-scan']);
    await expectEachConvertedOnce(items);
    const [row] = await database.tables
      .select({ lane: documents.lane, seconds: documents.expectedSeconds, attempts: documents.attempts })
      .from(documents)
      .where(eq(documents.id, items[0]?.id ?? ''));
    expect(row).toEqual({ lane: 'scans', seconds: 5 * EXPECTED_SECONDS.scannedPage, attempts: 1 });
  });

  it('serve a few files of one person in between the many of another', async () => {
    await endWorkers();
    const goOn = join(dataFolder, 'bulk-goes-on');
    const bulk = await handIn(many(30, `until ${goOn}`), { personId: null, who: '甲', agencyId: null });
    await startWorker();
    await untilWorking(bulk);
    const few = await handIn(many(3, 'convert'), { personId: null, who: '乙', agencyId: null });
    await writeFile(goOn, '');
    await expectEachConvertedOnce([...bulk, ...few]);
    const endsOf = async (items: readonly DocumentSummary[]): Promise<string[]> =>
      (await statesOf(items)).map((summary) => summary?.finishedAt ?? '').toSorted();
    const last = (await endsOf(few)).at(-1) ?? '';
    expect((await endsOf(bulk)).filter((end) => end > last).length).toBeGreaterThan(5);
  });
});

describe('the processes of a sender', () => {
  it('have either scans or others, so that no Word file takes the one in which the engines are loaded', async () => {
    await endWorkers();
    const owners: string[] = [];
    const worker = startConvertWorker({
      ...{ redis: redis.place, ledger: store, blobs, concurrency: 2, log },
      readingsOf: (sha256) => pageReadings(dataFolder, sha256, 'told'),
      converter: {
        convert: async ({ sha256, bytes }, _signal, _desk, owner = '') => {
          owners.push(`${Buffer.from(bytes).toString().split('\n')[0]}: ${owner}`);
          return plainReport(sha256, owner);
        },
        readPages: async () => {},
      },
    });
    await expectEachConvertedOnce(await handIn(['scan', 'convert', 'scan', 'convert']));
    await worker.stop();
    const told = [...new Set(owners)].map((owner) => owner.split(': '));
    expect(told.map(([order]) => order).toSorted()).toEqual(['convert', 'scan']);
    expect(new Set(told.map(([, owner]) => owner)).size).toBe(2);
  });
});

describe('the queue', () => {
  it('knows how many workers are there', async () => {
    await endWorkers();
    await expect.poll(() => queue.workers()).toBe(0);
    const first = await startWorker();
    await startWorker();
    await expect.poll(() => queue.workers()).toBe(2);
    await endWorker(first, 'SIGKILL');
    await expect.poll(() => queue.workers()).toBe(1);
  });
});
