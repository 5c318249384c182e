import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DryRunAnswer, RuleDetail, RuleList } from '../../contracts/rules.ts';
import { RULES } from '../../pipeline/validate/catalogue.ts';
import { madePage } from '../../server/demo/made-report.ts';
import { convertAll, openYear, rosterFile, takeRoster } from './office-year.ts';
import { type RunningApp, startApp, tokenFor } from './running-app.ts';
import { upload } from './upload-files.ts';

const YEAR = 2023;
const AGENCIES = ['白沙市水务局', '白沙市教育局', '白沙市民政局'];
const WRONG = { 'applications/newlyReceived/total': 9 };

let running: RunningApp;
beforeAll(async () => {
  running = await startApp();
  await openYear(running, YEAR);
  await takeRoster(running, YEAR, rosterFile(AGENCIES.map((agency) => ({ agency, kind: '部门' }))));
  for (const [i, agency] of AGENCIES.entries()) {
    const cells = i === 0 ? WRONG : undefined;
    const content = madePage({ agency, year: YEAR, applications: 5, ...(cells === undefined ? {} : { cells }) });
    await upload(running.app, [{ name: `${agency}.html`, content }]);
  }
  await convertAll(running);
});
afterAll(() => running.close());

const rules = async (query = ''): Promise<RuleList> => (await running.app.inject({ url: `/api/rules${query}` })).json();
const rule = async (id: string, query = ''): Promise<RuleDetail> =>
  (await running.app.inject({ url: `/api/rules/${id}${query}` })).json();
const ask = (id: string, payload: object, authorization?: string) =>
  running.app.inject({
    method: 'POST',
    url: `/api/rules/${id}/dry-run`,
    payload,
    ...(authorization === undefined ? {} : { headers: { authorization } }),
  });

describe('the catalogue of rules', () => {
  it('has every rule with what was measured of it', async () => {
    const { items, sample, year } = await rules();
    expect(items.map(({ id }) => id)).toEqual(RULES.map(({ id }) => id));
    expect(year).toBeNull();
    expect(sample.reports).toBeGreaterThan(0);
    const sum = items.find(({ id }) => id === 'applications.row-sum');
    expect(sum).toMatchObject({ titleEn: 'Kinds of applicants do not add up', severity: 'error', open: null });
    expect(sum?.measured.precision).toBeGreaterThan(0.95);
  });

  it('counts what nobody has decided on in a year', async () => {
    const sum = (await rules(`?year=${YEAR}`)).items.find(({ id }) => id === 'applications.row-sum');
    expect(sum?.open).toEqual({ findings: 1, reports: 1 });
  });

  it('shows how a year has set a rule', async () => {
    const settings = { takeFrom: 0.95, dueSoonDays: 7, correctionDays: 5 };
    const set = (own: object) =>
      running.app.inject({
        method: 'PATCH',
        url: `/api/campaigns/${YEAR}`,
        payload: { settings: { ...settings, rules: own } },
      });
    expect((await set({ severity: { 'applications.row-sum': 'grave' } })).statusCode).toBe(400);
    expect((await set({ off: ['cell.blank'], severity: { 'applications.row-sum': 'warning' } })).statusCode).toBe(200);
    expect((await rule('applications.row-sum', `?year=${YEAR}`)).rule.setting).toEqual({
      off: false,
      severity: 'warning',
      thresholds: [],
    });
    expect((await rule('cell.blank', `?year=${YEAR}`)).rule.setting.off).toBe(true);
    expect((await rule('cell.blank')).rule.setting.off).toBe(false);
    expect((await set({ thresholds: { otherShare: 3 } })).statusCode).toBe(400);
    expect((await set({ thresholds: { otherShare: 0.4 } })).statusCode).toBe(200);
    const share = { key: 'otherShare', unit: 'share', value: 0.4, usual: 0.3, least: 0, most: 1 };
    const ofYear = await rule('applications.other-share', `?year=${YEAR}`);
    expect(ofYear.rule.setting.thresholds).toContainEqual(share);
    expect([ofYear.formula, ofYear.formulaEn]).toEqual([
      expect.stringContaining('≤ 40%'),
      expect.stringContaining('≤ 40%'),
    ]);
    expect((await rule('applications.other-share')).formula).toContain('≤ 30%');
    await set({});
    await running.parts.checker.idle();
  });

  it('are set by nobody over what another set meanwhile', async () => {
    const url = `/api/campaigns/${YEAR}`;
    const seen = (await running.app.inject({ url })).json();
    const { items } = (await running.app.inject({ url: '/api/campaigns' })).json();
    expect(items).toContainEqual(seen);
    const set = (off: string[]) =>
      running.app.inject({
        method: 'PATCH',
        url,
        headers: { authorization: running.authorization, 'if-match': `"${seen.etag}"` },
        payload: { settings: { ...seen.settings, rules: { off } } },
      });
    expect((await set(['cell.blank'])).statusCode).toBe(200);
    const late = await set(['cell.normalised']);
    expect([late.statusCode, late.json().code]).toEqual([409, 'changed-meanwhile']);
    expect((await running.app.inject({ url })).json().settings.rules.off).toEqual(['cell.blank']);
    await running.app.inject({ method: 'PATCH', url, payload: { settings: seen.settings } });
    await running.parts.checker.idle();
  });

  it('tells what a rule wants, with an example in both languages', async () => {
    const detail = await rule('remedies.sum');
    expect(detail.formula).toContain('结果维持');
    expect(detail.example).toMatchObject({
      message: expect.stringContaining('复议诉讼情况表'),
      messageEn: expect.stringContaining('table of remedies'),
    });
  });

  it('knows no other rule and no other year', async () => {
    expect((await running.app.inject({ url: '/api/rules/cell.nothing' })).statusCode).toBe(404);
    expect((await running.app.inject({ url: '/api/rules?year=2031' })).statusCode).toBe(404);
  });
});

describe('a dry run', () => {
  it('says in how many stored reports a rule would find something, and changes nothing', async () => {
    const before = await rules(`?year=${YEAR}`);
    const answer: DryRunAnswer = (await ask('applications.row-sum', { year: YEAR, severity: 'info' })).json();
    expect(answer).toMatchObject({ reports: 3, fires: 1, findings: 1 });
    expect(answer.examples).toEqual([expect.objectContaining({ agency: AGENCIES[0], severity: 'info' })]);
    expect(await rules(`?year=${YEAR}`)).toEqual(before);
  });

  it('takes other thresholds', async () => {
    const fires = async (otherShareHandled: number) =>
      (
        await ask('applications.other-share', { year: YEAR, thresholds: { otherShare: 0, otherShareHandled } })
      ).json<DryRunAnswer>().fires;
    expect(await fires(1_000)).toBe(0);
    const beyond = { year: YEAR, thresholds: { otherShare: 1.5 } };
    expect((await ask('applications.other-share', beyond)).statusCode).toBe(400);
  });

  it('is for those who judge and set, and sees what they see', async () => {
    const clerk = await tokenFor(running.parts, 'clerk', ['clerk']);
    expect((await ask('cell.blank', { year: YEAR }, clerk)).statusCode).toBe(403);
    expect((await ask('cell.blank', { year: 2031 })).statusCode).toBe(404);
    expect((await ask('cell.nothing', { year: YEAR })).statusCode).toBe(404);
  });
});
