import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FormDraft } from '../../contracts/form-drafts.ts';
import type { SelfCheckDetail } from '../../contracts/self-checks.ts';
import type { ReportDraft } from '../../pipeline/contracts/report-draft.ts';
import { madePage } from '../../server/demo/made-report.ts';
import { filings, selfChecks } from '../../store/schema.ts';
import { cleanDraft } from '../pipeline/draft/clean-draft.ts';
import { convertAll, filingOf, openYear, rosterFile, takeRoster } from './office-year.ts';
import { type RunningApp, startApp, tokenFor } from './running-app.ts';
import { upload } from './upload-files.ts';

/** The agency's own door: drafts looked over for it alone, and the form filled in and handed in. */

const YEAR = 2023;
const OWN = '白沙市水务局';
const OTHER = '白沙市林业局';

let running: RunningApp;
interface More {
  readonly headers?: Readonly<Record<string, string>>;
  readonly payload?: object;
}
const ask = new Map<
  string,
  (method: 'GET' | 'PUT' | 'POST' | 'DELETE', url: string, more?: More) => Promise<Response>
>();
type Response = Awaited<ReturnType<RunningApp['app']['inject']>>;
const own = (method: 'GET' | 'PUT' | 'POST' | 'DELETE', url: string, more?: More) => ask.get(OWN)!(method, url, more);

beforeAll(async () => {
  running = await startApp();
  for (const year of [YEAR - 1, YEAR]) {
    await openYear(running, year);
    await takeRoster(
      running,
      year,
      rosterFile([
        { agency: OWN, kind: '部门' },
        { agency: OTHER, kind: '部门' },
      ]),
    );
  }
  for (const agency of [OWN, OTHER]) {
    const agencyId = (await filingOf(running, YEAR, agency)).agency.id;
    const authorization = await tokenFor(running.parts, agency, ['agency'], { agencyId });
    ask.set(agency, async (method, url, { headers, ...more } = {}) =>
      running.app.inject({ method, url, headers: { authorization, ...headers }, ...more }),
    );
  }
});
afterAll(() => running.close());

const BYTES = { 'content-type': 'application/octet-stream' };

async function drop(name: string, page: string): Promise<SelfCheckDetail> {
  const url = `/api/self-checks?name=${encodeURIComponent(name)}`;
  const added = await own('POST', url, { headers: BYTES, payload: Buffer.from(page) });
  expect(added.statusCode, added.body).toBe(202);
  await running.parts.selfCheckDesk.idle();
  const answer = await own('GET', `/api/self-checks/${added.json().id}`);
  expect(answer.statusCode, answer.body).toBe(200);
  return answer.json();
}

