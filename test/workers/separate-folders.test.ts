import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readEnvironment } from '../../config/env.ts';
import type { DocumentSummary } from '../../contracts/api.ts';
import { checkStorage } from '../../server/check-storage.ts';
import { openBudget } from '../../server/memory-budget.ts';
import { takeInBytes } from '../../server/whole-files.ts';
import { openBlobs } from '../../store/blobs.ts';
import type { Database } from '../../store/database.ts';
import { settleInstallation } from '../../store/installation.ts';
import { createStore } from '../../store/store.ts';
import { ALL_SEEING, GOUJI } from '../../store/viewer.ts';
import { runTypeScript } from '../../workers/child-program.ts';
import { startFeeder } from '../../workers/feeder.ts';
import { openOtherArchives } from '../../workers/other-archives.ts';
import { openConvertQueue } from '../../workers/queues.ts';
import { markKeeperOf } from '../../workers/redis.ts';
import { reportText } from '../server/upload-files.ts';
import { type BucketServer, startBucketServer } from '../store/bucket-server.ts';
import { openTestDatabase } from '../store/open-database.ts';
import { type PostgresServer, startPostgres } from '../store/postgres-server.ts';
import { type RedisServer, startRedis } from './redis-server.ts';

const log = pino({ level: 'silent' });
let root: string;
let bucket: BucketServer;
let postgres: PostgresServer;
let redis: RedisServer;
let databaseUrl: string;
let database: Database;
const workers: ChildProcess[] = [];

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'gouji-test-'));
  bucket = await startBucketServer();
  postgres = await startPostgres();
  databaseUrl = await postgres.newDatabase();
  database = await openTestDatabase({ url: databaseUrl, folder: '' });
  redis = await startRedis();
});
afterAll(async () => {
  for (const child of workers) await end(child);
  await redis.stop();
  await database.close();
  await postgres.stop();
  await bucket.stop();
  await rm(root, { recursive: true, force: true });
});

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}

/** A worker as on a machine of its own: it has the bucket, PostgreSQL, Redis and a folder that nobody else knows. */
async function startWorker(folder: string): Promise<{ readonly converted: Set<string>; readonly said: string[] }> {
  const converted = new Set<string>();
  const said: string[] = [];
  const child = spawn(process.execPath, [...runTypeScript(resolve('workers', 'main.ts'))], {
    env: {
      ...process.env,
      ...bucket.variables,
      GOUJI_DATA: folder,
      GOUJI_WORKERS: '1',
      GOUJI_LOG: 'info',
      DATABASE_URL: databaseUrl,
      REDIS_URL: redis.url,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  workers.push(child);
  const joined = new Promise<void>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on('line', (line) => {
        said.push(line);
        if (line.includes('worker joined the queue')) resolve();
        const documentId = /"documentId":"([\w-]+)".*"msg":"converted"/.exec(line)?.[1];
        if (documentId !== undefined) converted.add(documentId);
      });
    }
    child.once('exit', () => reject(new Error(said.join('\n'))));
  });
  await joined;
  return { converted, said };
}

it('two workers without a folder in common convert what lies in a bucket', async () => {
  const store = createStore(database.tables);
  const folders = { server: join(root, 'server'), one: join(root, 'one'), other: join(root, 'other') };
  const blobs = openBlobs(folders.server, bucket.place);
  const queue = await openConvertQueue({ kind: 'url', url: redis.url }, log);
  const feeder = startFeeder(store, queue, log, { busyMs: 100, idleMs: 500, silentMs: 20_000 });
  try {
    const keeper = markKeeperOf({ kind: 'url', url: redis.url }, log);
    await mkdir(folders.server, { recursive: true });
    await settleInstallation({ dataFolder: folders.server, tables: database.tables, redis: keeper, isWithin: false });
    const both = await Promise.all([startWorker(folders.one), startWorker(folders.other)]);
    const otherArchives = openOtherArchives(readEnvironment().searchPath, log);
    const taking = { store, blobs, database, feeder, budget: openBudget(), otherArchives };
    const converted = () => both.map(({ converted }) => converted.size);
    let handedIn = 0;
    // The queue gives each as much as it takes: more come until both have had some.
    while (converted().some((count) => count === 0)) {
      const items: DocumentSummary[] = [];
      for (let each = 0; each < 4; each++) {
        const bytes = Buffer.from(reportText(`第${++handedIn}局`));
        const receipt = await takeInBytes(`${handedIn}.txt`, bytes, taking, { ...GOUJI, agencyId: null }, ALL_SEEING);
        items.push(...receipt.items);
      }
      for (;;) {
        const found = await Promise.all(items.map(({ id }) => store.find(id)));
        const states = found.map((document) => document?.summary.state);
        if (states.every((state) => state === 'converted')) break;
        expect(states).not.toContain('conversion-failed');
        await pause(100);
      }
    }
    // What a worker keeps is in the database before it says so.
    await expect.poll(() => converted().reduce((sum, count) => sum + count, 0)).toBe(handedIn);
    expect(await checkStorage(store, blobs, GOUJI)).toEqual({ files: handedIn * 2, faults: [], anew: 0 });
    for (const folder of Object.values(folders)) {
      expect(await readdir(folder)).not.toEqual(expect.arrayContaining(['originals']));
      expect(await readdir(folder)).not.toEqual(expect.arrayContaining(['reports']));
    }
    // Keys are in no line of the log.
    for (const { said } of both) expect(said.join('\n')).not.toContain(bucket.place.credentials.secretAccessKey);
  } finally {
    await feeder.stop();
    await queue.close();
  }
});
