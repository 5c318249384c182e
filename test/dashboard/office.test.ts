import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readEnvironment } from '../../config/env.ts';
import { MENU } from '../../dashboard/src/menu.ts';
import { MENU_WORDS } from '../../dashboard/src/words/shell.ts';
import { type RunningServer, startServer } from '../../server/main.ts';
import { ALL_SEEING } from '../../store/viewer.ts';
import { openChromium } from '../chromium.ts';
import { rosterFile } from '../server/office-year.ts';
import { buildPageIfOld } from './build-page.ts';
import { reportPage } from './report-page.ts';

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

const GOVERNMENT = '白沙洲区人民政府';
const AGENCY = '白沙洲区水务局';
const SCHOOLS = '白沙洲区教育局';
/** Thirteen requests came in, the total says twelve. */
const WRONG = { 'applications/newlyReceived/naturalPerson': 13, 'applications/newlyReceived/total': 12 };
const html = (text: string, name: string) => ({ name, mimeType: 'text/html', buffer: Buffer.from(text) });
const go = (hash: string): Promise<unknown> => page.evaluate(`window.location.hash = ${JSON.stringify(hash)}`);
const filing = (agency: string): Locator =>
  page.locator('.roster tbody tr').filter({ has: page.getByRole('link', { name: agency, exact: true }) });
const chooseRoster = (buffer: Buffer): Promise<void> =>
  page.getByTestId('roster-file').setInputFiles({ name: '名册.csv', mimeType: 'text/csv', buffer });
/** How far the page can be scrolled sideways; runs in the browser. */
const SIDEWAYS = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';

