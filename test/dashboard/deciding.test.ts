import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readEnvironment } from '../../config/env.ts';
import { type RunningServer, startServer } from '../../server/main.ts';
import { openChromium } from '../chromium.ts';
import { buildPageIfOld } from './build-page.ts';
import { reportPage } from './report-page.ts';

/** A reviewer at the real page in a real Chromium against the real server. */

const CONVERTED_MS = 90_000;
const AGENCY = '白沙洲区水务局';

let folder = '';
let server: RunningServer;
let browser: Browser;
let page: Page;
const complaints: string[] = [];

/** Thirteen requests came in, the total says another number. */
const report = (total: number): string =>
  reportPage(AGENCY, 2023, {
    'applications/newlyReceived/naturalPerson': 13,
    'applications/newlyReceived/total': total,
    'applications/disclosed/naturalPerson': 13,
    'applications/disclosed/total': 13,
    'applications/handledTotal/naturalPerson': 13,
    'applications/handledTotal/total': 13,
  });

const row = (name: string): Locator => page.locator('.docs tbody tr').filter({ hasText: name });
const open = async (name: string): Promise<void> => {
  await row(name).getByRole('link', { name: '查看结果' }).click();
  await page.locator('.all-findings > summary').click();
  await finding().locator('.decision').waitFor();
};
const convert = async (name: string, total: number): Promise<void> => {
  // The same bytes would be the same document.
  const buffer = Buffer.from(`${report(total)}<!-- ${name} -->`);
  await page.getByTestId('files').setInputFiles({ name, mimeType: 'text/html', buffer });
  await row(name).getByText('已完成').waitFor();
};
const finding = (rule = 'applications.row-sum'): Locator => page.locator(`[data-rule="${rule}"]`).first();
const button = (name: string, rule?: string): Locator => finding(rule).getByRole('button', { name, exact: true });
const state = (rule?: string) => finding(rule).getAttribute('data-state');
const focused = () => page.evaluate<string>('document.activeElement?.textContent ?? ""');
const back = () => page.getByRole('link', { name: '文件列表' }).click();

beforeAll(async () => {
  await buildPageIfOld();
  folder = await mkdtemp(join(tmpdir(), 'gouji-deciding-'));
  const environment = readEnvironment({ dataFolder: join(folder, 'data'), port: 0, logLevel: 'silent' });
  server = await startServer(environment, pino({ level: 'silent' }), { demo: true });
  browser = await openChromium();
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  page = await context.newPage();
  page.setDefaultTimeout(CONVERTED_MS);
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(server.welcome ?? '');
  await convert('年报.html', 12);
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
  await rm(folder, { recursive: true, force: true });
});

describe('a reviewer at the page', () => {
  it('sees that nothing is decided yet', async () => {
    await open('年报.html');
    expect(await state()).toBe('open');
    expect(await page.locator('.banner').textContent()).toContain('已处理 0 /');
  });

  it('is asked for a name once, and confirms by the keyboard alone', async () => {
    await button('确认').focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Control+Enter');
    await finding().getByText('请填写核对人姓名').waitFor();
    await page.keyboard.type('李审核');
    await page.keyboard.press('Enter');
    await expect.poll(() => state()).toBe('confirmed');
    expect(await finding().locator('.decision').textContent()).toContain('李审核');
    await expect.poll(focused).toBe('不予采纳');
  });

  it('sees that what the same number breaks follows, without a word of its own', async () => {
    await expect.poll(() => state('applications.balance')).toBe('confirmed');
    expect(await button('确认', 'applications.balance').count()).toBe(0);
    expect(await finding('applications.balance').textContent()).toContain('由另一处差错引起');
  });

  it('waives with a reason, never without, and takes Escape for no', async () => {
    await button('不予采纳').click();
    await page.keyboard.press('Escape');
    expect(await finding().locator('textarea').count()).toBe(0);
    await button('不予采纳').click();
    await page.keyboard.type('   ');
    await page.keyboard.press('Control+Enter');
    await finding().getByText('请填写理由').waitFor();
    await page.keyboard.type('已电话核实<b>属实</b>');
    await page.keyboard.press('Control+Enter');
    await expect.poll(() => state()).toBe('waived');
    expect(await finding().textContent()).toContain('理由：已电话核实<b>属实</b>');
  });

  it('no longer sees the mark of what was waived, and the counts follow here and in the list', async () => {
    const parts = page.locator('td[data-path="applications/newlyReceived/commercialEnterprise"]');
    await expect.poll(() => parts.getAttribute('class')).not.toContain('value-found-error');
    await expect.poll(() => page.locator('.banner').textContent()).toContain('0 个错误');
    expect(await page.locator('.banner').textContent()).not.toContain('须退回');
    await back();
    await expect.poll(() => row('年报.html').locator('td.num').first().textContent()).toBe('0');
    expect(await row('年报.html').textContent()).toContain('已处理 1 /');
    expect(await row('年报.html').textContent()).not.toContain('须退回');
  });

  it('finds the decisions again on the same numbers, and void on others with what changed', async () => {
    await convert('重报.html', 12);
    await open('重报.html');
    expect(await state()).toBe('waived');
    await back();
    await convert('更正.html', 11);
    await open('更正.html');
    expect(await state()).toBe('void');
    expect(await finding().locator('.decision').textContent()).toContain('总计 12 → 11');
    expect(await page.locator('.banner').textContent()).toContain('须退回');
  });

  it('takes back, with every step still told', async () => {
    await button('确认').click();
    await expect.poll(() => state()).toBe('confirmed');
    await button('撤回').click();
    await expect.poll(() => state()).toBe('open');
    await finding().getByText('处理经过（4）').click();
    expect(await finding().locator('.decision-history li').count()).toBe(4);
  });

  it('saves the notice that returns the report, with the office and the day that were given', async () => {
    await page.getByText('落款与期限').click();
    await page.locator('.notice').getByLabel('落款单位').fill('白沙洲区政务公开办');
    await page.locator('.notice').getByLabel('更正期限').fill('2024-02-08');
    const waiting = page.waitForEvent('download');
    await page.getByRole('link', { name: '网页', exact: true }).click();
    const path = join(folder, 'notice.html');
    await (await waiting).saveAs(path);
    const notice = await readFile(path, 'utf8');
    expect(notice).toContain('白沙洲区政务公开办');
    expect(notice).toContain('2024年2月8日前');
    expect(notice).toContain(AGENCY);
  });

  it('sees at once what another one decides', async () => {
    // Signed in as the first, but with nothing remembered of him.
    const storageState = { cookies: await page.context().cookies(), origins: [] };
    const other = await (await browser.newContext({ storageState })).newPage();
    await other.goto(page.url());
    await other.locator('.all-findings > summary').click();
    const theirs = other.locator('[data-rule="applications.row-sum"]').first();
    await theirs.getByRole('button', { name: '确认', exact: true }).click();
    await other.keyboard.type('王复核');
    await other.keyboard.press('Enter');
    await expect.poll(() => state()).toBe('confirmed');
    expect(await finding().locator('.decision').textContent()).toContain('王复核');
    await other.close();
  });

  it('can do so on a phone without scrolling the page sideways', async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    const excess = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
    expect(await page.evaluate<number>(excess)).toBe(0);
    await button('不予采纳').click();
    expect(await page.evaluate<number>(excess)).toBe(0);
    await page.keyboard.press('Escape');
    await back();
    await row('更正.html').waitFor();
    expect(await page.evaluate<number>(excess)).toBe(0);
  });

  it('meets no complaint of the browser', () => {
    expect(complaints).toEqual([]);
  });
});
