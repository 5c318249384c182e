import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DocumentDetail } from '../../contracts/api.ts';
import type { CorrectionRequest } from '../../contracts/corrections.ts';
import type { FilingDetail } from '../../contracts/filings.ts';
import { cellAt } from '../../office/corrections.ts';
import type { CheckedReport, Correction } from '../../pipeline/contracts/report.ts';
import { filingOf, openYear, rosterFile, takeRoster } from './office-year.ts';
import { convertSketch, decisionsPath, readJudgement } from './reviewed-report.ts';
import { type RunningApp, startApp, tokenFor } from './running-app.ts';

const YEAR = 2022;
const AGENCY = '白河县司法局';
const TOTAL = 'applications/newlyReceived/total';
const doubted = (value: number) => ({
  ...{ value, raw: String(value), needsReview: true, confidence: 0.6 },
  ...{ doubts: ['low-confidence' as const], reviewReasons: ['low-confidence' as const] },
});

let running: RunningApp;
let people: Readonly<Record<'reviewer' | 'second' | 'approver' | 'clerk', string>>;
beforeAll(async () => {
  running = await startApp();
  const { parts } = running;
  people = {
    reviewer: await tokenFor(parts, 'reviewer', ['reviewer']),
    second: await tokenFor(parts, 'second', ['reviewer']),
    approver: await tokenFor(parts, 'approver', ['approver']),
    clerk: await tokenFor(parts, 'clerk', ['clerk']),
  };
});
afterAll(() => running.close());

type Answer = { readonly status: number; readonly etag: string; readonly body: DocumentDetail & { code: string } };
async function ask(
  method: 'GET' | 'PUT' | 'DELETE' | 'POST',
  url: string,
  by: string,
  payload?: object,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  const answer = await running.app.inject({
    method,
    url,
    headers: { authorization: by, ...headers },
    ...(payload === undefined ? {} : { payload }),
  });
  return { status: answer.statusCode, etag: String(answer.headers.etag ?? ''), body: answer.json() };
}
const cellUrl = (id: string, path = TOTAL): string => `/api/documents/${id}/cells/${path}`;
const put = (id: string, payload: CorrectionRequest | object, by = people.reviewer, headers = {}, path = TOTAL) =>
  ask('PUT', cellUrl(id, path), by, payload, headers);
const totalOf = ({ body }: Answer) => cellAt(body.report?.tables as CheckedReport['tables'], TOTAL)?.value;
const correctionsOf = ({ body }: Answer): readonly Correction[] => body.report?.corrections ?? [];

const misread = (value: number): CorrectionRequest => ({ value, status: 'reported', reason: 'misread', note: '' });
/** 12 is right. */
const convertDoubted = (value: number) => convertSketch(running, { cells: { [TOTAL]: doubted(value) } });

