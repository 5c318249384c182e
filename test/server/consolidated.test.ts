import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Consolidated, consolidatedSchema, type Snapshot } from '../../contracts/consolidated.ts';
import { fromFile } from '../../office/sheet.ts';
import { differences, summed, sumReports } from '../independent-sums.mjs';
import { writeMadeYear } from '../store/made-year.ts';
import { type RunningApp, startApp, tokenFor } from './running-app.ts';

const YEAR = 2023;
let running: RunningApp;
let ids: readonly string[];
beforeAll(async () => {
  running = await startApp();
  const { tables, parts } = running;
  ids = await writeMadeYear({ tables, blobs: parts.blobs }, { year: YEAR, agencies: 60, districts: 4 });
});
afterAll(() => running.close());

const ask = async (query = ''): Promise<Consolidated> => {
  const answer = await running.app.inject({ url: `/api/campaigns/${YEAR}/consolidated${query}` });
  expect(answer.statusCode).toBe(200);
  return consolidatedSchema.parse(answer.json());
};
const file = async (path: string) => {
  const answer = await running.app.inject({ url: `/api/campaigns/${YEAR}/${path}` });
  expect(answer.statusCode).toBe(200);
  return answer.rawPayload;
};

describe('the tables summed over a year', () => {
  it.each(['accepted', 'read'])('of reports that are %s are what an independent script sums', async (state) => {
    const told = await ask(`?state=${state}`);
    const { items } = (await running.app.inject({ url: `/api/campaigns/${YEAR}/filings?size=200` })).json();
    const roster = (await running.app.inject({ url: `/api/campaigns/${YEAR}/roster.json` })).json();
    const reports = [];
    for (const { id } of summed<{ id: string }>(items, roster, state)) {
      const { versions } = (await running.app.inject({ url: `/api/filings/${id}` })).json();
      const main = versions[0]?.documents[0]?.id;
      if (main === undefined) continue;
      const report = (await running.app.inject({ url: `/api/documents/${main}/report.json` })).json();
      if (report.report.template === '2021') reports.push(report);
    }
    expect(reports.length).toBeGreaterThan(30);
    expect(told.completeness.included).toBe(reports.length);
    expect(differences(told.tables, sumReports(reports), reports.length)).toEqual([]);
    const { due, included, missing } = told.completeness;
    expect(missing).toHaveLength(due - included);
  });

  it('can be asked for one part of the tree, and be asked what stands behind a cell', async () => {
    const cell = 'applications/newlyReceived/naturalPerson';
    const part = await ask(`?scope=${ids[1]}&state=read&cell=${cell}&size=5`);
    const whole = await ask('?state=read');
    expect(part.scope).toMatchObject({ id: ids[1], name: '云水市第1区人民政府' });
    expect(part.completeness.due).toBeLessThan(whole.completeness.due);
    const { sum, items, total } = part.behind ?? { items: [], total: 0, sum: null };
    expect(total).toBe(part.completeness.included);
    expect(items).toHaveLength(5);
    expect(sum).toEqual(part.tables?.applications.rows.newlyReceived?.naturalPerson);
    expect(part.crossFoot?.agency.name ?? part.scope?.name).toBe('云水市第1区人民政府');
  });

  it('are not told of a cell that the form has not, nor of an agency that is none', async () => {
    const at = (query: string) => running.app.inject({ url: `/api/campaigns/${YEAR}/consolidated?${query}` });
    expect((await at('cell=applications/nothing/total')).json()).toMatchObject({ code: 'cell-unknown' });
    expect((await at('scope=00000000-0000-4000-8000-000000000000')).statusCode).toBe(404);
    expect((await running.app.inject({ url: '/api/campaigns/1999/consolidated' })).statusCode).toBe(400);
    expect((await running.app.inject({ url: '/api/campaigns/2019/consolidated' })).statusCode).toBe(404);
  });

  it('are narrowed to what somebody sees, and hidden from agencies', async () => {
    const [district] = ids.slice(2, 3);
    const authorization = await tokenFor(running.parts, 'below', ['viewer'], { scopeAgencyId: district ?? null });
    const url = `/api/campaigns/${YEAR}/consolidated?state=read`;
    const below = (await running.app.inject({ url, headers: { authorization } })).json();
    expect(below.scope.id).toBe(district);
    const elsewhere = await running.app.inject({ url: `${url}&scope=${ids[1]}`, headers: { authorization } });
    expect(elsewhere.statusCode).toBe(404);
    const agency = await tokenFor(running.parts, 'agency', ['agency'], { agencyId: ids[9] ?? null });
    expect((await running.app.inject({ url, headers: { authorization: agency } })).statusCode).toBe(403);
  });

  it('stand beside those of the year before', async () => {
    expect((await ask('?previous=true')).previous).toBeNull();
    const { tables, parts } = running;
    const before = { year: YEAR - 1, agencies: 12, districts: 2, seed: 7, city: '山前市' };
    await writeMadeYear({ tables, blobs: parts.blobs }, before);
    const { previous } = await ask('?previous=true&state=read');
    expect(previous?.year).toBe(YEAR - 1);
    expect(Object.keys(previous?.cells ?? {}).length).toBeGreaterThanOrEqual(200);
  });
});

