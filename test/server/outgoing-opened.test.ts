import type { Workbook } from 'exceljs';
import mammoth from 'mammoth';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import yauzl from 'yauzl';
import { type Analysis, analysisSchema } from '../../contracts/indicators.ts';
import { madePage } from '../../server/demo/made-report.ts';
import { openedBySuite } from '../opened-by-suite.ts';
import { convertAll, filingOf, openYear, rosterFile, takeRoster } from './office-year.ts';
import { type RunningApp, startApp } from './running-app.ts';
import { upload } from './upload-files.ts';

/** Every document that goes out, opened by LibreOffice: whoever gets it opens it in such a program. */

const YEAR = 2023;
const GOVERNMENT = '青石市人民政府';
/** Names that a program which calculates would run. */
const [FORMULA, PLUS] = ['=1+1水务局', '+青石市教育局'];
const PEOPLE = '青石市民政局';
const WRONG = { 'applications/newlyReceived/total': 9 };

let running: RunningApp;
beforeAll(async () => {
  running = await startApp();
  await openYear(running, YEAR);
  const rows = [
    { agency: GOVERNMENT, kind: '政府', scope: '汇总', contact: '=cmd|x', phone: '+1' },
    ...[FORMULA, PLUS, PEOPLE].map((agency) => ({ agency, parent: GOVERNMENT, kind: '部门' })),
  ];
  await takeRoster(running, YEAR, rosterFile(rows));
  const made = (name: string, agency: string, cells = {}) => ({
    name,
    content: madePage({ agency, year: YEAR, applications: 5, cells }),
  });
  await upload(running.app, [made('=2.html', '甲局', WRONG), made('丙.html', PEOPLE)]);
  await convertAll(running);
  const { items } = (await running.app.inject({ url: '/api/documents' })).json();
  const waiting = items.find(({ fileName }: { fileName: string }) => fileName === '=2.html');
  const { id, agency } = await filingOf(running, YEAR, FORMULA);
  const payload = { year: YEAR, agencyId: agency.id, as: 'main' };
  await running.app.inject({ method: 'POST', url: `/api/documents/${waiting.id}/assign`, payload });
  await convertAll(running);
  const returning = { method: 'POST', url: `/api/filings/${id}/return`, payload: { dueOn: '2099-03-01' } } as const;
  expect((await running.app.inject(returning)).statusCode).toBe(200);
});
afterAll(() => running.close());

async function file(path: string): Promise<Buffer> {
  const answer = await running.app.inject({ url: `/api/${path}` });
  expect([path, answer.statusCode]).toEqual([path, 200]);
  return answer.rawPayload;
}
const ofYear = (name: string): string => `campaigns/${YEAR}/${name}`;

async function sheetsOf(bytes: Buffer, from: 'xlsx' | 'csv'): Promise<Workbook> {
  const opened = await openedBySuite(bytes, from, 'xlsx:Calc MS Excel 2007 XML');
  const book = new (await import('exceljs')).default.Workbook();
  await book.xlsx.load(Uint8Array.from(opened).buffer);
  return book;
}

/** What stands in the cells; a formula in one of them fails. */
async function textsOf(bytes: Buffer, from: 'xlsx' | 'csv'): Promise<string[]> {
  const texts: string[] = [];
  for (const sheet of (await sheetsOf(bytes, from)).worksheets) {
    sheet.eachRow((row) =>
      row.eachCell((cell) => {
        expect([cell.text, cell.formula]).toEqual([cell.text, undefined]);
        texts.push(cell.text);
      }),
    );
  }
  return texts;
}

async function wordsOf(bytes: Buffer): Promise<string> {
  const opened = await openedBySuite(bytes, 'docx', 'docx:MS Word 2007 XML');
  return (await mammoth.extractRawText({ buffer: opened })).value;
}

async function firstLetter(zip: Buffer): Promise<Buffer> {
  const opened = await yauzl.fromBufferPromise(zip);
  for await (const entry of opened.eachEntry()) {
    if (!entry.fileName.endsWith('.docx')) continue;
    const chunks: Buffer[] = [];
    for await (const chunk of await opened.openReadStreamPromise(entry)) chunks.push(Buffer.from(chunk));
    return Buffer.concat(chunks);
  }
  throw new Error('there is no letter in the archive');
}

