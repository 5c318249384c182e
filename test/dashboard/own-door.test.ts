import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { pino } from 'pino';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cellPath, cellsOf, TABLE_KEYS, type TableKey } from '../../config/catalogue/form.ts';
import { readEnvironment } from '../../config/env.ts';
import type { Invitations } from '../../contracts/agency-accounts.ts';
import type { FilingPage } from '../../contracts/filings.ts';
import type { CheckedReport } from '../../pipeline/contracts/report.ts';
import { madePage } from '../../server/demo/made-report.ts';
import { type RunningServer, startServer } from '../../server/main.ts';
import { openChromium } from '../chromium.ts';
import { cleanDraft } from '../pipeline/draft/clean-draft.ts';
import { rosterFile } from '../server/office-year.ts';
import { signIn } from '../server/signed-in.ts';
import { MULTIPART, multipartBody } from '../server/upload-files.ts';
import { accessFaults } from './access-faults.ts';
import { buildPageIfOld } from './build-page.ts';

/** The agency's own door in a real Chromium: its account, its form, its drafts. */

const WAIT_MS = 90_000;
const YEAR = 2023;
const AGENCY = '白沙市水务局';
const CLEAN = cleanDraft();
const FEE = 'proactiveDisclosure/administrativeFees/amount';
const PERSON = 'applications/newlyReceived/naturalPerson';
const WIDTHS = [1366, 390] as const;

let folder = '';
let server: RunningServer;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let office: Readonly<Record<string, string>>;
/** Everything that a browser complains of. */
const complaints: string[] = [];

