import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Finding } from '../../pipeline/contracts/finding.ts';
import { type ReportSketch, reportOf } from '../../pipeline/validate/example.ts';
import { runGouji } from './run-gouji.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gouji-validate-'));
});
afterEach(() => rm(folder, { recursive: true }));

const put = (name: string, content: unknown): Promise<void> =>
  writeFile(
    join(folder, name),
    typeof content === 'string' || Buffer.isBuffer(content) ? content : JSON.stringify(content),
  );
const putReport = (name: string, sketch: ReportSketch = {}): Promise<void> => put(name, reportOf(sketch));
const validate = (...words: readonly string[]) => runGouji(folder, ['validate', ...words]);

interface Told {
  readonly file: string;
  readonly status?: string;
  readonly error?: string;
  readonly findings?: readonly Finding[];
}
/** The exit code and what `--json` told of each file. */
const told = async (...words: readonly string[]): Promise<{ code: number | null; reports: readonly Told[] }> => {
  const { code, out, err } = await validate(...words, '--json');
  if (out === '') throw new Error(err);
  return { code, reports: JSON.parse(out).reports };
};
const rulesIn = (report: Told | undefined): readonly string[] => (report?.findings ?? []).map((f) => f.rule);

const FAULTY: ReportSketch = { cells: { 'remedies/reconsideration/total': 2 } };

describe('the exit code', () => {
  test('is 0 where no report has an error, 1 where one has, 2 where a file is no report', async () => {
    await putReport('good.json');
    await putReport('bad.json', FAULTY);
    await put('none.json', '{}');
    expect((await validate('good.json')).code).toBe(0);
    expect((await validate('good.json', 'bad.json')).code).toBe(1);
    expect((await validate('none.json', 'bad.json')).code).toBe(2);
  });

  test('is 2 for a command that names nothing to check or an unknown option', async () => {
    await mkdir(join(folder, 'hollow'));
    for (const words of [[], ['hollow'], ['good.json', '--fast']]) {
      const run = await validate(...words);
      expect([words, run.code, run.out]).toEqual([words, 2, '']);
      expect(run.err).toMatch(/\p{Script=Han}/u);
    }
  });
});

describe('a file that is no canonical report costs only itself', () => {
  test.each([
    ['no JSON', 'x', '不是有效的 JSON'],
    ['bytes that are no text', Buffer.from([0xff, 0xfe, 0x00]), '不是 UTF-8 文本'],
    ['other JSON', '[1]', '不是规范的报告 JSON'],
    ['the record of a failed conversion', { error: { code: 'corrupt', message: '', fileName: 'a' } }, '转换失败的记录'],
    ['another schema version', { ...reportOf({}), schemaVersion: '9' }, '版本是 9'],
    ['a cell without a value', { ...reportOf({}), mentions: [{ text: '收到' }] }, 'mentions.0.quantity'],
  ])('%s', async (_what, content, reason) => {
    await put('a.json', content);
    await putReport('b.json');
    const { code, reports } = await told('a.json', 'b.json');
    expect(code).toBe(2);
    expect(reports[0]?.error).toContain(reason);
    expect(reports[1]?.status).toBe('passed');
  });

  test('sections nested beyond every report do not overflow the stack', async () => {
    const depth = 20_000;
    const section = '{"number":1,"heading":"","role":null,"paragraphs":[],"children":[';
    const nested = `${section.repeat(depth)}${']}'.repeat(depth)}`;
    await put(
      'a.json',
      JSON.stringify({ ...reportOf({}), sections: 0 }).replace('"sections":0', `"sections":[${nested}]`),
    );
    expect((await told('a.json')).reports[0]?.error).toContain('嵌套');
  });

  test('a file that does not exist is told', async () => {
    await putReport('b.json');
    const run = await validate('a.json', 'b.json');
    expect(run).toMatchObject({ code: 2 });
    expect(run.err).toContain('a.json');
    expect(run.out).toContain('b.json');
  });
});

describe('what is printed', () => {
  test('is a line for each report and the reasons of each finding', async () => {
    await putReport('bad.json', FAULTY);
    const { out } = await validate('bad.json');
    expect(out).toContain('bad.json：有错误。错误 1，提示 0，说明 1');
    expect(out).toContain('[错误·单位填报] 复议诉讼结果之和不等于总计 remedies.sum');
    expect(out).toContain('核对关系：结果维持 + 结果纠正 + 其他结果 + 尚未审结 = 总计（现为 1 ≠ 2）');
    expect(out).toContain('建议：总计应为1');
  });

  test('is English where that is asked for', async () => {
    await putReport('bad.json', FAULTY);
    const { out } = await validate('bad.json', '--lang', 'en');
    expect(out).toContain('bad.json: has errors. errors 1, warnings 0, notes 1');
    expect(out).toContain('[error·agency] Results of remedies do not add up remedies.sum');
    expect(out).toContain('In row “reconsideration” of the table of remedies, the results do not add up');
    expect(out).not.toMatch(/\p{Script=Han}/u);
    expect((await validate('bad.json', '--lang', 'fr')).code).toBe(2);
  });

  test('holds no control characters, whatever stood in the document', async () => {
    await putReport('a.json', { preface: ['\u001b[2J依据川办发〔202116号\u0007。'] });
    const { out } = await validate('a.json');
    expect(out).toContain('〔202116号');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
    expect(out).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/u);
  });

  test('covers the reports of a folder, the records of failed conversions left out', async () => {
    await mkdir(join(folder, 'out'));
    await putReport('out/b.json');
    await putReport('out/a.json');
    await put('out/c.error.json', { error: { code: 'corrupt' } });
    expect((await told('out')).reports.map((r) => r.file)).toEqual(['out/a.json', 'out/b.json']);
  });
});

