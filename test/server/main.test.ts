import { mkdir, mkdtemp, readdir, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readEnvironment } from '../../config/env.ts';
import { type RunningServer, startServer } from '../../server/main.ts';
import { ALL_SEEING } from '../../store/viewer.ts';
import { findProgram } from '../../workers/programs.ts';
import { type PostgresServer, startPostgres } from '../store/postgres-server.ts';
import { signIn } from './signed-in.ts';
import { MULTIPART, multipartBody, reportText } from './upload-files.ts';

const said: string[] = [];
const log = pino(
  { level: 'warn' },
  new Writable({
    write(line: Buffer, _encoding, done) {
      said.push(JSON.parse(line.toString()).msg);
      done();
    },
  }),
);
let folder: string;
let postgres: PostgresServer;
let server: RunningServer;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gouji-test-'));
  postgres = await startPostgres();
  const databaseUrl = await postgres.newDatabase();
  const settings = {
    dataFolder: join(folder, 'data'),
    port: 0,
    concurrency: 1,
    databaseUrl,
    searchPath: await placeOfRedisAlone(join(folder, 'bin')),
    logLevel: 'silent',
  } as const;
  server = await startServer(readEnvironment(settings), log, { demo: true });
});

/** A machine that lacks what fences children in, LibreOffice and the rest. */
async function placeOfRedisAlone(place: string): Promise<string> {
  const redis = findProgram(readEnvironment().searchPath, 'redis-server');
  if (redis === null) throw new Error('redis-server is needed for the tests');
  await mkdir(place);
  await symlink(redis, join(place, 'redis-server'));
  return place;
}
afterAll(async () => {
  await server.stop();
  await postgres.stop();
  await rm(folder, { recursive: true, force: true });
});

it('a server on PostgreSQL converts through a worker that writes to PostgreSQL itself', async () => {
  const body = multipartBody([{ name: '甲局.txt', content: reportText('甲局') }]);
  const headers = { ...(await signIn(server.welcome)), ...MULTIPART };
  await fetch(`${server.url}/api/uploads`, { method: 'POST', headers, body });
  await expect
    .poll(async () => (await server.parts.store.counts(ALL_SEEING)).states)
    .toMatchObject({ received: 0, converting: 0, converted: 1 });
  expect(server.database).toBe('postgresql');
  expect(await readdir(join(folder, 'data'))).not.toContain('db');
});

it('a server says once what the machine lacks, however many of its parts start processes', () => {
  expect(said).toContain('the fence around converting processes has gaps here');
  expect(said.toSorted()).toEqual([...new Set(said)].toSorted());
});
