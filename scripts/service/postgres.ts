import { startPostgres } from '../../test/store/postgres-server.ts';

/** A PostgreSQL server of its own with an empty database, for as long as something is done with it. */
export async function withPostgres<T>(work: (databaseUrl: string) => Promise<T>): Promise<T> {
  const server = await startPostgres();
  try {
    return await work(await server.newDatabase());
  } finally {
    await server.stop();
  }
}