describe('what is exported', () => {
  it('as a workbook is the official form with numbers as numbers', async () => {
    const excel = (await import('exceljs')).default;
    const book = new excel.Workbook();
    const bytes = await file('consolidated.xlsx?state=read');
    const copy = new ArrayBuffer(bytes.byteLength);
    new Uint8Array(copy).set(bytes);
    await book.xlsx.load(copy);
    expect(book.worksheets.map(({ name }) => name)).toEqual(['表二', '表三', '表四']);
    const told = await ask('?state=read');
    const sheet = book.getWorksheet('表三');
    const numbers: number[] = [];
    sheet?.eachRow((row) =>
      row.eachCell((cell) => typeof cell.value === 'number' && !cell.isMerged && numbers.push(cell.value)),
    );
    const all = Object.values(told.tables?.applications.rows ?? {}).flatMap((row) => Object.values(row));
    expect(numbers).toHaveLength(all.length);
    expect(sheet?.model.merges.length).toBeGreaterThan(10);
  });

  it('as CSV has a line a cell', async () => {
    const [head, ...lines] = await fromFile(await file('consolidated.csv?state=read'));
    expect(head?.slice(0, 5)).toEqual(['表', '行', '列', '单元格', '合计']);
    const told = await ask('?state=read');
    const line = lines.find((each) => each[3] === 'applications/newlyReceived/total');
    expect(line?.[4]).toBe(`${told.tables?.applications.rows.newlyReceived?.total?.value}`);
  });

  it('as a Word file and as a page holds the sums', async () => {
    const told = await ask('?state=read');
    const value = `${told.tables?.applications.rows.handledTotal?.total?.value}`;
    const { default: mammoth } = await import('mammoth');
    const { value: text } = await mammoth.extractRawText({ buffer: await file('consolidated.docx?state=read') });
    expect(text).toContain(value);
    expect(text).toContain('（七）总计');
    expect((await file('consolidated.html?state=read')).toString()).toContain(`${value}`);
    expect(JSON.parse((await file('consolidated.json?state=read')).toString())).toEqual(told);
  });
});

describe('a snapshot', () => {
  it('gives the same bytes back, also after what it was made of changed', async () => {
    const made = await running.app.inject({
      method: 'POST',
      url: `/api/campaigns/${YEAR}/consolidated/snapshots`,
      payload: { state: 'read', note: '三月报送' },
    });
    expect(made.statusCode).toBe(201);
    const kept: Snapshot = made.json();
    const path = `consolidated/snapshots/${kept.id}`;
    const first = await file(path);
    expect(first).toHaveLength(kept.bytes);
    await running.tables.execute(
      `update filings set standing = 'needsReview', state = 'expected' where year = ${YEAR}`,
    );
    expect((await file(path)).equals(first)).toBe(true);
    const content = JSON.parse(first.toString());
    expect(content.reports).toHaveLength(content.completeness.included);
    const { items } = JSON.parse((await file('consolidated/snapshots')).toString());
    expect(items).toEqual([kept]);
  });

  it('of all is not shown to who sees a part', async () => {
    const authorization = await tokenFor(running.parts, 'part', ['viewer'], { scopeAgencyId: ids[1] ?? null });
    const answer = await running.app.inject({
      url: `/api/campaigns/${YEAR}/consolidated/snapshots`,
      headers: { authorization },
    });
    expect(answer.json()).toEqual({ items: [] });
  });
});
