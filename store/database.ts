import { execFile } from 'node:child_process';
import { constants } from 'node:fs';
import { cp, mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { PGlite } from '@electric-sql/pglite';
import { sql } from 'drizzle-orm';
import { drizzle as drizzleServer, type NodePgDatabase } from 'drizzle-orm/node-postgres';
import { migrate as migrateServer } from 'drizzle-orm/node-postgres/migrator';
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core';
import { drizzle as drizzleEmbedded } from 'drizzle-orm/pglite';
import { migrate as migrateEmbedded } from 'drizzle-orm/pglite/migrator';
import { Pool, type PoolClient } from 'pg';
import type { Logger } from 'pino';
import { EMBEDDED_DATABASE } from '../config/limits/work.ts';
import { asUnusable } from './database-failure.ts';
import { freeDiskBytes } from './free-disk.ts';
import { isMade, keepCopy, MIGRATIONS, type Migrated, NEWEST_STEP, stepsAfter, tellSteps } from './migrating.ts';
import { prepareRepeated } from './prepared-queries.ts';
import { makeAllPrivate } from './private-files.ts';
import * as schema from './schema.ts';
import { openSync } from './sync-changed.ts';

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
  /**
   * Copies its files as they stand between two queries into a folder that is not there; null for a PostgreSQL server, which
   * has programs for it, and for a database without files.
   */
  readonly copyFiles: ((to: string) => Promise<void>) | null;
  /** What opening it changed. */
  readonly migrated: Migrated;
  readonly close: () => Promise<void>;
}

export interface DatabasePlace {
  /** A PostgreSQL server; null for PGlite in `folder`. */
  readonly url: string | null;
  /** Folder of PGlite's files. The caller holds the lock of the data folder: two processes on one folder destroy it. */
  readonly folder: string;
}

/**
 * Opens the database and migrates it. PGlite's files are copied before.
 * @param storageFailed called when PGlite's disk is full or broken. It must end the process: the next query never returns
 * and blocks every timer.
 * @throws DatabaseUnusableError
 */
export async function openDatabase(
  place: DatabasePlace,
  log: Logger,
  storageFailed: (error: Error) => never,
): Promise<Database> {
  return place.url === null ? openEmbedded(place.folder, log, storageFailed) : openServer(place.url, log);
}

async function openEmbedded(folder: string, log: Logger, storageFailed: (error: Error) => never): Promise<Database> {
  try {
    return await openFiles(folder, log, storageFailed);
  } catch (error) {
    // it does not say so itself
    const isFull = !isInMemory(folder) && (await freeDiskBytes(join(folder, '..'))) < PGLITE_BYTES;
    throw asUnusable(error, isFull ? 'disk-full' : 'damaged');
  }
}

/** What a new database takes of the disk. */
const PGLITE_BYTES = 64 * 1024 * 1024;
const isInMemory = (folder: string): boolean => folder.startsWith('memory://');

async function openFiles(folder: string, log: Logger, storageFailed: (error: Error) => never): Promise<Database> {
  await mkdir(join(folder, '..'), { recursive: true, mode: 0o700 });
  const wasThere = await isMade(folder);
  if (!wasThere && !isInMemory(folder)) await makeEmbedded(folder);
  let client = await openFolder(folder);
  const steps = await stepsAfter(await newestOf((text) => client.query<Row>(text)));
  let backup: string | null = null;
  if (wasThere && steps.length > 0) {
    await client.close();
    backup = await keepCopy(folder);
    client = await openFolder(folder);
  }
  endOnStorageFailure(client, storageFailed);
  const tables = drizzleEmbedded(client, { schema });
  if (wasThere) tellSteps(steps, log);
  await migrateEmbedded(tables, { migrationsFolder: MIGRATIONS });
  if (!isInMemory(folder)) await makeAllPrivate(folder);
  prepareRepeated(client);
  return {
    kind: 'pglite',
    tables,
    ping: async () => {
      await client.query('select 1');
    },
    sync: isInMemory(folder) ? async () => {} : openSync(folder),
    copyFiles: isInMemory(folder) ? null : (to) => client.runExclusive(() => copyTree(folder, to)),
    migrated: { steps: wasThere ? steps : [], backup },
    close: () => client.close(),
  };
}

