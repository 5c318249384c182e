import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pino } from 'pino';
import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { readEnvironment } from '../../config/env.ts';
import { chapterPage, readChapters } from '../../dashboard/manual.ts';
import { MENU, OWN_MENU } from '../../dashboard/src/menu.ts';
import { MENU_WORDS } from '../../dashboard/src/words/shell.ts';
import { openCampaign } from '../../office/campaign.ts';
import { parseRoster } from '../../office/roster.ts';
import { fromFile } from '../../office/sheet.ts';
import { type MadeReport, madePage } from '../../server/demo/made-report.ts';
import { type RunningServer, startServer } from '../../server/main.ts';
import { keyOfSecret, newSecret } from '../../server/people/secrets.ts';
import { ALL_SEEING, GOUJI } from '../../store/viewer.ts';
import { openChromium } from '../chromium.ts';
import { rosterFile } from '../server/office-year.ts';
import { buildPageIfOld } from './build-page.ts';

/**
 * The manual and its pictures. Each run draws all of them from the pages as they are;
 * `npm run manual:pictures` keeps them under docs/手册/图.
 */

const MANUAL = resolve(import.meta.dirname, '../../docs/手册');
const KEPT = process.env.MANUAL_PICTURES === '1';
const WAIT_MS = 90_000;
const YEAR = 2023;
const CITY = '青塘市人民政府';
const [NORTH, SOUTH] = ['青塘市北屏县人民政府', '青塘市南坪县人民政府'];
const BUREAUS = ['水务局', '教育局', '民政局'];
const ROWS = [
  { agency: CITY, kind: '政府', scope: '汇总', contact: '周某', phone: '0731-01' },
  ...BUREAUS.map((bureau) => ({ agency: `青塘市${bureau}`, parent: CITY, kind: '部门' })),
  { agency: NORTH, parent: CITY, kind: '政府' },
  ...BUREAUS.map((bureau) => ({ agency: `北屏县${bureau}`, parent: NORTH, kind: '部门' })),
  { agency: SOUTH, parent: CITY, kind: '政府' },
  ...BUREAUS.map((bureau) => ({ agency: `南坪县${bureau}`, parent: SOUTH, kind: '部门' })),
];
const WRONG = { 'applications/newlyReceived/total': 9 };
const AGENCY = '北屏县教育局';

const chapters = readChapters(MANUAL);
const picturesOf = (text: string): string[] =>
  [...text.matchAll(/!\[[^\]]+\]\(图\/([^)]+)\)/g)].map(([, name = '']) => name);

let folder = '';
let server: RunningServer;
let browser: Browser;
let page: Page;
const drawn = new Set<string>();

beforeAll(async () => {
  await buildPageIfOld();
  folder = await mkdtemp(join(tmpdir(), 'gouji-manual-'));
  server = await startServer(
    readEnvironment({ dataFolder: join(folder, 'data'), port: 0, logLevel: 'silent' }),
    pino({ level: 'silent' }),
    { demo: true },
  );
  browser = await openChromium();
  page = await browser.newPage({ viewport: { width: 1366, height: 820 } });
  page.setDefaultTimeout(WAIT_MS);
  await makeYear();
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
  await rm(folder, { recursive: true, force: true });
});

const go = (hash: string): Promise<unknown> => page.evaluate(`window.location.hash = ${JSON.stringify(hash)}`);
const made = (agency: string, more: Partial<MadeReport> = {}) => ({
  name: `${agency}${YEAR}年报.html`,
  mimeType: 'text/html',
  buffer: Buffer.from(madePage({ agency, year: YEAR, applications: 5, ...more })),
});
const findFiling = async (agency: string) => {
  const filter = { query: agency, page: 1, size: 1 };
  const { items } = await server.parts.store.filings.list(YEAR, filter, ALL_SEEING, '2024-01-05');
  const [filing] = items;
  if (filing === undefined) throw new Error(`${agency} owes nothing`);
  return filing;
};

const until = (holds: () => Promise<boolean>): Promise<unknown> =>
  vi.waitUntil(holds, { timeout: WAIT_MS, interval: 500 });

/** A small office in January: most have filed, one was returned and came back, one has passed. */
async function makeYear(): Promise<void> {
  const { store } = server.parts;
  const by = { personId: null, who: '王办理' };
  const settings = { takeFrom: 0.95, dueSoonDays: 7, correctionDays: 5 };
  const days = { submitBy: '2099-01-26', publishBy: '2099-01-28', statutoryBy: '2099-01-31' };
  await store.campaigns.add(openCampaign({ year: YEAR, ...days, settings }), by);
  await store.rosters.take(YEAR, parseRoster(await fromFile(rosterFile(ROWS))), false, by);
  await page.goto(server.welcome ?? '');
  await page.getByText('应报 12，已报 0').waitFor();
  const files = [
    ...['青塘市水务局', '青塘市民政局', '南坪县民政局'].map((agency) => made(agency)),
    ...[AGENCY, '南坪县水务局', '北屏县水务局'].map((agency) => made(agency, { cells: WRONG })),
    {
      ...made('青塘市教育局'),
      name: '无名.html',
      buffer: Buffer.from(madePage({ agency: '', year: YEAR, applications: 2 })),
    },
  ];
  await page.getByTestId('files').setInputFiles(files);
  await until(async () => (await findFiling('北屏县水务局')).state === 'needsReview');
  await until(async () => (await findFiling('南坪县民政局')).state === 'clear');
  const mover = { personId: '', roles: ['reviewer' as const, 'approver' as const], today: '2024-01-05' };
  const returned = { move: 'return' as const, dueOn: '2024-01-12', note: '请更正合计。', etag: null };
  for (const agency of [AGENCY, '南坪县水务局']) {
    await store.filings.move((await findFiling(agency)).id, returned, mover, by);
  }
  const passes = { move: 'accept' as const, etag: null };
  await store.filings.move((await findFiling('青塘市水务局')).id, passes, mover, by);
  await page.getByTestId('files').setInputFiles({ ...made(AGENCY), name: `${AGENCY}更正稿.html` });
  await until(async () => (await findFiling(AGENCY)).version === 2);
}

