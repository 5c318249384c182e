import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readEnvironment } from '../../config/env.ts';
import type { DocumentDetail } from '../../contracts/api.ts';
import { type RunningServer, startServer } from '../../server/main.ts';
import { openChromium } from '../chromium.ts';
import { rosterFile } from '../server/office-year.ts';
import { tokenFor } from '../server/running-app.ts';
import { MULTIPART, multipartBody } from '../server/upload-files.ts';
import { accessFaults } from './access-faults.ts';
import { buildPageIfOld } from './build-page.ts';
import { type Numbers, reportPage } from './report-page.ts';

/** What was seen stays there to be looked at. */
const SCREENSHOTS = join(tmpdir(), 'gouji-screenshots');

/** A reviewer goes through reports one thing at a time, by keyboard, in a real Chromium against the real server. */

const WAIT_MS = 90_000;
const YEAR = 2023;
const DOUBTFUL = '白沙洲区水务局';
const WRONG = '白沙洲区教育局';
const CLEAN = '白沙洲区档案局';
/** Its text is thin. */
const PLAIN = '白沙洲区林业局';
/** How far the page can be scrolled sideways; runs in the browser. */
const SIDEWAYS = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';

let folder = '';
let server: RunningServer;
let browser: Browser;
let page: Page;
const complaints: string[] = [];

/** Thirteen requests, all granted. */
const THIRTEEN: Numbers = {
  'applications/newlyReceived/naturalPerson': 13,
  'applications/newlyReceived/total': 13,
  'applications/disclosed/naturalPerson': 13,
  'applications/disclosed/total': 13,
  'applications/handledTotal/naturalPerson': 13,
  'applications/handledTotal/total': 13,
};
const OVERVIEW =
  '本机关主动公开政府信息，规范办理依申请公开，加强政府信息管理，推进政府信息公开平台建设，强化监督保障。';
const PROBLEMS =
  '存在的问题：政策解读形式单一，全年仅以文字形式解读。改进措施：下一年度新增图解和视频解读，并每季度组织一次业务培训。';
/** With a text that leaves nothing to remark on. */
const report = (agency: string, numbers: Numbers): string => {
  const usual = `<p>${YEAR}年，本机关依法推进政府信息公开工作。</p>`;
  const [before = '', between = '', after = ''] = reportPage(agency, YEAR, numbers).split(usual);
  return `${before}<p>${OVERVIEW}</p>${between}<p>${PROBLEMS}</p>${after}`;
};
/** Three numbers stand in two lines each: right, but nobody can be sure. */
const inDoubt = report(DOUBTFUL, {
  ...THIRTEEN,
  'applications/newlyReceived/naturalPerson': '1<br>3',
  'applications/disclosed/naturalPerson': '1<br>3',
  'applications/handledTotal/naturalPerson': '1<br>3',
});
const wrong = report(WRONG, { ...THIRTEEN, 'applications/newlyReceived/total': 12 });

const row = (name: string): Locator => page.locator('.docs tbody tr').filter({ hasText: name });
const panel = (): Locator => page.locator('.item-panel');
const kind = () => panel().locator('.item-kind').textContent();
const cell = (path: string): Locator => page.locator(`td[data-path="${path}"]`);
const open = async (name: string): Promise<void> => {
  await row(name).getByRole('link', { name: '查看结果' }).click();
  await panel().waitFor();
};
const back = () => page.getByRole('link', { name: '文件列表' }).click();

/**
 * From the first answer to a reading of this address on that fits, none comes before it is let go; each is what the server
 * said when it was asked.
 */
async function held(address: string, fits: (answer: string) => boolean = () => true) {
  const waiting: (() => void)[] = [];
  let isOver = false;
  let begin: () => void = () => undefined;
  const begun = new Promise<void>((resolve) => {
    begin = resolve;
  });
  let first: Promise<unknown> = Promise.resolve();
  await page.route(address, async (route) => {
    if (route.request().method() !== 'GET' || isOver) return route.continue();
    const response = await route.fetch();
    const isToWait = waiting.length > 0 || fits(await response.text());
    if (!isToWait || isOver) return route.fulfill({ response }).catch(() => undefined);
    const answered = new Promise<void>((resolve) => waiting.push(resolve))
      .then(() => route.fulfill({ response }))
      // The page may want it no more.
      .catch(() => undefined);
    if (waiting.length === 1) first = answered;
    begin();
    return answered;
  });
  return {
    begun,
    letFirstGo: () => {
      waiting[0]?.();
      return first;
    },
    letAllGo: () => {
      isOver = true;
      for (const go of waiting) go();
    },
  };
}

