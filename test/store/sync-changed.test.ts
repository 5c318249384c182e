import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { openTestDatabase } from './open-database.ts';

it('what a database in a folder committed is brought to disk, by many callers at once too', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'gouji-test-'));
  const database = await openTestDatabase({ url: null, folder: join(folder, 'db') });
  try {
    await database.tables.execute(sql`create table kept (id int)`);
    await Promise.all(
      [1, 2, 3].map(async (id) => {
        await database.tables.execute(sql`insert into kept values (${id})`);
        await database.sync();
      }),
    );
    await expect(database.sync()).resolves.toBeUndefined();
  } finally {
    await database.close();
    await rm(folder, { recursive: true, force: true });
  }
});
