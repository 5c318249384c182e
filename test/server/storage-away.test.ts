import { afterAll, beforeAll, expect, it } from 'vitest';
import { type PostgresServer, startPostgres } from '../store/postgres-server.ts';
import { type RunningApp, startApp } from './running-app.ts';
import { MULTIPART, multipartBody, reportText } from './upload-files.ts';

let postgres: PostgresServer;
let running: RunningApp;
beforeAll(async () => {
  postgres = await startPostgres();
  running = await startApp(undefined, undefined, await postgres.newDatabase());
});
afterAll(() => running.close());

it('a request that finds no database is told to come again, not that something broke', async () => {
  const list = () => running.app.inject({ url: '/api/documents' });
  expect((await list()).statusCode).toBe(200);
  await postgres.stop();
  const payload = multipartBody([{ name: '年报.txt', content: reportText('甲局') }]);
  const uploaded = await running.app.inject({ method: 'POST', url: '/api/uploads', headers: MULTIPART, payload });
  for (const answer of [await list(), uploaded]) {
    expect([answer.statusCode, answer.json().code]).toEqual([503, 'storage-away']);
  }
});