describe('what is known beside the reports', () => {
  test('settings turn rules off and change severity and thresholds', async () => {
    await putReport('a.json', { cells: { 'applications/otherHandling.other/total': 6 } });
    await put('s.json', {
      off: ['applications.result-total', 'applications.row-sum', 'applications.balance'],
      severity: { 'applications.other-share': 'error' },
      thresholds: { otherShare: 0.4 },
    });
    const { reports } = await told('a.json', '--settings', 's.json');
    expect(rulesIn(reports[0])).not.toContain('applications.result-total');
    expect(reports[0]?.findings?.find((f) => f.rule === 'applications.other-share')?.severity).toBe('error');
    await put('s.json', { thresholds: { otherShare: 0.9 } });
    expect(rulesIn((await told('a.json', '--settings', 's.json')).reports[0])).not.toContain(
      'applications.other-share',
    );
  });

  test.each([
    ['unknown rules', { off: ['cell.none'] }, 'cell.none'],
    ['unknown settings', { of: [] }, 'of'],
    ['no JSON', 'x', 'JSON'],
  ])('settings with %s are refused before anything is checked', async (_what, settings, reason) => {
    await putReport('a.json');
    await put('s.json', settings);
    const run = await validate('a.json', '--settings', 's.json');
    expect(run).toMatchObject({ code: 2, out: '' });
    expect(run.err).toContain(reason);
  });

  test('the report of last year is that of the same agency and the year before', async () => {
    await putReport('a.json');
    await mkdir(join(folder, 'past'));
    const carried = { 'applications/carriedForward/total': 4, 'applications/carriedForward/naturalPerson': 4 };
    await putReport('past/same.json', { facts: { year: 2021 }, cells: carried });
    await putReport('past/other.json', { facts: { year: 2021, agency: '安和县教育局', signer: null }, cells: carried });
    await putReport('past/older.json', { facts: { year: 2020 }, cells: carried });
    const { reports } = await told('a.json', '--last-year', 'past');
    expect(reports[0]?.findings?.find((f) => f.rule === 'years.carry')).toMatchObject({ expected: 4, actual: 1 });
    const { err } = await validate('a.json', '--last-year', 'past');
    expect(err).toContain('older.json');
    expect(err).toContain('other.json');
    expect(err).not.toContain('same.json');
  });

  test('a roster gives each report its entry, and says which has none', async () => {
    await putReport('a.json');
    await putReport('b.json', { facts: { agency: '白沙县财政局', signer: null } });
    await put('r.json', [
      { agency: '安和县水务局', year: 2022 },
      { agency: '安和县教育局', year: 2022 },
    ]);
    const { reports } = await told('a.json', 'b.json', '--roster', 'r.json');
    expect(rulesIn(reports[0])).not.toContain('identity.agency-unmatched');
    expect(rulesIn(reports[1])).toContain('identity.agency-unmatched');
    await put('r.json', { agency: '安和县水务局', year: 2023 });
    expect(rulesIn((await told('a.json', '--roster', 'r.json')).reports[0])).toContain('identity.year-conflict');
  });

  test('other reports are compared for likeness', async () => {
    const long = Array.from({ length: 400 }, (_, i) => String.fromCharCode(0x4e00 + ((i * 7919) % 3000))).join('');
    const sections = { problems: { paragraphs: [long] } };
    await putReport('a.json', { sections });
    await putReport('b.json', { sections, facts: { agency: '安和县教育局' } });
    expect(rulesIn((await told('a.json', '--compare', 'b.json')).reports[0])).toContain('narrative.similar-peer');
  });

  test('the circumstances of one report name dates, children and other versions', async () => {
    await putReport('a.json');
    await putReport('v.json', { cells: { 'applications/disclosed/total': 9 } });
    await put('r.json', { agency: '安和县水务局', year: 2022, submitBy: '2023-01-20' });
    await put('c.json', { delivery: { receivedOn: '2023-02-01' }, otherVersions: ['v.json'] });
    const { reports } = await told('a.json', '--context', 'c.json', '--roster', 'r.json');
    expect(rulesIn(reports[0])).toEqual(
      expect.arrayContaining(['deadline.submit-late', 'publication.versions-differ']),
    );
    expect(await validate('a.json', 'v.json', '--context', 'c.json')).toMatchObject({ code: 2, out: '' });
    await put('c.json', { own: 'gone.json' });
    expect(await validate('a.json', '--context', 'c.json')).toMatchObject({ code: 2, out: '' });
  });
});