function openFolder(folder: string): Promise<PGlite> {
  // Its program is compiled by all threads of node otherwise, and each keeps the memory that it took for that.
  setFlagsFromString('--wasm-num-compilation-tasks=1');
  return PGlite.create(folder, {
    startParams: [...PGlite.defaultStartParams, '-c', `shared_buffers=${EMBEDDED_DATABASE.sharedBuffersMb}MB`],
  });
}

const MAKE = `const [library, folder] = process.argv.slice(1);
import(library).then(async ({ PGlite }) => (await PGlite.create(folder)).close());`;

/** Making a new database takes half a gigabyte, which a process gives back when it ends; an opened one does without. */
async function makeEmbedded(folder: string): Promise<void> {
  const library = pathToFileURL(createRequire(import.meta.url).resolve('@electric-sql/pglite')).href;
  await promisify(execFile)(process.execPath, ['--eval', MAKE, '--', library, folder]);
}

interface Row {
  readonly exists?: boolean;
  readonly newest?: string | null;
}

/** When the last step was that a database had; null for a new one. */
async function newestOf(query: (text: string) => Promise<{ readonly rows: readonly Row[] }>): Promise<number | null> {
  if ((await query(NEWEST_STEP.exists)).rows[0]?.exists !== true) return null;
  const newest = (await query(NEWEST_STEP.newest)).rows[0]?.newest;
  return newest === null || newest === undefined ? null : Number(newest);
}

const copyTree = (from: string, to: string): Promise<void> =>
  cp(from, to, { recursive: true, mode: constants.COPYFILE_FICLONE });

/** Opens copied files of PGlite once, which writes what their log holds into its place. */
export async function settleCopied(folder: string): Promise<void> {
  await (await openFolder(folder)).close();
}

/** Makes the files of PGlite out of a tar file in gzip, as backups had them once. @param folder that is not there */
export async function unpackEmbedded(folder: string, tar: Uint8Array<ArrayBuffer>): Promise<void> {
  const client = await PGlite.create(folder, { loadDataDir: new Blob([tar], { type: 'application/x-gzip' }) });
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
  // Also of one that is between two statements: nobody else listens to it then, and the process would end of it.
  pool.on('connect', (client) => {
    client.on('error', (error) => log.warn({ err: error }, 'a database connection was lost'));
  });
  // the client has told of it
  pool.on('error', () => {});
  let steps: Migrated['steps'] = [];
  try {
    steps = await migrateAlone(pool, log);
  } catch (error) {
    await pool.end();
    throw asUnusable(error, 'other');
  }
  const tables = drizzleServer(pool, { schema });
  tables.transaction = givingBack(pool);
  return {
    kind: 'postgresql',
    tables,
    ping: async () => {
      await tables.execute(sql`select 1`);
    },
    // It answers a commit when it is on disk.
    sync: async () => {},
    copyFiles: null,
    migrated: { steps, backup: null },
    close: () => pool.end(),
  };
}

type ServerTables = NodePgDatabase<typeof schema>;

/**
 * Transactions whose connection goes back to the pool also when they cannot begin: Drizzle's own keep it then for good, and
 * after ten broken connections nobody gets one. Known of drizzle-orm 0.45.4.
 */
function givingBack(pool: Pool): ServerTables['transaction'] {
  const known = new WeakMap<PoolClient, ServerTables>();
  return async (work, config) => {
    const client = await pool.connect();
    try {
      const tables = known.get(client) ?? drizzleServer(client, { schema });
      known.set(client, tables);
      return await tables.transaction(work, config);
    } finally {
      client.release();
    }
  };
}

/** Several starters at once would make the same tables at once; the lock lets them in one after the other. */
async function migrateAlone(pool: Pool, log: Logger): Promise<Migrated['steps']> {
  const client = await pool.connect();
  try {
    await client.query('set statement_timeout = 0');
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    const newest = await newestOf((text) => client.query<Row>(text));
    const steps = newest === null ? [] : await stepsAfter(newest);
    tellSteps(steps, log);
    await migrateServer(drizzleServer(client, { schema }), { migrationsFolder: MIGRATIONS });
    return steps;
  } finally {
    // Closing the session gives the lock back, also after a failure in the middle.
    client.release(true);
  }
}
