import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { checkedReportSchema } from '../../pipeline/contracts/report.ts';
import { docxFile, oleFile, packedZeros, zipOf } from '../pipeline/intake/zip-file.ts';
import { GOUJI, type Run, runGouji } from './run-gouji.ts';

const TEXT = '某市某局2023年政府信息公开工作年度报告\n一、总体情况\n本年新收政府信息公开申请13件。\n';
/** A PDF with the standard security handler; nothing in it opens with an empty password. */
const LOCKED_PDF = `%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj
4 0 obj<</Filter/Standard/V 1/R 2/P -4/O<${'11'.repeat(32)}>/U<${'22'.repeat(32)}>>>endobj
trailer<</Root 1 0 R/Encrypt 4 0 R/ID[<01><01>]/Size 5>>
%%EOF`;

const gouji = (...words: readonly string[]): Promise<Run> => runGouji(folder, words);

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gouji-cli-'));
});
afterEach(() => rm(folder, { recursive: true }));

const put = async (path: string, content: string | Uint8Array): Promise<void> => {
  await mkdir(join(folder, path, '..'), { recursive: true });
  await writeFile(join(folder, path), content);
};
const outputs = async (): Promise<string[]> => (await readdir(join(folder, 'out'))).sort();
const errorCode = async (file: string): Promise<unknown> =>
  JSON.parse(await readFile(join(folder, 'out', file), 'utf8')).error.code;

describe('a wrong command ends with 2 and says why', () => {
  test.each([
    ['without words', []],
    ['without inputs', ['convert', '--out', 'out']],
    ['without a result folder', ['convert', 'a.txt']],
    ['with an unknown option', ['convert', 'a.txt', '--out', 'out', '--fast']],
    ['with an unknown command', ['conver', 'a.txt']],
    ['with a number of jobs that is none', ['convert', 'a.txt', '--out', 'out', '--jobs', 'many']],
    ['when no input exists', ['convert', 'none.txt', 'nor.txt', '--out', 'out']],
    ['when a folder holds nothing to convert', ['convert', 'hollow', '--out', 'out']],
    ['when the result folder is a file', ['convert', 'a.txt', '--out', 'a.txt']],
  ])('%s', async (_what, words) => {
    await put('a.txt', TEXT);
    await put('hollow/style.css', 'p {}');
    const run = await gouji(...words);
    expect(run.code).toBe(2);
    expect(run.err).toMatch(/[\u4e00-\u9fff]/);
    expect(run.out).toBe('');
    expect(await readdir(join(folder, 'out')).catch(() => [])).toEqual([]);
  });

  test('help is no wrong command', async () => {
    const run = await gouji('convert', '--help');
    expect(run).toMatchObject({ code: 0, err: '' });
    expect(run.out).toContain('--out');
  });
});

describe('each bad file costs only itself', () => {
  test('every kind of them has its error, the good one its report, and the command ends with 1', async () => {
    await put('in/good.txt', TEXT);
    await put('in/empty.pdf', '');
    await put('in/cut.docx', docxFile().subarray(0, 300));
    await put('in/cut.pdf', '%PDF-1.7\n1 0 obj\n<</Type/Cat');
    await put('in/locked.docx', oleFile('EncryptedPackage'));
    await put('in/locked.pdf', LOCKED_PDF);
    await put('in/old.doc', oleFile('WordDocument'));
    await put('in/noise.txt', Buffer.from(Array.from({ length: 5000 }, (_, i) => (i * 7919 + (i >> 3) * 31) % 256)));
    await put('in/bomb.zip', zipOf([{ name: 'a.txt', packed: packedZeros(1024), declaredBytes: 2 ** 30 }]));
    await put(
      'in/climb.zip',
      zipOf([
        { name: '../../evil.txt', data: TEXT },
        { name: 'inner.txt', data: TEXT },
      ]),
    );
    const run = await gouji('convert', 'in', 'none.txt', '--out', 'out');
    expect(run.code).toBe(1);
    const errors = {
      'empty.pdf': 'empty-file',
      'cut.docx': 'corrupt',
      'cut.pdf': 'corrupt',
      'locked.docx': 'encrypted',
      'locked.pdf': 'encrypted',
      'old.doc': 'corrupt',
      'noise.txt': 'unsupported-format',
      'a.txt': 'archive-too-large',
      'evil.txt': 'archive-unsafe-path',
      'none.txt': 'unreadable',
    };
    for (const [name, code] of Object.entries(errors)) {
      expect([name, await errorCode(`${name}.error.json`)]).toEqual([name, code]);
      expect(run.err).toContain(code);
    }
    expect(await outputs()).toEqual(
      [...Object.keys(errors).map((name) => `${name}.error.json`), 'good.txt.json', 'inner.txt.json'].sort(),
    );
    expect((await readdir(folder)).sort()).toEqual(['in', 'out']);
  });

  test('an error file says the code, the sentence and the name', async () => {
    await put('a.pdf', '');
    expect((await gouji('convert', 'a.pdf', '--out', 'out')).code).toBe(1);
    const { error } = JSON.parse(await readFile(join(folder, 'out/a.pdf.error.json'), 'utf8'));
    expect(error).toEqual({ code: 'empty-file', message: expect.stringContaining('空'), fileName: 'a.pdf' });
  });
});

