import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ReportJudgement, UploadReceipt } from '../../contracts/api.ts';
import type { FilingDetail, VersionDiff } from '../../contracts/filings.ts';
import type { Role } from '../../contracts/states.ts';
import { type MadeReport, madePage, madeWord } from '../../server/demo/made-report.ts';
import { trail } from '../../store/schema.ts';
import { convertAll, filingOf, filingsOf, openYear, rosterFile, takeRoster } from './office-year.ts';
import { type RunningApp, startApp, tokenFor } from './running-app.ts';
import { MULTIPART, multipartBody, upload } from './upload-files.ts';

const YEAR = 2023;
const ROWS = [
  { agency: '白沙市人民政府', kind: '政府', scope: '汇总', mayIssueRegulations: '是' },
  { agency: '白沙市水务局', aliases: '市水务局', parent: '白沙市人民政府', kind: '部门', phone: '0731-01' },
  { agency: '白沙市教育局', parent: '白沙市人民政府', kind: '部门' },
  { agency: '白沙市林业局', parent: '白沙市人民政府', kind: '部门', standing: '免报' },
  { agency: '白沙市民政局', parent: '白沙市人民政府', kind: '部门' },
];

let running: RunningApp;
const tokens = new Map<Role, string>();
beforeAll(async () => {
  running = await startApp();
  await openYear(running, YEAR);
  for (const role of ['reviewer', 'approver', 'clerk'] as const) {
    tokens.set(role, await tokenFor(running.parts, role, [role]));
  }
});
afterAll(() => running.close());

const made = (agency: string, more: Partial<MadeReport> = {}): MadeReport => ({
  agency,
  year: YEAR,
  applications: 5,
  ...more,
});
const WRONG = { 'applications/newlyReceived/total': 9 };
const as = (role: Role) => ({ authorization: tokens.get(role) ?? '' });
const send = async (report: MadeReport, name = `${report.agency}.html`): Promise<UploadReceipt> => {
  const receipt = await upload(running.app, [{ name, content: madePage(report) }]);
  await convertAll(running);
  return receipt;
};
const detail = async (id: string): Promise<FilingDetail> =>
  (await running.app.inject({ url: `/api/filings/${id}` })).json();
const move = (id: string, what: string, role: Role, payload: object = {}, headers = {}) =>
  running.app.inject({
    method: 'POST',
    url: `/api/filings/${id}/${what}`,
    payload,
    headers: { ...as(role), ...headers },
  });

describe('a roster', () => {
  it('is tried first without changing anything, then taken', async () => {
    expect(await takeRoster(running, YEAR, rosterFile(ROWS), '?dryRun=true')).toMatchObject({ added: 5, problems: [] });
    expect((await filingsOf(running, YEAR)).total).toBe(0);
    expect(await takeRoster(running, YEAR, rosterFile(ROWS))).toMatchObject({ added: 5, problems: [] });
    const { items, counts } = await filingsOf(running, YEAR);
    expect(counts.states).toMatchObject({ expected: 4, exempt: 1 });
    expect(items[1]?.agency).toMatchObject({ name: '白沙市水务局', path: ['白沙市人民政府'] });
  });

  it.each(['csv', 'xlsx'])('that was exported as %s changes nothing when it comes back', async (format) => {
    const exported = await running.app.inject({ url: `/api/campaigns/${YEAR}/roster.${format}` });
    expect(await takeRoster(running, YEAR, exported.rawPayload)).toEqual({
      added: 0,
      changed: 0,
      unchanged: 5,
      removed: 0,
      problems: [],
    });
  });

  it('with a problem changes nothing and names it', async () => {
    const change = await takeRoster(running, YEAR, rosterFile([...ROWS, { agency: '白沙市水 务局' }]));
    expect(change.problems).toMatchObject([{ row: 7, column: '单位名称', code: 'name-repeated' }]);
  });

  it('knows a renamed agency again by its former name, and keeps that', async () => {
    const renamed = ROWS.map((row) =>
      row.agency === '白沙市民政局' ? { ...row, agency: '白沙市民政事务局', aliases: '白沙市民政局' } : row,
    );
    expect(await takeRoster(running, YEAR, rosterFile(renamed))).toMatchObject({ added: 0, changed: 1, removed: 0 });
    const { agency } = await filingOf(running, YEAR, '白沙市民政事务局');
    const known = await running.app.inject({ url: `/api/agencies/${agency.id}` });
    expect(known.json()).toMatchObject({ formerNames: ['白沙市民政局'] });
    await takeRoster(running, YEAR, rosterFile(ROWS));
  });
});

