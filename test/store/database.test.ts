import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { isStorageFailure } from '../../store/database.ts';
import { openTestDatabase } from './open-database.ts';
import { type PostgresServer, startPostgres } from './postgres-server.ts';

let postgres: PostgresServer;
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres.stop());

it.each([
  ['53100', true],
  ['58030', true],
  ['23505', false],
  ['57014', false],
])('the code %s of a database error means that its disk is full or broken: %s', (code, means) => {
  expect(isStorageFailure(Object.assign(new Error('x'), { code }))).toBe(means);
});

it('an error without a code is no failure of the disk', () => {
  expect(isStorageFailure(new Error('No space left on device'))).toBe(false);
});

const endOthers = sql`select pg_terminate_backend(pid) from pg_stat_activity
  where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'`;

it('a connection that ends between two statements of a transaction fails that one and nothing else', async () => {
  const database = await openTestDatabase({ url: await postgres.newDatabase(), folder: '' });
  await expect(
    database.tables.transaction(async (transaction) => {
      await transaction.execute(sql`select 1`);
      await database.tables.execute(endOthers);
      // what the server says of its end arrives while nothing is asked
      await new Promise((resolve) => setTimeout(resolve, 300));
      await transaction.execute(sql`select 1`);
    }),
  ).rejects.toThrow();
  await database.ping();
  await database.close();
});

it('connections that end as transactions begin on them are given back', async () => {
  const url = await postgres.newDatabase();
  const [database, other] = await Promise.all([1, 2].map(() => openTestDatabase({ url, folder: '' })));
  if (database === undefined || other === undefined) throw new Error('no database');
  const transactions = (): Promise<unknown>[] =>
    Array.from({ length: 10 }, () => database.tables.transaction((transaction) => transaction.execute(sql`select 1`)));
  // A connection that ended while nobody used it may be handed out once more before that is noticed.
  const allDone = () =>
    Promise.all(transactions()).then(
      () => true,
      () => false,
    );
  for (let round = 0; round < 4; round++) {
    await expect.poll(allDone).toBe(true);
    await other.tables.execute(endOthers);
    await Promise.allSettled(transactions());
  }
  await expect.poll(allDone).toBe(true);
  await Promise.all([database.close(), other.close()]);
});