const ask = async (method: string, path: string, body?: unknown): Promise<Response> =>
  fetch(`${server.url}${path}`, {
    method,
    headers: { ...office, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });

beforeAll(async () => {
  await buildPageIfOld();
  folder = await mkdtemp(join(tmpdir(), 'gouji-own-door-'));
  server = await startServer(
    readEnvironment({ dataFolder: join(folder, 'data'), port: 0, logLevel: 'silent' }),
    pino({ level: 'silent' }),
    { demo: true },
  );
  office = await signIn(server.welcome);
  const days = { submitBy: '2099-01-26', publishBy: '2099-01-28', statutoryBy: '2099-01-31' };
  await ask('POST', '/api/campaigns', { year: YEAR, ...days });
  const roster = rosterFile([
    { agency: AGENCY, kind: '部门', mayIssueRegulations: '否' },
    { agency: '白沙市林业局', kind: '部门' },
  ]);
  await fetch(`${server.url}/api/campaigns/${YEAR}/roster`, {
    method: 'PUT',
    headers: { ...office, ...MULTIPART },
    body: new Uint8Array(multipartBody([{ name: 'roster.csv', content: roster }])),
  });
  browser = await openChromium();
  context = await browser.newContext({ viewport: { width: 1366, height: 900 } });
  context.setDefaultTimeout(WAIT_MS);
  context.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  context.on('weberror', (error) => complaints.push(error.error().message));
  page = await context.newPage();
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
  await rm(folder, { recursive: true, force: true });
});

const SIDEWAYS = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
/** Faults of access of the page as it is, on a desk and on a phone. */
async function faultsHere(of: Page = page): Promise<readonly unknown[]> {
  const faults: unknown[] = [];
  for (const width of WIDTHS) {
    await of.setViewportSize({ width, height: 900 });
    faults.push(...(await accessFaults(of)));
    const sideways = await of.evaluate<number>(SIDEWAYS);
    if (sideways > 0) faults.push(`${width} px scrolls by ${sideways}`);
  }
  await of.setViewportSize({ width: 1366, height: 900 });
  return faults;
}

const entry = (path: string) => page.locator(`#entry-${path.replaceAll(/[^A-Za-z]/g, '-')}`);
const focused = (): Promise<string> => page.evaluate<string>('document.activeElement.id');
const idOf = (path: string): string => `entry-${path.replaceAll(/[^A-Za-z]/g, '-')}`;

/** As Ctrl+V does with what a spreadsheet put on the clipboard. */
async function paste(path: string, block: readonly (readonly string[])[]): Promise<void> {
  const text = block.map((row) => row.join('\t')).join('\r\n');
  await page.evaluate(`{
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', ${JSON.stringify(text)});
    const pasting = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
    document.getElementById(${JSON.stringify(idOf(path))}).dispatchEvent(pasting);
  }`);
}

/** The rows of a table of the form, as a spreadsheet has them. */
function blockOf(table: TableKey, cells: Readonly<Record<string, string>>): string[][] {
  const rows = new Map<string, string[]>();
  for (const [row, column] of cellsOf(table, '2021')) {
    rows.set(row, [...(rows.get(row) ?? []), cells[cellPath(table, row, column)] ?? '']);
  }
  // Table four prints its three kinds of cases side by side.
  return table === 'remedies' ? [[...rows.values()].flat()] : [...rows.values()];
}
const saved = () => page.locator('[data-saving="saved"]').waitFor();

describe('the agency’s own door', () => {
  it('is given to agencies by the administrator, to all at once and one by one', async () => {
    const [name = '', value = ''] = office.cookie?.split('=') ?? [];
    const desk = await context.newPage();
    await context.addCookies([{ name, value, url: `${server.url}/api` }]);
    await desk.goto(`${server.url}/#/office/people`);
    await desk.getByText('单位账号', { exact: true }).click();
    const [file] = await Promise.all([
      desk.waitForEvent('download'),
      desk.getByRole('button', { name: '为 2023 年度全部应报单位生成，下载名单' }).click(),
    ]);
    expect(file.suggestedFilename()).toBe('单位账号名单.xlsx');
    await desk.getByText('名单已下载，请妥善转交').waitFor();
    await desk.getByRole('combobox', { name: '为一个单位生成' }).fill('林业');
    await desk.getByRole('option', { name: '白沙市林业局' }).click();
    expect(await desk.getByTestId('agency-link').textContent()).toMatch(/\/#\/welcome\?token=[\w-]{43}$/);
    await desk.getByRole('row').filter({ hasText: '白沙市林业局' }).first().waitFor();
    expect(await faultsHere(desk)).toEqual([]);
    await desk.close();
    await context.clearCookies();
  });

  it('opens by the one-time address at the agency’s own page', async () => {
    const { agency } = ((await (await ask('GET', `/api/campaigns/${YEAR}/filings`)).json()) as FilingPage).items[0]!;
    const answer = await ask('POST', '/api/people/agency-accounts', { year: YEAR, agencyIds: [agency.id] });
    const { items } = (await answer.json()) as Invitations;
    await page.goto(`${server.url}${items[0]?.path}`);
    await page.getByRole('heading', { name: AGENCY, level: 1 }).waitFor();
    await page.getByText('请于 2099-01-26 前报送').waitFor();
    expect(await page.locator('nav.menu a').allTextContents()).toEqual([
      '本单位',
      '填报',
      '自查',
      '上传',
      '审核',
      '规则',
    ]);
    expect(await faultsHere()).toEqual([]);
  });

  it('leads from cell to cell as a spreadsheet does', async () => {
    await page.getByRole('link', { name: '填报', exact: true }).click();
    await entry(PERSON).click();
    await page.keyboard.press('Enter');
    expect(await focused()).toBe(idOf('applications/carriedOver/naturalPerson'));
    await page.keyboard.press('Shift+Enter');
    await page.keyboard.type('9');
    await page.keyboard.press('ArrowRight');
    expect(await focused()).toBe(idOf('applications/newlyReceived/commercialEnterprise'));
    await page.keyboard.press('Tab');
    expect(await focused()).toBe(idOf('applications/newlyReceived/researchInstitution'));
    await page.keyboard.press('ArrowDown');
    expect(await focused()).toBe(idOf('applications/carriedOver/researchInstitution'));
    expect(await entry(PERSON).inputValue()).toBe('9');
  });

  it('takes blocks from a spreadsheet, the words and the day, and says when nothing is left to be said', async () => {
    for (const table of TABLE_KEYS) {
      const [[row, column] = ['', '']] = cellsOf(table, '2021');
      await paste(cellPath(table, row, column), blockOf(table, CLEAN.cells));
    }
    for (const role of ['overview', 'problems', 'other'] as const) {
      await page.locator(`#field-sections-${role}`).fill(CLEAN.sections[role]);
    }
    await page.locator('#field-signedOn').fill(CLEAN.signedOn);
    await page.getByText('没有发现问题，可以报送').waitFor();
    await saved();
    expect(await faultsHere()).toEqual([]);
  });

  // biome-ignore format: one wrong input a line
  const WRONG: readonly (readonly [string, string, string])[] = [
    [PERSON, '', 'blank'], [PERSON, '九', 'not-a-number'], [PERSON, '9x', 'not-a-number'], [PERSON, '1e3', 'not-a-number'],
    [PERSON, '-9', 'negative'], [PERSON, '9.5', 'decimals'], [PERSON, '99999999', 'too-large'], [PERSON, '/', 'placeholder'],
    [PERSON, '—', 'placeholder'], [PERSON, '无', 'placeholder'], [PERSON, '９', 'full-width'], [PERSON, '1,009', 'thousands'],
    [PERSON, '9件', 'unit'], [PERSON, '09', 'leading-zero'], [PERSON, '8', 'sum-broken'],
    ['remedies/reconsideration/total', '1', 'sum-broken'], ['applications/handledTotal/total', '8', 'sum-broken'],
    ['proactiveDisclosure/regulations/issued', '1', 'no-authority'], [FEE, '0.12345', 'too-fine'], [FEE, '125000', 'likely-yuan'],
    ['proactiveDisclosure/normativeDocuments/inForce', '1', 'in-force-small'],
  ];
  it.each(WRONG)('catches %s = %j while it is typed: %s', async (path, typed, code) => {
    await entry(path).fill(typed);
    await page.locator(`.draft-found li[data-code="${code}"]`).first().waitFor();
    await entry(path).fill(CLEAN.cells[path] ?? '');
    await page.getByText('没有发现问题，可以报送').waitFor();
  });

  it('puts totals in only when it is asked to, and takes that back', async () => {
    const total = 'applications/handledTotal/total';
    await entry(total).fill('');
    await page.getByRole('button', { name: '填入可以算出的合计（1 格）' }).click();
    expect(await entry(total).inputValue()).toBe('9');
    await page.getByRole('button', { name: '撤销这次填入' }).click();
    expect(await entry(total).inputValue()).toBe('');
    await entry(total).fill('9');
    await saved();
  });

  it('does not write over what another window saved', async () => {
    const other = await context.newPage();
    await other.goto(`${server.url}/#/draft`);
    await other.locator('#field-signer').fill('另一个窗口');
    await other.locator('[data-saving="saved"]').waitFor();
    await other.getByText('已保存').waitFor();
    await wait(1_000);
    await page.locator('#field-signer').fill('这个窗口');
    await page.locator('[data-saving="conflict"]').waitFor();
    await page.getByRole('button', { name: '读取新的内容' }).click();
    await page.locator('#field-signer').and(page.locator('[value="另一个窗口"]')).waitFor();
    await page.locator('#field-signer').fill(AGENCY);
    await saved();
    await other.close();
    // The answer by which the page learnt of it is an error to the browser.
    expect(complaints.splice(0)).toEqual([expect.stringContaining('409')]);
  });

  it('hands in a report that is read back as it was typed, without a finding', async () => {
    await page.getByRole('button', { name: '报送', exact: true }).click();
    await page.getByRole('button', { name: '确认报送' }).click();
    await page.getByTestId('handed-in').waitFor();
    let documentId: string | null = null;
    for (const until = Date.now() + WAIT_MS; documentId === null && Date.now() < until; await wait(300)) {
      const { items } = (await (await ask('GET', `/api/campaigns/${YEAR}/filings`)).json()) as FilingPage;
      const [filing] = items;
      if (filing?.state === 'clear') documentId = filing.mainDocumentId;
    }
    const { report } = (await (await ask('GET', `/api/documents/${documentId}`)).json()) as { report: CheckedReport };
    expect(report.validation.findings.map(({ rule }) => rule)).toEqual(['template.detect']);
    const read = Object.keys(CLEAN.cells).map((path) => {
      const [table, row, column] = path.split('/') as [TableKey, string, string];
      return [path, String(report.tables[table]?.rows[row]?.[column]?.value)];
    });
    expect(Object.fromEntries(read)).toEqual(CLEAN.cells);
    await page.getByTestId('handed-in').getByRole('link').click();
    await page.getByText('第 1 版').first().waitFor();
    await page.getByRole('link', { name: '电子表格' }).waitFor();
    expect(await faultsHere()).toEqual([]);
  });

  it('looks a draft over, and the next one beside it', async () => {
    await page.getByRole('link', { name: '自查', exact: true }).click();
    const drop = (name: string, cells: Readonly<Record<string, number>>) =>
      page.getByTestId('draft-file').setInputFiles({
        ...{ name, mimeType: 'text/html' },
        buffer: Buffer.from(madePage({ agency: AGENCY, year: YEAR, applications: 5, cells })),
      });
    await drop('草稿一.html', { 'remedies/reconsideration/total': 3 });
    await page.locator('.self-check[data-state="done"] [data-rule="remedies.sum"]').waitFor();
    expect(await faultsHere()).toEqual([]);
    await drop('草稿二.html', {});
    await page.getByText('与“草稿一.html”相比，已改正 1 处').waitFor();
    expect(await faultsHere()).toEqual([]);
  });

  it('left the browser nothing to complain of', () => {
    expect(complaints).toEqual([]);
  });
});