describe('a draft that an agency has looked over', () => {
  const MISTAKE = { 'applications/newlyReceived/total': 7, 'remedies/reconsideration/total': 3 };

  it('is answered with what was found, and the next one with what of it is closed', async () => {
    const wrong = { agency: OWN, year: YEAR, applications: 5, cells: MISTAKE };
    const first = await drop('草稿.html', madePage(wrong));
    expect(first.state).toBe('done');
    expect(first.found?.findings.map(({ rule }) => rule)).toContain('remedies.sum');
    expect(first.since).toBeNull();
    const { 'remedies/reconsideration/total': _, ...left } = MISTAKE;
    const second = await drop('草稿二.html', madePage({ ...wrong, cells: left }));
    expect(second.since?.closed.map(({ rule }) => rule)).toEqual(['remedies.sum']);
    const third = await drop('草稿三.html', madePage({ ...wrong, cells: {} }));
    expect(third.errors).toBe(0);
    expect(third.since?.fileName).toBe('草稿二.html');
  });

  it('is no document, upload, filing or entry of the trail, and is seen by no other agency and nobody of the office', async () => {
    const draft = await drop('只给自己.html', madePage({ agency: OWN, year: YEAR, applications: 4 }));
    expect((await running.app.inject({ url: '/api/documents' })).json().total).toBe(0);
    expect((await running.app.inject({ url: '/api/uploads' })).json().total).toBe(0);
    expect((await running.app.inject({ url: '/api/audit' })).body).not.toContain('只给自己');
    expect((await filingOf(running, YEAR, OWN)).state).toBe('expected');
    expect((await running.app.inject({ url: '/api/self-checks' })).statusCode).toBe(403);
    const foreign = ask.get(OTHER)!;
    expect((await foreign('GET', '/api/self-checks')).json().items).toEqual([]);
    expect((await foreign('GET', `/api/self-checks/${draft.id}`)).statusCode).toBe(404);
    expect((await foreign('DELETE', `/api/self-checks/${draft.id}`)).statusCode).toBe(404);
    expect((await own('DELETE', `/api/self-checks/${draft.id}`)).statusCode).toBe(204);
  });

  it('stays as it was answered first, whoever looks it over once more', async () => {
    const draft = await drop('两次.html', madePage({ agency: OWN, year: YEAR, applications: 7 }));
    await running.parts.store.selfChecks.finish(draft.id, null, 'internal');
    expect((await own('GET', `/api/self-checks/${draft.id}`)).json()).toMatchObject({ state: 'done' });
    await own('DELETE', `/api/self-checks/${draft.id}`);
  });

  it('is refused in words where it is no report that can be read', async () => {
    const answer = await own('POST', '/api/self-checks?name=a.docx', {
      headers: BYTES,
      payload: Buffer.from('\0\u0001\u0002'),
    });
    expect(answer.statusCode).toBe(422);
    expect(answer.json().problems[0].code).toBe('unsupported-format');
  });

  it('goes by itself after a while', async () => {
    await drop('旧.html', madePage({ agency: OWN, year: YEAR, applications: 6 }));
    await running.tables.update(selfChecks).set({ at: new Date(Date.now() - 100_000) });
    await running.parts.store.selfChecks.sweep(50_000);
    expect((await own('GET', '/api/self-checks')).json().items).toEqual([]);
  });
});

