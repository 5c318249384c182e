import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DocumentDetail } from '../../contracts/api.ts';
import type { FactRequest } from '../../contracts/corrections.ts';
import { convertSketch } from './reviewed-report.ts';
import { type RunningApp, startApp, tokenFor } from './running-app.ts';

let running: RunningApp;
let people: Readonly<Record<'reviewer' | 'second' | 'clerk', string>>;
beforeAll(async () => {
  running = await startApp();
  const { parts } = running;
  people = {
    reviewer: await tokenFor(parts, 'reviewer', ['reviewer']),
    second: await tokenFor(parts, 'second', ['reviewer']),
    clerk: await tokenFor(parts, 'clerk', ['clerk']),
  };
});
afterAll(() => running.close());

interface Answer {
  readonly status: number;
  readonly etag: string;
  readonly body: DocumentDetail & { readonly code: string };
}
async function ask(
  method: 'GET' | 'PUT' | 'DELETE',
  url: string,
  payload?: object,
  by = people.reviewer,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  const answer = await running.app.inject({
    ...{ method, url, headers: { authorization: by, ...headers } },
    ...(payload === undefined ? {} : { payload }),
  });
  return { status: answer.statusCode, etag: String(answer.headers.etag ?? ''), body: answer.json() };
}
const put = (id: string, fact: string, payload: FactRequest | object, by?: string, headers = {}) =>
  ask('PUT', `/api/documents/${id}/facts/${fact}`, payload, by, headers);
const misread = (text: string | null): FactRequest => ({ text, reason: 'misread', note: '' });
const doubtedYear = () =>
  convertSketch(running, {
    cells: {},
    facts: { agency: '白河县水务局', year: 2022 },
    doubts: [{ code: 'low-confidence', message: '', origin: null, cells: ['report/agency', 'report/year'] }],
  });

describe('a fact', () => {
  it('is corrected beside what was read, and the rules run again at once', async () => {
    const id = await convertSketch(running, { cells: {}, facts: { agency: null } });
    const before = await ask('GET', `/api/documents/${id}`);
    expect(before.body.verdict).toBe('needsReview');
    const answer = await put(id, 'agency', { ...misread('白河县司法局'), note: '见封面' });
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ verdict: 'passed', agency: '白河县司法局' });
    expect(answer.body.report?.report.agency).toBe('白河县司法局');
    expect(answer.body.report?.corrections).toMatchObject([
      { path: 'report/agency', readRaw: '', readStatus: 'absent', text: '白河县司法局', reason: 'misread' },
    ]);
    const kept = await running.parts.store.corrections.cells(id);
    const read = JSON.parse((await running.parts.blobs.read('reports', kept?.readSha256 ?? '')).toString());
    expect(read.report.agency).toBe(null);
    expect(answer.etag).not.toBe(before.etag);
  });

  it('in doubt is confirmed, and waits for nobody any more', async () => {
    const id = await doubtedYear();
    const first = await put(id, 'agency', { confirm: true });
    expect(first.body.verdict).toBe('needsReview');
    const second = await put(id, 'year', { confirm: true });
    expect(second.body).toMatchObject({ verdict: 'passed', year: 2022 });
    expect(second.body.report?.doubts).toEqual([]);
  });

  it('is given back by who corrected it, without losing what others did later', async () => {
    const id = await doubtedYear();
    await put(id, 'year', misread('2021'));
    await put(id, 'year', misread('2020'), people.second);
    await put(id, 'signer', misread('白河县水利局'), people.second);
    const back = await ask('DELETE', `/api/documents/${id}/facts/year`);
    expect([back.status, back.body.year]).toEqual([200, 2020]);
    const last = await ask('DELETE', `/api/documents/${id}/facts/year`, undefined, people.second);
    expect([last.body.year, last.body.report?.report.signer]).toEqual([2022, '白河县水利局']);
    expect((await ask('DELETE', `/api/documents/${id}/facts/year`)).body.code).toBe('nothing-to-take-back');
  });

  it.each([
    ['year', '二〇二二', null],
    ['signedOn', '2026-02-30', null],
    ['period', '2022-12-31/2022-01-01', null],
    ['template', '2025', null],
    ['period', '2022-01-01/2022-12-31', { start: '2022-01-01', end: '2022-12-31' }],
    ['signedOn', '2023-01-20', '2023-01-20'],
    ['publishedOn', null, null],
  ])('%s takes what it can be: %s', async (fact, text, value) => {
    const id = await doubtedYear();
    const answer = await put(id, fact, misread(text));
    if (value === null && text !== null) expect([answer.status, answer.body.code]).toEqual([400, 'fact-malformed']);
    else expect(answer.body.report?.report).toMatchObject({ [fact]: value });
  });

  it('that somebody else corrected meanwhile is not written over', async () => {
    const id = await doubtedYear();
    const { etag } = await ask('GET', `/api/documents/${id}`);
    expect((await put(id, 'year', misread('2021'), people.second, { 'if-match': etag })).status).toBe(200);
    const late = await put(id, 'year', misread('2020'), people.reviewer, { 'if-match': etag });
    expect([late.status, late.body.code]).toEqual([409, 'changed-meanwhile']);
  });

  it('is for reviewers and approvers, and one of those that there are', async () => {
    const id = await doubtedYear();
    expect((await put(id, 'year', misread('2021'), people.clerk)).status).toBe(403);
    expect((await put(id, 'sha256', misread('2021'))).status).toBe(400);
  });

  it('tells the trail what was read and what it says now', async () => {
    const id = await doubtedYear();
    await put(id, 'year', misread('2021'));
    const entries = await running.app.inject({ url: '/api/audit?size=200' });
    const entry = entries.json().items.find((each: { subject: { id: string } }) => each.subject.id === id);
    expect(entry).toMatchObject({
      what: 'fact.correct',
      before: { path: 'report/year', text: '2022' },
      after: { path: 'report/year', text: '2021', reason: 'misread' },
    });
  });
});