/** Keeps the server from looking what changed. @returns lets it look again */
function tellNothing(): () => void {
  const { store } = server.parts;
  const { recentChanges } = store;
  let goOn: () => void = () => undefined;
  const silence = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  Object.assign(store, { recentChanges: (limit: number) => silence.then(() => recentChanges(limit)) });
  return () => {
    Object.assign(store, { recentChanges });
    goOn();
  };
}

/** Presses and counts. */
let pressed = 0;
const press = async (key: string): Promise<void> => {
  pressed += 1;
  await page.keyboard.press(key);
};

beforeAll(async () => {
  await buildPageIfOld();
  folder = await mkdtemp(join(tmpdir(), 'gouji-bench-'));
  const environment = readEnvironment({ dataFolder: join(folder, 'data'), port: 0, logLevel: 'silent' });
  server = await startServer(environment, pino({ level: 'silent' }), { demo: true });
  const authorization = await tokenFor(server.parts, 'preparing', ['administrator', 'clerk']);
  const days = { submitBy: '2099-01-26', publishBy: '2099-01-28', statutoryBy: '2099-01-31' };
  const headers = { authorization, 'content-type': 'application/json' };
  const ask = async (path: string, init: RequestInit): Promise<void> => {
    const answer = await fetch(new URL(path, server.url), init);
    if (!answer.ok) throw new Error(await answer.text());
  };
  await ask('/api/campaigns', { method: 'POST', headers, body: JSON.stringify({ year: YEAR, ...days }) });
  const content = rosterFile([DOUBTFUL, WRONG, CLEAN].map((agency) => ({ agency, kind: '部门', standing: '应报' })));
  await ask(`/api/campaigns/${YEAR}/roster`, {
    method: 'PUT',
    headers: { authorization, ...MULTIPART },
    body: new Uint8Array(multipartBody([{ name: 'roster.csv', content }])),
  });
  browser = await openChromium();
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 } });
  page = await context.newPage();
  page.setDefaultTimeout(WAIT_MS);
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(server.welcome ?? '');
  // Another address before the token is spent would lead to the door.
  await page.getByText('实时更新').waitFor();
  await page.goto(`${server.url}/#/documents`);
  const file = (name: string, text: string) => ({ name, mimeType: 'text/html', buffer: Buffer.from(text) });
  await page
    .getByTestId('files')
    .setInputFiles([
      file('存疑.html', inDoubt),
      file('有误.html', wrong),
      file('无误.html', report(CLEAN, THIRTEEN)),
      file('叙述.html', reportPage(PLAIN, YEAR, THIRTEEN)),
    ]);
  for (const name of ['存疑.html', '有误.html', '无误.html', '叙述.html'])
    await row(name).getByText('已完成').waitFor();
  await server.parts.checker.idle();
  await page.reload();
  await row('存疑.html').waitFor();
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
  await rm(folder, { recursive: true, force: true });
});

