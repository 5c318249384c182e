import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DocumentPage, DocumentSummary } from '../../contracts/api.ts';
import type { ManyAnswer } from '../../contracts/many.ts';
import { fromFile } from '../../office/sheet.ts';
import type { Finding } from '../../pipeline/contracts/finding.ts';
import { madePage } from '../../server/demo/made-report.ts';
import { convertAll, filingOf, openYear, rosterFile, takeRoster } from './office-year.ts';
import { type RunningApp, startApp, tokenFor } from './running-app.ts';
import { reportText, upload } from './upload-files.ts';

/** A list that is narrowed and sorted, and the same done to what was chosen in it. */

const YEAR = 2023;
const CITY = '青石市人民政府';
const WATER = '青石市水务局';
const SCHOOLS = '青石市教育局';
const FOREIGN = '赤岭县档案馆';

let running: RunningApp;
let clerk: string;
let foreignClerk: string;
let reviewer: { readonly id: string; readonly name: string };
beforeAll(async () => {
  running = await startApp();
  await openYear(running, YEAR);
  await takeRoster(
    running,
    YEAR,
    rosterFile([
      { agency: CITY },
      { agency: WATER, parent: CITY },
      { agency: SCHOOLS, parent: CITY },
      { agency: FOREIGN },
    ]),
  );
  const wrong = { 'applications/newlyReceived/total': 9 };
  await upload(running.app, [
    { name: 'water.html', content: madePage({ agency: WATER, year: YEAR, applications: 3 }) },
    { name: 'schools.html', content: madePage({ agency: SCHOOLS, year: YEAR, applications: 4, cells: wrong }) },
    { name: '=1+1.txt', content: reportText('无名处') },
    { name: 'empty.txt', content: '' },
  ]);
  await convertAll(running);
  const payload = {
    name: '周审核',
    password: 'zhou-shenhe-2023',
    roles: ['reviewer'],
    agencyId: null,
    scopeAgencyId: null,
  };
  reviewer = (await running.app.inject({ method: 'POST', url: '/api/people', payload })).json();
  clerk = await tokenFor(running.parts, 'clerk', ['clerk']);
  const scopeAgencyId = (await filingOf(running, YEAR, FOREIGN)).agency.id;
  foreignClerk = await tokenFor(running.parts, 'foreign', ['clerk'], { scopeAgencyId });
});
afterAll(() => running.close());

const list = async (query: string, authorization = running.authorization): Promise<DocumentPage> =>
  (await running.app.inject({ url: `/api/documents?${query}`, headers: { authorization } })).json();
const names = async (query: string): Promise<string[]> => (await list(query)).items.map(({ fileName }) => fileName);
const one = async (name: string): Promise<DocumentSummary> => {
  const [found] = (await list(`query=${encodeURIComponent(name)}&size=1`)).items;
  if (found === undefined) throw new Error(`${name} is in no list`);
  return found;
};
const post = async (path: string, payload: object, authorization = running.authorization) =>
  running.app.inject({ method: 'POST', url: path, payload, headers: { authorization } });
const many = async (action: string, payload: object, authorization?: string): Promise<ManyAnswer> =>
  (await post(`/api/documents/many/${action}`, payload, authorization)).json();

