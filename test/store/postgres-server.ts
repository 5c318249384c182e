import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chown, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';
import { readEnvironment } from '../../config/env.ts';
import { findProgram } from '../../workers/programs.ts';

const run = promisify(execFile);
const DEBIAN_FOLDER = '/usr/lib/postgresql';

export interface PostgresServer {
  /** URL of a fresh database. */
  readonly newDatabase: () => Promise<string>;
  readonly stop: () => Promise<void>;
}

/** Starts a PostgreSQL server of its own on a unix socket in a temporary folder. */
export async function startPostgres(): Promise<PostgresServer> {
  const programs = await findPrograms();
  const folder = await mkdtemp(join(tmpdir(), 'gouji-pg-'));
  const asUser = await becomePostgres(folder);
  const data = join(folder, 'data');
  const [initdb = '', ...initArguments] = [...asUser, programs.initdb, '-D', data, '-U', 'gouji', '-A', 'trust', '-N'];
  await run(initdb, initArguments);
  const [server = '', ...serverArguments] = [
    ...asUser,
    programs.postgres,
    ...['-D', data, '-k', folder, '-c', 'listen_addresses=', '-c', 'fsync=off'],
  ];
  const child = spawn(server, serverArguments, { stdio: 'ignore' });
  const url = (database: string): string => `postgresql://gouji@/${database}?host=${encodeURIComponent(folder)}`;
  await untilReady(url('postgres'), child);
  let databases = 0;
  return {
    newDatabase: async () => {
      const name = `gouji_${++databases}`;
      await query(url('postgres'), `create database ${name}`);
      return url(name);
    },
    stop: async () => {
      const gone = once(child, 'exit');
      child.kill('SIGINT');
      await gone;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function findPrograms(): Promise<{ readonly initdb: string; readonly postgres: string }> {
  const versions = await readdir(DEBIAN_FOLDER).catch(() => []);
  const searchPath = [...versions.map((version) => join(DEBIAN_FOLDER, version, 'bin')), readEnvironment().searchPath];
  const initdb = findProgram(searchPath.join(':'), 'initdb');
  const postgres = findProgram(searchPath.join(':'), 'postgres');
  if (initdb === null || postgres === null) {
    throw new Error('these tests need PostgreSQL: apt-get install postgresql (scripts/test.sh does so)');
  }
  return { initdb, postgres };
}

/** PostgreSQL refuses to run as root. */
async function becomePostgres(folder: string): Promise<readonly string[]> {
  if (process.getuid?.() !== 0) return [];
  const numbers = await Promise.all(['-u', '-g'].map((which) => run('id', [which, 'postgres'])));
  const [uid = 0, gid = 0] = numbers.map(({ stdout }) => Number.parseInt(stdout, 10));
  await chown(folder, uid, gid);
  return ['setpriv', `--reuid=${uid}`, `--regid=${gid}`, '--clear-groups', '--'];
}

/** Waits until the server answers, or has ended. */
async function untilReady(url: string, server: ChildProcess): Promise<void> {
  for (;;) {
    try {
      await query(url, 'select 1');
      return;
    } catch (error) {
      if (server.exitCode !== null || server.signalCode !== null) throw error;
      await pause(50);
    }
  }
}

async function query(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
