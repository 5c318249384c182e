import type { Logger } from 'pino';
import type { Environment } from '../config/env.ts';
import { STOP_DEADLINES } from '../config/queues.ts';
import { openBlobs } from '../store/blobs.ts';
import { openDatabase } from '../store/database.ts';
import { createLedger, type Ledger } from '../store/ledger.ts';
import { LEDGER_SOCKET } from '../store/ledger-calls.ts';
import { startConvertWorker } from './convert.worker.ts';
import { prepareConvertApart } from './convert-apart.ts';
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
  const convert = await prepareConvertApart(environment.searchPath, log);
  const worker = startConvertWorker({
    redis: redis.value,
    ledger: ledger.value,
    blobs: openBlobs(environment.dataFolder),
    concurrency: Math.max(1, environment.concurrency),
    convert,
    log,
  });
  log.info({ concurrency: environment.concurrency }, 'worker joined the queue');
  return untilStopped(log, STOP_DEADLINES.workerMs + 5_000, async () => {
    await worker.stop();
    await ledger.close();
    await redis.close();
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
