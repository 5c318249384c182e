import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { readEnvironment } from '../../config/env.ts';
import { findProgram } from '../../workers/programs.ts';

export interface RedisServer {
  readonly url: string;
  /** Kills it; what comes back at the same address has forgotten everything. */
  readonly replace: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** Starts a Redis that keeps nothing on disk, at a port, as processes on several machines share one. */
export async function startRedis(): Promise<RedisServer> {
  const program = findProgram(readEnvironment().searchPath, 'redis-server', 'valkey-server');
  if (program === null) throw new Error('redis-server is needed: scripts/test.sh installs it');
  const folder = await mkdtemp(join(tmpdir(), 'gouji-redis-'));
  const port = await freePort();
  const start = async (): Promise<ChildProcess> => {
    const options = ['--port', `${port}`, '--bind', '127.0.0.1', '--save', '', '--dir', folder];
    const child = spawn(program, options, { stdio: ['ignore', 'pipe', 'ignore'] });
    for await (const line of createInterface({ input: child.stdout })) {
      if (line.includes('Ready to accept connections')) break;
    }
    child.stdout.resume();
    return child;
  };
  const kill = async (child: ChildProcess): Promise<void> => {
    const gone = once(child, 'exit');
    if (child.kill('SIGKILL')) await gone;
  };
  let running = await start();
  return {
    url: `redis://127.0.0.1:${port}`,
    replace: async () => {
      await kill(running);
      running = await start();
    },
    stop: async () => {
      await kill(running);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  return typeof address === 'object' ? (address?.port ?? 0) : 0;
}
