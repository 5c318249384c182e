import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readEnvironment } from '../../config/env.ts';
import { type RunningServer, startServer } from '../../server/main.ts';
import { openChromium } from '../chromium.ts';
import { buildPageIfOld } from './build-page.ts';

/** The pages of the office's year in a real Chromium against the real server. */

const WAIT_MS = 90_000;
const TABS = 8;

let folder = '';
let server: RunningServer;
let browser: Browser;
let context: BrowserContext;
let page: Page;
/** Everything that a browser complains of. */
const complaints: string[] = [];

beforeAll(async () => {
  await buildPageIfOld();
  folder = await mkdtemp(join(tmpdir(), 'gouji-office-pages-'));
  server = await startServer(
    readEnvironment({ dataFolder: join(folder, 'data'), port: 0, logLevel: 'silent' }),
    pino({ level: 'silent' }),
    { demo: true },
  );
  browser = await openChromium();
  context = await browser.newContext({ viewport: { width: 1366, height: 900 } });
  context.setDefaultTimeout(WAIT_MS);
  context.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  context.on('weberror', (error) => complaints.push(error.error().message));
  page = await context.newPage();
  await page.goto(server.welcome ?? '');
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
  await rm(folder, { recursive: true, force: true });
});

describe('one connection a browser', () => {
  it('keeps eight tabs live at once, and tells all of them what changed', async () => {
    await page.getByText('实时更新').waitFor();
    const others = await Promise.all(Array.from({ length: TABS - 1 }, () => context.newPage()));
    const tabs = [page, ...others];
    await Promise.all(others.map((tab) => tab.goto(server.url)));
    await Promise.all(tabs.map((tab) => tab.getByText('实时更新').waitFor()));
    const file = { name: '一份空文件.docx', mimeType: 'application/octet-stream', buffer: Buffer.alloc(0) };
    await page.getByTestId('files').setInputFiles(file);
    await Promise.all(tabs.map((tab) => tab.locator('.docs tbody tr').getByText('拒收').waitFor()));
    await Promise.all(others.map((tab) => tab.close()));
  });
});

describe('the pages of the office in Chromium', () => {
  it('breaks no policy and gives the browser nothing to complain of', () => {
    expect(complaints).toEqual([]);
  });
});
