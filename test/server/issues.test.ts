import ExcelJs from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Issue, IssuePage, ManyDone } from '../../contracts/issues.ts';
import type { Role } from '../../contracts/states.ts';
import { type MadeReport, madePage } from '../../server/demo/made-report.ts';
import { convertAll, filingOf, openYear, rosterFile, takeRoster } from './office-year.ts';
import { type RunningApp, startApp, tokenFor } from './running-app.ts';
import { upload } from './upload-files.ts';

const YEAR = 2023;
const CITY = '青塘市人民政府';
const NORTH = '青塘市北屏县人民政府';
const AGENCIES = ['青塘市水务局', '青塘市教育局', '北屏县民政局', '北屏县财政局', '=1+1'];
const ROWS = [
  { agency: CITY, kind: '政府' },
  { agency: NORTH, parent: CITY, kind: '政府' },
  ...AGENCIES.map((agency) => ({ agency, parent: agency.startsWith('北') ? NORTH : CITY, kind: '部门' })),
];
/** Nine came in, the parts say five. */
const WRONG = { 'applications/newlyReceived/total': 9 };

let running: RunningApp;
const tokens = new Map<Role, string>();
beforeAll(async () => {
  running = await startApp();
  await openYear(running, YEAR);
  await takeRoster(running, YEAR, rosterFile(ROWS));
  for (const role of ['reviewer', 'approver', 'clerk', 'viewer'] as const) {
    tokens.set(role, await tokenFor(running.parts, role, [role]));
  }
  const made = (agency: string): MadeReport => ({ agency, year: YEAR, applications: 5, cells: WRONG });
  await upload(
    running.app,
    AGENCIES.slice(0, 4).map((agency, index) => ({ name: `${index}.html`, content: madePage(made(agency)) })),
  );
  await convertAll(running);
});
afterAll(() => running.close());

const as = (role: Role) => ({ authorization: tokens.get(role) ?? '' });
const issues = async (query = '', headers = {}): Promise<IssuePage> =>
  (
    await running.app.inject({
      url: `/api/campaigns/${YEAR}/issues?${query.includes('size=') ? '' : 'size=200'}${query}`,
      headers,
    })
  ).json();
const decide = (role: Role, payload: object) =>
  running.app.inject({ method: 'POST', url: `/api/campaigns/${YEAR}/issues/decide`, payload, headers: as(role) });
const named = ({ documentId, fingerprint, operandsDigest }: Issue) => ({ documentId, fingerprint, operandsDigest });
/** One that all four have. */
let rule = '';
describe('open findings across agencies', () => {
  it('are counted by rule, cause, severity, district and reviewer, each under the conditions of the others', async () => {
    const all = await issues();
    expect(all.total).toBe(all.items.length);
    expect(all.agencies).toBe(4);
    rule = all.items.find(({ severity }) => severity === 'error')?.rule ?? '';
    for (const facet of Object.values(all.facets)) {
      expect(facet.reduce((sum, row) => sum + row.issues, 0)).toBe(all.total);
    }
    const north = all.facets.district.find(({ name }) => name === NORTH);
    const ofNorth = await issues(`&district=${north?.id}`);
    expect(ofNorth.total).toBe(north?.issues);
    expect(ofNorth.agencies).toBe(2);
    // The other districts can still be seen and chosen.
    expect(ofNorth.facets.district).toEqual(all.facets.district);
    const ofRule = await issues(`&district=${north?.id}&rule=${rule}`);
    expect(ofRule.total).toBe(2);
    expect(ofRule.facets.district.reduce((sum, row) => sum + row.issues, 0)).toBe(4);
    expect(ofRule.facets.reviewer).toEqual([{ id: 'none', name: null, issues: 2 }]);
  });

  it('are paged and searched by the database', async () => {
    const [first, second] = await Promise.all([issues('&size=2'), issues('&size=2&page=2')]);
    expect([first.items.length, second.items.length]).toEqual([2, 2]);
    expect(new Set([...first.items, ...second.items].map((item) => JSON.stringify(named(item)))).size).toBe(4);
    expect((await issues(`&query=${encodeURIComponent('教育')}`)).agencies).toBe(1);
  });

  it('are shown to a scope as far as it reaches', async () => {
    const { agency } = await filingOf(running, YEAR, NORTH);
    const authorization = await tokenFor(running.parts, 'north', ['viewer'], { scopeAgencyId: agency.id });
    const seen = await issues('', { authorization });
    expect(seen.agencies).toBe(2);
    expect(JSON.stringify(seen)).not.toMatch(/水务|教育/);
  });
});