describe('a cell', () => {
  it('is corrected: rules, verdict and counters follow at once, and what was read stays', async () => {
    const id = await convertDoubted(18);
    const before = await ask('GET', `/api/documents/${id}`, people.reviewer);
    expect(before.body).toMatchObject({ verdict: 'needsReview', reviewCells: 1 });
    const answer = await put(id, { ...misread(12), note: '影印件上是12' });
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ verdict: 'passed', reviewCells: 0, errorFindings: 0 });
    expect(answer.body.report?.validation.findings.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(totalOf(answer)).toBe(12);
    expect(correctionsOf(answer)).toMatchObject([
      { path: TOTAL, readValue: 18, readRaw: '18', value: 12, reason: 'misread', note: '影印件上是12' },
    ]);
    expect(answer.etag).not.toBe(before.etag);
    const kept = await running.parts.store.corrections.cells(id);
    const read = JSON.parse((await running.parts.blobs.read('reports', kept?.readSha256 ?? '')).toString());
    expect(cellAt(read.tables, TOTAL)).toMatchObject({ value: 18, needsReview: true });
    const shown = await running.app.inject({ url: `/api/documents/${id}/report.json` });
    expect(shown.json().corrections).toEqual(correctionsOf(answer));
  });

  it('is confirmed, and what is wrong with it is then the mistake of the agency', async () => {
    const id = await convertDoubted(14);
    expect((await put(id, { confirm: true })).body).toMatchObject({ verdict: 'failed', reviewCells: 0 });
    expect((await readJudgement(running, id)).toReturn).toBeGreaterThan(0);
  });

  it('is given back by who corrected it, without losing what others did', async () => {
    const id = await convertDoubted(18);
    const other = 'applications/carriedOver/total';
    await put(id, misread(13));
    await put(id, misread(12), people.second);
    await put(id, misread(2), people.second, {}, other);
    const back = await ask('DELETE', cellUrl(id), people.reviewer);
    expect([back.status, totalOf(back)]).toEqual([200, 12]);
    const none = await ask('DELETE', cellUrl(id), people.reviewer);
    expect([none.status, none.body.code]).toEqual([409, 'nothing-to-take-back']);
    const last = await ask('DELETE', cellUrl(id), people.second);
    expect([totalOf(last), last.body.reviewCells]).toEqual([18, 1]);
    expect(correctionsOf(last).map(({ path }) => path)).toEqual([other]);
  });

  it('that somebody else corrected meanwhile is not written over', async () => {
    const id = await convertDoubted(18);
    const { etag } = await ask('GET', `/api/documents/${id}`, people.reviewer);
    const first = await put(id, misread(12), people.reviewer, { 'if-match': etag });
    expect(first.status).toBe(200);
    const second = await put(id, misread(13), people.second, { 'if-match': etag });
    expect([second.status, second.body.code]).toEqual([409, 'changed-meanwhile']);
    expect((await put(id, misread(13), people.second, { 'if-match': first.etag })).status).toBe(200);
  });

  it('is corrected by many at once, and every one of them counts', async () => {
    const id = await convertDoubted(18);
    const paths = [
      'remedies/reconsideration/upheld',
      'remedies/reconsideration/corrected',
      'remedies/reconsideration/other',
      'remedies/reconsideration/pending',
    ];
    await Promise.all(
      paths.map((path, n) => put(id, misread(n), n % 2 === 0 ? people.reviewer : people.second, {}, path)),
    );
    const answer = await ask('GET', `/api/documents/${id}`, people.reviewer);
    expect(
      correctionsOf(answer)
        .map(({ path }) => path)
        .toSorted(),
    ).toEqual(paths.toSorted());
  });

  it.each([
    ['a number without being reported', { value: 3, status: 'blank', reason: 'misread' }],
    ['no number though it is reported', { value: null, status: 'reported', reason: 'misread' }],
    ['no reason', { value: 3, status: 'reported' }],
    ['a reason that there is not', { value: 3, status: 'reported', reason: 'confirmed' }],
    ['a number that no form has', { value: 1e15, status: 'reported', reason: 'misread' }],
    ['a word and a confirmation', { confirm: true, value: 3, status: 'reported', reason: 'misread' }],
  ])('with %s is refused', async (_, payload) => {
    const id = await convertDoubted(18);
    expect((await put(id, payload)).status).toBe(400);
    expect(totalOf(await ask('GET', `/api/documents/${id}`, people.reviewer))).toBe(18);
  });

  it('that the report does not have is not found', async () => {
    const id = await convertDoubted(18);
    const answer = await put(id, misread(1), people.reviewer, {}, 'applications/none/total');
    expect([answer.status, answer.body.code]).toEqual([404, 'cell-unknown']);
  });

  it('is for reviewers and approvers', async () => {
    const id = await convertDoubted(18);
    expect((await put(id, misread(12), people.clerk)).status).toBe(403);
  });
});

