import ExcelJs from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Overview } from '../../contracts/overview.ts';
import { dayOf } from '../../office/deadlines.ts';
import { type MadeReport, madePage } from '../../server/demo/made-report.ts';
import { convertAll, filingOf, filingsOf, openYear, rosterFile, takeRoster } from './office-year.ts';
import { type RunningApp, startApp, tokenFor } from './running-app.ts';
import { upload } from './upload-files.ts';

const YEAR = 2023;
const CITY = '青塘市人民政府';
const [NORTH, SOUTH] = ['青塘市北屏县人民政府', '青塘市南坪县人民政府'];
const ROWS = [
  { agency: CITY, kind: '政府', scope: '汇总' },
  { agency: '青塘市水务局', parent: CITY, kind: '部门' },
  { agency: NORTH, parent: CITY, kind: '政府' },
  { agency: '北屏县教育局', parent: NORTH, kind: '部门', contact: '周某', phone: '=0731-01' },
  { agency: '北屏县民政局', parent: NORTH, kind: '部门', submitBy: '2024-01-10' },
  { agency: SOUTH, parent: CITY, kind: '政府' },
  { agency: '南坪县财政局', parent: SOUTH, kind: '部门' },
  { agency: '南坪县档案局', parent: SOUTH, kind: '部门', standing: '免报' },
];

let running: RunningApp;
beforeAll(async () => {
  running = await startApp();
  for (const year of [YEAR - 1, YEAR]) {
    await openYear(running, year);
    await takeRoster(running, year, rosterFile(ROWS));
  }
});
afterAll(() => running.close());

const made = (agency: string, year: number, more: Partial<MadeReport> = {}): string =>
  madePage({ agency, year, applications: 5, ...more });
const WRONG = { cells: { 'applications/newlyReceived/total': 9 } };
const overview = async (authorization = running.authorization): Promise<Overview> =>
  (await running.app.inject({ url: `/api/campaigns/${YEAR}/overview`, headers: { authorization } })).json();

describe('the morning of the office', () => {
  it('is told of an empty year: all is missing, district by district, the city’s own departments together', async () => {
    const { piles, missing, progress, flags } = await overview();
    expect(piles).toEqual({ due: 7, filed: 0, toReview: 0, passed: 0 });
    expect(flags.missing).toBe(1);
    expect(missing.map(({ name, due, missing: n, overdue }) => [name, due, n, overdue])).toEqual([
      [NORTH, 3, 3, 1],
      [SOUTH, 2, 2, 0],
      [CITY, 2, 2, 0],
    ]);
    expect(progress).toEqual([]);
  });

  it('counts in a district what the list of that district shows', async () => {
    for (const { id, missing } of (await overview()).missing) {
      expect((await filingsOf(running, YEAR, `&state=expected&district=${id}`)).total).toBe(missing);
    }
  });

  it('says how many filed and passed, which rules fire how often this year and last, and what waits', async () => {
    await upload(running.app, [
      { name: 'a.html', content: made('北屏县教育局', YEAR, WRONG) },
      { name: 'b.html', content: made('南坪县财政局', YEAR, WRONG) },
      { name: 'c.html', content: made('青塘市水务局', YEAR) },
      { name: 'd.html', content: made('北屏县教育局', YEAR - 1, WRONG) },
      { name: 'e.html', content: made('无名单位', YEAR) },
    ]);
    await convertAll(running);
    const told = await overview();
    expect(told.piles).toMatchObject({ due: 7, filed: 3, toReview: 3 });
    expect(told.missing.map(({ name, missing }) => [name, missing])).toEqual([
      [NORTH, 2],
      [SOUTH, 1],
      [CITY, 1],
    ]);
    expect(told.topRules[0]).toMatchObject({ agencies: 2, lastYear: expect.any(Number) });
    expect(told.topRules[0]?.title).toMatch(/\p{Script=Han}/u);
    expect(told.topRules.some(({ lastYear }) => lastYear > 0)).toBe(true);
    expect(told.progress).toEqual([{ day: dayOf(new Date()), filed: 3, passed: 0 }]);
    expect(told).toMatchObject({ unassigned: 1, unclaimed: told.states.needsReview, mine: 0 });
    expect((await filingsOf(running, YEAR, '&pile=toReview')).total).toBe(3);
    expect((await filingsOf(running, YEAR, '&state=needsReview&reviewer=none')).total).toBe(told.unclaimed);
  });

  it('gives the list of who is missing as a table with whom to call, in which no formula lives', async () => {
    await takeRoster(running, YEAR, rosterFile(ROWS.map((row) => ({ ...row, contact: row.contact ?? '=1+1' }))));
    const { missing } = await overview();
    const answer = await running.app.inject({
      url: `/api/campaigns/${YEAR}/missing.xlsx?district=${missing[0]?.id}`,
    });
    const book = new ExcelJs.Workbook();
    await book.xlsx.load(Uint8Array.from(answer.rawPayload).buffer);
    const [sheet] = book.worksheets;
    const rows = [2, 3].map((row) => [2, 4, 6].map((column) => sheet?.getCell(row, column).value));
    expect(rows).toEqual([
      [NORTH, '=1+1', '2099-01-26'],
      ['北屏县民政局', '=1+1', '2024-01-10'],
    ]);
  });

  it('tells who sees one district of that district alone', async () => {
    const district = (await overview()).missing.find(({ name }) => name === SOUTH);
    const authorization = await tokenFor(running.parts, 'south', ['viewer'], { scopeAgencyId: district?.id ?? '' });
    const told = await overview(authorization);
    expect(told.piles).toMatchObject({ due: 2, filed: 1 });
    expect(told.topRules[0]?.agencies).toBe(1);
    expect(JSON.stringify(told)).not.toMatch(/北屏|水务/);
  });
});

describe('a report that came back', () => {
  it('is known as such until it is returned again or passes, and comes first where that is asked', async () => {
    const { id } = await filingOf(running, YEAR, '北屏县教育局');
    const answer = await running.app.inject({
      method: 'POST',
      url: `/api/filings/${id}/return`,
      payload: { dueOn: '2099-03-01', note: '请更正。' },
    });
    expect(answer.json()).toMatchObject({ state: 'returned', returned: { version: 1 } });
    expect((await filingsOf(running, YEAR, '&flag=cameBack')).total).toBe(0);
    await upload(running.app, [
      { name: 'a2.html', content: made('北屏县教育局', YEAR, { cells: { 'applications/newlyReceived/total': 8 } }) },
    ]);
    await convertAll(running);
    const { items, counts } = await filingsOf(running, YEAR, '&flag=cameBack&sort=-returned');
    expect(items).toMatchObject([{ id, version: 2, returned: { version: 1 } }]);
    expect(items[0]?.flags).toContain('cameBack');
    expect(counts.flags.cameBack).toBe(1);
  });
});

describe('the years of an agency', () => {
  it('stand side by side with what is carried over from one to the next, and how they came in', async () => {
    const { agency } = await filingOf(running, YEAR, '北屏县教育局');
    const { years, carryOvers } = (await running.app.inject({ url: `/api/agencies/${agency.id}` })).json();
    expect(years).toMatchObject([
      { year: YEAR - 1, daysLate: 0, versions: 1, returns: 0, figures: { carriedForward: { value: 0 } } },
      { year: YEAR, daysLate: 0, versions: 2, returns: 1, figures: { carriedOver: { value: 0 } } },
    ]);
    expect(carryOvers).toEqual([{ from: YEAR - 1, to: YEAR, carriedForward: 0, carriedOver: 0, agrees: true }]);
  });
});
