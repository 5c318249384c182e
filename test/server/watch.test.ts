import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import {
  appendFile,
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  readlink,
  rm,
  symlink,
  truncate,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openWatch, requireWatchFolder, type Watch } from '../../server/watch/watch.ts';
import { ALL_SEEING } from '../../store/viewer.ts';
import { sha256Of } from '../store/handed-in.ts';
import { type RunningApp, startApp } from './running-app.ts';
import { reportText } from './upload-files.ts';

let running: RunningApp;
let folder: string;
let watch: Watch;
const log = pino({ level: 'silent' });

beforeAll(async () => {
  running = await startApp();
});
afterAll(() => running.close());
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gouji-watched-'));
  watch = openWatch(folder, running.parts, log);
  return () => rm(folder, { recursive: true, force: true });
});

async function put(name: string, content: string): Promise<void> {
  await mkdir(dirname(join(folder, name)), { recursive: true });
  await writeFile(join(folder, name), content);
}

const look = async (times = 2): Promise<void> => {
  for (let each = 0; each < times; each++) await watch.look();
};

/** Files below, by their last names, with where they lie. */
async function filesIn(place: string): Promise<Readonly<Record<string, string>>> {
  const all = await readdir(join(folder, place), { recursive: true, withFileTypes: true }).catch(() => []);
  return Object.fromEntries(
    all.filter((each) => !each.isDirectory()).map(({ name, parentPath }) => [name, join(parentPath, name)]),
  );
}

const held = async (query: string) => {
  const { items } = await running.parts.store.list({ query, page: 1, size: 50 }, ALL_SEEING);
  return items.map(({ fileName, state, sha256, batchId }) => ({ fileName, state, sha256, batchId }));
};

const claimed = async (): Promise<readonly string[]> => readdir(join(folder, '.收取中'));

describe('a file in the watched folder', () => {
  it('is taken in under the name of its folder, and moved to where its receipt lies', async () => {
    await put('河东区/河东局年报.txt', reportText('河东局'));
    await look();
    const sha256 = sha256Of(reportText('河东局'));
    const [row] = await held('河东局');
    expect(row).toMatchObject({ fileName: '河东区/河东局年报.txt', state: 'received', sha256 });
    expect(await running.parts.store.uploads.find(row?.batchId ?? '')).toMatchObject({ who: '收件文件夹：河东区' });
    const taken = await filesIn('已收');
    expect(await readFile(taken['河东局年报.txt'] ?? '', 'utf8')).toBe(reportText('河东局'));
    expect(await readFile(taken['回执.txt'] ?? '', 'utf8')).toContain(`已接收\t河东区/河东局年报.txt\t${sha256}`);
    expect(await claimed()).toEqual([]);
    await look();
    expect(await held('河东局')).toHaveLength(1);
  });

  it('is waited for while it is being written, or has no name yet', async () => {
    await put('慢慢局.txt', reportText('慢慢局').slice(0, 20));
    await put('拷贝中.txt.part', 'x');
    await put('~$打开着.docx', 'x');
    for (let each = 0; each < 3; each++) {
      await watch.look();
      await appendFile(join(folder, '慢慢局.txt'), reportText('慢慢局').slice(20 + each, 21 + each));
    }
    expect(await held('慢慢局')).toEqual([]);
    await writeFile(join(folder, '慢慢局.txt'), reportText('慢慢局'));
    await look();
    expect(await held('慢慢局')).toMatchObject([{ sha256: sha256Of(reportText('慢慢局')) }]);
    expect((await readdir(folder)).toSorted()).toEqual(
      ['.收取中', '已收', '拷贝中.txt.part', '~$打开着.docx'].toSorted(),
    );
  });

  it('that is none we read lies under 未收 with the reason, the others of its folder under 已收', async () => {
    await put('空.txt', '');
    await put('程序.bin', '\u0000\u0001\u0002');
    await put('好局.txt', reportText('好局'));
    await put('巨大.pdf', '%PDF-1.7');
    await truncate(join(folder, '巨大.pdf'), 3 * 1024 ** 3);
    await look();
    const refused = await filesIn('未收');
    const reasons = Object.entries(refused).filter(([name]) => name.endsWith('.原因.txt'));
    expect(reasons).toHaveLength(3);
    for (const [, path] of reasons) expect(await readFile(path, 'utf8')).toMatch(/没有收取：\S/);
    const [, large = ''] = reasons.find(([name]) => name.includes('巨大')) ?? [];
    expect(await readFile(large, 'utf8')).toContain('文件超过大小上限');
    expect(Object.keys(await filesIn('已收')).some((name) => name.endsWith('好局.txt'))).toBe(true);
  });

  it('that is a link, a pipe or in a linked folder is never opened', async () => {
    const outside = await mkdtemp(join(tmpdir(), 'gouji-outside-'));
    await writeFile(join(outside, '秘密.txt'), reportText('秘密局'));
    await symlink(join(outside, '秘密.txt'), join(folder, '链接.txt'));
    await symlink(outside, join(folder, '链接夹'));
    execFileSync('mkfifo', [join(folder, '管道.txt')]);
    await look();
    expect(await held('秘密')).toEqual([]);
    expect(await readFile(join(outside, '秘密.txt'), 'utf8')).toBe(reportText('秘密局'));
    const refused = await filesIn('未收');
    const moved = Object.entries(refused).find(([name]) => name.endsWith('链接.txt'));
    expect(await readlink(moved?.[1] ?? '')).toBe(join(outside, '秘密.txt'));
    expect(Object.keys(refused).filter((name) => name.endsWith('.原因.txt'))).toHaveLength(3);
    await rm(outside, { recursive: true });
  });

  it('with a name in another encoding is taken in under the name that it says', async () => {
    // 南湖局.txt as Windows in China writes it.
    await writeFile(
      Buffer.concat([Buffer.from(`${folder}/`), Buffer.from('c4cfbafebed62e747874', 'hex')]),
      reportText('南湖局'),
    );
    await look();
    expect(await held('南湖局')).toMatchObject([{ fileName: '南湖局.txt', state: 'received' }]);
  });
});

