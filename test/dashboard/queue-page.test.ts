import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readEnvironment } from '../../config/env.ts';
import { openCampaign } from '../../office/campaign.ts';
import type { ErrorCode } from '../../pipeline/contracts/errors.ts';
import { madePage } from '../../server/demo/made-report.ts';
import { type RunningServer, startServer } from '../../server/main.ts';
import { ALL_SEEING, GOUJI } from '../../store/viewer.ts';
import { openChromium } from '../chromium.ts';
import { accessFaults } from './access-faults.ts';
import { buildPageIfOld } from './build-page.ts';

/** The page of the queue in a real Chromium against the real server, without a worker: what one would do the test does. */

const WAIT_MS = 90_000;
const YEAR = 2023;
/** How far the page can be scrolled sideways; runs in the browser. */
const SIDEWAYS = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';

let folder = '';
let server: RunningServer;
let browser: Browser;
let context: BrowserContext;
let page: Page;
const complaints: string[] = [];

beforeAll(async () => {
  await buildPageIfOld();
  folder = await mkdtemp(join(tmpdir(), 'gouji-queue-page-'));
  server = await startServer(
    readEnvironment({ dataFolder: join(folder, 'data'), port: 0, logLevel: 'silent', concurrency: 0 }),
    pino({ level: 'silent' }),
    { demo: true },
  );
  const days = { submitBy: '2099-01-26', publishBy: '2099-01-28', statutoryBy: '2099-01-31' };
  const settings = { takeFrom: 0.95, dueSoonDays: 7, correctionDays: 5 };
  await server.parts.store.campaigns.add(openCampaign({ year: YEAR, ...days, settings }), GOUJI);
  browser = await openChromium();
  context = await browser.newContext({ viewport: { width: 1366, height: 900 } });
  context.setDefaultTimeout(WAIT_MS);
  context.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  context.on('weberror', (error) => complaints.push(error.error().message));
  page = await context.newPage();
  await page.goto(server.welcome ?? '');
  await page.getByTestId('files').setInputFiles(
    ['青禾局', '白石局', '红叶局', '黑水局'].map((agency) => ({
      name: `${agency}.html`,
      mimeType: 'text/html',
      buffer: Buffer.from(madePage({ agency, year: YEAR, applications: 3 })),
    })),
  );
  await page
    .getByText(/送达 4/)
    .first()
    .waitFor();
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
  await rm(folder, { recursive: true, force: true });
});

const row = (name: string) => page.locator('.queue tbody tr').filter({ hasText: name });
const choose = (name: string): Promise<void> => page.getByLabel(`选择 ${name}`).check();
const act = (name: string): Promise<void> =>
  page.getByRole('region', { name: '已选内容' }).getByRole('button', { name, exact: true }).click();
async function fail(name: string, code: ErrorCode): Promise<void> {
  const { store } = server.parts;
  const { items } = await store.queueRoom.list({ query: name, page: 1, size: 1 }, ALL_SEEING);
  const run = await store.claim(items[0]?.id ?? '');
  if (run === null || !(await store.fail(run, code))) throw new Error(`${name} could not be begun`);
}