describe('one decision on many', () => {
  it('is taken as a single one would be: who may not, does not, and is told for which', async () => {
    const { items } = await issues(`&rule=${rule}`);
    const of = { issues: items.map(named) };
    expect((await decide('clerk', { kind: 'confirmed', of })).statusCode).toBe(403);
    const waived = await decide('reviewer', { kind: 'waived', reason: '已核实', of });
    const told: ManyDone = waived.json();
    expect([waived.statusCode, told.done, told.refused.length]).toEqual([200, 0, 4]);
    expect(told.refused[0]).toMatchObject({ code: 'waive-needs-approver', agency: items[0]?.agency.name });
    expect((await issues(`&rule=${rule}`)).total).toBe(4);
  });

  it('says how many were done and which changed meanwhile', async () => {
    const { items } = await issues(`&rule=${rule}`);
    const [first, second] = items;
    if (first === undefined || second === undefined) throw new Error('nothing is open');
    const stale = { ...named(second), operandsDigest: '0'.repeat(64) };
    const answer = await decide('reviewer', { kind: 'confirmed', of: { issues: [named(first), stale] } });
    expect(answer.json()).toMatchObject({ done: 1, refused: [{ code: 'finding-changed' }] });
    expect((await issues(`&rule=${rule}`)).total).toBe(3);
    const judged = await running.app.inject({ url: `/api/documents/${first.documentId}/decisions` });
    const finding = judged
      .json()
      .findings.find(({ fingerprint }: { fingerprint: string }) => fingerprint === first.fingerprint);
    expect(finding).toMatchObject({ state: { kind: 'confirmed' } });
  });

  it('on all that a filter lets through needs the number that was seen', async () => {
    const filter = { rule };
    const waive = { kind: 'waived', reason: '口径已核实' } as const;
    expect((await decide('approver', { ...waive, of: { filter, total: 2 } })).statusCode).toBe(409);
    const done = await decide('approver', { ...waive, of: { filter, total: 3 } });
    expect(done.json()).toEqual({ done: 3, refused: [] });
    expect((await issues(`&rule=${rule}`)).total).toBe(0);
    const { verdict } = await filingOf(running, YEAR, AGENCIES[1] ?? '');
    expect(verdict).not.toBe('failed');
    const trail = await running.app.inject({ url: '/api/audit?size=50' });
    expect(trail.json().items.filter(({ what }: { what: string }) => what === 'finding.waived')).toHaveLength(3);
  });

  it('asks a waiver for its reason', async () => {
    expect((await decide('approver', { kind: 'waived', of: { filter: {}, total: 1 } })).statusCode).toBe(400);
  });
});

describe('the list of findings as a table', () => {
  it('has a row for each, and no formula in it lives', async () => {
    await upload(running.app, [
      { name: '=cmd.html', content: madePage({ agency: '青塘市水务局', year: YEAR, applications: 6, cells: WRONG }) },
    ]);
    await convertAll(running);
    const { total } = await issues();
    const answer = await running.app.inject({ url: `/api/campaigns/${YEAR}/issues.xlsx` });
    const book = new ExcelJs.Workbook();
    await book.xlsx.load(Uint8Array.from(answer.rawPayload).buffer);
    const [sheet] = book.worksheets;
    expect(sheet?.rowCount).toBe(total + 1);
    const cells = (sheet?.getRows(1, total + 1) ?? []).flatMap((row) => (row.values as unknown[]).slice(1));
    expect(cells.every((value) => typeof value === 'string')).toBe(true);
    expect(cells).toContain('=cmd.html');
  });
});

describe('the filings of many findings', () => {
  it('are given to a reviewer at once', async () => {
    const person = await running.parts.store.people.add(
      { name: '李核', roles: ['reviewer'], agencyId: null, scopeAgencyId: null, passwordHash: null },
      { personId: null, who: '测试' },
    );
    const { total, agencies } = await issues();
    const payload = { userId: person.id, of: { filter: {}, total } };
    const url = `/api/campaigns/${YEAR}/issues/assign`;
    const answer = await running.app.inject({ method: 'POST', url, payload, headers: as('clerk') });
    expect(answer.json()).toEqual({ done: agencies, refused: [] });
    expect((await issues(`&reviewer=${person.id}`)).total).toBe(total);
  });
});
