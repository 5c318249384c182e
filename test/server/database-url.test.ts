import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readEnvironment } from '../../config/env.ts';
import { type RunningServer, startServer } from '../../server/main.ts';
import { ALL_SEEING } from '../../store/viewer.ts';
import { type PostgresServer, startPostgres } from '../store/postgres-server.ts';
import { signIn } from './signed-in.ts';
import { MULTIPART, multipartBody, reportText } from './upload-files.ts';

const log = pino({ level: 'silent' });
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
    logLevel: 'silent',
  } as const;
  server = await startServer(readEnvironment(settings), log, { demo: true });
});
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
