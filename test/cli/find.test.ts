import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Found, findFiles } from '../../cli/find.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gouji-find-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function make(...paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), 'x');
  }
}

const told = (found: readonly Found[]): string[] =>
  found.map((item) => `${item.kind === 'skipped' ? item.reason : item.kind} ${item.name.replace(`${folder}/`, '')}`);

const find = async (...inputs: readonly string[]): Promise<string[]> =>
  told(
    await findFiles(
      inputs.map((input) => join(folder, input)),
      join(folder, 'out'),
    ),
  );

test('a folder gives its files in the order of their names, folders in their place', async () => {
  await make('in/b.txt', 'in/a.txt', 'in/aa/z.txt', 'in/B.txt', 'in/十.txt', 'in/2.txt', 'in/10.txt');
  const names = ['10.txt', '2.txt', 'B.txt', 'a.txt', 'aa/z.txt', 'b.txt', '十.txt'];
  expect(await find('in')).toEqual(names.map((name) => `file in/${name}`));
});

test('system files, lock files and the parts of a saved page are left aside', async () => {
  await make('in/.DS_Store', 'in/~$a.docx', 'in/p.html', 'in/p_files/logo.png', 'in/other_files/a.docx');
  expect(await find('in')).toEqual([
    'system-file in/.DS_Store',
    'file in/other_files/a.docx',
    'file in/p.html',
    'page-part in/p_files/logo.png',
    'lock-file in/~$a.docx',
  ]);
});

test('symbolic links inside a folder are not followed, to a file or to a folder', async () => {
  await make('in/a.txt', 'secret/s.txt');
  await symlink(join(folder, 'secret'), join(folder, 'in/folder'));
  await symlink(join(folder, 'secret/s.txt'), join(folder, 'in/file.txt'));
  await symlink(join(folder, 'in'), join(folder, 'in/loop'));
  expect(await find('in')).toEqual(['file in/a.txt', 'link in/file.txt', 'link in/folder', 'link in/loop']);
});

test('a link that is itself an input is followed', async () => {
  await make('real/a.txt');
  await symlink(join(folder, 'real'), join(folder, 'in'));
  expect(await find('in')).toEqual(['file in/a.txt']);
});

test('a file that two inputs reach comes once', async () => {
  await make('in/a.txt');
  expect(await find('in/a.txt', 'in', 'in/../in/a.txt')).toEqual(['file in/a.txt']);
});

test('the result folder inside an input is left alone', async () => {
  await make('a.txt', 'out/b.txt');
  expect(await find('.')).toEqual(['file a.txt']);
});

test('an input that does not exist, and one that cannot be reached, say so without stopping the others', async () => {
  await make('a.txt');
  await symlink(join(folder, 'round'), join(folder, 'round'));
  expect(await find('none.txt', 'round', 'a.txt', 'a.txt/below')).toEqual([
    'missing none.txt',
    'failed round',
    'file a.txt',
    'missing a.txt/below',
  ]);
});

/** Root may read everything; a test of rights has to be somebody else for a moment. */
async function asNobody<T>(act: () => Promise<T>): Promise<T> {
  if (process.geteuid?.() !== 0) return act();
  process.seteuid?.(65_534);
  try {
    return await act();
  } finally {
    process.seteuid?.(0);
  }
}

test('a folder that may not be read is one failure, its neighbours come in', async () => {
  await make('in/a.txt', 'in/locked/b.txt', 'in/z.txt');
  await chmod(folder, 0o755);
  await chmod(join(folder, 'in/locked'), 0o000);
  expect(await asNobody(() => find('in'))).toEqual(['file in/a.txt', 'failed in/locked', 'file in/z.txt']);
  await chmod(join(folder, 'in/locked'), 0o755);
});
