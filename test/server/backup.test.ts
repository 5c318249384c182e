import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeBackup, restoreBackup } from '../../server/backup.ts';
import { checkStorage } from '../../server/check-storage.ts';
import { openBlobs } from '../../store/blobs.ts';
import type { Database } from '../../store/database.ts';
import { createStore } from '../../store/store.ts';
import { ALL_SEEING, GOUJI } from '../../store/viewer.ts';
import { document } from '../store/handed-in.ts';
import { openTestDatabase } from '../store/open-database.ts';

const LARGE = 256 * 1024 * 1024;

let root: string;
let database: Database;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'gouji-test-'));
  database = await openTestDatabase({ url: null, folder: join(root, 'data', 'db') });
});
afterAll(async () => {
  await database.close();
  await rm(root, { recursive: true, force: true });
});

async function handIn(names: readonly string[]): Promise<void> {
  const blobs = openBlobs(join(root, 'data'));
  for (const name of names) {
    await blobs.keep('originals', Buffer.from(name));
    await createStore(database.tables).receive([document(name)]);
  }
}

const restore = (folder: string) =>
  restoreBackup(join(root, 'backup'), join(root, folder), openBlobs(join(root, folder)));

it('a backup that is made while documents come in is whole elsewhere, and holds all that came before', async () => {
  await handIn(['a', 'b', 'c']);
  const [made] = await Promise.all([
    makeBackup(database, openBlobs(join(root, 'data')), join(root, 'backup')),
    handIn(['d', 'e', 'f', 'g']),
  ]);
  expect(made.files).toBeGreaterThanOrEqual(4);
  await restore('restored');
  const restored = await openTestDatabase({ url: null, folder: join(root, 'restored', 'db') });
  try {
    const store = createStore(restored.tables);
    const { items } = await store.list({ page: 1, size: 50 }, ALL_SEEING);
    const names = items.map(({ fileName }) => fileName);
    expect(names).toEqual(expect.arrayContaining(['a.txt', 'b.txt', 'c.txt']));
    expect(await checkStorage(store, openBlobs(join(root, 'restored')), GOUJI)).toMatchObject({
      files: names.length,
      faults: [],
    });
    expect(await store.trail.verify()).not.toHaveProperty('broken');
  } finally {
    await restored.close();
  }
});

it('a damaged backup is not restored, and none into a folder that is in use', async () => {
  await rm(join(root, 'backup'), { recursive: true, force: true });
  await makeBackup(database, openBlobs(join(root, 'data')), join(root, 'backup'));
  await expect(restore('data')).rejects.toThrow('不是空目录');
  await writeFile(join(root, 'backup', 'database', 'PG_VERSION.gz'), 'x');
  await expect(restore('new')).rejects.toThrow('database/PG_VERSION.gz');
});

it('a backup holds little of the database in memory, however large that is', async () => {
  const folder = join(root, 'large');
  const inMemory = (): number => process.memoryUsage().arrayBuffers;
  const before = inMemory();
  let most = 0;
  const looking = setInterval(() => {
    most = Math.max(most, inMemory() - before);
  }, 5);
  const copyFiles = async (to: string): Promise<void> => {
    await mkdir(join(to, 'empty'), { recursive: true });
    await writeFile(join(to, 'table'), '');
    await truncate(join(to, 'table'), LARGE);
  };
  const blobs = openBlobs(join(root, 'no-blobs'));
  const made = await makeBackup({ copyFiles }, blobs, folder);
  clearInterval(looking);
  expect(made.files).toBe(1);
  expect(await readdir(join(folder, 'database'))).toEqual(['table.gz']);
  expect(most).toBeLessThan(LARGE / 4);
});

it('a backup of before, with its database in one file, is restored still', async () => {
  const source = await PGlite.create(join(root, 'restored', 'db'));
  await source.exec("create table kept (word text); insert into kept values ('old')");
  const tar = new Uint8Array(await (await source.dumpDataDir('gzip')).arrayBuffer());
  await source.close();
  await mkdir(join(root, 'old-backup'));
  await writeFile(join(root, 'old-backup', 'database.tar.gz'), tar);
  const sha256 = createHash('sha256').update(tar).digest('hex');
  const files = [{ path: 'database.tar.gz', bytes: tar.length, sha256 }];
  await writeFile(join(root, 'old-backup', 'backup.json'), JSON.stringify({ made: new Date().toISOString(), files }));
  await restoreBackup(join(root, 'old-backup'), join(root, 'from-old'), openBlobs(join(root, 'from-old')));
  const restored = await PGlite.create(join(root, 'from-old', 'db'));
  expect((await restored.query('select word from kept')).rows).toEqual([{ word: 'old' }]);
  await restored.close();
});
