import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { readEnvironment } from '../../config/env.ts';
import { openCampaign } from '../../office/campaign.ts';
import { parseRoster } from '../../office/roster.ts';
import { fromFile } from '../../office/sheet.ts';
import { madePage } from '../../server/demo/made-report.ts';
import { type RunningServer, startServer } from '../../server/main.ts';
import { keyOfSecret, newSecret } from '../../server/people/secrets.ts';
import { ALL_SEEING, GOUJI } from '../../store/viewer.ts';
import { openChromium } from '../chromium.ts';
import { rosterFile } from '../server/office-year.ts';
import { accessFaults } from './access-faults.ts';
import { buildPageIfOld } from './build-page.ts';
import { chineseLeft } from './chinese-left.ts';

/** Every page in English, in a real Chromium against the real server. */

const WAIT_MS = 90_000;
const YEAR = 2023;
const COUNTY = '青塘县人民政府';
const [WRONG, RIGHT] = ['青塘县水务局', '青塘县教育局'];
const NAMES = [COUNTY, WRONG, RIGHT, '演示用户', '中文'];
/** How far the page can be scrolled sideways; runs in the browser. */
const SIDEWAYS = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';

let folder = '';
let server: RunningServer;
let browser: Browser;
let page: Page;

const go = (hash: string, of: Page = page): Promise<unknown> =>
  of.evaluate(`window.location.hash = ${JSON.stringify(hash)}`);
async function filingOf(agency: string) {
  const filter = { query: agency, page: 1, size: 1 };
  const [filing] = (await server.parts.store.filings.list(YEAR, filter, ALL_SEEING, '2024-01-05')).items;
  if (filing === undefined) throw new Error(`${agency} owes nothing`);
  return filing;
}
const madeBy = (agency: string, cells = {}) => ({
  name: `${agency}${YEAR}年报.html`,
  mimeType: 'text/html',
  buffer: Buffer.from(madePage({ agency, year: YEAR, applications: 5, cells })),
});

/** What is wrong with the page as it stands: Chinese that is left, what axe finds, what cannot be seen without scrolling sideways. */
async function faults(of: Page = page): Promise<readonly string[]> {
  // What is folded away is English too.
  await of.evaluate('for (const each of document.querySelectorAll("details:not(.person)")) each.open = true');
  const left = await chineseLeft(of, NAMES);
  const found = [...left, ...(await accessFaults(of))];
  for (const width of [390, 1366]) {
    await of.setViewportSize({ width, height: 844 });
    const sideways = await of.evaluate<number>(SIDEWAYS);
    if (sideways > 0) found.push(`${sideways} px too wide at ${width}`);
  }
  return found;
}

beforeAll(async () => {
  await buildPageIfOld();
  folder = await mkdtemp(join(tmpdir(), 'gouji-english-'));
  server = await startServer(
    readEnvironment({ dataFolder: join(folder, 'data'), port: 0, logLevel: 'silent' }),
    pino({ level: 'silent' }),
    { demo: true },
  );
  browser = await openChromium();
  const context = await browser.newContext({ viewport: { width: 1366, height: 844 } });
  context.setDefaultTimeout(WAIT_MS);
  page = await context.newPage();
  const { campaigns, rosters } = server.parts.store;
  const by = { personId: null, who: '演示用户' };
  const settings = { takeFrom: 0.95, dueSoonDays: 7, correctionDays: 5 };
  const days = { submitBy: '2099-01-26', publishBy: '2099-01-28', statutoryBy: '2099-01-31' };
  await campaigns.add(openCampaign({ year: YEAR, ...days, settings }), by);
  const rows = [
    { agency: COUNTY, kind: '政府', scope: '汇总' },
    { agency: WRONG, parent: COUNTY, kind: '部门' },
    { agency: RIGHT, parent: COUNTY, kind: '部门' },
  ];
  await rosters.take(YEAR, parseRoster(await fromFile(rosterFile(rows))), false, by);
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
  await rm(folder, { recursive: true, force: true });
});

