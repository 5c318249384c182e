import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DECISION_LIMITS } from '../../config/limits/office.ts';
import type { DecisionRequest, DocumentSummary, ReportJudgement } from '../../contracts/api.ts';
import { openLiveFeed } from '../../server/live.ts';
import { queueStatusReader } from '../../server/queue-status.ts';
import { ALL_SEEING } from '../../store/viewer.ts';
import { convertSketch, decisionOn, decisionsPath, readJudgement, sendDecision } from './reviewed-report.ts';
import { type RunningApp, startApp, tokenFor } from './running-app.ts';
import { reportText, upload } from './upload-files.ts';

let running: RunningApp;
beforeAll(async () => {
  running = await startApp();
});
afterAll(() => running.close());

const convertOne = (agency?: string, total = 14): Promise<string> =>
  convertSketch(running, {
    cells: { 'applications/newlyReceived/total': total },
    ...(agency === undefined ? {} : { facts: { agency } }),
  });
const read = (id: string) => readJudgement(running, id);
const send = (id: string, payload: object | string, headers: Readonly<Record<string, string>> = {}) =>
  sendDecision(running, id, payload, headers);
const request = (id: string, changes: Partial<DecisionRequest> = {}, place = 0) =>
  decisionOn(running, id, changes, place);

describe('the findings of a document', () => {
  it('are open until somebody decides', async () => {
    const { verdict, findings } = await read(await convertOne());
    expect(verdict).toBe('failed');
    expect(findings.length).toBeGreaterThan(1);
    for (const { state, history } of findings) expect([state.kind, history]).toEqual(['open', []]);
  });

  it('are not found before it is converted', async () => {
    const [item] = (await upload(running.app, [{ name: 'b.txt', content: reportText('尚未') }])).items;
    expect((await running.app.inject({ url: decisionsPath(item?.id ?? '') })).statusCode).toBe(404);
    expect((await running.app.inject({ url: decisionsPath('1') })).statusCode).toBe(404);
  });

  it('are confirmed, waived and opened again, each step kept', async () => {
    const id = await convertOne();
    const steps = [{ kind: 'confirmed' }, { kind: 'waived', reason: '已电话核实' }, { kind: 'withdrawn' }] as const;
    const states: unknown[] = [];
    const another = { authorization: await tokenFor(running.parts, '另一人', ['approver']) };
    for (const step of steps) {
      const answer = await send(id, await request(id, step), step.kind === 'waived' ? another : {});
      expect(answer.statusCode).toBe(201);
      states.push(answer.json<ReportJudgement>().findings[0]?.state.kind);
    }
    expect(states).toEqual(['confirmed', 'waived', 'open']);
    const { findings } = await read(id);
    expect(findings[0]?.history).toMatchObject([
      { kind: 'confirmed', reviewer: '李审核' },
      { kind: 'waived', reviewer: '李审核', reason: '已电话核实' },
      { kind: 'withdrawn', reviewer: '李审核' },
    ]);
    expect(findings[1]?.history).toEqual([]);
  });

  it('when all are waived the report passes, in the list too', async () => {
    const id = await convertOne();
    const { findings } = await read(id);
    for (const place of findings.keys()) await send(id, await request(id, { kind: 'waived', reason: '属实' }, place));
    expect((await read(id)).verdict).toBe('passed');
    expect((await running.app.inject({ url: `/api/documents/${id}` })).json()).toMatchObject({
      verdict: 'passed',
      errorFindings: 0,
      warningFindings: 0,
    });
  });

  it('keep what was decided when the agency sends the same numbers again, and not when they changed', async () => {
    const first = await convertOne('乙县水务局');
    await send(first, await request(first, { kind: 'waived', reason: '属实' }));
    const [same, changed] = [await convertOne('乙县水务局'), await convertOne('乙县水务局', 15)];
    expect((await read(same)).findings[0]?.state).toMatchObject({ kind: 'waived', decision: { reason: '属实' } });
    expect((await read(changed)).findings[0]?.state).toMatchObject({
      kind: 'void',
      decision: { reason: '属实' },
      changed: [{ name: 'applications/newlyReceived/total', before: '14', now: '15' }, {}, {}],
    });
    expect((await read(changed)).verdict).toBe('failed');
  });

  it('are told of live', async () => {
    const id = await convertOne();
    const { store, queue } = running.parts;
    const feed = openLiveFeed(store, queueStatusReader(store, queue), running.app.log);
    const heard: DocumentSummary[] = [];
    await new Promise<void>((follows) => {
      feed.listen(ALL_SEEING, (event) => {
        if (event.name === 'document') heard.push(event.data);
        else follows();
      });
    });
    await send(id, await request(id));
    await expect.poll(() => heard.findLast((summary) => summary.id === id)?.decidedFindings).toBe(1);
    feed.close();
  });
});

