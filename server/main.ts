import { rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Logger } from 'pino';
import type { Environment } from '../config/env.ts';
import { HOUSE_LIMITS } from '../config/limits/work.ts';
import { STOP_DEADLINES } from '../config/queues.ts';
import type { FenceState } from '../contracts/api.ts';
import { openBlobs } from '../store/blobs.ts';
import { type Database, openDatabase } from '../store/database.ts';
import { type FolderLock, lockFolder } from '../store/folder-lock.ts';
import { freeDiskBytes } from '../store/free-disk.ts';
import { settleInstallation } from '../store/installation.ts';
import { LEDGER_SOCKET } from '../store/ledger-calls.ts';
import type { Migrated } from '../store/migrating.ts';
import { keepPrivate, makePrivate } from '../store/private-files.ts';
import { createStore } from '../store/store.ts';
import { findConvertingParts } from '../workers/converting-parts.ts';
import { startFeeder } from '../workers/feeder.ts';
import { openOtherArchives } from '../workers/other-archives.ts';
import { startPrivateRedis } from '../workers/private-redis.ts';
import { openConvertQueue } from '../workers/queues.ts';
import { checkRedis, markKeeperOf, type RedisPlace } from '../workers/redis.ts';
import { startSimilarWork } from '../workers/similar.worker.ts';
import { openSocketFolder } from '../workers/socket-path.ts';
import { openTraces } from '../workers/tracing.ts';
import { startUndoing, type Undoing } from '../workers/undoing.ts';
import { buildApp } from './app.ts';
import type { AppParts } from './app-parts.ts';
import { startChecker } from './checking/checker.ts';
import { buildLedgerApp, listenOnSocket } from './ledger-socket.ts';
import { openBudget } from './memory-budget.ts';
import { openSelfChecks } from './own/open-self-checks.ts';
import { isPageBuilt } from './page.ts';
import { openDrawing } from './paper/open-drawing.ts';
import { openPaperDesk } from './paper/paper-desk.ts';
import { answerCommandLine, type OfficeParts } from './people/office-desk.ts';
import { offerWelcome } from './people/welcome.ts';
import { openPublishedPages } from './published-page.ts';
import { openResumable } from './resumable.ts';
import { startRetention } from './retention.ts';
import { startSweeping, sweepResumable } from './sweeping.ts';
import { tracedReceiving } from './traced-receiving.ts';
import { requireWatchFolder, startWatching } from './watch/watch.ts';
import { startWorkerProcess } from './worker-process.ts';

const PAGE_FOLDER = resolve(import.meta.dirname, '..', 'dashboard', 'dist');
/** Addresses that only this machine reaches. */
const LOOPBACK = new Set(['127.0.0.1', '::1', 'localhost']);
/** EX_SOFTWARE of sysexits.h. */
const STORAGE_FAILED = 70;

/** It was to listen for other machines, and what they send could be read and changed on the way. */
export class OpenToAllError extends Error {
  override readonly name = 'OpenToAllError';
}

export interface RunningServer {
  /** Where a browser finds it. */
  readonly url: string;
  /** The one-time address, as long as nobody has a password. */
  readonly welcome: string | null;
  /** Whether the page was built: without it there is the API alone. */
  readonly hasPage: boolean;
  readonly parts: AppParts;
  /** What runs for it, in words for whoever started it. */
  readonly redis: 'private' | 'given';
  readonly database: Database['kind'];
  readonly fence: FenceState;
  readonly migrated: Migrated;
  readonly redisPid: () => number | null;
  readonly workerPid: () => number | null;
  readonly stop: () => Promise<void>;
}

export interface StartOptions {
  /** The demo year: on this machine its one-time address asks for nothing further. */
  readonly demo?: boolean;
}

/**
 * Starts everything that `gouji serve` is: lock, Redis, database, ledger for workers, feeder, HTTP, worker process.
 * @throws FolderInUseError, RedisMissingError, RedisUnfitError, a database's error, EADDRINUSE; nothing stays running then.
 */
export async function startServer(
  environment: Environment,
  log: Logger,
  { demo = false }: StartOptions = {},
): Promise<RunningServer> {
  const undoing = startUndoing(log);
  try {
    return await start(environment, log, undoing, demo);
  } catch (error) {
    await undoing.now();
    throw error;
  }
}

