import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { pino } from 'pino';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readEnvironment } from '../../config/env.ts';
import type { Role } from '../../contracts/states.ts';
import { fromFile } from '../../office/sheet.ts';
import { type RunningServer, startServer } from '../../server/main.ts';
import { openChromium } from '../chromium.ts';
import { rosterFile } from '../server/office-year.ts';
import { signIn } from '../server/signed-in.ts';
import { accessFaults } from './access-faults.ts';
import { buildPageIfOld } from './build-page.ts';
import { type Numbers, reportPage } from './report-page.ts';

/**
 * The story of a year in real browsers, one for each of four people: the roster, the files, a scan cleared by keyboard
 * alone, an error confirmed and one waived by two people, a report returned, its correction, its acceptance, the sums and
 * the morning's question.
 */

const YEAR = 2023;
const WAIT_MS = 90_000;
/** A scan of four pages, however busy the machine is. */
const SCAN_MS = 300_000;
/** What was seen stays there to be looked at. */
const SCREENSHOTS = join(tmpdir(), 'gouji-screenshots', 'story');
const PASSWORD = 'a-long-password-2023';
const PEOPLE = { clerk: '陈录入', reviewer: '李审核', first: '王审批', second: '赵审批' } as const;
const ROLES_OF: Readonly<Record<keyof typeof PEOPLE, readonly Role[]>> = {
  clerk: ['clerk'],
  reviewer: ['reviewer'],
  first: ['approver'],
  second: ['approver'],
};
const CITY = '白沙洲市人民政府';
const WRONG = '白沙洲市水务局';
const SCAN = '000-poor.pdf';
const CORPUS = ['001.docx', '002.html', '002.pdf', '003.html'];

let folder = '';
let server: RunningServer;
let browser: Browser;
const pages = new Map<keyof typeof PEOPLE, Page>();
const complaints: string[] = [];

const OVERVIEW =
  '本机关主动公开政府信息，规范办理依申请公开，加强政府信息管理，推进政府信息公开平台建设，强化监督保障。';
const PROBLEMS =
  '存在的问题：政策解读形式单一，全年仅以文字形式解读。改进措施：下一年度新增图解和视频解读，并每季度组织一次业务培训。';
/** Thirteen requests; the sums of table three are right where nothing else is said. */
const reportOf = (numbers: Numbers): string => {
  const usual = `<p>${YEAR}年，本机关依法推进政府信息公开工作。</p>`;
  const cells: Numbers = Object.fromEntries(
    ['newlyReceived', 'disclosed', 'handledTotal'].flatMap((row) =>
      ['naturalPerson', 'total'].map((column) => [`applications/${row}/${column}`, 13]),
    ),
  );
  const [before = '', between = '', after = ''] = reportPage(WRONG, YEAR, { ...cells, ...numbers }).split(usual);
  return `${before}<p>${OVERVIEW}</p>${between}<p>${PROBLEMS}</p>${after}`;
};
/** One mistake that the agency mends, and one that it has a reason for. */
const STAYS: Numbers = { 'remedies/reconsideration/upheld': 2, 'remedies/reconsideration/total': 1 };
const wrong = reportOf({ ...STAYS, 'applications/newlyReceived/total': 12 });
const mended = reportOf(STAYS);

const pageOf = (who: keyof typeof PEOPLE): Page => {
  const page = pages.get(who);
  if (page === undefined) throw new Error(`${PEOPLE[who]} has not come`);
  return page;
};
/** By the whole name: that of a duplicate names the other one too. */
const row = (page: Page, fileName: string): Locator =>
  page.locator('.docs tbody tr').filter({ has: page.locator(`.file-name:text-is("${fileName}")`) });
const panel = (page: Page): Locator => page.locator('.item-panel');
const kindOf = (page: Page) => panel(page).locator('.item-kind').textContent();
const go = (page: Page, hash: string): Promise<unknown> =>
  page.evaluate(`window.location.hash = ${JSON.stringify(hash)}`);
const html = (name: string, text: string) => ({ name, mimeType: 'text/html', buffer: Buffer.from(text) });
/** How far the page can be scrolled sideways; runs in the browser. */
const SIDEWAYS = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';

