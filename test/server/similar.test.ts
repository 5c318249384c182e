import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Beside, besideSchema, type SimilarPage, similarPageSchema } from '../../contracts/similar.ts';
import { madePage } from '../../server/demo/made-report.ts';
import { compareAll } from '../../workers/similar.worker.ts';
import { convertAll, filingOf, openYear, rosterFile, takeRoster } from './office-year.ts';
import { type RunningApp, startApp, tokenFor } from './running-app.ts';
import { upload } from './upload-files.ts';

const YEAR = 2023;
const [WATER, SCHOOLS, CIVIL] = ['红岩市水务局', '红岩市教育局', '红岩市民政局'] as const;

let running: RunningApp;
beforeAll(async () => {
  running = await startApp();
  await openYear(running, YEAR);
  await takeRoster(running, YEAR, rosterFile([WATER, SCHOOLS, CIVIL].map((agency) => ({ agency, kind: '部门' }))));
  const made = (agency: string, copiedFrom = agency) => ({
    name: `${agency}.html`,
    content: madePage({ agency, year: YEAR, applications: 5, copiedFrom }),
  });
  await upload(running.app, [made(WATER), made(SCHOOLS, WATER), made(CIVIL)]);
  await convertAll(running);
});
afterAll(() => running.close());

const ask = async (query = ''): Promise<SimilarPage> => {
  const answer = await running.app.inject({ url: `/api/campaigns/${YEAR}/similar${query}` });
  expect(answer.statusCode).toBe(200);
  return similarPageSchema.parse(answer.json());
};

describe('texts that are like one another', () => {
  it('are told of with what they share, once they were compared', async () => {
    expect(await ask()).toMatchObject({ items: [], waiting: 3 });
    await compareAll(running.parts.store.similar);
    const { items, waiting } = await ask();
    expect(waiting).toBe(0);
    expect(items).toHaveLength(1);
    expect([items[0]?.one.agency.name, items[0]?.other.agency.name]).toEqual([WATER, SCHOOLS]);
    expect(items[0]?.likeness).toBeGreaterThan(0.8);
    expect(items[0]?.passages[0]?.length).toBeGreaterThan(20);
  });

  it('can be read side by side', async () => {
    const [pair] = (await ask()).items;
    const url = `/api/campaigns/${YEAR}/similar/${pair?.one.documentId}/${pair?.other.documentId}`;
    const beside: Beside = besideSchema.parse((await running.app.inject({ url })).json());
    for (const { paragraphs } of [beside.one, beside.other]) {
      const kinds = paragraphs.flat().map(({ kind }) => kind);
      expect(kinds).toContain('like');
    }
    const other = (await filingOf(running, YEAR, CIVIL)).id;
    const none = await running.app.inject({ url: `/api/campaigns/${YEAR}/similar/${pair?.one.documentId}/${other}` });
    expect(none.statusCode).toBe(404);
  });

  it('are hidden from who sees only one of them', async () => {
    const { agency } = await filingOf(running, YEAR, WATER);
    const authorization = await tokenFor(running.parts, 'water', ['viewer'], { scopeAgencyId: agency.id });
    const url = `/api/campaigns/${YEAR}/similar`;
    expect((await running.app.inject({ url, headers: { authorization } })).json().items).toEqual([]);
  });
});