async function start(environment: Environment, log: Logger, undoing: Undoing, demo: boolean): Promise<RunningServer> {
  const { dataFolder, host, port, hostNames } = environment;
  if (!LOOPBACK.has(host) && environment.trustedProxies.length === 0 && !environment.plainHttp)
    throw new OpenToAllError();
  keepPrivate();
  const lock = await lockFolder(dataFolder);
  undoing.later(lock.free);
  await makePrivate(dataFolder);
  const blobs = openBlobs(dataFolder, environment.bucket);
  await blobs.reach();
  await blobs.sweep(HOUSE_LIMITS.workAgeMs);
  await warnOfFullDisk(dataFolder, log);

  const redis = await openRedis(environment, lock, log, undoing);
  const drawingFolder = await blobs.makeWorkFolder();
  undoing.later(() => rm(drawingFolder, { recursive: true, force: true }));
  const converting = await findConvertingParts(environment.searchPath, log);
  const { converter, papers, version } = await openDrawing(dataFolder, converting, drawingFolder);
  undoing.later(converter.close);
  undoing.later(startSweeping(dataFolder, papers, log));
  const place = { url: environment.databaseUrl, folder: join(dataFolder, 'db') };
  const database = await openDatabase(place, log, (error) => endForStorage(error, log));
  undoing.later(database.close);
  const isWithin = database.kind === 'pglite';
  await settleInstallation({ dataFolder, tables: database.tables, redis: markKeeperOf(redis.place, log), isWithin });
  const traces = await openTraces(environment.tracesUrl, 'gouji', log);
  undoing.later(traces.close);
  const store = tracedReceiving(createStore(database.tables), traces);
  undoing.later(startRetention({ store, blobs, retention: environment.retention, log }));
  if (database.kind === 'pglite') await answerWorkers({ store, blobs, database }, dataFolder, log, undoing);

  const queue = await openConvertQueue(redis.place, log);
  undoing.later(queue.close);
  const feeder = startFeeder(store, queue, log);
  undoing.later(feeder.stop);

  await store.repeats.sweep(0);
  await store.uploads.cutUnfinished();
  const checker = startChecker({ store, blobs, log });
  undoing.later(checker.stop);
  const similar = startSimilarWork(redis.place, store.similar, log);
  undoing.later(similar.stop);
  const paper = openPaperDesk({ papers, blobs, converter, log });
  const publishedPages = openPublishedPages(environment.fetchHosts);
  const selfCheckDesk = await openSelfChecks(environment, converting, { store, blobs }, drawingFolder, log);
  undoing.later(selfCheckDesk.stop);
  const otherArchives = openOtherArchives(environment.searchPath, log, drawingFolder, converting.fence);
  const intake = { store, blobs, feeder, database, budget: openBudget(), otherArchives };
  const resumable = openResumable({ ...intake, dataFolder }, log);
  undoing.later(sweepResumable(resumable, log));
  if (environment.watchFolder !== null) {
    await requireWatchFolder(environment.watchFolder, dataFolder);
    undoing.later(startWatching(environment.watchFolder, intake, log));
  }
  const fence = converting.fence.holds;
  const work = { ...intake, queue, dataFolder, checker, paper, publishedPages, selfCheckDesk, resumable, fence };
  const parts: AppParts = { ...work, programVersion: `${version}-${environment.ocr}` };
  const asksForPassword = !(demo && LOOPBACK.has(host));
  const app = await buildApp({
    ...parts,
    reach: { host, hostNames, trustedProxies: environment.trustedProxies },
    pageFolder: PAGE_FOLDER,
    asksForPassword,
    metricsToken: environment.metricsToken,
    log,
  });
  undoing.later(() => app.close());
  const url = await app.listen({ host, port });
  const welcome = await offerWelcome(store.people, url, dataFolder, demo);

  const worker = environment.concurrency === 0 ? null : startWorkerProcess(environment, log);
  if (worker !== null) undoing.later(() => worker.stop(STOP_DEADLINES.workerMs + 5_000));
  return {
    url,
    welcome,
    hasPage: isPageBuilt(PAGE_FOLDER),
    parts,
    redis: environment.redisUrl === null ? 'private' : 'given',
    database: database.kind,
    fence,
    migrated: database.migrated,
    redisPid: redis.pid,
    workerPid: () => worker?.pid() ?? null,
    stop: undoing.now,
  };
}

interface OpenRedis {
  readonly place: RedisPlace;
  readonly pid: () => number | null;
}

async function openRedis(
  { redisUrl, dataFolder, searchPath }: Environment,
  lock: FolderLock,
  log: Logger,
  undoing: Undoing,
): Promise<OpenRedis> {
  if (redisUrl !== null) {
    const place: RedisPlace = { kind: 'url', url: redisUrl };
    await checkRedis(place, log);
    return { place, pid: () => null };
  }
  const redis = await startPrivateRedis({ dataFolder, searchPath, orphaned: lock.takenOver, log });
  undoing.later(redis.stop);
  return redis;
}

async function answerWorkers(parts: OfficeParts, dataFolder: string, log: Logger, undoing: Undoing): Promise<void> {
  const sockets = await openSocketFolder(dataFolder, LEDGER_SOCKET);
  undoing.later(sockets.close);
  const ledger = buildLedgerApp(parts.store, log);
  answerCommandLine(ledger, parts);
  undoing.later(() => ledger.close());
  await listenOnSocket(ledger, sockets.path(LEDGER_SOCKET));
}

function endForStorage(error: Error, log: Logger): never {
  log.fatal({ err: error }, 'the disk of the database is full or broken; nothing that was accepted is lost');
  process.exit(STORAGE_FAILED);
}

async function warnOfFullDisk(folder: string, log: Logger): Promise<void> {
  const freeBytes = await freeDiskBytes(folder);
  if (freeBytes < HOUSE_LIMITS.freeDiskBytes) log.error({ freeBytes }, 'little disk is free: uploads are refused');
}
