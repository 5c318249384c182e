import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readEnvironment } from '../../config/env.ts';
import { type RunningServer, startServer } from '../../server/main.ts';
import { openBlobs } from '../../store/blobs.ts';
import { openChromium } from '../chromium.ts';
import { writeMadeYear } from '../store/made-year.ts';
import { openTestDatabase } from '../store/open-database.ts';
import { buildPageIfOld } from './build-page.ts';

/** The pages of the year's end in a real Chromium against the real server. */

const WAIT_MS = 90_000;
const YEAR = 2023;
const SCREENSHOTS = join(tmpdir(), 'gouji-screenshots', 'sums');

let folder = '';
let server: RunningServer;
let browser: Browser;
let context: BrowserContext;
let page: Page;
/** Everything that a browser complains of. */
const complaints: string[] = [];

beforeAll(async () => {
  await buildPageIfOld();
  folder = await mkdtemp(join(tmpdir(), 'gouji-sums-pages-'));
  const dataFolder = join(folder, 'data');
  const database = await openTestDatabase({ url: null, folder: join(dataFolder, 'db') });
  const place = { tables: database.tables, blobs: openBlobs(dataFolder) };
  await writeMadeYear(place, { year: YEAR, agencies: 40, districts: 4 });
  await database.close();
  const environment = readEnvironment({ dataFolder, port: 0, concurrency: 0, logLevel: 'silent' });
  server = await startServer(environment, pino({ level: 'silent' }), { demo: true });
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

const go = (hash: string): Promise<unknown> => page.evaluate(`window.location.hash = ${JSON.stringify(hash)}`);
/** How far the page can be scrolled sideways; runs in the browser. */
const SIDEWAYS = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
const look = async (name: string): Promise<void> => {
  await page.screenshot({ path: join(SCREENSHOTS, `${name}.png`), fullPage: true });
};

describe('the summed tables', () => {
  it('lead from a number to the agencies behind it', async () => {
    await page.getByRole('navigation', { name: '主菜单' }).getByRole('link', { name: '汇总' }).click();
    const form = page.getByRole('region', { name: '三、收到和处理政府信息公开申请情况' });
    const cell = form.locator('td.value a').first();
    const shown = ((await cell.textContent()) ?? '').replace('*', '');
    await look('consolidated');
    await cell.click();
    const behind = page.locator('.behind');
    await behind.waitFor();
    expect(await behind.locator('b').first().textContent()).toBe(shown);
    expect(await behind.locator('tbody tr').count()).toBeGreaterThan(5);
    await look('behind');
  });

  it('can be narrowed to a district, and say who is missing', async () => {
    await page.locator('.scope-tree li a').first().click();
    await page.locator('.scope-tree b', { hasText: '第1区' }).waitFor();
    await page.locator('.completeness summary').click();
    expect(await page.locator('.missing li').count()).toBeGreaterThan(0);
  });

  it('are kept, and the kept one can be had back', async () => {
    await page.getByRole('button', { name: '留存当前汇总' }).click();
    await page.getByText('已留存').waitFor();
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: '取回' }).click();
    expect((await download).suggestedFilename()).toContain('云水市第1区人民政府');
  });

  it('lead to the rates and the written analysis', async () => {
    await page.getByRole('link', { name: '指标与分析' }).click();
    await page.getByText('（予以公开＋部分公开）÷ 本年度办理结果总计').waitFor();
    await page.locator('.written summary').first().waitFor();
    await go(`/indicators?year=${YEAR}`);
    await page.locator('.heat tbody tr').nth(3).waitFor();
    await look('indicators');
  });

  it.each([
    ['consolidated', '.sums'],
    ['indicators', '.heat'],
    ['similar', 'h1'],
  ])('fit a telephone: %s', async (name, mark) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await go(`/${name}?year=${YEAR}`);
    await page.locator(mark).first().waitFor();
    await look(`${name}-390`);
    expect(await page.evaluate(SIDEWAYS)).toBe(0);
    await page.setViewportSize({ width: 1366, height: 900 });
  });

  it('give the browser nothing to complain of', () => {
    expect(complaints).toEqual([]);
  });
});
