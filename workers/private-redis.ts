import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Redis } from 'ioredis';
import type { Logger } from 'pino';
import { findProgram } from './programs.ts';
import { checkRedis, type RedisPlace } from './redis.ts';
import { openSocketFolder } from './socket-path.ts';
import { supervise } from './supervise.ts';

const SOCKET = 'r.sock';
const START_TIMEOUT_MS = 30_000;
const STOP_TIMEOUT_MS = 5_000;

/** Neither redis-server nor valkey-server is on the search path. */
export class RedisMissingError extends Error {
  override readonly name = 'RedisMissingError';
}

export interface PrivateRedis {
  readonly place: RedisPlace;
  readonly program: string;
  /** Process number of the server that runs now. */
  readonly pid: () => number | null;
  readonly stop: () => Promise<void>;
}

/**
 * Folder of the private Redis and its socket.
 * A worker that joins finds it here without starting anything.
 */
export async function privateRedisPlace(
  dataFolder: string,
): Promise<{ place: RedisPlace; close: () => Promise<void> }> {
  const sockets = await openSocketFolder(join(dataFolder, 'redis'), SOCKET);
  return { place: { kind: 'socket', path: sockets.path(SOCKET) }, close: sockets.close };
}

/**
 * Starts a Redis of our own on a unix socket in the data folder, with an append-only log, that dies with this process
 * and is started again when it dies alone. The caller holds the lock of the data folder.
 * @param options.orphaned the lock was taken over from a process that died: a server it left behind is shut down first.
 * @throws RedisMissingError
 */
export async function startPrivateRedis(options: {
  readonly dataFolder: string;
  readonly searchPath: string;
  readonly orphaned: boolean;
  readonly log: Logger;
}): Promise<PrivateRedis> {
  const { dataFolder, searchPath, log } = options;
  const program = findProgram(searchPath, 'redis-server', 'valkey-server');
  if (program === null) throw new RedisMissingError('neither redis-server nor valkey-server is on the PATH');
  const folder = join(dataFolder, 'redis');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const { place, close } = await privateRedisPlace(dataFolder);
  if (place.kind !== 'socket') throw new Error('a private Redis listens on a socket');
  if (options.orphaned) await shutDownOrphan(place.path, log);

  const supervised = supervise('redis', () => spawnServer(program, folder, place.path, searchPath), log);
  try {
    await checkRedis(place, log, START_TIMEOUT_MS);
  } catch (error) {
    await supervised.stop(STOP_TIMEOUT_MS);
    await close();
    throw error;
  }
  return {
    place,
    program,
    pid: supervised.pid,
    stop: async () => {
      await supervised.stop(STOP_TIMEOUT_MS);
      await close();
    },
  };
}

function spawnServer(program: string, folder: string, socketPath: string, searchPath: string): ChildProcess {
  const setpriv = findProgram(searchPath, 'setpriv');
  const command = setpriv === null ? [program, '-'] : [setpriv, '--pdeathsig', 'TERM', '--', program, '-'];
  const child = spawn(command[0] ?? program, command.slice(1), {
    stdio: ['pipe', 'pipe', 'ignore'],
    env: {},
    // Out of our process group: Ctrl-C at the terminal must not stop it before the workers.
    detached: true,
  });
  child.stdin?.on('error', () => child.kill('SIGKILL'));
  child.stdin?.end(settings(folder, socketPath));
  return child;
}

const settings = (folder: string, socketPath: string): string =>
  [
    'port 0',
    `unixsocket ${quoted(socketPath)}`,
    'unixsocketperm 700',
    `dir ${quoted(folder)}`,
    'appendonly yes',
    'appendfsync everysec',
    'save ""',
    'maxmemory-policy noeviction',
    'daemonize no',
    '',
  ].join('\n');

const quoted = (text: string): string => `"${text.replaceAll(/["\\]/g, '\\$&')}"`;

async function shutDownOrphan(socketPath: string, log: Logger): Promise<void> {
  const redis = new Redis({ path: socketPath, lazyConnect: true, retryStrategy: () => null, connectTimeout: 1_000 });
  redis.on('error', () => {});
  try {
    await redis.connect();
  } catch {
    // Nothing answers at the socket: no orphan.
    redis.disconnect();
    return;
  }
  log.warn('a Redis that a killed gouji left behind is shut down');
  const closed = once(redis, 'end');
  redis.shutdown().catch(() => undefined);
  await Promise.race([closed, pause(STOP_TIMEOUT_MS)]);
  redis.disconnect();
}