describe('the pages of the office in Chromium', () => {
  it('opens a year', async () => {
    await page.getByRole('link', { name: '花名册' }).click();
    await page.getByText('还没有建立报送年度').waitFor();
    await page.getByRole('link', { name: '到“管理”中建立年度' }).click();
    await page.getByRole('button', { name: '建立年度' }).click();
    await page.getByLabel('年度', { exact: true }).fill('2023');
    for (const day of ['报送截止', '公开截止', '法定期限']) await page.getByLabel(day).fill('2099-01-31');
    await page.getByRole('button', { name: '保存' }).click();
    await page.getByText('2023 年度已保存').waitFor();
  });

  it('tries a roster before it is taken, and says what is wrong by row and column', async () => {
    await page.getByRole('link', { name: '花名册', exact: true }).click();
    await page.getByRole('button', { name: '导入名册' }).click();
    await chooseRoster(rosterFile([{ agency: AGENCY, kind: '没有这一类', standing: '应报' }]));
    await page.getByText('有 1 处问题').waitFor();
    expect(await page.locator('.problems tbody tr td').allTextContents()).toEqual(['2', '类别', expect.any(String)]);
    await chooseRoster(
      rosterFile([
        { agency: GOVERNMENT, kind: '政府', scope: '汇总', standing: '应报' },
        { agency: AGENCY, parent: GOVERNMENT, kind: '部门', standing: '应报' },
        { agency: SCHOOLS, parent: GOVERNMENT, kind: '部门', standing: '应报' },
        { agency: '白沙洲区档案局', parent: GOVERNMENT, kind: '部门', standing: '免报' },
      ]),
    );
    await page.getByText('将新增 4，修改 0，不变 0，移出 0').waitFor();
    await page.getByRole('button', { name: '确认导入' }).click();
    await page.getByText('应报 3，已报 0，未报 3').waitFor();
    expect(await page.locator('.roster tbody tr').count()).toBe(4);
  });

  it('answers the morning on the first page: days left, who is missing with a list to send, counts that lead to lists', async () => {
    await page.getByRole('link', { name: '总览', exact: true }).click();
    await page.getByText('应报 3，已报 0，未报 3').waitFor();
    await page.getByText(/距报送截止 2099-01-31 还有 \d+ 天/).waitFor();
    expect(await page.locator('[data-tile]').count()).toBe(7);
    const started = page.waitForEvent('download');
    await page.getByRole('link', { name: /下载未报名单/ }).click();
    expect((await started).suggestedFilename()).toBe('2023年未报单位.xlsx');
    await page.locator('[data-tile="missing"]').click();
    await page.getByText('共 3 个单位').waitFor();
    await page.getByRole('link', { name: '总览', exact: true }).click();
    await page.getByRole('row', { name: GOVERNMENT }).getByRole('link', { name: '3' }).click();
    await page.getByText(`只看地区“${GOVERNMENT}”`).waitFor();
    await page.getByText('共 3 个单位').waitFor();
    await page.getByRole('link', { name: '花名册', exact: true }).click();
  });

  it('shows who has not filed with one click, and keeps that in the address', async () => {
    await page.getByRole('link', { name: '未报 3' }).click();
    await page.getByText('共 3 个单位').waitFor();
    expect(page.url()).toContain('state=expected');
    await page.reload();
    await page.getByText('共 3 个单位').waitFor();
    await page.getByRole('link', { name: '全部 4' }).click();
    await page.getByRole('link', { name: '只看下级' }).click();
    await page.getByText(`只看“${GOVERNMENT}”及其下级`).waitFor();
  });

  it('keeps an upload with its three piles, and takes a candidate by the keyboard', async () => {
    await page.getByRole('link', { name: '上传', exact: true }).click();
    await page
      .getByTestId('files')
      .setInputFiles([
        html(reportPage(AGENCY, 2023, WRONG), `${AGENCY}2023年报.html`),
        html(reportPage('', 2023, {}), `${SCHOOLS}2023年报.html`),
        { name: '另一份空文件.docx', mimeType: 'application/octet-stream', buffer: Buffer.alloc(0) },
      ]);
    const first = page.locator('.uploads tbody tr').first();
    await first.getByText('已认定 1，待认定 1', { exact: true }).waitFor();
    await first.getByRole('link').first().click();
    await page.getByText('送达 3 份 = 已接收 2 + 重复 0 + 拒收 1').waitFor();
    await page.getByRole('link', { name: '未收 1' }).click();
    await page.getByText('文件是空的').waitFor();
    await page.getByRole('link', { name: '待认定 1' }).click();
    await page.getByText(`${SCHOOLS}（2023 年度）`).waitFor();
    await page.keyboard.press('1');
    await page.getByText(`已归入“${SCHOOLS}”第 1 版`).waitFor();
    await page.reload();
    await page.getByRole('link', { name: '已认定 2' }).click();
    await page.locator('.docs tbody').getByRole('link', { name: SCHOOLS, exact: true }).waitFor();
  });

  it('finds agencies and files in one search', async () => {
    const search = page.getByRole('combobox', { name: '查找单位、文件或问题' });
    await search.fill('水务');
    await page.getByRole('option', { name: `${AGENCY}2023年报.html` }).waitFor();
    await page.getByRole('option', { name: AGENCY }).first().waitFor();
    await page.getByRole('group', { name: '待处理的问题' }).getByRole('option').first().waitFor();
    await search.press('Enter');
    await page.getByRole('heading', { name: AGENCY, exact: true }).waitFor();
    expect(page.url()).toContain('#/agencies/');
  });

  it('returns a report, and shows what the next version mended', async () => {
    await page.locator('[data-blocked="accept"]').getByText('还有未处理的错误').waitFor();
    await page.getByRole('button', { name: '退回更正' }).click();
    await page.getByLabel('退回说明').fill('请更正合计。');
    await page.getByRole('button', { name: '确定：退回更正' }).click();
    await page.getByText('退回更正：已办理').waitFor();
    await page.locator('.trail').getByText('退回更正').waitFor();
    const agency = await page.evaluate<string>('window.location.hash');
    await page.getByRole('link', { name: '上传', exact: true }).click();
    const mended = { ...WRONG, 'applications/newlyReceived/total': 13 };
    await page.getByTestId('files').setInputFiles(html(reportPage(AGENCY, 2023, mended), `${AGENCY}更正稿.html`));
    await page.locator('.uploads tbody tr').first().getByText('已认定 1', { exact: true }).waitFor();
    await go(agency);
    const second = page.locator('[data-version="2"]');
    await second.getByText(/已更正 [1-9]\d* 处/).waitFor();
    expect(await page.locator('[data-version]').count()).toBe(2);
    await second.getByText('表中数字和填写的改动（1）').click();
    await second.locator('.changes del').getByText('12', { exact: true }).waitFor();
    await second.locator('.changes ins').getByText('13', { exact: true }).waitFor();
  });

  it('lists what was returned, and what came back on its differences', async () => {
    await page.getByRole('link', { name: '退回', exact: true }).click();
    await page.getByRole('link', { name: '更正稿已到 1' }).click();
    const row = page.locator('.returns tbody tr').filter({ hasText: AGENCY });
    await row.getByText('第 1 版').waitFor();
    await row.getByRole('link', { name: '看改动并审核' }).click();
    await page.locator('.came-back').waitFor();
    await page.goBack();
    await row.getByRole('link', { name: AGENCY }).click();
  });

  it('shows the move of somebody else without being asked', async () => {
    const { store } = server.parts;
    const { items } = await store.filings.list(2023, { query: AGENCY, page: 1, size: 1 }, ALL_SEEING, '2024-01-01');
    const mover = { personId: '', roles: ['clerk' as const], today: '2024-01-01' };
    const words = { move: 'comment' as const, text: '请尽快核对第二版', etag: null };
    await store.filings.move(items[0]?.id ?? '', words, mover, { personId: null, who: '王办理' });
    await page.locator('.said').getByText('请尽快核对第二版').waitFor();
  });

  it('keeps a trace of an upload that was cut off', async () => {
    await page.getByRole('link', { name: '上传', exact: true }).click();
    await page.locator('.uploads tbody tr').first().waitFor();
    const { uploads } = server.parts.store;
    const sender = { personId: null, who: '王办理', agencyId: null };
    const id = await uploads.begin(sender);
    await page.reload();
    const row = page.locator(`.uploads tbody tr[data-id="${id}"]`);
    await row.getByText('正在接收').waitFor();
    await uploads.cut(id, 'upload-cut', sender);
    await row.getByText('上传中断').waitFor();
    await page.reload();
    await row.getByText('上传中断').waitFor();
    await uploads.remove(id, sender);
    await page.reload();
    await page.locator('.uploads tbody tr').first().waitFor();
    expect(await row.count()).toBe(0);
  });

  it('takes an upload back only while nothing was decided on it', async () => {
    await page.getByRole('link', { name: '上传', exact: true }).click();
    await page.locator('.uploads tbody tr').nth(1).getByRole('link').first().click();
    await page.getByRole('button', { name: '撤回这批上传' }).click();
    await page.getByRole('button', { name: '确定撤回' }).click();
    await page.locator('main [role="alert"]').waitFor();
    await page.getByRole('link', { name: '上传', exact: true }).click();
    await page.locator('.uploads tbody tr').last().getByRole('link').first().click();
    await page.getByRole('button', { name: '撤回这批上传' }).click();
    await page.getByRole('button', { name: '确定撤回' }).click();
    await page.getByText('这批上传已撤回').waitFor();
  });

  it('takes one decision on many findings, says of which it was not taken, and lets them go from the list', async () => {
    await page.getByRole('link', { name: '问题', exact: true }).click();
    await page.getByRole('heading', { name: '2023 年度问题清单' }).waitFor();
    const rows = page.locator('.issues tbody tr');
    await rows.first().waitFor();
    const before = await rows.count();
    await page.locator('.facets').getByRole('link', { name: /^提示/ }).click();
    await page.waitForURL(/severity=warning/);
    // the rows are counted anew until the narrowed list has come
    await expect
      .poll(async () => (await page.locator('.list-foot').textContent())?.includes(`共 ${await rows.count()} 条`))
      .toBe(true);
    await page.getByRole('link', { name: '清除筛选' }).click();
    await expect.poll(() => rows.count()).toBe(before);
    await rows.first().getByRole('checkbox').check();
    await page.getByText('已选 1 条').waitFor();
    await page.getByRole('button', { name: '不予采纳' }).click();
    await page.getByLabel(/不予采纳的理由/).fill('已与单位核实');
    await page.getByRole('button', { name: '确定' }).click();
    await page.locator('.outcome').waitFor();
    const words = await page.locator('.outcome').textContent();
    expect(words).toMatch(/已办理 [01] 项/);
    await page.getByRole('link', { name: '导出本清单 XLSX' }).waitFor();
  });

  it('goes from one finding of the list to the next and back by the keys', async () => {
    await go('#/issues');
    await page.locator('.issues tbody tr').first().locator('.issue-words a').click();
    const place = page.getByTestId('walk');
    await place.waitFor();
    const first = page.url();
    const all = Number((await place.textContent())?.split('/')[1]);
    expect(all).toBeGreaterThan(1);
    await page.keyboard.press('n');
    await expect.poll(() => place.textContent()).toBe(`2 / ${all}`);
    expect(page.url()).not.toBe(first);
    await page.keyboard.press('p');
    await expect.poll(() => place.textContent()).toBe(`1 / ${all}`);
    await page.getByRole('link', { name: '问题清单' }).click();
    await page.locator('.issues tbody tr').first().waitFor();
  });

  it('tries a rule by another threshold before a year keeps it', async () => {
    await go('#/rules/applications.other-share');
    const share = page.getByLabel(/占办理结果的比例超过/);
    await share.fill('25');
    await page.getByRole('button', { name: '试一试' }).click();
    await page.getByText(/份报告中，\d+份会有这条问题/).waitFor();
    await page.getByRole('button', { name: '保存' }).click();
    await page.getByText('本年度另设限值').waitFor();
    await page.reload();
    await page.getByText('本年度另设限值').waitFor();
    await expect.poll(() => share.inputValue()).toBe('25');
    await share.fill('250');
    await page.getByRole('button', { name: '保存' }).click();
    expect(await page.locator('.rule-form input:invalid').count()).toBe(1);
    await page.getByRole('button', { name: '恢复通常设置' }).click();
    await page.getByRole('button', { name: '保存' }).click();
    await page.locator('.rule-facts').getByText('按默认级别').waitFor();
  });

  it('keeps no settings over those that somebody else kept meanwhile, and says so', async () => {
    const { campaigns } = server.parts.store;
    const other = { personId: null, who: '王办理' };
    const kept = async () => (await campaigns.find(2023))?.settings.rules;
    const rules = { off: ['cell.normalised'], severity: {}, thresholds: {} };
    const alarm = page.locator('main [role="alert"]');
    await go('#/rules/applications.other-share');
    await page.getByLabel(/占办理结果的比例超过/).fill('25');
    await campaigns.change(
      2023,
      { settings: { takeFrom: 0.95, dueSoonDays: 7, correctionDays: 5, rules } },
      null,
      other,
    );
    await page.getByRole('button', { name: '保存' }).click();
    await alarm.getByText('刚有别人改动过这个年度').waitFor();
    expect(await kept()).toEqual(rules);
    await expect
      .poll(async () => {
        await page.getByRole('button', { name: '保存' }).click();
        return kept();
      })
      .toMatchObject({ off: ['cell.normalised'], thresholds: { otherShare: 0.25 } });
    await go('#/office/years');
    await page.getByRole('button', { name: '修改日期' }).click();
    await campaigns.change(2023, { submitBy: '2099-01-20' }, null, other);
    await page.getByLabel('法定期限').fill('2099-03-31');
    await page.getByRole('button', { name: '保存' }).click();
    await alarm.getByText('刚有别人改动过这个年度').waitFor();
    await page.getByRole('cell', { name: '2099-01-20' }).waitFor();
    const now = await campaigns.find(2023);
    expect([now?.submitBy, now?.statutoryBy]).toEqual(['2099-01-20', '2099-01-31']);
  });

  it('shows a token once', async () => {
    await go('#/office/tokens');
    await page.getByRole('button', { name: '新增令牌' }).click();
    await page.getByLabel('程序名称').fill('报送系统');
    await page.getByRole('checkbox', { name: /^查看人/ }).check();
    await page.getByRole('button', { name: '保存' }).click();
    const token = await page.getByTestId('token').textContent();
    expect(token).toMatch(/^[\w-]{20,}$/);
    await page.reload();
    await page.locator('.docs').getByText('报送系统').waitFor();
    expect(await page.textContent('body')).not.toContain(token);
  });

  it('asks before it takes something from others, and goes back on Escape', async () => {
    const revoke = page.locator('.docs').getByRole('button', { name: '停用令牌' });
    const question = page.getByRole('group', { name: /停用“报送系统”的令牌？.*不能恢复/ });
    await revoke.click();
    await question.waitFor();
    await page.keyboard.press('Escape');
    await question.waitFor({ state: 'detached' });
    expect((await server.parts.store.people.programs()).map(({ revoked }) => revoked)).toEqual([false]);
    await revoke.click();
    await question.getByRole('button', { name: '停用令牌' }).click();
    await page.locator('.docs').getByText('已停用').waitFor();
    await revoke.waitFor({ state: 'detached' });
  });

  it('fits a desk and a phone without scrolling sideways', async () => {
    await go('#/roster');
    const [agency] = await filing(AGENCY).getByRole('link').all();
    const href = (await agency?.getAttribute('href')) ?? '';
    for (const width of [1366, 390]) {
      await page.setViewportSize({ width, height: 844 });
      for (const hash of [
        '#/overview',
        '#/roster',
        '#/uploads',
        href,
        '#/office/people',
        '#/office/years',
        '#/office/trail',
      ]) {
        await go(hash);
        await page.locator('.docs tbody tr, .trail li, .tile').first().waitFor();
        expect(await page.evaluate<number>(SIDEWAYS), `${hash} at ${width}`).toBe(0);
      }
    }
    await page.setViewportSize({ width: 1366, height: 900 });
  });

  it('lets somebody in with a password, shows him what he may do and no more, and lets him out', async () => {
    await go('#/office/people');
    await page.getByRole('button', { name: '新增人员' }).click();
    await page.getByLabel('姓名').fill('周查看');
    await page.getByLabel('初始密码').fill('一二三四五六七八九十');
    await page.getByRole('checkbox', { name: /^查看人/ }).check();
    await page.getByRole('button', { name: '保存' }).click();
    await page.getByText('已新增“周查看”').waitFor();
    const other = await context.newPage();
    await other.goto(server.url);
    await other.getByText('实时更新').waitFor();
    await page.getByLabel('演示用户的菜单').click();
    await page.getByRole('button', { name: '退出登录' }).click();
    // What another tab shows was for whoever was here.
    await other.getByLabel('密码').waitFor();
    await other.close();
    await page.getByLabel('姓名').fill('周查看');
    await page.getByLabel('密码').fill('一二三四五六七八九十');
    await page.getByRole('button', { name: '登录' }).click();
    await page.getByText('实时更新').waitFor();
    const pages = MENU.filter(({ item }) => item !== 'office').map(({ item }) => MENU_WORDS[item]);
    expect(await page.locator('.menu a').allTextContents()).toEqual(pages);
    await go('#/roster');
    await filing(AGENCY).waitFor();
    expect(await page.getByRole('button', { name: '导入名册' }).count()).toBe(0);
  });

  it('breaks no policy and gives the browser nothing to complain of', () => {
    // A browser notes an answer of 401 and 409 by itself; that nobody is signed in, or that a move is refused, is told so.
    const ours = complaints.filter((text) => !/status of (?:401|409)/.test(text));
    expect(ours).toEqual([]);
  });
});
