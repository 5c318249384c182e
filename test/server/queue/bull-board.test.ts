import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningApp, startApp, tokenFor } from '../running-app.ts';

let running: RunningApp;
let administrator: string;
beforeAll(async () => {
  running = await startApp();
  administrator = await tokenFor(running.parts, 'administrator', ['administrator']);
});
afterAll(() => running.close());

const get = (url: string, authorization = administrator) =>
  running.app.inject({ url, headers: { authorization, accept: 'text/html' } });

describe('the board of BullMQ', () => {
  it('is for administrators alone, its files too', async () => {
    const clerk = await tokenFor(running.parts, 'clerk', ['clerk', 'approver', 'reviewer', 'viewer']);
    for (const url of ['/api/bull-board/', '/api/bull-board/api/queues', '/api/bull-board/static/images/logo.svg']) {
      expect([url, (await get(url)).statusCode]).toEqual([url, 200]);
      expect([url, (await get(url, clerk)).statusCode]).toEqual([url, 403]);
      expect([url, (await get(url, 'Bearer none')).statusCode]).toEqual([url, 401]);
    }
  });

  it('tells of both lanes, and lets nothing be written', async () => {
    const { queues } = (await get('/api/bull-board/api/queues')).json();
    expect(
      queues.map(({ name, readOnlyMode }: { name: string; readOnlyMode: boolean }) => [name, readOnlyMode]),
    ).toEqual([
      ['gouji-digital', true],
      ['gouji-scans', true],
    ]);
    for (const [method, url] of [
      ['PUT', '/api/bull-board/api/queues/gouji-digital/pause'],
      ['PUT', '/api/bull-board/api/queues/gouji-digital/empty'],
      ['POST', '/api/bull-board/api/queues/gouji-digital/add'],
      ['DELETE', '/api/bull-board/api/queues/gouji-digital'],
    ] as const) {
      const answer = await running.app.inject({ method, url, headers: { authorization: administrator } });
      expect([url, answer.statusCode]).toEqual([url, 404]);
    }
  });

  it('has nothing of another host and nothing that the policy forbids', async () => {
    const { body, headers } = await get('/api/bull-board/queue/gouji-scans');
    expect(body).not.toMatch(/https?:\/\/|<style|\sstyle=|\son\w+=/);
    const scripts = [...body.matchAll(/<script defer src="([^"]+)"/g)].map(([, src]) => `/api/bull-board/${src}`);
    expect(scripts.length).toBeGreaterThan(0);
    for (const script of scripts) expect((await get(script)).statusCode).toBe(200);
    expect(headers['content-security-policy']).not.toContain('unsafe');
  });
});