describe('a report', () => {
  it('is matched to agency and year, put into its filing and checked with what the office knows', async () => {
    const receipt = await send(made('白沙市教育局'));
    const filing = await filingOf(running, YEAR, '白沙市教育局');
    expect(filing).toMatchObject({ state: 'clear', version: 1, verdict: 'passed', errors: 0 });
    const placed = await running.app.inject({ url: `/api/documents/${receipt.items[0]?.id}/placement` });
    expect(placed.json()).toMatchObject({ filingId: filing.id, version: 1, part: 'main', waitsFor: null });
  });

  it('of nobody on the roster waits in the tray and is told so by the rule', async () => {
    const receipt = await send(made('黑山县统计局'));
    const id = receipt.items[0]?.id;
    const placed = await running.app.inject({ url: `/api/documents/${id}/placement` });
    expect(placed.json()).toMatchObject({ filingId: null, waitsFor: 'not-on-roster', guesses: [] });
    const { report } = (await running.app.inject({ url: `/api/documents/${id}` })).json();
    expect(report.validation.findings.map(({ rule }: { rule: string }) => rule)).toContain('identity.agency-unmatched');
  });

  it('of an agency that need not report waits, and is assigned by hand nowhere either', async () => {
    const receipt = await send(made('白沙市林业局'));
    const id = receipt.items[0]?.id;
    const placement = (await running.app.inject({ url: `/api/documents/${id}/placement` })).json();
    expect(placement.waitsFor).toBe('filing-not-due');
    const { agencyId } = placement.guesses[0];
    const payload = { year: YEAR, agencyId, as: 'main' };
    const answer = await running.app.inject({ method: 'POST', url: `/api/documents/${id}/assign`, payload });
    expect([answer.statusCode, answer.json().code]).toEqual([409, 'filing-not-due']);
  });

  it('whose Word file and web page say the same is one version of two documents', async () => {
    const report = made('白沙市民政局');
    const files = [
      { name: '民政局.html', content: madePage(report) },
      { name: '民政局.docx', content: await madeWord(report) },
    ];
    const { batchId } = await upload(running.app, files);
    await convertAll(running);
    const filing = await detail((await filingOf(running, YEAR, '白沙市民政局')).id);
    expect(filing.versions.map(({ number, documents }) => [number, documents.map(({ part }) => part)])).toEqual([
      [1, ['main', 'other']],
    ]);
    expect(filing.flags).toEqual([]);
    const receipt = await running.app.inject({ url: `/api/uploads/${batchId}` });
    expect(receipt.json()).toMatchObject({ received: 2, assigned: 2, waiting: 0, open: 0 });
    expect((await running.app.inject({ url: `/api/uploads/${batchId}/receipt.xlsx` })).statusCode).toBe(200);
  });

  it('in two forms that differ in a cell says in which', async () => {
    const report = made('白沙市人民政府');
    const files = [
      { name: '市政府.html', content: madePage(report) },
      { name: '市政府.docx', content: await madeWord({ ...report, cells: { 'remedies/reconsideration/upheld': 1 } }) },
    ];
    const { batchId } = await upload(running.app, files);
    await convertAll(running);
    const filing = await filingOf(running, YEAR, '白沙市人民政府');
    expect(filing.flags).toContain('versionsDiffer');
    expect((await filingsOf(running, YEAR, '&rule=publication.versions-differ')).items.map(({ id }) => id)).toEqual([
      filing.id,
    ]);
    const removed = await running.app.inject({ method: 'DELETE', url: `/api/uploads/${batchId}` });
    expect(removed.statusCode).toBe(204);
    expect(await filingOf(running, YEAR, '白沙市人民政府')).toMatchObject({ state: 'expected', version: 0, flags: [] });
  });
});

