import { afterAll, beforeAll, expect, it } from 'vitest';
import { type RunningApp, startApp, tokenFor } from './running-app.ts';

let running: RunningApp;
beforeAll(async () => {
  running = await startApp();
});
afterAll(() => running.close());

it('metrics are told to administrators alone, each described once', async () => {
  const { statusCode, body } = await running.app.inject({ url: '/metrics' });
  expect(statusCode).toBe(200);
  expect(body).toContain('gouji_lane_waiting{lane="scans"} 0');
  expect(body).toMatch(/bullmq_job_count\{[^}]*lane="digital"/);
  const types = body.split('\n').filter((line) => line.startsWith('# TYPE'));
  expect(new Set(types).size).toBe(types.length);
  const authorization = await tokenFor(running.parts, 'viewer', ['viewer']);
  const refused = await Promise.all(
    [{ authorization }, { cookie: 'none=1' }].map((headers) => running.app.inject({ url: '/metrics', headers })),
  );
  expect(refused.map((answer) => answer.statusCode)).toEqual([401, 401]);
});

it('a server without a worker is healthy, but not ready', async () => {
  expect((await running.app.inject({ url: '/api/health' })).statusCode).toBe(200);
  const ready = await running.app.inject({ url: '/api/ready' });
  expect([ready.statusCode, ready.json()]).toEqual([
    503,
    { ready: false, database: true, redis: true, disk: true, workers: 0 },
  ]);
});