describe('a waiver of an error that its reviewer may not give', () => {
  const as = async (name: string, role: 'reviewer' | 'approver') => ({
    authorization: await tokenFor(running.parts, name, [role]),
  });

  it('is proposed with a reason, decides nothing, and is given by another person', async () => {
    const id = await convertOne();
    const [reviewer, approver] = [await as('甲', 'reviewer'), await as('乙', 'approver')];
    const { reviewer: _, ...asked } = await request(id);
    const reason = '已与单位核实';
    const refused = await send(id, { ...asked, kind: 'waived', reason }, reviewer);
    expect([refused.statusCode, refused.json().code]).toEqual([403, 'waive-needs-approver']);
    expect((await send(id, { ...asked, kind: 'proposed' }, reviewer)).statusCode).toBe(400);
    const proposed = await send(id, { ...asked, kind: 'proposed', reason }, reviewer);
    expect(proposed.json<ReportJudgement>().verdict).toBe('failed');
    expect(proposed.json<ReportJudgement>().findings[0]?.state).toMatchObject({
      kind: 'proposed',
      decision: { reviewer: '甲', reason },
    });
    const agreed = await send(id, { ...asked, kind: 'waived', reason }, approver);
    expect(agreed.json<ReportJudgement>().findings[0]?.state).toMatchObject({
      kind: 'waived',
      decision: { reviewer: '乙' },
    });
  });

  it('is not given by the approver who proposed it', async () => {
    const id = await convertOne();
    const approver = await as('丙', 'approver');
    const { reviewer: _, ...asked } = await request(id, { kind: 'proposed', reason: '属实' });
    expect((await send(id, asked, approver)).statusCode).toBe(201);
    expect((await send(id, { ...asked, kind: 'waived' }, approver)).json().code).toBe('waive-needs-approver');
  });
});

describe('two pairs of eyes', () => {
  it('are two accounts, whatever names a program says', async () => {
    const id = await convertOne();
    const authorization = await tokenFor(running.parts, '丁', ['approver']);
    const asked = await request(id, { kind: 'proposed', reason: '属实' });
    const proposed = await send(id, { ...asked, reviewer: '戊' }, { authorization });
    expect(proposed.statusCode).toBe(201);
    expect(proposed.body).not.toContain('personId');
    const waived = await send(id, { ...asked, kind: 'waived', reviewer: '己' }, { authorization });
    expect(waived.json().code).toBe('waive-needs-approver');
  });

  it('are two accounts of the same name too', async () => {
    const id = await convertOne();
    const [one, other] = [
      await tokenFor(running.parts, '庚', ['reviewer']),
      await tokenFor(running.parts, '庚', ['approver']),
    ];
    const { reviewer: _, ...asked } = await request(id, { kind: 'proposed', reason: '属实' });
    expect((await send(id, asked, { authorization: one })).statusCode).toBe(201);
    expect((await send(id, { ...asked, kind: 'waived' }, { authorization: other })).statusCode).toBe(201);
  });
});

describe('a decision', () => {
  const tooLong = '长'.repeat(DECISION_LIMITS.reasonCharacters + 1);
  it.each([
    ['a waiver without a reason', { kind: 'waived' }],
    ['a proposal without a reason', { kind: 'proposed' }],
    ['a waiver whose reason cannot be seen', { kind: 'waived', reason: ' \u200b\0\n' }],
    ['a waiver with too long a reason', { kind: 'waived', reason: tooLong }],
    ['a confirmation with a reason', { reason: '属实' }],
    ['one of nobody', { reviewer: '  ' }],
    ['one of somebody whose name is too long', { reviewer: '名'.repeat(DECISION_LIMITS.reviewerCharacters + 1) }],
    ['one of a name in two lines', { reviewer: '李\n审核' }],
    ['one of a kind that there is not', { kind: 'deleted' }],
    ['one on a fingerprint that is none', { fingerprint: '1' }],
    ['one with something else in it', { decidedAt: '2020-01-01T00:00:00.000Z' }],
  ])('%s is refused', async (_, changes) => {
    const id = await convertOne();
    const answer = await send(id, { ...(await request(id)), ...changes });
    expect([answer.statusCode, answer.json().error.code]).toEqual([400, 'bad-request']);
    expect((await read(id)).findings[0]?.history).toEqual([]);
  });

  it('keeps no character that cannot be seen', async () => {
    const id = await convertOne();
    await send(id, await request(id, { kind: 'waived', reviewer: ' 李\u202e审核\0', reason: '一\r\n二\u200b' }));
    expect((await read(id)).findings[0]?.state).toMatchObject({ decision: { reviewer: '李审核', reason: '一\n二' } });
  });

  it('on a finding that the report does not have is not found', async () => {
    const id = await convertOne();
    expect((await send(id, await request(id, { fingerprint: '0'.repeat(64) }))).statusCode).toBe(404);
  });

  it('on values that the finding does not have any more, or taking back what nobody decided, is told so', async () => {
    const id = await convertOne();
    for (const changes of [{ operandsDigest: '0'.repeat(64) }, { kind: 'withdrawn' as const }]) {
      const answer = await send(id, await request(id, changes));
      expect([answer.statusCode, answer.json().error.code]).toEqual([409, 'finding-changed']);
    }
  });

  it('comes from our own page, as JSON, and is short', async () => {
    const id = await convertOne();
    const good = await request(id);
    expect((await send(id, good, { origin: 'https://evil.example' })).json().error.code).toBe('foreign-origin');
    expect((await send(id, JSON.stringify(good), { 'content-type': 'text/plain' })).statusCode).toBe(400);
    expect((await send(id, '{"kind":')).statusCode).toBe(400);
    expect((await send(id, { ...good, reason: 'x'.repeat(20_000) })).json().error.code).toBe('body-too-large');
    expect((await read(id)).findings[0]?.history).toEqual([]);
  });
});