describe('a filing', () => {
  let id = '';
  it('with a mistake cannot be accepted, and is told what is in the way', async () => {
    await send(made('白沙市水务局', { cells: WRONG }));
    const filing = await filingOf(running, YEAR, '白沙市水务局');
    id = filing.id;
    expect(filing).toMatchObject({ state: 'needsReview', verdict: 'failed' });
    const refused = await move(id, 'accept', 'approver');
    expect(refused.statusCode).toBe(409);
    expect(refused.headers['content-type']).toContain('application/problem+json');
    expect(refused.json().code).toBe('not-allowed-now');
    expect(refused.json().problems).toContainEqual(expect.objectContaining({ code: 'errors-open' }));
    expect((await move(id, 'accept', 'reviewer')).statusCode).toBe(403);
  });

  it('that another changed meanwhile is not moved on what was seen', async () => {
    const seen = await detail(id);
    expect((await move(id, 'comments', 'clerk', { text: '请尽快' })).statusCode).toBe(200);
    const late = await move(id, 'return', 'reviewer', { dueOn: '2099-02-01' }, { 'if-match': `"${seen.etag}"` });
    expect([late.statusCode, late.json().code]).toEqual([409, 'changed-meanwhile']);
  });

  it('goes back with a day, once however often the request comes', async () => {
    const headers = { 'idempotency-key': 'return-once-0001' };
    const request = { dueOn: '2099-02-01', note: '请更正合计' };
    const first = await move(id, 'return', 'reviewer', request, headers);
    const second = await move(id, 'return', 'reviewer', request, headers);
    expect([first.statusCode, second.statusCode, second.body === first.body]).toEqual([200, 200, true]);
    const other = await move(id, 'return', 'reviewer', { dueOn: '2099-03-01' }, headers);
    expect(other.json().code).toBe('key-reused');
    expect(await detail(id)).toMatchObject({
      state: 'returned',
      dueOn: '2099-02-01',
      notices: [{ note: '请更正合计', version: 1 }],
    });
  });

  it('comes back corrected as its next version, and is accepted by somebody else than its reviewer', async () => {
    await send(made('白沙市水务局'), '更正.html');
    expect(await detail(id)).toMatchObject({ state: 'clear', version: 2, versions: [{ number: 2 }, { number: 1 }] });
    const all = await tokenFor(running.parts, 'both', ['reviewer', 'approver', 'clerk']);
    const people = await running.parts.store.people.add(
      { name: '李审核', roles: ['reviewer'], agencyId: null, scopeAgencyId: null, passwordHash: null },
      { personId: null, who: 'test' },
    );
    expect((await move(id, 'reviewer', 'reviewer', { userId: people.id })).statusCode).toBe(200);
    const accepted = await running.app.inject({
      method: 'POST',
      url: `/api/filings/${id}/accept`,
      headers: { authorization: all },
      payload: {},
    });
    expect(accepted.json()).toMatchObject({ state: 'accepted', reviewer: { name: '李审核' } });
  });

  it('tells what its second version says otherwise than its first, and which findings that closed', async () => {
    const answer = await running.app.inject({ url: `/api/filings/${id}/diff?from=1&to=2` });
    const diff: VersionDiff = answer.json();
    expect(diff).toMatchObject({ from: 1, to: 2, metadata: [], paragraphs: [] });
    const [path = ''] = Object.keys(WRONG);
    expect(diff.cells).toEqual([
      { path, from: { value: 9, status: 'reported' }, to: { value: 5, status: 'reported' } },
    ]);
    expect([diff.findings.closed.length > 0, diff.findings.new]).toEqual([true, []]);
    const unknown = await running.app.inject({ url: `/api/filings/${id}/diff?from=2&to=3` });
    expect(unknown.statusCode).toBe(404);
  });

  it('that is accepted takes nothing further until it is reopened', async () => {
    const receipt = await send(made('白沙市水务局', { applications: 8 }), '又一份.html');
    const documentId = receipt.items[0]?.id;
    const placed = await running.app.inject({ url: `/api/documents/${documentId}/placement` });
    expect(placed.json().waitsFor).toBe('filing-accepted');
    expect((await move(id, 'reopen', 'approver', { reason: '单位来函' })).json()).toMatchObject({ state: 'clear' });
    const confirmed = await running.app.inject({ method: 'POST', url: `/api/uploads/${receipt.batchId}/confirm` });
    expect(confirmed.json()).toEqual({ assigned: 1, waiting: 0 });
    await running.parts.checker.idle();
    expect((await detail(id)).version).toBe(3);
    const undone = await running.app.inject({ method: 'DELETE', url: `/api/documents/${documentId}/assign` });
    expect(undone.statusCode).toBe(204);
    await running.parts.checker.idle();
    expect(await detail(id)).toMatchObject({ version: 2, state: 'clear' });
  });

  it('whose findings are decided by one cannot be accepted by the same', async () => {
    const approver = await tokenFor(running.parts, 'own work', ['reviewer', 'approver']);
    await send(made('白沙市人民政府', { cells: { 'proactiveDisclosure/regulations/inForce': 3 } }), '市政府2.html');
    const filing = await detail((await filingOf(running, YEAR, '白沙市人民政府')).id);
    const documentId = filing.versions[0]?.documents[0]?.id;
    const headers = { authorization: approver };
    const judged: ReportJudgement = (
      await running.app.inject({ url: `/api/documents/${documentId}/decisions` })
    ).json();
    for (const { fingerprint, operandsDigest } of judged.findings) {
      const payload = { kind: 'waived', fingerprint, operandsDigest, reason: '属实' };
      await running.app.inject({ method: 'POST', url: `/api/documents/${documentId}/decisions`, payload, headers });
    }
    const own = await running.app.inject({
      method: 'POST',
      url: `/api/filings/${filing.id}/accept`,
      payload: {},
      headers,
    });
    expect(own.json().problems).toContainEqual(expect.objectContaining({ code: 'own-work' }));
  });
});

