import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningApp, startApp } from './running-app.ts';

let pageFolder: string;
let running: RunningApp;
beforeAll(async () => {
  pageFolder = await mkdtemp(join(tmpdir(), 'gouji-test-'));
  await mkdir(join(pageFolder, 'assets'));
  await writeFile(join(pageFolder, 'index.html'), '<!doctype html><title>勾稽</title>');
  await writeFile(join(pageFolder, 'assets', 'main-1a2b.js'), 'export {};');
  running = await startApp({ host: '127.0.0.1', hostNames: ['gouji.example.cn'] }, pageFolder);
});
afterAll(async () => {
  await running.close();
  await rm(pageFolder, { recursive: true, force: true });
});

const ask = (url: string, headers: Readonly<Record<string, string>> = {}, method: 'GET' | 'POST' = 'GET') =>
  running.app.inject({ method, url, headers: { host: '127.0.0.1:8080', ...headers } });
const write = async (headers: Readonly<Record<string, string>>): Promise<number> =>
  (await ask('/api/retries', headers, 'POST')).statusCode;

describe('the page', () => {
  it('is served with a policy that lets nothing in but its own files', async () => {
    const answer = await ask('/');
    expect(answer.body).toContain('勾稽');
    const policy = String(answer.headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).not.toMatch(/unsafe|https:|data:|\*/);
    expect(policy).not.toContain('upgrade-insecure-requests');
  });

  it('is asked for anew each time, while its built files may be kept', async () => {
    expect((await ask('/')).headers['cache-control']).toBe('no-cache');
    expect((await ask('/assets/main-1a2b.js')).headers['cache-control']).toContain('immutable');
  });

  it.each(['/../package.json', '/%2e%2e/package.json', '/assets/..%2f..%2fpackage.json'])(
    'gives no file from outside its folder: %s',
    async (url) => {
      expect((await ask(url)).statusCode).toBeGreaterThanOrEqual(400);
    },
  );
});

describe('every answer', () => {
  it('forbids guessing types and framing, also when it is an error', async () => {
    for (const url of ['/', '/api/queue', '/api/nothing']) {
      const { headers } = await ask(url);
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(headers['x-frame-options']).toBe('DENY');
      expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
    }
  });

  it('says nothing of our insides when something goes wrong', async () => {
    const answer = await ask('/api/documents?state=%00');
    expect(Object.keys(answer.json())).toEqual(['type', 'title', 'status', 'code', 'error']);
    expect(answer.body).not.toMatch(/at |node_modules|select/);
  });
});

describe('a write', () => {
  it.each([
    ['a program, which sends no origin', {}],
    ['our own page', { origin: 'http://127.0.0.1:8080', 'sec-fetch-site': 'same-origin' }],
    ['our own page behind a proxy that renames the host', { origin: 'https://gouji.example.cn' }],
  ])('is taken from %s', async (_who, headers) => {
    expect(await write(headers)).toBe(200);
  });

  it.each([
    ['another site', { origin: 'https://evil.example' }],
    ['another port of this machine', { origin: 'http://127.0.0.1:9999' }],
    ['a sandboxed page', { origin: 'null' }],
    ['a browser that says it comes from elsewhere', { 'sec-fetch-site': 'cross-site' }],
    ['a neighbouring site', { 'sec-fetch-site': 'same-site', origin: 'http://127.0.0.1:8080' }],
  ])('is refused from %s', async (_who, headers) => {
    expect(await write(headers)).toBe(403);
  });
});

describe('the name by which the server is asked', () => {
  it.each(['127.0.0.1:8080', '[::1]:8080', 'localhost:8080', '192.168.1.5', 'gouji.example.cn'])(
    'may be %s',
    async (host) => {
      expect((await ask('/api/queue', { host })).statusCode).toBe(200);
    },
  );

  it.each(['rebound.evil.example', 'localhost.evil.example:8080'])(
    'may not be "%s", which somebody else could point here',
    async (host) => {
      expect((await ask('/api/queue', { host })).statusCode).toBe(421);
    },
  );
});
