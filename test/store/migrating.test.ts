import { cp, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { drizzle } from 'drizzle-orm/pglite';
import { migrate } from 'drizzle-orm/pglite/migrator';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  ForeignInstallationError,
  type MarkKeeper,
  markOfDatabase,
  settleInstallation,
} from '../../store/installation.ts';
import { MIGRATIONS } from '../../store/migrating.ts';
import { openTestDatabase } from './open-database.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gouji-test-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A database as a program before this one left it, with a person in it. */
async function makeOld(place: string, steps: number): Promise<void> {
  const old = join(folder, 'migrations');
  await cp(MIGRATIONS, old, { recursive: true });
  const journal = join(old, 'meta', '_journal.json');
  const known: { entries: unknown[] } = JSON.parse(await readFile(journal, 'utf8'));
  await writeFile(journal, JSON.stringify({ ...known, entries: known.entries.slice(0, steps) }));
  const client = await PGlite.create(place);
  await migrate(drizzle(client), { migrationsFolder: old });
  await client.query(`insert into batches (id) values ('00000000-0000-4000-8000-000000000001')`);
  await client.close();
}

describe('a database of an older program', () => {
  it('is copied as it was, brought up to date step by step, and keeps what it holds', async () => {
    const place = join(folder, 'old');
    await makeOld(place, 4);
    const database = await openTestDatabase({ url: null, folder: place });
    const { steps, backup } = database.migrated;
    expect(steps.length).toBeGreaterThan(5);
    for (const { name, does } of steps) expect(does, name).toMatch(/^[A-Z].*\.$/);
    expect(await database.tables.query.batches.findMany()).toHaveLength(1);
    for (const entry of await readdir(place, { recursive: true, withFileTypes: true })) {
      if (entry.isFile()) expect((await stat(join(entry.parentPath, entry.name))).mode & 0o077).toBe(0);
    }
    await database.close();
    const copy = await PGlite.create(backup ?? '');
    expect((await copy.query('select id from batches')).rows).toHaveLength(1);
    expect((await copy.query("select to_regclass('installation') as there")).rows).toEqual([{ there: null }]);
    await copy.close();
    const again = await openTestDatabase({ url: null, folder: place });
    expect(again.migrated).toEqual({ steps: [], backup: null });
    await again.close();
  });

  it('is told what each step does by the first line of its file', async () => {
    for (const name of (await readdir(MIGRATIONS)).filter((each) => each.endsWith('.sql'))) {
      expect((await readFile(join(MIGRATIONS, name), 'utf8')).split('\n')[0], name).toMatch(/^-- [A-Z].*\.$/);
    }
  });
});

it('a database of a newer program is refused and left as it is', async () => {
  const place = join(folder, 'new');
  await (await openTestDatabase({ url: null, folder: place })).close();
  const client = await PGlite.create(place);
  await client.query(`insert into drizzle.__drizzle_migrations (hash, created_at) values ('later', ${Date.now() * 2})`);
  await client.close();
  await expect(openTestDatabase({ url: null, folder: place })).rejects.toMatchObject({ fault: 'newer' });
});

describe('database, folder and Redis', () => {
  const openRedis = (): MarkKeeper => {
    let kept: string | null = null;
    return {
      claim: async (mark) => {
        kept ??= mark;
        return kept;
      },
    };
  };
  const newFolder = () => mkdtemp(join(folder, 'data-'));

  it('are marked as one installation at the first start and known again', async () => {
    const [database, dataFolder, redis] = [
      await openTestDatabase({ url: null, folder: 'memory://' }),
      await newFolder(),
      openRedis(),
    ];
    const parts = { dataFolder, tables: database.tables, redis, isWithin: false };
    const mark = await settleInstallation(parts);
    expect(await settleInstallation(parts)).toBe(mark);
    expect(await markOfDatabase(database.tables)).toBe(mark);

    const another = { ...parts, dataFolder: await newFolder() };
    await expect(settleInstallation(another)).rejects.toMatchObject({ foreign: 'database' });
    const strange = openRedis();
    await strange.claim('00000000-0000-4000-8000-000000000000');
    await expect(settleInstallation({ ...parts, redis: strange })).rejects.toMatchObject({ foreign: 'redis' });
    // emptied, or a new one
    expect(await settleInstallation({ ...parts, redis: openRedis() })).toBe(mark);
    await writeFile(join(dataFolder, 'installation'), 'x');
    await expect(settleInstallation(parts)).rejects.toThrow(ForeignInstallationError);
    await database.close();
  });

  it('of a restored backup, whose database lies in the folder, are marked anew as what they were', async () => {
    const database = await openTestDatabase({ url: null, folder: 'memory://' });
    const parts = { tables: database.tables, redis: openRedis(), isWithin: true };
    const mark = await settleInstallation({ ...parts, dataFolder: await newFolder() });
    expect(await settleInstallation({ ...parts, dataFolder: await newFolder() })).toBe(mark);
    await database.close();
  });
});