describe('a report with three doubts', () => {
  it('opens on the first of them, with the question, what was read and what the sums want', async () => {
    await open('存疑.html');
    await expect.poll(kind).toBe('存疑');
    await page.screenshot({ path: join(SCREENSHOTS, 'doubt.png') });
    expect(await panel().textContent()).toContain('第 1 项，共 4 项');
    expect(await panel().textContent()).toContain('原件上是这样写的吗？');
    expect(await panel().locator('.panel-read strong').textContent()).toBe('13');
    expect(await panel().locator('.panel-agreed').textContent()).toBe('13 ✓');
    await expect
      .poll(() => cell('applications/newlyReceived/naturalPerson').getAttribute('class'))
      .toContain('value-chosen');
    expect(
      await panel()
        .getByRole('button', { name: /确认|不予采纳/ })
        .count(),
    ).toBe(0);
  });

  it('is cleared by at most five keys, and then waits for its verdict', async () => {
    pressed = 0;
    for (let left = 2; left >= 0; left--) {
      await press('Enter');
      const words = left === 0 ? '全部处理完毕' : `还有 ${left} 项`;
      await expect.poll(() => panel().locator('.item-open').textContent()).toBe(words);
    }
    await expect.poll(kind).toBe('结论');
    await expect.poll(() => page.locator('.review-end .verdict').textContent()).toBe('通过');
    expect(pressed).toBeLessThanOrEqual(5);
    expect(await cell('applications/disclosed/naturalPerson').getAttribute('class')).toContain('value-confirmed');
    expect(page.url()).toContain('item=verdict');
  });

  it('is not accepted by who cleared it: the bar says why', async () => {
    await expect
      .poll(() => page.locator('.review-end .in-the-way').textContent())
      .toContain('审核和通过须由不同的人办理');
    expect(await page.locator('.review-bar').getByRole('button', { name: '通过' }).isDisabled()).toBe(true);
  });

  it('gives an answer back without losing the later ones', async () => {
    for (const key of ['k', 'k', 'k', 'u']) await page.keyboard.press(key);
    await expect.poll(() => panel().locator('.item-open').textContent()).toBe('还有 1 项');
    expect(await cell('applications/newlyReceived/naturalPerson').getAttribute('class')).toContain('value-review');
    expect(await cell('applications/disclosed/naturalPerson').getAttribute('class')).toContain('value-confirmed');
  });

  it('takes another number by E, with what was read beside it, and shows the sums that fail then', async () => {
    await page.keyboard.press('e');
    await page.keyboard.type('14');
    await page.keyboard.press('Enter');
    const corrected = cell('applications/newlyReceived/naturalPerson');
    await expect.poll(() => corrected.getAttribute('class')).toContain('value-corrected');
    expect(await corrected.textContent()).toContain('14');
    await expect.poll(kind).toBe('差错');
    expect(await panel().locator('.finding-formula').first().textContent()).toContain('≠');
    await page.keyboard.press('k');
    await page.keyboard.press('k');
    await page.keyboard.press('k');
    expect(await panel().textContent()).toContain('原读作');
    await page.keyboard.press('u');
    await expect
      .poll(() =>
        panel()
          .getByRole('button', { name: /与原件一致/ })
          .count(),
      )
      .toBe(1);
    await page.keyboard.press('Enter');
    await expect.poll(() => panel().locator('.item-open').textContent()).toBe('全部处理完毕');
  });

  it('corrects a fact beside what was read', async () => {
    await page.getByRole('button', { name: '更正年度' }).click();
    await page.keyboard.type('2022');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.locator('.fact-was').textContent()).toContain('2023');
    await page.locator('.facts').getByRole('button', { name: '撤回' }).click();
    await expect.poll(() => page.locator('.fact-was').count()).toBe(0);
  });

  it('stands as it was answered last, though what was read before that comes after it', async () => {
    const id = /documents\/([\w-]+)/.exec(page.url())?.[1] ?? '';
    const reading = await held(`**/api/documents/${id}`, (answer) => {
      const { report }: DocumentDetail = JSON.parse(answer);
      return report?.tables.applications?.rows.handledTotal?.naturalPerson?.needsReview === true;
    });
    const words = () => panel().locator('.item-open').textContent();
    await cell('applications/handledTotal/naturalPerson').click();
    await page.keyboard.press('u');
    await expect.poll(words).toBe('还有 1 项');
    // The server tells of it, and the page reads the document as it is then.
    await reading.begun;
    const tellAgain = tellNothing();
    await page.keyboard.press('Enter');
    await expect.poll(words).toBe('全部处理完毕');
    await reading.letFirstGo();
    await page.evaluate('new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))');
    expect(await words()).toBe('全部处理完毕');
    tellAgain();
    reading.letAllGo();
  });

  it('shows what the keys do by ?, and none of them works in a field', async () => {
    await page.keyboard.press('?');
    await page.getByRole('dialog').getByText('下一份 / 上一份').waitFor();
    await page.keyboard.press('Escape');
    await expect.poll(() => page.getByRole('dialog').count()).toBe(0);
  });
});

describe('the list that a report is one of', () => {
  it('is walked through by N and P, and the place in it is told', async () => {
    const mark = page.getByTestId('walk');
    const [at = 0, all = 0] = ((await mark.textContent()) ?? '').split(' / ').map(Number);
    expect(all).toBe(4);
    const address = page.url();
    await page.keyboard.press(at === all ? 'p' : 'n');
    await expect.poll(() => page.url()).not.toBe(address);
    await expect.poll(() => mark.textContent()).toBe(`${at === all ? at - 1 : at + 1} / 4`);
  });

  it('has the focus where it was left', async () => {
    await back();
    await row('有误.html').waitFor();
    await open('有误.html');
    await back();
    await row('有误.html').waitFor();
    await expect
      .poll(() => page.evaluate<string>('document.activeElement?.closest("tr")?.textContent ?? ""'))
      .toContain('有误.html');
  });
});

