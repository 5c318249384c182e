import mammoth from 'mammoth';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Analysis, analysisSchema, type Indicators, indicatorsSchema } from '../../contracts/indicators.ts';
import { ALL_SEEING } from '../../store/viewer.ts';
import { analysisDifferences, expectedNumbers, expectedParts } from '../independent-analysis.mjs';
import { writeMadeYear } from '../store/made-year.ts';
import { type RunningApp, startApp } from './running-app.ts';

const YEAR = 2023;
let running: RunningApp;
beforeAll(async () => {
  running = await startApp();
  const place = { tables: running.tables, blobs: running.parts.blobs };
  await writeMadeYear(place, { year: YEAR, agencies: 40, districts: 4 });
  await writeMadeYear(place, { year: YEAR - 1, agencies: 12, districts: 2, seed: 7, city: '山前市' });
});
afterAll(() => running.close());

const ask = async (path: string) => {
  const answer = await running.app.inject({ url: `/api/campaigns/${YEAR}/${path}` });
  expect(answer.statusCode).toBe(200);
  return answer;
};
async function summedOf(year: number) {
  const filings = await running.parts.store.consolidation.summands(year, null, ALL_SEEING);
  return filings.filter(({ scope, form, state }) => scope === 'self' && form === '2021' && state === 'accepted');
}
/** The canonical JSON of what is summed. */
async function reportsOf(year: number) {
  return Promise.all(
    (await summedOf(year)).map(async ({ reportSha256 }) =>
      JSON.parse((await running.parts.blobs.read('reports', reportSha256 ?? '')).toString()),
    ),
  );
}

describe('the analysis of a year', () => {
  it('says in every sentence the numbers that an independent script works out', async () => {
    const analysis: Analysis = analysisSchema.parse((await ask('analysis')).json());
    const told = (await ask('consolidated')).json().completeness;
    const expected = expectedNumbers(await reportsOf(YEAR), await reportsOf(YEAR - 1), told.due);
    const roster = (await ask('roster.json')).json();
    const summed = (await summedOf(YEAR)).map(({ agency }) => agency);
    const parts = expectedParts(await reportsOf(YEAR), summed, roster);
    expect(parts.length).toBe(4);
    expect(analysisDifferences(analysis, { ...expected, parts })).toEqual([]);
  });

  it('says whether reports that have not passed are counted', async () => {
    const scopeOf = async (query: string) =>
      analysisSchema.parse((await ask(`analysis${query}`)).json()).sections[0]?.sentences[0]?.text;
    expect(await scopeOf('')).toContain('只计已审核通过的报告');
    expect(await scopeOf('?state=read')).toContain('含尚未审核通过的');
  });

  it('leads every number back to cells, and has no other numbers in its words', async () => {
    const { sections } = analysisSchema.parse((await ask('analysis')).json());
    for (const { text, numbers } of sections.flatMap(({ sentences }) => sentences)) {
      for (const { of, cells } of numbers) if (of !== 'count') expect(cells.length).toBeGreaterThan(0);
      const words = numbers.reduce((rest, { text: number }) => rest.replace(number, ''), text);
      expect(
        words
          .replace(`${YEAR - 1}年`, '')
          .replaceAll('第4区', '')
          .replaceAll(/第\d区/g, ''),
      ).not.toMatch(/\d/);
    }
  });

  it('is a Word file with its charts, definitions and sources', async () => {
    const analysis: Analysis = (await ask('analysis')).json();
    const { rawPayload } = await ask('analysis.docx?date=2024-04-01');
    const { value } = await mammoth.extractRawText({ buffer: rawPayload });
    for (const { sentences } of analysis.sections) for (const { text } of sentences) expect(value).toContain(text);
    expect(value).toContain('新收申请按申请人（件）');
    expect(value).toContain('予以公开率：（予以公开＋部分公开）÷ 本年度办理结果总计');
    expect(value).toContain('applications/newlyReceived/total');
    expect(value).toContain('2024年4月1日');
  });
});

describe('the rates', () => {
  it('are of sums of named cells, ranked by agency, beside those of the year before', async () => {
    const told: Indicators = indicatorsSchema.parse((await ask('indicators?indicator=withheld&size=10')).json());
    const { tables } = (await ask('consolidated')).json();
    for (const { id, numerator, denominator } of told.definitions) {
      const sum = (paths: readonly string[]) =>
        paths.reduce((so, path) => {
          const [table = '', row = '', column = ''] = path.split('/');
          return so + (tables[table].rows[row]?.[column]?.value ?? 0);
        }, 0);
      expect(told.rates[id]).toMatchObject({ numerator: sum(numerator), denominator: sum(denominator) });
    }
    expect(told.previous?.year).toBe(YEAR - 1);
    expect(told.parts).toHaveLength(4);
    const rates = told.agencies.items.map(({ rates: each }) => each.withheld?.rate ?? -1);
    expect(rates).toEqual(rates.toSorted((a, b) => b - a));
    expect(told.agencies.items[0]?.rank).toBe(1);
  });
});