describe('the list of documents', () => {
  it('is narrowed by year, rule, reviewer and district', async () => {
    expect((await names(`year=${YEAR}`)).toSorted()).toEqual(['=1+1.txt', 'schools.html', 'water.html']);
    expect(await names('year=2022')).toEqual([]);
    const { report } = (await running.app.inject({ url: `/api/documents/${(await one('schools.html')).id}` })).json();
    const { rule } = report.validation.findings.find(({ severity }: Finding) => severity === 'error');
    expect(await names(`rule=${rule}`)).toContain('schools.html');
    expect(await names(`rule=${rule}`)).not.toContain('water.html');
    const city = (await filingOf(running, YEAR, CITY)).agency.id;
    const district = (await filingOf(running, YEAR, FOREIGN)).agency.id;
    expect((await names(`scope=${city}`)).toSorted()).toEqual(['schools.html', 'water.html']);
    expect(await names(`scope=${district}`)).toEqual([]);
    expect(await names(`reviewer=${reviewer.id}`)).toEqual([]);
  });

  it('is sorted by any of its columns, both ways', async () => {
    const errors = (await list('sort=-errors')).items.map(({ errorFindings }) => errorFindings);
    expect(errors[0]).toBeGreaterThan(0);
    expect(errors).toEqual(errors.toSorted((a, b) => b - a));
    const byName = await names('sort=file');
    expect(byName).toEqual(['=1+1.txt', 'empty.txt', 'schools.html', 'water.html']);
    expect(await names('sort=-file')).toEqual(byName.toReversed());
    // 教 is read before 水.
    const agencies = (await list('sort=agency')).items.map(({ agency }) => agency);
    expect(agencies.indexOf(SCHOOLS)).toBeLessThan(agencies.indexOf(WATER));
    for (const key of ['received', 'year', 'state', 'verdict', 'warnings', 'review']) {
      expect((await list(`sort=${key}`)).total).toBe(4);
      expect((await list(`sort=-${key}&page=2&size=3`)).items).toHaveLength(1);
    }
    expect((await running.app.inject({ url: '/api/documents?sort=nonsense' })).statusCode).toBe(400);
  });

  it('is saved as a table of the same query, in which no formula lives', async () => {
    const answer = await running.app.inject({ url: '/api/documents.xlsx?sort=file' });
    const table = await fromFile(answer.rawPayload);
    expect(table[0]).toContain('审核人');
    expect(table.slice(1).map((row) => row[2])).toEqual(await names('sort=file'));
    expect(
      (await fromFile((await running.app.inject({ url: '/api/documents.xlsx?year=2022' })).rawPayload)).length,
    ).toBe(1);
  });
});

describe('the same for many', () => {
  it('assigns a reviewer to what has a filing, and says of the rest why not', async () => {
    const [water, nameless] = [await one('water.html'), await one('=1+1.txt')];
    const answer = await many('reviewer', { userId: reviewer.id, of: { ids: [water.id, nameless.id] } });
    expect(answer.done).toEqual([water.id]);
    expect(answer.refused).toMatchObject([{ id: nameless.id, name: '=1+1.txt', code: 'no-filing' }]);
    expect(await one('water.html')).toMatchObject({ reviewer: reviewer.name });
    expect(await names(`reviewer=${reviewer.id}`)).toEqual(['water.html']);
  });

  it('acts on all that match, as long as these are as many as were seen', async () => {
    const matching = { state: 'conversion-failed' };
    const other = await post('/api/documents/many/retry', { of: { matching, count: 5 } });
    expect([other.statusCode, other.json().code]).toEqual([409, 'changed-meanwhile']);
    const rejected = await many('retry', { of: { matching: { state: 'rejected' }, count: 1 } });
    expect(rejected).toMatchObject({ done: [], refused: [{ name: 'empty.txt', code: 'not-retryable' }] });
  });

  it('names whom it does not see as not found, and what is no reviewer as none', async () => {
    const water = await one('water.html');
    const answer = await many('remove', { of: { ids: [water.id] } }, foreignClerk);
    expect(answer).toEqual({
      done: [],
      refused: [expect.objectContaining({ id: water.id, code: 'not-found', name: '' })],
    });
    const nobody = await many('reviewer', { userId: water.id, of: { ids: [water.id] } });
    expect(nobody.refused).toMatchObject([{ code: 'no-such-reviewer' }]);
  });

  it('returns filings of a campaign, with what was in the way of each of the others', async () => {
    const ids = [await filingOf(running, YEAR, SCHOOLS), await filingOf(running, YEAR, FOREIGN)].map(({ id }) => id);
    const answer = await post(`/api/campaigns/${YEAR}/filings/many/return`, {
      dueOn: '2099-02-01',
      note: '请更正',
      of: { ids },
    });
    expect(answer.json()).toMatchObject({
      done: [ids[0]],
      refused: [{ id: ids[1], name: FOREIGN, code: 'wrong-state' }],
    });
    expect(await filingOf(running, YEAR, SCHOOLS)).toMatchObject({ state: 'returned' });
    const again = await post(`/api/campaigns/${YEAR}/filings/many/reviewer`, {
      userId: reviewer.id,
      of: { matching: { state: 'returned' }, count: 1 },
    });
    expect(again.json()).toMatchObject({ done: [ids[0]], refused: [] });
  });
});