describe('a report with one mistake', () => {
  it('opens on it as one item, whatever sums it breaks', async () => {
    await open('有误.html');
    await expect.poll(kind).toBe('差错');
    expect(await panel().textContent()).toContain('共 2 项');
    expect(
      await panel()
        .getByRole('button', { name: /与原件一致/ })
        .count(),
    ).toBe(0);
  });

  it('is returned by at most six keys, with its letter signed and kept', async () => {
    pressed = 0;
    await press('c');
    await expect.poll(kind).toBe('结论');
    await press('Enter');
    const letter = page.getByRole('dialog', { name: '退回通知' });
    await letter.waitFor();
    await expect.poll(() => letter.locator('.letter-item').count()).toBe(1);
    await expect.poll(() => page.evaluate<string>('document.activeElement?.textContent ?? ""')).toContain('签发并退回');
    await page.screenshot({ path: join(SCREENSHOTS, 'letter.png') });
    await press('Enter');
    await page.getByText('已退回，退回通知已存档').waitFor();
    expect(pressed).toBeLessThanOrEqual(6);
  });
});

describe('whoever looks at the bench', () => {
  it.each([
    [1366, 768],
    [910, 600],
    [390, 844],
  ])('finds no serious fault of access at %i px, and nothing to scroll sideways', async (width, height) => {
    await page.setViewportSize({ width, height });
    await page.screenshot({ path: join(SCREENSHOTS, `bench-${width}.png`) });
    expect(await page.evaluate<number>(SIDEWAYS)).toBe(0);
    expect(await accessFaults(page)).toEqual([]);
  });
});

describe('a finding in the text', () => {
  it('is led to by the first click', async () => {
    await page.setViewportSize({ width: 1366, height: 768 });
    await page.goto(`${server.url}/#/documents`);
    await row('叙述.html').waitFor();
    await open('叙述.html');
    await expect.poll(kind).toBe('差错');
    await page.getByRole('tab', { name: '三张法定表' }).click();
    await page.locator('.all-findings > summary').click();
    await page.locator('[data-rule="narrative.problems-vague"] .finding-what').click();
    const quoted = page.locator('.prose .mark-chosen, .prose #section-5').first();
    await expect
      .poll(async () => {
        const box = await quoted.boundingBox();
        return box !== null && box.y > 100 && box.y < 768;
      })
      .toBe(true);
  });
});

describe('a mistake of which it has not come yet how it stands', () => {
  it('is confirmed by its key all the same', async () => {
    await page.goto(`${server.url}/#/documents`);
    await row('叙述.html').waitFor();
    const reading = await held('**/decisions');
    await open('叙述.html');
    await expect.poll(kind).toBe('差错');
    await reading.begun;
    const shown = () => panel().getAttribute('data-item');
    const item = await shown();
    const sent = page.waitForResponse((answer) => answer.request().method() === 'POST');
    await page.keyboard.press('c');
    reading.letAllGo();
    expect((await sent).ok()).toBe(true);
    await expect.poll(shown).not.toBe(item);
  });
});

describe('files', () => {
  it('dropped beside the upload area are sent all the same', async () => {
    await back();
    await row('叙述.html').waitFor();
    const box = await page.locator('.docs').boundingBox();
    if (box === null) throw new Error('the list is not drawn');
    const dropped = join(folder, '拖放.html');
    await writeFile(dropped, `${wrong}<!-- another -->`);
    const devtools = await page.context().newCDPSession(page);
    const pointer = { x: box.x + 60, y: box.y + 40 };
    const data = { items: [], files: [dropped], dragOperationsMask: 1 };
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
      await devtools.send('Input.dispatchDragEvent', { type, ...pointer, data });
    await row('拖放.html').waitFor();
    await expect.poll(() => page.getByTestId('receipt-sum').textContent()).toContain('送达 1 份');
  });
});

describe('whoever looks at the list', () => {
  it.each([
    [1366, 768],
    [910, 600],
    [390, 844],
  ])('finds state and verdict in sight at %i px, and no serious fault of access', async (width, height) => {
    await page.setViewportSize({ width, height });
    await page.screenshot({ path: join(SCREENSHOTS, `list-${width}.png`) });
    expect(await page.evaluate<number>(SIDEWAYS)).toBe(0);
    if (width < 600) {
      const box = await row('有误.html').locator('.verdict').boundingBox();
      expect((box?.x ?? width) + (box?.width ?? 0)).toBeLessThanOrEqual(width);
    }
    expect(await accessFaults(page)).toEqual([]);
  });
});

describe('all of it', () => {
  it('meets no complaint of the browser', () => {
    expect(complaints).toEqual([]);
  });
});