/** @returns the id of the filing */
async function assign(documentId: string, agency: string): Promise<string> {
  const filing = await filingOf(running, YEAR, agency);
  const to = { year: YEAR, agencyId: filing.agency.id };
  expect((await ask('POST', `/api/documents/${documentId}/assign`, people.clerk, to)).status).toBe(200);
  await running.parts.checker.idle();
  return filing.id;
}

describe('a report with doubtful cells', () => {
  it('is cleared by a reviewer, accepted by an approver, and closed to corrections then', async () => {
    await openYear(running, YEAR);
    await takeRoster(running, YEAR, rosterFile([{ agency: AGENCY }]));
    const id = await convertSketch(running, { facts: { agency: AGENCY }, cells: { [TOTAL]: doubted(18) } });
    const filingId = await assign(id, AGENCY);
    const accept = (by: string) => ask('POST', `/api/filings/${filingId}/accept`, by, {});
    const early = (await accept(people.approver)) as unknown as {
      status: number;
      body: { problems: { code: string }[] };
    };
    expect(early.status).toBe(409);
    expect(early.body.problems.map(({ code }) => code)).toContain('doubts-open');

    await put(id, misread(12));
    // What else waits is decided: the rest of the story is told by the decisions' own tests.
    for (const { fingerprint, operandsDigest } of (await readJudgement(running, id)).findings) {
      const decision = { kind: 'waived', reason: '属实', fingerprint, operandsDigest, reviewer: '审核' };
      await ask('POST', decisionsPath(id), people.reviewer, decision);
    }
    expect((await filingOf(running, YEAR, AGENCY)).state).toBe('clear');
    expect((await accept(people.approver)).status).toBe(200);
    const late = await put(id, misread(13));
    expect([late.status, late.body.code]).toEqual([409, 'filing-accepted']);
    const filing = (await running.app.inject({ url: `/api/filings/${filingId}` })).json() as FilingDetail;
    expect(filing.history.find(({ what }) => what === 'cell.correct')).toMatchObject({
      before: { path: TOTAL, value: 18 },
      after: { path: TOTAL, value: 12, reason: 'misread' },
    });
  });

  it('is not accepted while something waits that was not read, until a reviewer has looked; the agency is not told', async () => {
    const agency = '白河县统计局';
    await takeRoster(running, YEAR, rosterFile([{ agency: AGENCY }, { agency }]));
    const unplaced = [{ text: '其他文件\t12', origin: { table: 1, row: 5, column: 1 }, looksLike: 'row' as const }];
    const id = await convertSketch(running, { facts: { agency }, unplaced });
    const filingId = await assign(id, agency);
    expect((await filingOf(running, YEAR, agency)).state).toBe('needsReview');
    const obstacles = async () => {
      const headers = { authorization: people.approver };
      const filing = (await running.app.inject({ url: `/api/filings/${filingId}`, headers })).json() as FilingDetail;
      const problems = filing.moves.find(({ move }) => move === 'accept')?.problems ?? [];
      return problems.map(({ code }) => code);
    };
    expect(await obstacles()).toContain('reading-open');
    const { report } = (await ask('GET', `/api/documents/${id}`, people.reviewer)).body;
    const { findings } = await readJudgement(running, id);
    for (const [place, finding] of findings.entries()) {
      const waits = report?.validation.findings[place]?.waits === 'doubt';
      const { fingerprint, operandsDigest } = finding;
      const about = { fingerprint, operandsDigest, reviewer: '审核' };
      const decision = waits ? { kind: 'confirmed', ...about } : { kind: 'waived', reason: '属实', ...about };
      // An error is waived by an approver, who is another than the one that accepts.
      await ask('POST', decisionsPath(id), running.authorization, decision);
    }
    expect(await obstacles()).toEqual([]);
    expect((await readJudgement(running, id)).toReturn).toBe(0);
    expect((await ask('POST', `/api/filings/${filingId}/accept`, people.approver, {})).status).toBe(200);
  });
});