describe('taking a document out of the lists', () => {
  it('is undone, leaves the receipt whole, and is refused for what belongs to a filing', async () => {
    const [nameless, water] = [await one('=1+1.txt'), await one('water.html')];
    const answer = await many('remove', { of: { ids: [nameless.id, water.id] } }, clerk);
    expect(answer).toMatchObject({ done: [nameless.id], refused: [{ id: water.id, code: 'not-removable' }] });
    expect(await names('')).not.toContain('=1+1.txt');
    expect(await names('state=removed')).toEqual(['=1+1.txt']);
    expect(await names(`batch=${nameless.batchId}`)).toContain('=1+1.txt');
    const sent = (await running.app.inject({ url: `/api/uploads/${nameless.batchId}` })).json();
    expect([sent.received, sent.duplicate, sent.rejected, sent.items.length]).toEqual([3, 0, 1, 4]);
    expect((await list('waiting=true')).items.map(({ id }) => id)).not.toContain(nameless.id);
    const back = await many('restore', { of: { ids: [nameless.id, water.id] } }, clerk);
    expect(back).toMatchObject({ done: [nameless.id], refused: [{ id: water.id, code: 'not-removed' }] });
    await running.parts.checker.idle();
    expect((await one('=1+1.txt')).state).toBe('converted');
    expect((await list('waiting=true')).items.map(({ id }) => id)).toContain(nameless.id);
  });

  it('makes room for its content: what came again takes its place, and it comes back as a duplicate of that', async () => {
    const content = reportText('青石市档案馆');
    const [first] = (await upload(running.app, [{ name: 'first.txt', content }])).items;
    const [second] = (await upload(running.app, [{ name: 'second.txt', content }])).items;
    await convertAll(running);
    expect(await one('second.txt')).toMatchObject({
      state: 'duplicate',
      duplicateOf: first?.id,
      duplicateOfName: 'first.txt',
    });
    await many('remove', { of: { ids: [first?.id ?? ''] } });
    await convertAll(running);
    expect(await one('second.txt')).toMatchObject({ state: 'converted', duplicateOf: null });
    await many('restore', { of: { ids: [first?.id ?? ''] } });
    expect(await one('first.txt')).toMatchObject({ state: 'duplicate', duplicateOf: second?.id });
  });
});

describe('a filing that is put aside', () => {
  it('is seen so in lists, counted, and taken up again by whoever goes on with it', async () => {
    const { id } = await filingOf(running, YEAR, WATER);
    const aside = await post(`/api/filings/${id}/aside`, { reason: '等单位回电' });
    expect(aside.json()).toMatchObject({ flags: ['putAside'], asideReason: '等单位回电' });
    expect(await one('water.html')).toMatchObject({ putAside: true });
    const flagged = (await running.app.inject({ url: `/api/campaigns/${YEAR}/filings?flag=putAside` })).json();
    expect([flagged.total, flagged.counts.flags.putAside]).toEqual([1, 1]);
    expect((await post(`/api/filings/${id}/aside`, { reason: '再等' })).json().problems).toMatchObject([
      { code: 'aside-already' },
    ]);
    expect((await post(`/api/filings/${id}/resume`, {})).json()).toMatchObject({ flags: [], asideReason: null });
  });
});
