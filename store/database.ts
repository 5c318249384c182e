import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { sql } from 'drizzle-orm';
import { drizzle as drizzleServer } from 'drizzle-orm/node-postgres';
import { migrate as migrateServer } from 'drizzle-orm/node-postgres/migrator';
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core';
import { drizzle as drizzleEmbedded } from 'drizzle-orm/pglite';
import { migrate as migrateEmbedded } from 'drizzle-orm/pglite/migrator';
import { Pool } from 'pg';
import type { Logger } from 'pino';
import { prepareRepeated } from './prepared-queries.ts';
import * as schema from './schema.ts';
import { openSync } from './sync-changed.ts';

const MIGRATIONS = { migrationsFolder: resolve(import.meta.dirname, 'migrations') };

/** Any number that no other program takes in the same database. */
const MIGRATION_LOCK = 7_204_611;

/** SQLSTATE class 53 is "insufficient resources" (disk full), 58 is "system error" (I/O). */
const STORAGE_FAILURE = /^(53100|58...)$/;

export type Tables = PgDatabase<PgQueryResultHKT, typeof schema>;

/** An open database, its tables brought up to date. */
export interface Database {
  readonly kind: 'pglite' | 'postgresql';
  readonly tables: Tables;
  /** @throws when the database does not answer. */
  readonly ping: () => Promise<void>;
  /** After it, everything that was committed before outlives a power cut. */
  readonly sync: () => Promise<void>;
  /** All of it as it stands, a tar file in gzip; null for a PostgreSQL server, which has programs for it. */
  readonly dump: (() => Promise<Uint8Array>) | null;
  readonly close: () => Promise<void>;
}

export interface DatabasePlace {
  /** A PostgreSQL server; null for PGlite in `folder`. */
  readonly url: string | null;
  /** Folder of PGlite's files. The caller holds the lock of the data folder: two processes on one folder destroy it. */
  readonly folder: string;
}

/**
 * Opens the database and migrates it.
 * @param storageFailed called when PGlite's disk is full or broken. It must end the process: the next query never returns
 * and blocks every timer.
 */
export async function openDatabase(
  place: DatabasePlace,
  log: Logger,
  storageFailed: (error: Error) => never,
): Promise<Database> {
  return place.url === null ? openEmbedded(place.folder, storageFailed) : openServer(place.url, log);
}

async function openEmbedded(folder: string, storageFailed: (error: Error) => never): Promise<Database> {
  await mkdir(join(folder, '..'), { recursive: true, mode: 0o700 });
  // Making a new database takes half a gigabyte that the instance would hold to its end; an opened one does without.
  if (!existsSync(join(folder, 'PG_VERSION'))) await (await PGlite.create(folder)).close();
  const client = await PGlite.create(folder);
  endOnStorageFailure(client, storageFailed);
  const tables = drizzleEmbedded(client, { schema });
  await migrateEmbedded(tables, MIGRATIONS);
  prepareRepeated(client);
  return {
    kind: 'pglite',
    tables,
    ping: async () => {
      await client.query('select 1');
    },
    sync: folder.startsWith('memory://') ? async () => {} : openSync(folder),
    dump: async () => new Uint8Array(await (await client.dumpDataDir('gzip')).arrayBuffer()),
    close: () => client.close(),
  };
}

/** Makes the files of PGlite out of a dump. @param folder that is not there */
export async function restoreEmbedded(folder: string, dump: Uint8Array): Promise<void> {
  const client = await PGlite.create(folder, {
    loadDataDir: new Blob([new Uint8Array(dump)], { type: 'application/x-gzip' }),
  });
  await client.close();
}

/** Watches the lowest calls, because even the rollback after the failed query would hang. */
function endOnStorageFailure(client: PGlite, storageFailed: (error: Error) => never): void {
  const watched =
    <Arguments extends readonly unknown[], Answer>(call: (...given: Arguments) => Promise<Answer>) =>
    async (...given: Arguments): Promise<Answer> => {
      try {
        return await call(...given);
      } catch (error) {
        if (error instanceof Error && isStorageFailure(error)) storageFailed(error);
        throw error;
      }
    };
  client.execProtocol = watched(client.execProtocol.bind(client));
  client.execProtocolStream = watched(client.execProtocolStream.bind(client));
}

/** True for an error by which PostgreSQL says that its disk is full or broken. */
export function isStorageFailure(error: Error): boolean {
  return 'code' in error && typeof error.code === 'string' && STORAGE_FAILURE.test(error.code);
}

async function openServer(url: string, log: Logger): Promise<Database> {
  const pool = new Pool({ connectionString: url, max: 10, connectionTimeoutMillis: 5_000, statement_timeout: 30_000 });
  pool.on('error', (error) => log.warn({ err: error }, 'an idle database connection was lost'));
  try {
    await migrateAlone(pool);
  } catch (error) {
    await pool.end();
    throw error;
  }
  const tables = drizzleServer(pool, { schema });
  return {
    kind: 'postgresql',
    tables,
    ping: async () => {
      await tables.execute(sql`select 1`);
    },
    // It answers a commit when it is on disk.
    sync: async () => {},
    dump: null,
    close: () => pool.end(),
  };
}

/** Several starters at once would make the same tables at once; the lock lets them in one after the other. */
async function migrateAlone(pool: Pool): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('set statement_timeout = 0');
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await migrateServer(drizzleServer(client, { schema }), MIGRATIONS);
  } finally {
    // Closing the session gives the lock back, also after a failure in the middle.
    client.release(true);
  }
}
