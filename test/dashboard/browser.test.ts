import { mkdirSync, writeFileSync } from 'node:fs';
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

/** The real page in a real Chromium against the real server: database, Redis, worker process. */

const CONVERTED_MS = 90_000;
const AGENCY = '白沙洲区水务局';
/** Thirteen requests came in, the total says twelve; three cells hold no number, each in its own way. */
const NUMBERS = {
  'applications/newlyReceived/naturalPerson': 13,
  'applications/newlyReceived/total': 12,
  'applications/disclosed/naturalPerson': 13,
  'applications/disclosed/total': 13,
  'applications/handledTotal/naturalPerson': 13,
  'applications/handledTotal/total': 13,
  'proactiveDisclosure/normativeDocuments/inForce': null,
  'remedies/litigationDirect/pending': '／',
  'applications/carriedOver/otherOrganization': '若干',
};
const EVIL_NAME = '年报<img src=x onerror=alert(1)><script>alert(2)<script>.html';

/** How far the page can be scrolled sideways; runs in the browser. */
const SIDEWAYS = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';

let folder = '';
let server: RunningServer;
let browser: Browser;
let page: Page;
/** Everything that a browser complains of. */
const complaints: string[] = [];

const html = (text: string, name: string) => ({ name, mimeType: 'text/html', buffer: Buffer.from(text) });
const report = () => reportPage(AGENCY, 2023, NUMBERS);
const row = (text: string): Locator => page.locator('.docs tbody tr').filter({ hasText: text });
const cell = (path: string): Locator => page.locator(`td[data-path="${path}"]`);
const choose = (files: Parameters<Locator['setInputFiles']>[0]): Promise<void> =>
  page.getByTestId('files').setInputFiles(files);
const receipt = (): Locator => page.getByTestId('receipt-sum');
const start = (port: number): Promise<RunningServer> =>
  startServer(
    readEnvironment({ dataFolder: join(folder, 'data'), port, logLevel: 'silent' }),
    pino({ level: 'silent' }),
    { demo: true },
  );

beforeAll(async () => {
  await buildPageIfOld();
  folder = await mkdtemp(join(tmpdir(), 'gouji-browser-'));
  server = await start(0);
  browser = await openChromium();
  page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  page.setDefaultTimeout(CONVERTED_MS);
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('dialog', (dialog) => {
    complaints.push(`a script ran: ${dialog.message()}`);
    return dialog.dismiss();
  });
  await page.goto(server.welcome ?? '');
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
  await rm(folder, { recursive: true, force: true });
});

