import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openOutputFolder } from '../../cli/output-folder.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gouji-output-'));
});
afterEach(() => rm(folder, { recursive: true }));

test('the first of several of one name keeps it, the others are numbered before the extension', async () => {
  const output = await openOutputFolder(folder);
  const names = ['年报.docx', '年报.docx', '年报 (2).docx', 'Readme', 'README', '.x', '.x'];
  expect(names.map((name) => output.claim(name))).toEqual([
    '年报.docx',
    '年报 (2).docx',
    '年报 (2) (2).docx',
    'Readme',
    'README (2)',
    '.x',
    '.x (2)',
  ]);
});

test('a report and the error of another file never share a name', async () => {
  const output = await openOutputFolder(folder);
  expect(output.claim('a.docx')).toBe('a.docx');
  expect(output.claim('a.docx.error')).not.toBe('a.docx.error');
});

test('what an earlier run left under the other ending is taken away', async () => {
  const output = await openOutputFolder(join(folder, 'deep/out'));
  await writeFile(join(folder, 'deep/out/a.pdf.error.json'), 'old');
  expect(await output.writeReport('a.pdf', '{}')).toBe('a.pdf.json');
  expect(await readdir(join(folder, 'deep/out'))).toEqual(['a.pdf.json']);
  expect(await output.writeError('a.pdf', '{"error":1}')).toBe('a.pdf.error.json');
  expect(await readdir(join(folder, 'deep/out'))).toEqual(['a.pdf.error.json']);
});

test('a result that cannot take its place leaves no half-written file', async () => {
  const output = await openOutputFolder(folder);
  await openOutputFolder(join(folder, 'a.pdf.json'));
  await expect(output.writeReport('a.pdf', '{}')).rejects.toThrow();
  expect(await readdir(folder)).toEqual(['a.pdf.json']);
});

test('whatever files are called, each result lands in the folder under a name of its own', async () => {
  const name = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.constantFrom(
      '..',
      '.',
      '',
      '/',
      '../../x',
      'C:\\x',
      'a\0b',
      'con',
      'A.TXT',
      'a.txt',
      '报'.repeat(200),
      `a.${'b'.repeat(300)}`,
    ),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(name, { maxLength: 12 }), async (names) => {
      const own = await mkdtemp(join(folder, 'run-'));
      const output = await openOutputFolder(join(own, 'out'));
      const written: string[] = [];
      for (const [i, fileName] of names.entries()) {
        const claimed = output.claim(fileName);
        expect(basename(`${claimed}.json`)).toBe(`${claimed}.json`);
        written.push(await (i % 2 === 0 ? output.writeReport : output.writeError)(claimed, `${i}`));
      }
      expect(await readdir(own)).toEqual(['out']);
      expect((await readdir(join(own, 'out'))).length).toBe(names.length);
      for (const [i, file] of written.entries()) expect(await readFile(join(own, 'out', file), 'utf8')).toBe(`${i}`);
    }),
    { numRuns: 60 },
  );
});