describe('the page in English', () => {
  it('is chosen in the menu of the person, and kept', async () => {
    await page.goto(server.welcome ?? '');
    await page.getByLabel('演示用户的菜单').click();
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('heading', { name: `Overview of ${YEAR}` }).waitFor();
    expect(await page.evaluate('document.documentElement.lang')).toBe('en-GB');
    await page.reload();
    await page.getByRole('heading', { name: `Overview of ${YEAR}` }).waitFor();
  });

  it('takes reports and says what is wrong with them', async () => {
    const wrong = { 'applications/newlyReceived/total': 9 };
    await page.getByTestId('files').setInputFiles([madeBy(WRONG, wrong), madeBy(RIGHT)]);
    await page.getByText('2 received').waitFor();
    const read = async (): Promise<boolean> =>
      (await filingOf(WRONG)).state === 'needsReview' && (await filingOf(RIGHT)).state === 'clear';
    await vi.waitUntil(read, { timeout: WAIT_MS, interval: 500 });
    await go('#/issues');
    await page.getByRole('link', { name: /kinds of applicants do not add up to the total/ }).waitFor();
  });

  const pages: readonly (readonly [hash: string, ready: string])[] = [
    ['overview', '.tiles'],
    ['roster', '.roster tbody tr'],
    ['uploads', '.uploads tbody tr'],
    ['documents', '.docs tbody tr'],
    ['returns', '.page-head'],
    ['issues', '.issues tbody tr'],
    ['consolidated?state=read', '.form'],
    ['indicators?state=read', '.written'],
    ['similar', '.page-head'],
    ['queue', '[data-lane]'],
    ['rules', '.rules tbody tr'],
    ['rules/narrative.similar-peer', '.rule-facts'],
    ['office/people', 'tbody tr'],
    ['office/tokens', 'main button'],
    ['office/years', 'tbody tr'],
    ['office/versions', 'tbody tr'],
    ['office/trail', '.trail li'],
    ['password', 'form'],
    ['no-such-page', '.plain'],
  ];
  it.each(pages)('has nothing Chinese of ours, and is in order: %s', async (hash, ready) => {
    await go(`#/${hash}`);
    await page.locator(ready).first().waitFor();
    expect(await faults()).toEqual([]);
  });

  it('has nothing Chinese of ours on an upload, an agency and a report', async () => {
    await go('#/uploads');
    await page.locator('.uploads tbody tr').first().getByRole('link').first().click();
    await page.getByText('2 arrived = 2 received').waitFor();
    expect(await faults()).toEqual([]);
    const { agency, mainDocumentId } = await filingOf(WRONG);
    await go(`#/agencies/${agency.id}?year=${YEAR}`);
    await page.getByRole('heading', { name: 'Versions' }).waitFor();
    expect(await faults()).toEqual([]);
    await go(`#/documents/${mainDocumentId}`);
    await page.getByText('Is this a mistake of the agency?').waitFor();
    expect(await faults()).toEqual([]);
  });
});

describe('a queue that is out of order, in English', () => {
  it('says what failed and why, what waits, and who holds it back', async () => {
    const send = async (file: ReturnType<typeof madeBy>): Promise<void> => {
      await go('#/documents');
      await page.getByTestId('files').setInputFiles(file);
      await page.getByText('1 received').waitFor();
    };
    await send({ name: '坏.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7\nbroken') });
    await go('#/queue');
    await page.locator('[data-remedy="agency"] [data-code="corrupt"]').waitFor();
    await page.getByRole('button', { name: 'Hold all' }).click();
    await page.getByRole('button', { name: 'Release all' }).waitFor();
    await send(madeBy(COUNTY));
    await go('#/queue?code=corrupt');
    await page.locator('[data-alert="held"]').waitFor();
    await page.locator('.queue tbody [data-label="State"]').getByText('Ask the agency').waitFor();
    expect(await faults()).toEqual([]);
    await go('#/queue');
    await page.locator('.queue tbody [data-place="held"]').waitFor();
    expect(await faults()).toEqual([]);
    await page.getByRole('button', { name: 'Release all' }).click();
    await page.getByText('Released.').waitFor();
  });
});

describe('the agency’s own door in English', () => {
  it('says what is missing in a report, and what a draft has wrong', async () => {
    const { agency } = await filingOf(WRONG);
    let secret = '';
    const newKey = () => {
      secret = newSecret();
      return { key: keyOfSecret(secret), secret };
    };
    const { agencyAccounts } = server.parts.store;
    await agencyAccounts.invite(
      { year: YEAR, agencyIds: [agency.id] },
      newKey,
      new Date(Date.now() + 3_600_000),
      GOUJI,
    );
    const context = await browser.newContext({ viewport: { width: 1366, height: 844 } });
    context.setDefaultTimeout(WAIT_MS);
    await context.addInitScript("localStorage.setItem('gouji.lang', 'en')");
    const own = await context.newPage();
    await own.goto(`${server.url}/#/welcome?token=${secret}`);
    await own.getByRole('heading', { name: WRONG, level: 1 }).waitFor();
    expect(await faults(own)).toEqual([]);

    await go('#/draft', own);
    await own.locator('#field-sections-overview').fill('主动公开。发布信息12条。');
    await own.locator('[data-code="aspects-missing"]').getByText('management of information').waitFor();
    await own.locator('[data-saving="saved"]').waitFor();
    expect(await faults(own)).toEqual([]);

    await go('#/selfcheck', own);
    await own.getByTestId('draft-file').setInputFiles(madeBy(WRONG, { 'remedies/reconsideration/total': 3 }));
    await own.locator('.self-check[data-state="done"] [data-rule="remedies.sum"]').waitFor();
    await own.getByText('Drafts checked').waitFor();
    expect(await faults(own)).toEqual([]);
    await context.close();
  });
});

describe('the door in English', () => {
  it('is chosen there too, and says what the server refuses', async () => {
    const visitor = await browser.newPage();
    visitor.setDefaultTimeout(WAIT_MS);
    await visitor.goto(server.url);
    await visitor.getByRole('button', { name: 'English' }).click();
    await visitor.getByRole('button', { name: 'Sign in' }).waitFor();
    await visitor.getByLabel('Name').fill('Nobody');
    await visitor.getByLabel('Password').fill('no password');
    await visitor.getByRole('button', { name: 'Sign in' }).click();
    await visitor.getByText('The name or the password is wrong.').waitFor();
    expect(await chineseLeft(visitor, ['中文'])).toEqual([]);
    expect(await accessFaults(visitor)).toEqual([]);
    await visitor.getByRole('button', { name: '中文' }).click();
    await visitor.getByRole('button', { name: '登录' }).waitFor();
    await visitor.close();
  });
});