describe('the page in Chromium', () => {
  it('opens, says what it is, and hears the server', async () => {
    await page.getByText('实时更新').waitFor();
    expect(await page.title()).toBe('勾稽');
    await page.getByText('还没有文件').waitFor();
  });

  it('takes a report, shows its name as text, and follows it until it is converted', async () => {
    await choose(html(report(), EVIL_NAME));
    await expect.poll(() => receipt().textContent()).toBe('送达 1 份 = 已接收 1 + 重复 0 + 拒收 0');
    await row(AGENCY).getByText('已完成').waitFor();
    expect(await row(AGENCY).locator('.file-name').textContent()).toBe(EVIL_NAME);
    expect(await page.locator('.docs img, .docs script').count()).toBe(0);
    await row(AGENCY).getByText('须退回').waitFor();
    await expect.poll(() => page.locator('[data-state="converted"] b').textContent()).toBe('1');
  });

  it('counts in as received, duplicate and rejected, each with its reason', async () => {
    await choose([
      html(report(), '再次上传.html'),
      { name: '空文件.docx', mimeType: 'application/octet-stream', buffer: Buffer.alloc(0) },
      { name: '损坏.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7\nnothing of a PDF follows\n') },
    ]);
    await expect.poll(() => receipt().textContent()).toBe('送达 3 份 = 已接收 1 + 重复 1 + 拒收 1');
    const rows = await page.locator('.receipt-rows li').allTextContents();
    expect(rows[0]).toContain('文件是空的');
    expect(rows[1]).toContain('与已有文件内容相同');
  });

  it('says in plain words why a file failed, and sends it back on request', async () => {
    await row('损坏.pdf').getByText('失败').waitFor();
    expect(await row('损坏.pdf').textContent()).toContain('文件已损坏或不完整');
    const id = (await row('损坏.pdf').getAttribute('data-id')) ?? '';
    const failedAt = async () => (await server.parts.store.find(id))?.summary.finishedAt ?? null;
    for (const name of ['重试', '重试全部失败（1）']) {
      const before = await failedAt();
      await page.getByRole('button', { name, exact: true }).click();
      await page.getByText('已把 1 份文件重新放入队列').waitFor();
      await expect.poll(async () => [null, before].includes(await failedAt())).toBe(false);
      await row('损坏.pdf').getByText('失败').waitFor();
    }
  });

  it('takes a whole folder that is dropped, more files than a browser lists at once', async () => {
    const dropped = join(folder, '报送');
    mkdirSync(join(dropped, '县直'), { recursive: true });
    for (let number = 1; number <= 104; number++) writeFileSync(join(dropped, `${number}.html`), report());
    writeFileSync(join(dropped, '县直', '105.html'), report());
    const box = await page.locator('.drop').boundingBox();
    if (box === null) throw new Error('the drop area is not drawn');
    const pointer = { x: box.x + 40, y: box.y + 30 };
    const data = { items: [], files: [dropped], dragOperationsMask: 1 };
    const devtools = await page.context().newCDPSession(page);
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
      await devtools.send('Input.dispatchDragEvent', { type, ...pointer, data });
    }
    await expect.poll(() => receipt().textContent()).toBe('送达 105 份 = 已接收 0 + 重复 105 + 拒收 0');
    expect(await page.locator('.receipt-rows').textContent()).toContain('报送/县直/105.html');
  });

  it('pages, filters and searches, and keeps the choice in the address', async () => {
    await page.getByText('共 109 份').waitFor();
    await page.getByRole('listitem', { name: '3' }).click();
    await expect.poll(() => page.locator('.docs tbody tr').count()).toBe(9);
    await page.locator('[data-state="conversion-failed"]').click();
    await page.getByText('共 1 份').waitFor();
    expect(page.url()).toContain('state=conversion-failed');
    await page.reload();
    await page.getByText('共 1 份').waitFor();
    await page.locator('[data-state="all"]').click();
    // What is shown stays until the new question is answered.
    await page.getByText('共 109 份').waitFor();
    await page.getByRole('searchbox').fill('水务局');
    await page.getByText('共 1 份').waitFor();
    expect(await row(AGENCY).count()).toBe(1);
  });

  it('shows the three tables in their official form, a blank as a blank', async () => {
    await row(AGENCY).getByRole('link', { name: '查看结果' }).click();
    await page.getByRole('heading', { name: `${AGENCY}2023年政府信息公开工作年度报告` }).waitFor();
    expect(await cell('applications/newlyReceived/naturalPerson').textContent()).toBe('13');
    expect(await cell('applications/withheld.stateSecret/total').textContent()).toBe('0');
    expect(await cell('proactiveDisclosure/normativeDocuments/inForce').textContent()).toBe('空白');
    expect(await page.locator('td[data-path]').count()).toBe(200);
    expect(await page.locator('.label-vertical').textContent()).toBe('三、本年度办理结果');
    expect(await page.locator('.banner').textContent()).toContain('须退回');
  });

  it('leads from a finding to its cells and from a cell to its finding', async () => {
    await page.locator('.all-findings > summary').click();
    const finding = page.locator('[data-rule="applications.row-sum"]').first();
    expect(await finding.textContent()).toContain('单位');
    await finding.locator('.finding-what').click();
    const chosen = cell('applications/newlyReceived/total');
    await expect.poll(() => chosen.getAttribute('class')).toContain('value-chosen');
    await expect.poll(async () => (await chosen.boundingBox())?.y ?? 0).toBeGreaterThan(0);
    expect(await chosen.getAttribute('class')).toContain('value-found-error');
    await cell('proactiveDisclosure/normativeDocuments/inForce').click();
    await expect
      .poll(() => page.locator('[data-rule="cell.blank"] button').first().getAttribute('aria-pressed'))
      .toBe('true');
    await expect.poll(() => page.locator('.item-panel').textContent()).toContain('空白');
  });

  it('goes from cell to cell by the keyboard and says what it knows of each', async () => {
    await cell('applications/newlyReceived/naturalPerson').focus();
    for (const key of ['ArrowDown', 'ArrowRight', 'ArrowUp', 'End', 'ArrowLeft']) await page.keyboard.press(key);
    const note = page.getByRole('tooltip');
    expect(await note.textContent()).toContain('一、本年新收政府信息公开申请数量 · 自然人');
    expect(await note.textContent()).toContain('原文13');
    await page.keyboard.press('Escape');
    await expect.poll(() => note.count()).toBe(0);
  });

  it('shows what is no number as what it is, and why a person must look', async () => {
    expect(await cell('remedies/litigationDirect/pending').textContent()).toBe('不适用');
    const unread = cell('applications/carriedOver/otherOrganization');
    expect(await unread.textContent()).toBe('未能识别');
    expect(await unread.getAttribute('class')).toContain('value-review');
    await unread.hover();
    const note = page.getByRole('tooltip');
    expect(await note.textContent()).toContain('原文若干');
    expect(await note.textContent()).toContain('核对原因填写的内容不是数字');
    expect(await note.textContent()).toMatch(/位置文件中第 2 张表第 5 行第 9 列/);
  });

  it('shows the text of the report', async () => {
    await page.getByRole('tab', { name: '全文' }).click();
    await page.getByRole('heading', { name: '五、存在的主要问题及改进情况' }).waitFor();
  });

  it('gives the original back byte for byte, and the canonical JSON', async () => {
    const saved = async (name: string): Promise<string> => {
      const waiting = page.waitForEvent('download');
      await page.getByRole('link', { name }).click();
      const download = await waiting;
      const path = join(folder, 'saved');
      await download.saveAs(path);
      return readFile(path, 'utf8');
    };
    expect(await saved('下载原件')).toBe(report());
    expect(JSON.parse(await saved('下载规范 JSON'))).toMatchObject({
      schemaVersion: '1.1',
      report: { agency: AGENCY, year: 2023 },
    });
  });

  it('goes back to the list as it was left', async () => {
    await page.getByRole('link', { name: '文件列表' }).click();
    await page.getByText('共 1 份').waitFor();
    expect(await page.getByRole('searchbox').inputValue()).toBe('水务局');
  });

  it('fits a width of 1280 and of 1920 without scrolling sideways', async () => {
    for (const width of [1280, 1920]) {
      await page.setViewportSize({ width, height: 900 });
      for (const place of ['列表', '结果']) {
        if (place === '结果') {
          await row(AGENCY).getByRole('link', { name: '查看结果' }).click();
          await cell('remedies/litigationDirect/pending').waitFor();
        } else await row(AGENCY).waitFor();
        const excess = await page.evaluate<number>(SIDEWAYS);
        expect(excess, `${place} at ${width}`).toBe(0);
        if (place === '结果') await page.getByRole('link', { name: '文件列表' }).click();
      }
    }
  });

  it('breaks no policy, runs no script of a document, and gives the browser nothing to complain of', () => {
    expect(complaints).toEqual([]);
  });

  it('says that the server is away, keeps what it shows, and goes on by itself when it is back', async () => {
    const { port } = new URL(server.url);
    await server.stop();
    await page.getByText('连接中断，正在重连').waitFor();
    expect(await row(AGENCY).count()).toBe(1);
    server = await start(Number.parseInt(port, 10));
    await page.getByText('实时更新').waitFor();
    await page.getByRole('searchbox').fill('');
    await page.getByText('共 109 份').waitFor();
  });
});