/** A page at a desk and on a phone: a picture of each, no serious fault of access, nothing to scroll sideways. */
async function look(page: Page, name: string): Promise<void> {
  for (const [width, height] of [
    [390, 844],
    [1366, 768],
  ] as const) {
    await page.setViewportSize({ width, height });
    await page.screenshot({ path: join(SCREENSHOTS, `${name}-${width}.png`) });
    expect([name, width, await accessFaults(page)]).toEqual([name, width, []]);
    expect([name, width, await page.evaluate(SIDEWAYS)]).toEqual([name, width, 0]);
  }
}

async function come(who: keyof typeof PEOPLE): Promise<void> {
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, acceptDownloads: true });
  const page = await context.newPage();
  page.setDefaultTimeout(WAIT_MS);
  await page.goto(server.url);
  await page.getByLabel('姓名').fill(PEOPLE[who]);
  await page.getByLabel('密码').fill(PASSWORD);
  await page.getByRole('button', { name: '登录' }).click();
  await page.getByText('实时更新').waitFor();
  // From here on: that nobody is signed in yet is answered by 401, which a browser writes into its console.
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(`${who}: ${message.text()}`);
  });
  page.on('pageerror', (error) => complaints.push(`${who}: ${error.message}`));
  pages.set(who, page);
}

