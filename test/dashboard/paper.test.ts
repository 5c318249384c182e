import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readEnvironment } from '../../config/env.ts';
import { boxOnPage, nextZoom, resolutionFor } from '../../dashboard/src/parts/paper/geometry.ts';
import { type RunningServer, startServer } from '../../server/main.ts';
import { openChromium } from '../chromium.ts';
import { buildPageIfOld } from './build-page.ts';

describe('a box on a page', () => {
  const sheet = { page: 1, widthPt: 200, heightPt: 400 };

  it('is a share of the page, with room for its line', () => {
    expect(boxOnPage([20, 40, 60, 80], sheet, 0, 0)).toEqual({ left: 10, top: 10, width: 20, height: 10 });
    expect(boxOnPage([20, 40, 60, 80], sheet, 0, 2)).toEqual({ left: 9, top: 9.5, width: 22, height: 11 });
  });

  it.each([
    [1, { left: 80, top: 10, width: 10, height: 20 }],
    [2, { left: 70, top: 80, width: 20, height: 10 }],
    [3, { left: 10, top: 70, width: 10, height: 20 }],
  ] as const)('turns with the page by %i quarters', (quarters, box) => {
    expect(boxOnPage([20, 40, 60, 80], sheet, quarters, 0)).toEqual(box);
  });

  it('never reaches beyond it', () => {
    expect(boxOnPage([-50, -50, 900, 900], sheet, 0)).toEqual({ left: 0, top: 0, width: 100, height: 100 });
  });
});

describe('how a page is looked at', () => {
  it('is fetched no coarser than it is shown, and no finer than is kept', () => {
    expect(resolutionFor(478, 595)).toBe(72);
    expect(resolutionFor(956, 595)).toBe(110);
    expect(resolutionFor(10_000, 595)).toBe(300);
  });

  it('is zoomed in steps, with an end', () => {
    expect([nextZoom(1, 1), nextZoom(1, -1), nextZoom(4, 1), nextZoom(0.5, -1)]).toEqual([1.25, 0.75, 4, 0.5]);
  });
});

describe('the paper in Chromium', () => {
  let folder = '';
  let server: RunningServer;
  let browser: Browser;
  let page: Page;
  const complaints: string[] = [];

  beforeAll(async () => {
    await buildPageIfOld();
    folder = await mkdtemp(join(tmpdir(), 'gouji-paper-'));
    const environment = readEnvironment({ dataFolder: join(folder, 'data'), port: 0, logLevel: 'silent' });
    server = await startServer(environment, pino({ level: 'silent' }), { demo: true });
    browser = await openChromium();
    page = await browser.newPage({ viewport: { width: 1366, height: 768 } });
    page.setDefaultTimeout(90_000);
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(server.welcome ?? '');
    // another address before the token is spent would lead to the door
    await page.getByText('实时更新').waitFor();
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const cell = (path: string) => page.locator(`td[data-path="${path}"]`);

  async function open(name: string): Promise<void> {
    await page.goto(`${server.url}/#/`);
    const file = { name, mimeType: 'application/octet-stream', buffer: await readFile(`samples/made/${name}`) };
    await page.getByTestId('files').setInputFiles(file);
    const row = page.locator('.docs tbody tr').filter({ hasText: name });
    await row.getByText('已完成').waitFor();
    await page.goto(`${server.url}/#/documents/${await row.getAttribute('data-id')}`);
  }

  const PATHS = ['applications/handledTotal/total', 'remedies/counts/reviewUpheld'] as const;

  it('of a PDF lights up with the cells of the form, and they with it', async () => {
    await open('000.pdf');
    const [path] = PATHS;
    await cell(path).click();
    const box = page.locator(`.paper-box[data-key="${path}"]`);
    await expect.poll(() => box.getAttribute('class')).toContain('paper-box-selected');
    const inside = () =>
      page.evaluate(
        `(() => { const b = document.querySelector('.paper-box[data-key="${path}"]').getBoundingClientRect(), s = document.querySelector('.paper-scroll').getBoundingClientRect(); return b.top >= s.top && b.bottom <= s.bottom && b.width > 5; })()`,
      );
    await expect.poll(inside).toBe(true);
    await page.locator('.paper-box[data-key="applications/handledTotal/naturalPerson"]').click();
    await expect
      .poll(() => cell('applications/handledTotal/naturalPerson').getAttribute('class'))
      .toContain('value-chosen');
    await page.locator('.paper-box[data-key="applications/carriedForward/total"]').hover();
    await expect.poll(() => cell('applications/carriedForward/total').getAttribute('class')).toContain('value-pointed');
  });

  it('of a PDF is zoomed, turned and leafed through', async () => {
    const width = () =>
      page.evaluate(
        "document.querySelector('.paper-page').offsetWidth / document.querySelector('.paper-page').offsetHeight",
      );
    expect(await width()).toBeLessThan(1);
    await page.getByRole('button', { name: '顺时针旋转' }).click();
    await expect.poll(width).toBeGreaterThan(1);
    await page.getByRole('button', { name: '放大' }).click();
    await page.getByRole('button', { name: '125%' }).waitFor();
    await page.getByRole('button', { name: '转到第 1 页' }).click();
    await expect.poll(() => page.evaluate("document.querySelector('.paper-scroll').scrollTop")).toBe(0);
  });

  it.each(['000.docx', '000.html'])(
    'of %s lights up in its frame with the cells of the form, and they with it',
    async (name) => {
      await open(name);
      const [path] = PATHS;
      const value = await cell(path).locator('span').first().textContent();
      await cell(path).click();
      const lit = () =>
        page.evaluate(
          "[...(document.querySelector('.paper-frame')?.contentDocument?.querySelectorAll('[data-lit~=\"selected\"]') ?? [])].map((e) => e.textContent.trim())",
        );
      await expect.poll(lit).toEqual([value]);
      const frame = page.frameLocator('iframe.paper-frame');
      await frame.locator('[data-lit]').hover();
      await expect.poll(() => cell(path).getAttribute('class')).toContain('value-pointed');
      const other = 'applications/newlyReceived/total';
      const place = await page.evaluate(
        `fetch('/api/documents/' + location.hash.split('/')[2]).then((r) => r.json()).then(({ report }) => report.tables.applications.rows.newlyReceived.total.origin)`,
      );
      const { table, row, column } = place as { table: number; row: number; column: number };
      await frame.locator(`[data-places~="t${table}r${row}c${column}"]`).click();
      await expect.poll(() => cell(other).getAttribute('class')).toContain('value-chosen');
    },
  );

  it('takes turns with the result on a phone, and nothing has to be scrolled sideways', async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    expect(await page.locator('.bench-paper').isVisible()).toBe(false);
    await page.getByRole('button', { name: '原件', exact: true }).click();
    await page.locator('.paper-frame').waitFor();
    expect(await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')).toBe(0);
  });

  it('gives Chromium nothing to complain of', () => {
    expect(complaints).toEqual([]);
  });
});
