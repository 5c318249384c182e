import type { Logger } from 'pino';
import type { Environment } from '../config/env.ts';
import { PROCESS_LIMITS } from '../config/limits.ts';
import { STOP_DEADLINES } from '../config/queues.ts';
import { openBlobs } from '../store/blobs.ts';
import { openDatabase } from '../store/database.ts';
import { createLedger, type Ledger } from '../store/ledger.ts';
import { LEDGER_SOCKET } from '../store/ledger-calls.ts';
import { findChildFence } from './child-command.ts';
import { prepareChildProgram } from './child-program.ts';
import { startConvertWorker } from './convert.worker.ts';
import { type Converter, openConverter } from './converter.ts';
import { createLog } from './log.ts';
import { privateRedisPlace } from './private-redis.ts';
import { checkRedis, type RedisPlace } from './redis.ts';
import { connectLedger } from './remote-ledger.ts';
import { openSocketFolder } from './socket-path.ts';
import { untilStopped } from './stop-signal.ts';

interface Opened<T> {
  readonly value: T;
  readonly close: () => void | Promise<void>;
}

/**
 * Joins the queue of a server and converts documents until it is told to stop.
 * It finds the server's Redis and ledger through REDIS_URL and DATABASE_URL, or in the same data folder.
 * @returns the exit code of the process.
 */
export async function runWorker(environment: Environment): Promise<number> {
  const log = createLog(environment.logLevel, 'gouji-worker');
  const redis = await openRedisPlace(environment);
  await checkRedis(redis.value, log);
  const ledger = await openLedger(environment, log);
  const blobs = openBlobs(environment.dataFolder);
  const concurrency = Math.max(1, environment.concurrency);
  const converter = await openOwnProcesses(environment, concurrency, await blobs.makeWorkFolder(), log);
  const worker = startConvertWorker({ redis: redis.value, ledger: ledger.value, blobs, concurrency, converter, log });
  log.info({ concurrency }, 'worker joined the queue');
  return untilStopped(log, STOP_DEADLINES.workerMs + 5_000, async () => {
    await worker.stop();
    await converter.close();
    await ledger.close();
    await redis.close();
  });
}

/** What one agency sends must not reach what another sends: every document gets a process of its own. */
async function openOwnProcesses(
  { searchPath, ocr }: Environment,
  children: number,
  folder: string,
  log: Logger,
): Promise<Converter> {
  const [command, program] = await Promise.all([findChildFence(searchPath, log), prepareChildProgram(log)]);
  return openConverter({
    children,
    atOnce: 0,
    documentsPerChild: 1,
    command,
    program: [...program, ocr],
    limits: PROCESS_LIMITS,
    folder,
  });
}

async function openRedisPlace({ redisUrl, dataFolder }: Environment): Promise<Opened<RedisPlace>> {
  if (redisUrl !== null) return { value: { kind: 'url', url: redisUrl }, close: () => {} };
  const { place, close } = await privateRedisPlace(dataFolder);
  return { value: place, close };
}

async function openLedger({ databaseUrl, dataFolder }: Environment, log: Logger): Promise<Opened<Ledger>> {
  if (databaseUrl !== null) {
    const database = await openDatabase({ url: databaseUrl, folder: '' }, log, (error) => {
      throw error;
    });
    return { value: createLedger(database.tables), close: database.close };
  }
  const sockets = await openSocketFolder(dataFolder, LEDGER_SOCKET);
  const ledger = connectLedger(sockets.path(LEDGER_SOCKET));
  return {
    value: ledger,
    close: async () => {
      ledger.close();
      await sockets.close();
    },
  };
}