beforeAll(async () => {
  await buildPageIfOld();
  await mkdir(SCREENSHOTS, { recursive: true });
  folder = await mkdtemp(join(tmpdir(), 'gouji-story-'));
  server = await startServer(
    readEnvironment({ dataFolder: join(folder, 'data'), port: 0, logLevel: 'silent' }),
    pino({ level: 'silent' }),
    { demo: true },
  );
  const headers = { ...(await signIn(server.welcome)), 'content-type': 'application/json' };
  const post = async (path: string, body: object): Promise<void> => {
    const answer = await fetch(new URL(path, server.url), { method: 'POST', headers, body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(await answer.text());
  };
  for (const [who, name] of Object.entries(PEOPLE) as [keyof typeof PEOPLE, string][]) {
    const standing = { roles: ROLES_OF[who], agencyId: null, scopeAgencyId: null };
    await post('/api/people', { name, password: PASSWORD, ...standing });
  }
  const days = { submitBy: '2099-01-26', publishBy: '2099-01-28', statutoryBy: '2099-01-31' };
  for (const year of [2021, YEAR]) await post('/api/campaigns', { year, ...days });
  browser = await openChromium();
  for (const who of Object.keys(PEOPLE) as (keyof typeof PEOPLE)[]) await come(who);
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
  await rm(folder, { recursive: true, force: true });
});

describe('the clerk', () => {
  it('imports the roster', async () => {
    const page = pageOf('clerk');
    await go(page, '#/roster?year=2023');
    await page.getByRole('button', { name: '导入名册' }).click();
    const buffer = rosterFile([
      { agency: CITY, kind: '政府', scope: '本级', standing: '应报' },
      { agency: WRONG, parent: CITY, kind: '部门', standing: '应报' },
      { agency: '白沙洲市档案馆', parent: CITY, kind: '部门', standing: '应报' },
    ]);
    await page.getByTestId('roster-file').setInputFiles({ name: '名册.csv', mimeType: 'text/csv', buffer });
    await page.getByRole('button', { name: '确认导入' }).click();
    await page.getByText('应报 3，已报 0，未报 3').waitFor();
    await look(page, 'roster');
  });

  it('uploads what came in: Word, PDF, web pages, a scan, one of them twice', async () => {
    const page = pageOf('clerk');
    await go(page, '#/uploads');
    const made = await Promise.all(
      CORPUS.map(async (name) => ({
        name,
        mimeType: 'application/octet-stream',
        buffer: await readFile(`samples/made/${name}`),
      })),
    );
    const scan = { name: SCAN, mimeType: 'application/pdf', buffer: await readFile(`samples/scans/${SCAN}`) };
    await page
      .getByTestId('files')
      .setInputFiles([...made, html('有误.html', wrong), html('又一份.html', wrong), scan]);
    await page.getByText('送达 7 份 = 已接收 6 + 重复 1 + 拒收 0').waitFor();
    await go(page, '#/documents');
    for (const name of [...CORPUS, '有误.html']) await row(page, name).getByText('已完成').waitFor();
    // What of it is a report of an agency is with it by now.
    await server.parts.checker.idle();
    await look(page, 'list');
  });

  it('sees what a duplicate doubles', async () => {
    const page = pageOf('clerk');
    await row(page, '又一份.html').getByRole('link', { name: '与“有误.html”相同' }).waitFor();
  });

  it('sorts by a press on a column, and narrows, in the address', async () => {
    const page = pageOf('clerk');
    await page.getByRole('link', { name: /^错误/ }).click();
    await expect.poll(() => page.url()).toContain('sort=-errors');
    const counts = async () => (await page.locator('.docs tbody td.num:nth-of-type(6)').allTextContents()).map(Number);
    await expect
      .poll(async () => (await counts()).every((n, at, all) => at === 0 || n <= (all[at - 1] ?? n)))
      .toBe(true);
    await page.getByRole('combobox', { name: '全部年度' }).click();
    await page.locator('.ant-select-item-option').filter({ hasText: '2023' }).click();
    await expect.poll(() => page.url()).toContain('year=2023');
    await expect.poll(() => row(page, '001.docx').count()).toBe(0);
  });

  it('asks nothing while Chinese is being composed', async () => {
    const page = pageOf('clerk');
    await go(page, '#/documents');
    await page.getByRole('searchbox', { name: '按单位或文件名查找' }).focus();
    const devtools = await page.context().newCDPSession(page);
    await devtools.send('Input.imeSetComposition', { text: 'shuiwu', selectionStart: 6, selectionEnd: 6 });
    // Twice the pause after which what is typed is asked for.
    await page.waitForTimeout(600);
    expect(page.url()).not.toContain('query');
    await devtools.send('Input.insertText', { text: '水务' });
    await expect.poll(() => new URLSearchParams(page.url().split('?')[1]).get('query')).toBe('水务');
    await go(page, '#/documents?year=2023&sort=-errors');
  });

  it('keeps a question under a name, and the columns that he looks at', async () => {
    const page = pageOf('clerk');
    await page.getByText('常用筛选').click();
    await page.getByLabel('名称', { exact: true }).fill('本年错误');
    await page.getByRole('button', { name: '保存当前筛选' }).click();
    await page.locator('.fold > summary').filter({ hasText: '显示' }).click();
    await page.getByLabel('接收时间').uncheck();
    await page.getByLabel('紧凑').check();
    await page.keyboard.press('Escape');
    await go(page, '#/documents');
    await row(page, '001.docx').waitFor();
    await page.reload();
    await row(page, '001.docx').waitFor();
    expect(await page.locator('.docs.is-dense').count()).toBe(1);
    expect(await page.locator('.docs thead').textContent()).not.toContain('接收时间');
    await page.getByText('常用筛选').click();
    await look(page, 'views');
    await page.getByRole('link', { name: '本年错误' }).click();
    await expect.poll(() => page.url()).toContain('sort=-errors');
  });

  it('removes a file and takes that back, and saves what he chose as a table', async () => {
    const page = pageOf('clerk');
    await go(page, '#/documents');
    await page.getByLabel('选择 又一份.html').check();
    await page.getByLabel('选择 有误.html').check();
    await look(page, 'chosen');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: '导出所选' }).click(),
    ]);
    const table = await fromFile(await readFile(await download.path()));
    expect(table.map((cells) => cells[2])).toEqual(['文件', expect.any(String), expect.any(String)]);
    await page.getByRole('button', { name: '移除', exact: true }).click();
    await page.getByText('移除：已办 1 项。未办 1 项：').waitFor();
    expect(await page.locator('.many-outcome li').textContent()).toContain('有误.html：已归入单位报送');
    await expect.poll(() => row(page, '又一份.html').count()).toBe(0);
    await look(page, 'removed');
    await page.getByRole('button', { name: '撤销' }).click();
    await page.getByText('已恢复 1 项。').waitFor();
    await row(page, '又一份.html').waitFor();
  });

  it('gives all that match to a reviewer at once', async () => {
    const page = pageOf('clerk');
    await go(page, '#/documents?year=2023&state=converted');
    await row(page, '有误.html').waitFor();
    await page.getByLabel('选择本页全部').check();
    await page.getByRole('button', { name: '指定审核人' }).click();
    await page.locator('.choice-form select').selectOption({ label: PEOPLE.reviewer });
    await page.getByRole('button', { name: /^对 \d+ 项指定审核人$/ }).click();
    await page.getByText(/指定审核人：已办 1 项。未办 \d+ 项：/).waitFor();
    await expect.poll(() => row(page, '有误.html').textContent()).toContain(PEOPLE.reviewer);
  });
});

