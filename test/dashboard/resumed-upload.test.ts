import { type ChildProcess, spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readEnvironment } from '../../config/env.ts';
import { openChromium } from '../chromium.ts';
import { childrenOf, untilDead } from '../process-tree.ts';
import { reportText } from '../server/upload-files.ts';
import { buildPageIfOld } from './build-page.ts';

/** A large file from the real page to a real server that is killed, and from a browser that is closed, in the middle. */

const MB = 1024 * 1024;
const WAIT_MS = 120_000;
const GOUJI = resolve(import.meta.dirname, '..', '..', 'cli', 'gouji.mjs');

let folder = '';
let server: ChildProcess;
let url = '';
let browser: Browser;
let context: BrowserContext;

beforeAll(async () => {
  await buildPageIfOld();
  folder = await mkdtemp(join(tmpdir(), 'gouji-browser-'));
  browser = await openChromium();
  context = await browser.newContext({ viewport: { width: 1366, height: 900 } });
  context.setDefaultTimeout(WAIT_MS);
  url = await start(0);
});
afterAll(async () => {
  await browser.close();
  await kill();
  await rm(folder, { recursive: true, force: true });
});

async function start(port: number): Promise<string> {
  const words = ['serve', '--demo', '--port', `${port}`, '--data', join(folder, 'data')];
  const environment = { PATH: readEnvironment().searchPath, GOUJI_LOG: 'silent', GOUJI_WORKERS: '0' };
  server = spawn(process.execPath, [GOUJI, ...words], { env: environment, stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  server.stdout?.on('data', (chunk) => {
    said += chunk;
  });
  for (;;) {
    const address = /http:\/\/\S+/.exec(said)?.[0];
    if (address !== undefined) return address;
    if (server.exitCode !== null) throw new Error(said);
    await pause(50);
  }
}

async function kill(): Promise<void> {
  const children = await childrenOf(server.pid);
  const gone = once(server, 'exit');
  server.kill('SIGKILL');
  await gone;
  // They write into the folder until they notice.
  await untilDead(children);
}

/** A report that is too large for one breath. */
async function largeReport(agency: string): Promise<{ readonly path: string; readonly sha256: string }> {
  const content = `<!doctype html><title>${agency}</title><pre>${reportText(agency)}</pre><!-- ${randomBytes(8 * MB).toString('hex')} -->\n`;
  const path = join(folder, `${agency}.html`);
  await writeFile(path, content);
  return { path, sha256: createHash('sha256').update(content).digest('hex') };
}

/** Opens the list on a line that is slow enough to break. */
async function openPage(address: string): Promise<Page> {
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send('Network.enable');
  const line = { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: 2 * MB };
  await session.send('Network.emulateNetworkConditions', line);
  await page.goto(address);
  await page.getByTestId('files').waitFor({ state: 'attached' });
  return page;
}

/** Waits until so much of the file under way lies in the data folder. */
async function untilHere(bytes: number): Promise<void> {
  const coming = join(folder, 'data', 'resumable');
  for (;;) {
    for (const name of await readdir(coming)) {
      const { size } = await stat(join(coming, name)).catch(() => ({ size: 0 }));
      if (size > bytes) return;
    }
    await pause(50);
  }
}

/** The hash of the file as the server hands it out again. */
async function sha256At(page: Page, agency: string): Promise<string> {
  const origin = new URL(url).origin;
  const list = await page.request.get(`${origin}/api/documents?query=${encodeURIComponent(agency)}`);
  const { items } = await list.json();
  const original = await page.request.get(`${origin}/api/documents/${items[0].id}/original`);
  return createHash('sha256')
    .update(await original.body())
    .digest('hex');
}

it('an upload whose server is killed in the middle goes on where it was and ends whole', async () => {
  const { path, sha256 } = await largeReport('断网局');
  const page = await openPage(url);
  const offsets: number[] = [];
  page.on('request', (request) => {
    if (request.method() === 'PATCH') offsets.push(Number(request.headers()['upload-offset']));
  });
  await page.getByTestId('files').setInputFiles(path);
  await untilHere(3 * MB);
  await kill();
  await page.getByText('连接中断，恢复后从断点接着上传').waitFor();
  await start(Number(new URL(url).port));
  await page.getByTestId('receipt-sum').getByText('送达 1 份').waitFor();
  expect(offsets[0]).toBe(0);
  expect(offsets.at(-1)).toBeGreaterThan(3 * MB);
  expect(await sha256At(page, '断网局')).toBe(sha256);
  await page.close();
});

it('an upload of a browser that is closed goes on when the same file is chosen again', async () => {
  const { path, sha256 } = await largeReport('关机局');
  const address = `${new URL(url).origin}/#/`;
  const before = await openPage(address);
  await before.getByTestId('files').setInputFiles(path);
  await untilHere(3 * MB);
  await before.close({ runBeforeUnload: false });
  const page = await openPage(address);
  const resumed = page.waitForRequest((request) => request.method() === 'PATCH');
  await page.getByTestId('files').setInputFiles(path);
  expect(Number((await resumed).headers()['upload-offset'])).toBeGreaterThan(3 * MB);
  await page.getByTestId('receipt-sum').getByText('送达 1 份').waitFor();
  expect(await sha256At(page, '关机局')).toBe(sha256);
});