describe('good files', () => {
  test('of every origin become reports, files of one name keep apart, and the summary says which is which', async () => {
    await put('in/a.txt', TEXT);
    await put('in/b/a.txt', TEXT);
    await put('in/c/wrong.pdf', TEXT);
    await put(
      'in/more.zip',
      zipOf([
        { name: 'd/a.txt', data: TEXT },
        { name: 'e.docx', data: docxFile() },
      ]),
    );
    await symlink('/etc/hostname', join(folder, 'in/link.txt'));
    const run = await gouji('convert', 'in', '--out', 'deep/out', '--json', '--jobs', '2');
    expect(run.code).toBe(0);
    const summary = JSON.parse(run.out);
    expect(summary).toMatchObject({ out: 'deep/out', converted: 5, failed: 0, skipped: 1, interrupted: false });
    const told = summary.files.map((file: { name: string; output?: string }) => [file.name, file.output ?? null]);
    expect(told).toEqual([
      ['in/a.txt', 'a.txt.json'],
      ['in/b/a.txt', 'a (2).txt.json'],
      ['in/c/wrong.pdf', 'wrong.pdf.json'],
      ['in/link.txt', null],
      ['in/more.zip › d/a.txt', 'a (3).txt.json'],
      ['in/more.zip › e.docx', 'e.docx.json'],
    ]);
    for (const [, output] of told) {
      if (output === null) continue;
      const report = checkedReportSchema.parse(JSON.parse(await readFile(join(folder, 'deep/out', output), 'utf8')));
      expect(report.source.format).toBe(output.startsWith('e') ? 'docx' : 'text');
    }
  });

  test('have a line each on stderr where that is no terminal', async () => {
    await put('a.txt', TEXT);
    const run = await gouji('convert', 'a.txt', '--out', 'out');
    expect(run).toMatchObject({ code: 0, out: '' });
    expect(run.err.trim().split('\n')).toEqual([expect.stringContaining('a.txt'), expect.stringContaining('完成 1')]);
  });
});

test('whatever an archive calls its members, nothing is written outside the result folder', async () => {
  const part = fc.constantFrom('..', '.', '', '/', '\\', 'C:', 'out', 'a.txt', '~', 'x\0', '报告.txt', '\u202e');
  const names = fc.sample(fc.array(part, { minLength: 1, maxLength: 6 }), { numRuns: 200, seed: 7 });
  await put(
    'in/a.zip',
    zipOf(names.map((parts) => ({ name: parts.join('/'), data: '', packed: Buffer.from([3, 0]) }))),
  );
  const run = await gouji('convert', 'in', '--out', 'result/out');
  expect(run.code).toBe(1);
  expect((await readdir(folder)).sort()).toEqual(['in', 'result']);
  expect(await readdir(join(folder, 'result'))).toEqual(['out']);
  expect(await readdir(join(folder, 'in'))).toEqual(['a.zip']);
});

test('stopped from the keyboard it ends with 130, keeps whole results and leaves no half ones', async () => {
  const names = Array.from({ length: 60 }, (_, i) => `${i}.txt`);
  for (const name of names) await put(`in/${name}`, TEXT);
  const child = spawn(process.execPath, [GOUJI, 'convert', 'in', '--out', 'out', '--jobs', '1'], { cwd: folder });
  child.stderr.once('data', () => child.kill('SIGINT'));
  const code = await new Promise((done) => child.once('close', done));
  expect(code).toBe(130);
  const written = await outputs();
  expect(written.length).toBeGreaterThan(0);
  expect(written.length).toBeLessThan(names.length);
  for (const file of written) {
    expect(file).toMatch(/^\d+\.txt\.json$/);
    checkedReportSchema.parse(JSON.parse(await readFile(join(folder, 'out', file), 'utf8')));
  }
});