describe('the trail', () => {
  it('has every write, whole, and shows where somebody touched it', async () => {
    const { store } = running.parts;
    const answer = await running.app.inject({ url: '/api/audit?size=200' });
    const kinds = new Set(answer.json().items.map(({ what }: { what: string }) => what));
    for (const what of [
      'campaign.add',
      'roster.take',
      'upload.receive',
      'document.assign',
      'filing.return',
      'filing.accept',
      'filing.reopen',
      'upload.remove',
      'document.unassign',
    ]) {
      expect(kinds).toContain(what);
    }
    expect(await store.trail.verify()).toMatchObject({ end: { position: answer.json().total } });
    await running.tables.update(trail).set({ who: '别人' });
    expect(await store.trail.verify()).toEqual({ broken: { position: 1, fault: 'hash' } });
  });
});

describe('the description of the interface', () => {
  it('is OpenAPI 3.1 and has every route with the roles that may take it', async () => {
    const document = (await running.app.inject({ url: '/api/openapi.json' })).json();
    expect(document.openapi).toMatch(/^3\.1/);
    const list = document.paths['/api/documents'].get;
    expect(list.parameters.map(({ name }: { name: string }) => name)).toContain('verdict');
    expect(list.responses['200'].content['application/json'].schema).toBeDefined();
    expect(document.paths['/api/filings/{id}/accept'].post.description).toBe('approver');
    expect(Object.keys(document.paths)).toContain('/api/campaigns/{year}/roster');
  });
});

it('an upload that breaks off leaves a trace', async () => {
  const whole = multipartBody([{ name: 'a.html', content: madePage(made('白沙市水务局')) }]);
  const payload = whole.subarray(0, whole.length - 30);
  const cut = await running.app.inject({ method: 'POST', url: '/api/uploads', headers: MULTIPART, payload });
  expect(cut.json().code).toBe('upload-cut');
  const told = await running.app.inject({ url: '/api/audit?size=1' });
  expect(told.json().items[0]).toMatchObject({ what: 'upload.cut' });
});