describe('the reviewer', () => {
  it('clears the doubts of a scan by keyboard alone', async () => {
    const clerk = pageOf('clerk');
    await go(clerk, '#/documents');
    await row(clerk, SCAN).getByText('已完成').waitFor({ timeout: SCAN_MS });
    const page = pageOf('reviewer');
    await go(page, `#/documents?query=${encodeURIComponent(SCAN)}`);
    await row(page, SCAN).getByRole('link', { name: '查看结果' }).focus();
    await page.keyboard.press('Enter');
    await panel(page).waitFor();
    await expect.poll(() => kindOf(page)).toBe('存疑');
    await page.locator('.paper-picture').first().waitFor();
    await look(page, 'scan');
    let keys = 0;
    for (; (await kindOf(page)) === '存疑'; keys++) {
      expect(keys).toBeLessThan(60);
      const item = await panel(page).getAttribute('data-item');
      await page.keyboard.press('Enter');
      await expect.poll(() => panel(page).getAttribute('data-item')).not.toBe(item);
    }
    expect(keys).toBeGreaterThan(0);
    const left = await panel(page)
      .locator('.item-list li')
      .filter({ hasText: '存疑' })
      .filter({ hasNotText: '已处理' });
    expect(await left.count()).toBe(0);
    await look(page, 'scan-cleared');
  });

  it('comes to a report by the roster, walks by N and P, and back', async () => {
    const page = pageOf('reviewer');
    await go(page, '#/roster?year=2023');
    await page.locator('.roster tbody tr').filter({ hasText: WRONG }).getByRole('link', { name: '审核' }).click();
    await expect.poll(() => page.getByTestId('walk').textContent()).toBe('1 / 1');
    await expect.poll(() => kindOf(page)).toBe('差错');
    await look(page, 'mistake');
  });

  it('confirms one error, and proposes that another be waived', async () => {
    const page = pageOf('reviewer');
    const isAboutRemedies = async () =>
      ((await panel(page).locator('.panel-finding').textContent()) ?? '').includes('行政复议');
    for (let left = 2; left > 0; left--) {
      await expect.poll(() => kindOf(page)).toBe('差错');
      const item = await panel(page).getAttribute('data-item');
      if (await isAboutRemedies()) {
        await page.keyboard.press('x');
        await page.getByLabel('提请审批人不予采纳的理由').fill('两案合并审理，单位已书面说明。');
        await page.keyboard.press('Control+Enter');
      } else await page.keyboard.press('c');
      await expect.poll(() => panel(page).getAttribute('data-item')).not.toBe(item);
    }
  });

  it('puts the report aside until that is answered, and every list says so', async () => {
    const page = pageOf('reviewer');
    await page.locator('.review-bar').getByRole('button', { name: '搁置' }).click();
    await page.getByLabel('搁置的原因').fill('等审批');
    await page.keyboard.press('Enter');
    await page.getByText('已搁置：等审批').waitFor();
    await look(page, 'aside');
    await go(page, '#/roster?year=2023&flag=putAside');
    await page.locator('.roster').getByText('搁置').waitFor();
    await page.locator('.roster').getByText('待审批不予采纳').waitFor();
    await go(page, '#/documents?query=有误');
    await row(page, '有误.html').getByText('搁置').waitFor();
  });
});

describe('two people', () => {
  it('waive an error together: the approver finds what is proposed, with its reason, and agrees', async () => {
    const page = pageOf('first');
    await go(page, '#/roster?year=2023');
    await page.getByRole('link', { name: /待审批不予采纳/ }).click();
    await page.locator('.roster tbody tr').filter({ hasText: WRONG }).getByRole('link', { name: '审核' }).click();
    await expect.poll(() => kindOf(page)).toBe('差错');
    await expect.poll(() => panel(page).textContent()).toContain('两案合并审理');
    await look(page, 'proposed');
    await page.keyboard.press('x');
    await expect.poll(() => page.getByLabel('不予采纳的理由').inputValue()).toContain('两案合并审理');
    await page.keyboard.press('Control+Enter');
    await expect.poll(() => kindOf(page)).toBe('结论');
  });
});