describe('a crash', () => {
  it('after the rows are written moves the file at the next start, and takes nothing in twice', async () => {
    await put('断电局.txt', reportText('断电局'));
    // Nothing can be moved there: as if it had ended before.
    await writeFile(join(folder, '已收'), '');
    await watch.look();
    await expect(watch.look()).rejects.toThrow('已收');
    expect(await held('断电局')).toMatchObject([{ state: 'received' }]);
    expect(await claimed()).toHaveLength(1);
    await rm(join(folder, '已收'));
    watch = openWatch(folder, running.parts, log);
    await watch.look();
    expect(await held('断电局')).toMatchObject([{ state: 'received' }]);
    expect(Object.keys(await filesIn('已收')).toSorted()).toEqual(['回执.txt', '断电局.txt'].toSorted());
    expect(await claimed()).toEqual([]);
  });

  it('between the move out of reach and the reading loses nothing', async () => {
    const claim = join(folder, '.收取中', randomUUID());
    await mkdir(claim, { recursive: true });
    const files = [
      { name: '西山区/西山局.txt', special: false },
      { name: '没有移来.txt', special: false },
    ];
    await writeFile(join(claim, 'list.json'), JSON.stringify({ at: new Date().toISOString(), files }));
    await writeFile(join(claim, '0'), reportText('西山局'));
    await mkdir(join(folder, '.收取中', randomUUID()));
    await watch.look();
    expect(await held('西山局')).toMatchObject([{ fileName: '西山区/西山局.txt', state: 'received' }]);
    expect(await claimed()).toEqual([]);
    expect(await filesIn('未收')).toEqual({});
  });

  it('of the database leaves the file where it waits', async () => {
    const away = {
      ...running.parts.store,
      uploads: { ...running.parts.store.uploads, find: () => Promise.reject(new Error('away')) },
    };
    const ping = (): Promise<void> => Promise.reject(new Error('away'));
    const without = openWatch(
      folder,
      { ...running.parts, store: away, database: { ...running.parts.database, ping } },
      log,
    );
    await put('等待局.txt', reportText('等待局'));
    for (let each = 0; each < 6; each++) await without.look();
    expect(await claimed()).toHaveLength(1);
    expect((await lstat(join(folder, '未收')).catch(() => null)) === null).toBe(true);
    await watch.look();
    expect(await held('等待局')).toMatchObject([{ state: 'received' }]);
  });
});

it('a watched folder is there, and is not that of the data', async () => {
  const { dataFolder } = running.parts;
  await expect(requireWatchFolder(join(folder, '没有'), dataFolder)).rejects.toThrow('不存在');
  await expect(requireWatchFolder(dirname(dataFolder), dataFolder)).rejects.toThrow('不能互相包含');
  await expect(requireWatchFolder(join(dataFolder, 'db'), dataFolder)).rejects.toThrow('不能互相包含');
  await requireWatchFolder(folder, dataFolder);
});
