import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Redis } from 'ioredis';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readEnvironment } from '../../config/env.ts';
import { type PrivateRedis, RedisMissingError, startPrivateRedis } from '../../workers/private-redis.ts';
import { findProgram } from '../../workers/programs.ts';
import { checkRedis, connectRedis, RedisUnfitError } from '../../workers/redis.ts';

const log = pino({ level: 'silent' });
const { searchPath } = readEnvironment();

let folder: string;
const running: PrivateRedis[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gouji-test-'));
});
afterEach(async () => {
  for (const redis of running.splice(0)) await redis.stop();
  await rm(folder, { recursive: true, force: true });
});

async function start(dataFolder = folder, orphaned = false): Promise<PrivateRedis> {
  const redis = await startPrivateRedis({ dataFolder, searchPath, orphaned, log });
  running.push(redis);
  return redis;
}

async function ask<T>(redis: PrivateRedis, question: (client: Redis) => Promise<T>): Promise<T> {
  const client = connectRedis(redis.place, 'patient', log);
  try {
    return await question(client);
  } finally {
    client.disconnect();
  }
}

describe('a private Redis', () => {
  it('keeps what it was told when it is stopped and started again', async () => {
    const first = await start();
    await ask(first, (client) => client.set('kept', 'yes'));
    await running.pop()?.stop();
    expect(await ask(await start(), (client) => client.get('kept'))).toBe('yes');
  });

  it('listens on no port and evicts nothing', async () => {
    const redis = await start();
    const settings = await ask(redis, async (client) => [
      await client.config('GET', 'port'),
      await client.config('GET', 'maxmemory-policy'),
      await client.config('GET', 'appendonly'),
    ]);
    expect(settings).toEqual([
      ['port', '0'],
      ['maxmemory-policy', 'noeviction'],
      ['appendonly', 'yes'],
    ]);
  });

  it('is started again when it is killed, with what it had been told', async () => {
    const redis = await start();
    await ask(redis, (client) => client.set('kept', 'yes'));
    await ask(redis, (client) => client.config('SET', 'appendfsync', 'always'));
    const killed = redis.pid();
    if (killed !== null) process.kill(killed, 'SIGKILL');
    expect(await ask(redis, (client) => client.get('kept'))).toBe('yes');
  });

  it('is reached in a folder whose path is longer than a socket may have', async () => {
    const deep = join(folder, 'a-long-name'.repeat(9), 'another-long-name'.repeat(6));
    await mkdir(deep, { recursive: true });
    expect(await ask(await start(deep), (client) => client.ping())).toBe('PONG');
  });

  it('that a killed server left behind is shut down before a new one opens its log', async () => {
    const program = findProgram(searchPath, 'redis-server', 'valkey-server') ?? '';
    await mkdir(join(folder, 'redis'));
    const path = join(folder, 'redis', 'r.sock');
    const orphan = spawn(program, ['--port', '0', '--unixsocket', path, '--dir', join(folder, 'redis')], {
      stdio: 'ignore',
    });
    const gone = once(orphan, 'exit');
    await checkRedis({ kind: 'socket', path }, log);
    const redis = await start(folder, true);
    await gone;
    expect(redis.pid()).not.toBe(orphan.pid);
    expect(await ask(redis, (client) => client.ping())).toBe('PONG');
  });

  it('cannot be started where neither redis-server nor valkey-server is', async () => {
    const nowhere = { dataFolder: folder, searchPath: folder, orphaned: false, log };
    await expect(startPrivateRedis(nowhere)).rejects.toThrow(RedisMissingError);
  });
});

describe('a given Redis', () => {
  it('is not taken for silent while this process itself stands still', async () => {
    const { place } = await start();
    const checked = checkRedis(place, log, 4_000);
    for (const until = Date.now() + 4_500; Date.now() < until; );
    await expect(checked).resolves.toBeUndefined();
  });

  it('that does not answer is refused in time', async () => {
    const nobody = { kind: 'socket', path: join(folder, 'nobody.sock') } as const;
    await expect(checkRedis(nobody, log, 300)).rejects.toThrow(RedisUnfitError);
  });
});
