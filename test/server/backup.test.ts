import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeBackup, restoreBackup } from '../../server/backup.ts';
import { checkStorage } from '../../server/check-storage.ts';
import { openBlobs } from '../../store/blobs.ts';
import type { Database } from '../../store/database.ts';
import { createStore } from '../../store/store.ts';
import { ALL_SEEING, GOUJI } from '../../store/viewer.ts';
import { document } from '../store/handed-in.ts';
import { openTestDatabase } from '../store/open-database.ts';

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
  await writeFile(join(root, 'backup', 'database.tar.gz'), 'x');
  await expect(restore('new')).rejects.toThrow('database.tar.gz');
});