describe('opened by LibreOffice', () => {
  it.each([
    ['late.xlsx', [GOVERNMENT, PLUS, '=cmd|x', '+1', '2099-01-26']],
    ['missing.xlsx', [PLUS]],
    ['issue-list.xlsx', [FORMULA, '=2.html', '待处理', 'applications.row-sum']],
    ['filings.xlsx', [FORMULA, PLUS, PEOPLE]],
    ['roster.xlsx', [FORMULA, PLUS, '=cmd|x']],
  ])('%s is a list of texts in which no name is run', async (name, expected) => {
    const texts = await textsOf(await file(ofYear(name)), 'xlsx');
    for (const text of expected) expect(texts).toContain(text);
  });

  it('the open issues are a list of the same columns', async () => {
    // The one that was returned is with its agency; what is left has its header alone or what others have open.
    const [all, open] = await Promise.all(['issue-list.xlsx', 'issues.xlsx'].map((name) => file(ofYear(name))));
    const columns = async (bytes: Buffer | undefined) => (await textsOf(bytes ?? Buffer.alloc(0), 'xlsx')).slice(0, 11);
    expect(await columns(open)).toEqual(await columns(all));
  });

  it.each([
    [ofYear('consolidated.csv?state=read'), 'applications/newlyReceived/total'],
    ['audit.csv', 'filing.return'],
  ])('%s runs nothing', async (path, expected) => {
    const texts = await textsOf(await file(path), 'csv');
    expect(texts.some((text) => text.includes(expected))).toBe(true);
  });

  it('the sums stand as numbers in their places, with merged cells and formats', async () => {
    const told = JSON.parse((await file(ofYear('consolidated.json?state=read'))).toString());
    const book = await sheetsOf(await file(ofYear('consolidated.xlsx?state=read')), 'xlsx');
    expect(book.worksheets.map(({ name }) => name)).toEqual(['表二', '表三', '表四']);
    const { newlyReceived } = told.tables.applications.rows;
    const numbers = book.getWorksheet('表三');
    const found: [number, string][] = [];
    numbers?.eachRow((row) =>
      row.eachCell((cell) => typeof cell.value === 'number' && found.push([cell.value, cell.numFmt])),
    );
    expect(found.map(([value]) => value)).toContain(newlyReceived.total.value);
    expect(new Set(found.map(([, format]) => format)).size).toBe(1);
    expect(numbers?.model.merges.length).toBeGreaterThan(10);
    // One report has a wrong total; that the totals do not come out is said on the sheet.
    expect(told.unbalanced.length).toBeGreaterThan(0);
    const words: string[] = [];
    numbers?.eachRow((row) => row.eachCell((cell) => words.push(cell.text)));
    expect(words.some((text) => text.includes(`${told.unbalanced.length}处勾稽关系不成立`))).toBe(true);
  });

  it('the letters say what they said, and names stay names', async () => {
    const { id } = await filingOf(running, YEAR, FORMULA);
    const circular = await wordsOf(await file(ofYear('circular.docx?date=2024-04-02')));
    expect(circular).toContain('应报4个单位，已报2个，未报2个');
    const notice = await wordsOf(await firstLetter(await file(ofYear('notices.zip'))));
    expect(notice).toContain(FORMULA);
    expect(notice).toContain('2099年3月1日');
    expect(await wordsOf(await file(`filings/${id}/form.docx`))).toContain(FORMULA);
    expect(await wordsOf(await file(ofYear('consolidated.docx?state=read')))).toContain('（七）总计');
  });

  it('the analysis says every sentence of it', async () => {
    const told: Analysis = analysisSchema.parse(JSON.parse((await file(ofYear('analysis?state=read'))).toString()));
    const words = await wordsOf(await file(ofYear('analysis.docx?state=read&date=2024-04-01')));
    for (const { text } of told.sections.flatMap(({ sentences }) => sentences)) expect(words).toContain(text);
    expect(words).toContain('含尚未审核通过的');
  });
});
