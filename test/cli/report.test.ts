import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { operandsOf } from '../../pipeline/contracts/decision.ts';
import { type ReportSketch, reportOf } from '../../pipeline/validate/example.ts';
import { validate } from '../../pipeline/validate/validate.ts';
import { runGouji } from './run-gouji.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gouji-report-'));
});
afterEach(() => rm(folder, { recursive: true }));

const put = (name: string, content: unknown): Promise<void> => writeFile(join(folder, name), JSON.stringify(content));
const report = (...words: readonly string[]) => runGouji(folder, ['report', ...words]);
const read = (name: string): Promise<string> => readFile(join(folder, name), 'utf8');
const FAULTY: ReportSketch = { cells: { 'remedies/reconsideration/total': 2 } };

test('the notice is written as a page or a Word file, by the ending of its name', async () => {
  await put('a.json', reportOf(FAULTY));
  expect(
    await report('a.json', '--out', 'n.html', '--due', '2023-02-13', '--date', '2023-02-06', '--office', '政务公开办'),
  ).toMatchObject({ code: 0, out: '' });
  const page = await read('n.html');
  for (const words of ['安和县水务局', '2023年2月13日前', '2023年2月6日', '政务公开办']) expect(page).toContain(words);
  expect((await report('a.json', '--out', 'n.docx')).code).toBe(0);
  expect((await readFile(join(folder, 'n.docx'))).subarray(0, 2).toString()).toBe('PK');
});

test('where nothing is to be returned no file is written and the command ends with 1', async () => {
  await put('a.json', reportOf({}));
  const run = await report('a.json', '--out', 'n.docx');
  expect(run).toMatchObject({ code: 1, out: '' });
  expect(run.err).toContain('没有需要退回的问题');
  expect(await readdir(folder)).toEqual(['a.json']);
});

test('what a reviewer waived is left out, what is in doubt goes to the list of the office', async () => {
  const canonical = reportOf({
    ...FAULTY,
    anomalies: { applications: [{ kind: 'row-shift', row: 'handledTotal', origin: { table: 1, row: 27, column: 1 } }] },
  });
  const validation = validate(canonical);
  const sum = validation.findings.find((f) => f.rule === 'remedies.sum')!;
  await put('a.json', canonical);
  await put('d.json', [
    {
      kind: 'waived',
      reason: '已说明',
      fingerprint: sum.fingerprint,
      operands: operandsOf(sum, canonical),
      reviewer: '审核员',
      decidedAt: '2023-02-05T08:00:00Z',
    },
  ]);
  expect((await report('a.json', '--out', 'n.html')).err).toContain('--doubts');
  const run = await report('a.json', '--out', 'n2.html', '--decisions', 'd.json', '--doubts', 'doubts.html');
  expect(run.code).toBe(1);
  expect(await read('doubts.html')).toContain('行名称错位');
  expect(await read('n.html')).not.toContain('行名称错位');
});

test.each([
  ['another ending', ['a.json', '--out', 'n.pdf']],
  ['no place to write', ['a.json', '--out', 'none/n.html']],
  ['a day that is none', ['a.json', '--out', 'n.html', '--due', '2023-02-30']],
  ['no report', ['x.json', '--out', 'n.html']],
  ['decisions that are none', ['a.json', '--out', 'n.html', '--decisions', 'a.json']],
])('%s is a wrong command', async (_what, words) => {
  await put('a.json', reportOf(FAULTY));
  const run = await report(...words);
  expect([run.code, run.out]).toEqual([2, '']);
  expect(run.err).toMatch(/\p{Script=Han}/u);
});