describe('the form that an agency fills in', () => {
  const draftUrl = async (agency = OWN) => `/api/filings/${(await filingOf(running, YEAR, agency)).id}/form-draft`;
  const put = async (content: ReportDraft, etag: string) =>
    own('PUT', await draftUrl(), { headers: { 'if-match': `"${etag}"` }, payload: content });

  it('begins with what is taken over from the accepted report of the year before', async () => {
    const cells = {
      'applications/carriedForward/naturalPerson': 2,
      'applications/carriedForward/total': 2,
      'applications/disclosed/naturalPerson': 6,
      'applications/disclosed/total': 6,
      'applications/handledTotal/naturalPerson': 6,
      'applications/handledTotal/total': 6,
      'proactiveDisclosure/normativeDocuments/inForce': 10,
    };
    await upload(running.app, [
      { name: 'a.html', content: madePage({ agency: OWN, year: YEAR - 1, applications: 8, cells }) },
    ]);
    await convertAll(running);
    const last = await filingOf(running, YEAR - 1, OWN);
    // Which of its findings somebody decided on, and how, is told elsewhere.
    await running.tables.update(filings).set({ state: 'accepted' }).where(eq(filings.id, last.id));
    const draft: FormDraft = (await own('GET', await draftUrl())).json();
    expect(draft.content.cells).toEqual({
      'applications/carriedOver/naturalPerson': '2',
      'applications/carriedOver/total': '2',
      ...Object.fromEntries(
        [
          'commercialEnterprise',
          'researchInstitution',
          'socialOrganization',
          'legalServiceInstitution',
          'otherOrganization',
        ].map((column) => [`applications/carriedOver/${column}`, '0']),
      ),
    });
    expect(draft.about.lastYear?.['applications/carriedForward/total']).toBe(2);
    expect(draft).toMatchObject({ etag: '0', savedAt: null, changedSince: true, obstacle: null });
  });

  const filled = (): ReportDraft => {
    const cells = Object.fromEntries(
      ['carriedOver', 'disclosed', 'handledTotal'].flatMap((row) =>
        ['naturalPerson', 'total'].map((column) => [
          `applications/${row}/${column}`,
          row === 'carriedOver' ? '2' : '11',
        ]),
      ),
    );
    return cleanDraft(undefined, cells);
  };

  it('is kept as it is typed, and not written over from another window', async () => {
    expect((await put(filled(), '0')).json().etag).toBe('1');
    const meanwhile = await put(filled(), '0');
    expect([meanwhile.statusCode, meanwhile.json().code]).toEqual([409, 'changed-meanwhile']);
    expect((await put({ ...filled(), signer: '' }, '1')).json().etag).toBe('2');
    expect((await put(filled(), '1')).statusCode).toBe(409);
    expect((await own('GET', await draftUrl())).json()).toMatchObject({ etag: '2', content: { signer: '' } });
  });

  it('is not handed in before it is clean', async () => {
    const answer = await own('POST', `${await draftUrl()}/hand-in`, { headers: { 'if-match': '"2"' } });
    expect([answer.statusCode, answer.json().code]).toEqual([409, 'draft-unfinished']);
  });

  it('goes with its filing, where a new roster takes that away', async () => {
    const foreign = ask.get(OTHER)!;
    const url = await draftUrl(OTHER);
    expect((await foreign('PUT', url, { payload: filled() })).statusCode).toBe(200);
    await takeRoster(running, YEAR, rosterFile([{ agency: OWN, kind: '部门' }]));
    expect((await foreign('GET', url)).statusCode).toBe(404);
    await takeRoster(
      running,
      YEAR,
      rosterFile([
        { agency: OWN, kind: '部门' },
        { agency: OTHER, kind: '部门' },
      ]),
    );
  });

  it('is nobody else’s to see or change', async () => {
    const foreign = ask.get(OTHER)!;
    for (const end of ['', '/report.docx', '/report.html']) {
      expect((await foreign('GET', `${await draftUrl()}${end}`)).statusCode).toBe(404);
      expect((await running.app.inject({ url: `${await draftUrl()}${end}` })).statusCode).toBe(403);
    }
    expect((await foreign('PUT', await draftUrl(), { payload: filled() })).statusCode).toBe(404);
    expect((await foreign('POST', `${await draftUrl()}/hand-in`)).statusCode).toBe(404);
  });

  it('is looked over by all rules before it is handed in', async () => {
    expect((await put(filled(), '2')).statusCode).toBe(200);
    const added = await own('POST', `${await draftUrl()}/self-check`, { headers: { 'if-match': '"3"' } });
    expect(added.statusCode, added.body).toBe(202);
    await running.parts.selfCheckDesk.idle();
    const { found } = (await own('GET', `/api/self-checks/${added.json().id}`)).json();
    expect(found.findings).toEqual([]);
  });

  it('becomes a version of its filing with the same cells and no finding', async () => {
    const answer = await own('POST', `${await draftUrl()}/hand-in`, { headers: { 'if-match': '"3"' } });
    expect(answer.statusCode, answer.body).toBe(202);
    expect(answer.json()).toMatchObject({ received: 1 });
    await convertAll(running);
    const filing = await filingOf(running, YEAR, OWN);
    expect(filing).toMatchObject({
      state: 'clear',
      version: 1,
      verdict: 'passed',
      errors: 0,
      warnings: 0,
      reviewCells: 0,
    });
    const { report } = (await own('GET', `/api/documents/${filing.mainDocumentId}`)).json();
    const read = Object.fromEntries(
      Object.keys(filled().cells).map((path) => {
        const [table = '', row = '', column = ''] = path.split('/');
        return [path, String(report.tables[table].rows[row][column].value)];
      }),
    );
    expect(read).toEqual(filled().cells);
    expect((await own('GET', await draftUrl())).json()).toMatchObject({ changedSince: false });
  });
});
