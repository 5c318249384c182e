import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import type { Logger } from 'pino';
import type { Environment } from '../config/env.ts';
import { HOUSE_LIMITS, PROCESS_LIMITS, WARM_CHILD_LIMITS } from '../config/limits/work.ts';
import { PAGE_READING, STOP_DEADLINES } from '../config/queues.ts';
import { type Blobs, openBlobs } from '../store/blobs.ts';
import { openDatabase } from '../store/database.ts';
import { checkInstallation } from '../store/installation.ts';
import { createLedger, type Ledger } from '../store/ledger.ts';
import { LEDGER_SOCKET } from '../store/ledger-calls.ts';
import { pageReadings, sweepPageReadings } from '../store/page-readings.ts';
import { keepPrivate } from '../store/private-files.ts';
import { childArguments } from './child-arguments.ts';
import { versionOf } from './child-program.ts';
import { startConvertWorker } from './convert.worker.ts';
import { type Converter, openConverter } from './converter.ts';
import { findConvertingParts } from './converting-parts.ts';
import { privateRedisPlace } from './private-redis.ts';
import { scansAtOnce } from './queues.ts';
import { checkRedis, markKeeperOf, type RedisPlace } from './redis.ts';
import { connectLedger } from './remote-ledger.ts';
import { openSocketFolder } from './socket-path.ts';
import { untilStopped } from './stop-signal.ts';
import { openTraces } from './tracing.ts';
import { startUndoing, type Undoing } from './undoing.ts';

/**
 * Joins the queue of a server and converts documents until it is told to stop.
 * It finds the server's Redis and ledger through REDIS_URL and DATABASE_URL, or in the same data folder.
 * @returns the exit code of the process.
 * @throws RedisUnfitError, a database's error, ConversionError of the tried-out installation; nothing stays open then.
 */
export async function runWorker(environment: Environment, log: Logger): Promise<number> {
  const undoing = startUndoing(log);
  try {
    await start(environment, log, undoing);
  } catch (error) {
    await undoing.now();
    throw error;
  }
  return untilStopped(log, STOP_DEADLINES.workerMs + 5_000, undoing.now);
}

async function start(environment: Environment, log: Logger, undoing: Undoing): Promise<void> {
  keepPrivate();
  const redis = await openRedisPlace(environment, undoing);
  await checkRedis(redis, log);
  const ledger = await openLedger(environment, redis, log, undoing);
  const blobs = openBlobs(environment.dataFolder, environment.bucket);
  if (environment.bucket !== null) await prepareOwnFolder(blobs, environment.dataFolder);
  const concurrency = Math.max(1, environment.concurrency);
  await blobs.sweep(HOUSE_LIMITS.workAgeMs);
  const folder = await blobs.makeWorkFolder();
  undoing.later(() => rm(folder, { recursive: true, force: true }));
  const { converter, version } = await openOwnProcesses(
    environment,
    concurrency + scansAtOnce(concurrency),
    folder,
    log,
  );
  undoing.later(converter.close);
  await tryOut(converter);
  const traces = await openTraces(environment.tracesUrl, 'gouji-worker', log);
  undoing.later(traces.close);
  const worker = startConvertWorker({
    redis,
    ledger,
    blobs,
    concurrency,
    converter,
    version,
    readingsOf: (sha256) => pageReadings(environment.dataFolder, sha256, version),
    log,
    traces,
  });
  undoing.later(() => worker.stop());
  log.info({ concurrency }, 'worker joined the queue');
}

/** With a bucket a worker may have a folder of its own, where no server sweeps. @throws BucketError */
async function prepareOwnFolder(blobs: Blobs, dataFolder: string): Promise<void> {
  await blobs.reach();
  await sweepPageReadings(dataFolder, PAGE_READING.ageMs);
}

/** What one agency sends must not reach what another sends: a process has documents of one sender alone. */
async function openOwnProcesses(
  { searchPath, ocr }: Environment,
  children: number,
  folder: string,
  log: Logger,
): Promise<{ readonly converter: Converter; readonly version: string }> {
  const { fence, suite, program } = await findConvertingParts(searchPath, log);
  const converter = await openConverter({
    children,
    atOnce: 0,
    documentsPerChild: WARM_CHILD_LIMITS.documents,
    fence,
    suite,
    program: [...program, ...childArguments({ ocr, draws: false, guarded: true, suite: suite !== null })],
    limits: PROCESS_LIMITS,
    folder,
  });
  return { converter, version: `${await versionOf(program)}-${ocr}` };
}

/** A broken installation must not use up the tries of documents: a worker that cannot convert at all does not join. */
async function tryOut(converter: Converter): Promise<void> {
  const bytes = Buffer.from('空');
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  await converter.convert({ fileName: 'probe.txt', format: 'text', mediaType: 'text/plain', sha256, bytes });
}

async function openRedisPlace({ redisUrl, dataFolder }: Environment, undoing: Undoing): Promise<RedisPlace> {
  if (redisUrl !== null) return { kind: 'url', url: redisUrl };
  const { place, close } = await privateRedisPlace(dataFolder);
  undoing.later(close);
  return place;
}

async function openLedger(
  { databaseUrl, dataFolder, bucket }: Environment,
  redis: RedisPlace,
  log: Logger,
  undoing: Undoing,
): Promise<Ledger> {
  const keeper = markKeeperOf(redis, log);
  if (databaseUrl !== null) {
    const database = await openDatabase({ url: databaseUrl, folder: '' }, log, (error) => {
      throw error;
    });
    undoing.later(database.close);
    await checkInstallation(bucket === null ? dataFolder : null, database.tables, keeper);
    return createLedger(database.tables);
  }
  await checkInstallation(dataFolder, null, keeper);
  const sockets = await openSocketFolder(dataFolder, LEDGER_SOCKET);
  undoing.later(sockets.close);
  const ledger = connectLedger(sockets.path(LEDGER_SOCKET));
  undoing.later(ledger.close);
  return ledger;
}