describe('the page of the queue', () => {
  it('says that no worker is there, what waits in each lane, and lists it', async () => {
    await page.getByRole('link', { name: '队列', exact: true }).first().click();
    await page.locator('[data-alert="no-worker"]').getByText('4 份文件在等待').waitFor();
    const digital = page.locator('[data-lane="digital"]');
    expect(await digital.locator('[data-label="等待"]').textContent()).toBe('4');
    expect(await digital.locator('[data-label="预计还要"]').textContent()).toBe('没有处理进程，无法估计');
    await expect.poll(() => page.locator('.queue tbody tr').count()).toBe(4);
  });

  it('says so on the overview and leads from there to the queue', async () => {
    await page.getByRole('link', { name: '总览', exact: true }).click();
    await page.locator('.queue-line').getByRole('link', { name: '没有处理进程在运行，4 份文件在等待。' }).click();
    await page.locator('[data-lane]').first().waitFor();
  });

  it('holds a lane back and lets it go on', async () => {
    await page.getByRole('button', { name: '暂停电子文件' }).click();
    await page.locator('[data-alert="held"]').waitFor();
    expect(await page.locator('[data-lane="digital"]').textContent()).toContain('演示用户 于');
    expect(await server.parts.store.nextInTurn('digital', 9)).toEqual([]);
    await page.getByRole('button', { name: '全部恢复' }).click();
    await page.getByText('已恢复。').waitFor();
    await page.locator('[data-alert="held"]').waitFor({ state: 'detached' });
    expect(await server.parts.store.nextInTurn('digital', 9)).toHaveLength(4);
  });

  it('moves what was chosen to the front, cancels it and takes that back', async () => {
    await choose('黑水局.html');
    await act('优先处理');
    await page.getByText('优先处理：已办 1 项').waitFor();
    await page
      .locator('.queue tbody tr')
      .first()
      .filter({ hasText: '黑水局' })
      .getByText('优先', { exact: true })
      .waitFor();
    await choose('黑水局.html');
    await act('取消处理');
    await page.getByText('取消处理：已办 1 项').waitFor();
    await row('黑水局').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: '撤销' }).click();
    await row('黑水局').waitFor();
  });

  it('tells what can be tried again from what the agency must do, and tries all of one cause', async () => {
    await fail('青禾局', 'extractor-crashed');
    await fail('白石局', 'extractor-crashed');
    await fail('红叶局', 'encrypted');
    await page.locator('[data-remedy="agency"] [data-code="encrypted"]').waitFor();
    const retries = page.locator('[data-remedy="retry"] [data-code="extractor-crashed"]');
    await retries.getByRole('link', { name: '2' }).click();
    await page.getByText('共 2 份').waitFor();
    expect(page.url()).toContain('code=extractor-crashed');
    await expect.poll(() => page.locator('.hours-failed').textContent()).toContain('共 3 份');
    await page.getByText('逐小时数字').click();
    expect(await page.locator('.chart-table tbody tr').count()).toBe(24);
    await retries.getByRole('button', { name: /全部再试一次/ }).click();
    await page.getByText('已把 2 份文件放回队列。').waitFor();
    await page.getByText('队列里没有这样的文件。').waitFor();
    await page.getByRole('link', { name: '清除筛选' }).click();
  });

  it('finds by name, and keeps the question in the address', async () => {
    await page.evaluate("window.location.hash = '#/queue'");
    await page.getByLabel('按文件名或单位查找').fill('红叶');
    await page.getByText('共 1 份').waitFor();
    await page.reload();
    await page.getByText('共 1 份').waitFor();
    await page.evaluate("window.location.hash = '#/queue'");
    await page.getByText('共 4 份').waitFor();
  });

  it('is open to everybody and fits a wide window and a phone', async () => {
    for (const width of [1366, 390]) {
      await page.setViewportSize({ width, height: 900 });
      await page.locator('.queue tbody tr').first().waitFor();
      expect(await accessFaults(page), `at ${width}`).toEqual([]);
      expect(await page.evaluate<number>(SIDEWAYS), `at ${width}`).toBe(0);
      if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/queue-${width}.png`, fullPage: true });
    }
  });

  it('leads an administrator to what Redis holds, on a page that breaks no policy either', async () => {
    await page.setViewportSize({ width: 1366, height: 900 });
    const opened = context.waitForEvent('page');
    await page.getByRole('link', { name: 'BullMQ 面板' }).click();
    const board = await opened;
    await board.getByText('gouji-digital').first().waitFor();
    if (process.env.SHOTS) await board.screenshot({ path: `${process.env.SHOTS}/board.png` });
    await board.close();
  });

  it('gives the browser nothing to complain of', () => {
    expect(complaints).toEqual([]);
  });
});