describe('the report', () => {
  it('is returned with its letter', async () => {
    const page = pageOf('reviewer');
    await go(page, '#/roster?year=2023');
    await page.locator('.roster tbody tr').filter({ hasText: WRONG }).getByRole('link', { name: '审核' }).click();
    await expect.poll(() => kindOf(page)).toBe('结论');
    await expect.poll(() => page.locator('.review-end').textContent()).toContain('须退回');
    await page.keyboard.press('Enter');
    const letter = page.getByRole('dialog', { name: '退回通知' });
    await expect.poll(() => letter.locator('.letter-item').count()).toBe(1);
    await look(page, 'letter');
    await page.keyboard.press('Enter');
    await page.getByText('已退回，退回通知已存档').waitFor();
    // Whoever goes on with it has taken it up again.
    await expect.poll(() => page.getByText('已搁置：等审批').count()).toBe(0);
  });

  it('comes back corrected, and opens on its differences', async () => {
    const clerk = pageOf('clerk');
    await go(clerk, '#/uploads');
    await clerk.getByTestId('files').setInputFiles([html('更正后.html', mended)]);
    await go(clerk, '#/documents?query=更正后');
    await row(clerk, '更正后.html').getByText('已完成').waitFor();
    await server.parts.checker.idle();
    const page = pageOf('second');
    await go(page, '#/roster?year=2023');
    await page.locator('.roster tbody tr').filter({ hasText: '第 2 版' }).getByRole('link', { name: '审核' }).click();
    const back = page.getByRole('region', { name: '第 2 版与上一版的差异' });
    // What the number broke besides is closed with it.
    await back.getByText(/已更正 [1-9] 处/).waitFor();
    await back.getByText('新出现 0 处').waitFor();
    await look(page, 'came-back');
  });

  it('is accepted by somebody who had no part in it', async () => {
    const page = pageOf('second');
    await expect.poll(() => kindOf(page)).toBe('结论');
    await expect.poll(() => page.locator('.review-bar').getByRole('button', { name: '通过' }).isDisabled()).toBe(false);
    await page.keyboard.press('Enter');
    await page.getByText('已通过。').waitFor();
    await look(page, 'accepted');
    await go(page, '#/roster?year=2023&state=accepted');
    await page.locator('.roster tbody tr').filter({ hasText: WRONG }).getByText('已通过').waitFor();
  });
});

describe('the year', () => {
  it('adds up what is accepted, and shows whose number it is', async () => {
    const page = pageOf('clerk');
    await page.getByRole('navigation', { name: '主菜单' }).getByRole('link', { name: '汇总' }).click();
    await page.getByText('应计入 3 个单位，已计入 1 个').waitFor();
    const sum = page.locator('td.value a[title*="本年新收"][title*="总计"]');
    expect(await sum.first().textContent()).toContain('13');
    await sum.first().click();
    await page.locator('.behind').getByText(WRONG).waitFor();
    await look(page, 'consolidated');
  });

  it('goes out in the official layout with the same number', async () => {
    const page = pageOf('clerk');
    const coming = page.waitForEvent('download');
    await page.locator('.sum-exports').getByRole('link', { name: 'XLSX' }).click();
    const book = new ExcelJS.Workbook();
    await book.xlsx.readFile(await (await coming).path());
    const rows = book.worksheets.flatMap((sheet) => sheet.getSheetValues() as unknown[][]);
    expect(rows.find((row) => row?.some((value) => `${value}`.includes('本年新收')))?.at(-1)).toBe(13);
  });

  it('answers in two presses from anywhere who has not filed', async () => {
    const page = pageOf('clerk');
    await page.getByRole('navigation', { name: '主菜单' }).getByRole('link', { name: '总览' }).click();
    await page.getByText('应报 3，已报 1，未报 2').waitFor();
    await page.locator('[data-tile="missing"]').click();
    const missing = page.locator('.roster tbody tr');
    await expect.poll(() => missing.count()).toBe(2);
    await missing.filter({ hasText: '白沙洲市档案馆' }).waitFor();
    await look(page, 'missing');
  });
});

describe('every browser', () => {
  it('has nothing to complain of', () => {
    expect(complaints).toEqual([]);
  });
});