/** One picture of a page as it stands, small enough to be kept. */
async function draw(name: string, of: Page = page): Promise<void> {
  const png = await of.screenshot({ animations: 'disabled' });
  const small = await sharp(png).png({ palette: true, colours: 64, compressionLevel: 9 }).toBuffer();
  if (KEPT) await sharp(small).toFile(join(MANUAL, '图', name));
  drawn.add(name);
}

describe('the manual', () => {
  it('has a section for each page of the menu', () => {
    const pages = chapters.find(({ name }) => name.includes('各页'))?.text ?? '';
    for (const { item } of MENU) expect(pages).toContain(`\n## ${MENU_WORDS[item]}\n`);
  });

  it('has a section for each page that agencies have of their own', () => {
    const own = chapters.find(({ name }) => name.includes('填报单位'))?.text ?? '';
    const pages = OWN_MENU.filter(({ item }) => MENU.every((other) => other.item !== item));
    for (const { item } of pages) expect(own).toContain(`\n## ${MENU_WORDS[item]}\n`);
  });

  it('leads from each chapter only to chapters that there are, and has nothing of another host', () => {
    for (const chapter of chapters) {
      const html = chapterPage(chapter, chapters);
      expect(html).not.toMatch(/(?:src|href)="(?:https?:)?\/\//);
      expect(html).not.toMatch(/<script|\sstyle=/);
    }
  });

  it('is open to everybody from his menu, with its pictures', async () => {
    await page.getByLabel('演示用户的菜单').click();
    const opened = page.context().waitForEvent('page');
    await page.getByRole('link', { name: '使用手册' }).click();
    const manual = await opened;
    await manual.getByRole('heading', { name: '勾稽使用手册' }).waitFor();
    await manual.getByRole('link', { name: '各页说明' }).click();
    await manual.getByRole('heading', { name: '总览' }).waitFor();
    await manual.close();
  });
});

describe('the pictures of the manual', () => {
  const shown: readonly (readonly [name: string, hash: string, ready: string])[] = [
    ['overview.png', '#/overview', '[data-tile]'],
    ['roster.png', '#/roster', '.roster tbody tr'],
    ['documents.png', '#/documents', '.docs tbody tr'],
    ['returns.png', '#/returns', '.returns tbody tr'],
    ['issues.png', '#/issues', '.issues tbody tr'],
  ];
  it.each(shown)('%s is drawn from the page as it is', async (name, hash, ready) => {
    await go(hash);
    await page.locator(ready).first().waitFor();
    await draw(name);
  });

  it('show an upload, an agency and the bench', async () => {
    await go('#/uploads');
    await page.locator('.uploads tbody tr').last().getByRole('link').first().click();
    await page.getByText(/送达 7 份/).waitFor();
    await draw('upload.png');
    const { agency, mainDocumentId } = await findFiling(AGENCY);
    await go(`#/agencies/${agency.id}?year=${YEAR}`);
    await page.locator('[data-version="2"]').waitFor();
    await draw('agency.png');
    await go(`#/documents/${mainDocumentId}`);
    await page.locator('.came-back').waitFor();
    await draw('bench.png');
  });

  it('show the agency’s own door', async () => {
    const { agency } = await findFiling('青塘市教育局');
    const key = newSecret();
    const of = { year: YEAR, agencyIds: [agency.id] };
    const goodUntil = new Date(Date.now() + 60_000_000);
    await server.parts.store.agencyAccounts.invite(
      of,
      () => ({ key: keyOfSecret(key), secret: key }),
      goodUntil,
      GOUJI,
    );
    const own = await browser.newPage({ viewport: { width: 1366, height: 820 } });
    own.setDefaultTimeout(WAIT_MS);
    await own.goto(`${server.url}/#/welcome?token=${key}`);
    await own.getByRole('link', { name: '在线填报' }).waitFor();
    await draw('own.png', own);
    await own.getByRole('link', { name: '自查', exact: true }).click();
    await own.getByTestId('draft-file').setInputFiles(made(agency.name, { cells: WRONG }));
    await own.locator('.self-check[data-state="done"]').waitFor();
    await draw('self-check.png', own);
    await own.getByRole('link', { name: '填报', exact: true }).click();
    await own.locator('#entry-applications-newlyReceived-naturalPerson').fill('12');
    await own.locator('#entry-applications-newlyReceived-total').fill('1２');
    await own.locator('[data-saving="saved"]').waitFor();
    await own.evaluate("document.querySelector('.form-applications').scrollIntoView(); window.scrollBy(0, -50)");
    await draw('draft.png', own);
    await own.close();
  });

  it('are all that the manual shows, and no others', () => {
    expect([...drawn].toSorted()).toEqual(chapters.flatMap(({ text }) => picturesOf(text)).toSorted());
  });
});
