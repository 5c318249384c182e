import { rm, stat } from 'node:fs/promises';
import type { Logger } from 'pino';
import { type Environment, readEnvironment } from '../config/env.ts';
import { STOP_DEADLINES } from '../config/queues.ts';
import type { FenceState } from '../contracts/api.ts';
import { requireFreeDisk } from '../server/free-disk.ts';
import { type RunningServer, startServer } from '../server/main.ts';
import { settleArrivals, stageArrivals, writeDown } from '../server/take-in.ts';
import type { HandedIn } from '../store/receiving.ts';
import { createLog } from '../workers/log.ts';
import { untilStopped } from '../workers/stop-signal.ts';
import { findFiles } from './find.ts';
import { explainStartFailure } from './start-failure.ts';
import { SERVE_WORDS } from './words.ts';

/** What the command line says; the rest comes from the environment. */
export interface ServeOptions {
  readonly port?: number;
  readonly host?: string;
  readonly dataFolder?: string;
  /** Files and folders to put into the queue at the start, save what is held already. */
  readonly upload?: readonly string[];
  /** The demo year, where nobody has a password yet. */
  readonly demo?: boolean;
}

/**
 * `gouji serve`: the API, the page, a worker process and, without REDIS_URL, a private Redis, until a signal.
 * @returns the exit code of the process.
 */
export async function serve({ upload = [], demo = false, ...given }: ServeOptions): Promise<number> {
  const say = (line: string): boolean => process.stdout.write(`${line}\n`);
  let place = { host: '', port: 0, dataFolder: '' };
  try {
    const environment = readEnvironment(given);
    place = environment;
    const log = createLog(environment.logLevel, 'gouji');
    const server = await startServer(environment, log, { demo });
    let stopPlaying = (): void => {};
    const stop = (): Promise<void> => {
      stopPlaying();
      return server.stop();
    };
    const stopped = untilStopped(log, STOP_DEADLINES.serverMs, stop);
    try {
      if (demo) stopPlaying = await showDemoYear(server, log, say);
      await putIntoQueue(upload, server, say);
    } catch (error) {
      await server.stop();
      throw error;
    }
    for (const line of greeting(server, environment)) say(line);
    return await stopped;
  } catch (error) {
    const { sentence, exitCode, unforeseen } = explainStartFailure(error, place);
    if (unforeseen) createLog('error', 'gouji').error({ err: error }, 'the start failed');
    process.stderr.write(`${sentence}\n`);
    return exitCode;
  }
}

/** Without the page there is nothing that a browser could open. */
const addressOf = ({ hasPage, url, welcome }: RunningServer): string => {
  if (!hasPage) return SERVE_WORDS.pageMissing(url);
  return welcome === null ? SERVE_WORDS.open(url) : SERVE_WORDS.welcome(welcome);
};

function fenceLine(fence: FenceState): string {
  const gaps = (['files', 'network', 'programs', 'user', 'suite'] as const).filter((part) => !fence[part]);
  if (gaps.length === 0) return SERVE_WORDS.fenceWhole;
  return SERVE_WORDS.fenceGaps(gaps.map((gap) => SERVE_WORDS.fenceGap[gap]));
}

const greeting = (server: RunningServer, environment: Environment): readonly string[] => [
  server.redis === 'private' ? SERVE_WORDS.privateRedis : SERVE_WORDS.givenRedis,
  SERVE_WORDS[server.database],
  SERVE_WORDS.data(environment.dataFolder),
  ...(server.migrated.steps.length === 0
    ? []
    : [SERVE_WORDS.migrated(server.migrated.steps.length, server.migrated.backup)]),
  fenceLine(server.fence),
  addressOf(server),
  SERVE_WORDS.stopHint,
];

/** The demo year is for whoever tries: where people have passwords nothing is added to theirs. Returns what stops it. */
async function showDemoYear(
  { parts, welcome }: RunningServer,
  log: Logger,
  say: (line: string) => void,
): Promise<() => void> {
  if (welcome === null) {
    say(SERVE_WORDS.demoInUse);
    return () => {};
  }
  const { loadDemoYear, playDemoYear } = await import('../server/demo/demo-year.ts');
  say(SERVE_WORDS.demoLoaded(await loadDemoYear(parts)));
  return playDemoYear(parts, log);
}

/** Takes in files and folders of this machine; what is held already is passed over, so that a restart adds nothing. */
async function putIntoQueue(
  paths: readonly string[],
  { parts }: RunningServer,
  say: (line: string) => void,
): Promise<void> {
  if (paths.length === 0) return;
  const folder = await parts.blobs.makeWorkFolder();
  try {
    await putAllIntoQueue(paths, parts, folder, say);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function putAllIntoQueue(
  paths: readonly string[],
  parts: RunningServer['parts'],
  folder: string,
  say: (line: string) => void,
): Promise<void> {
  const staging = parts.blobs.stageOriginals(folder);
  const roomFor = (bytes: number): Promise<void> => requireFreeDisk(folder, bytes);
  const files: HandedIn[] = [];
  for (const found of await findFiles(paths, '')) {
    if (found.kind !== 'file') continue;
    const { name, path } = found;
    const { size } = await stat(path);
    for await (const file of stageArrivals({ name, path, size }, folder, staging, roomFor, parts.otherArchives))
      files.push(file);
  }
  const held = await parts.store.held(files.flatMap((file) => (file.kind === 'document' ? [file.sha256] : [])));
  const fresh = files.filter((file) => file.kind === 'document' && !held.has(file.sha256));
  if (fresh.length === 0) return;
  await settleArrivals(fresh, staging);
  const { received, duplicate, rejected } = await writeDown(fresh, parts);
  say(SERVE_WORDS.uploaded(received, duplicate, rejected));
}
