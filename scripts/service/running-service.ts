import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { asVariables, readEnvironment } from '../../config/env.ts';
import type { DocumentPage, DocumentSummary, UploadReceipt } from '../../contracts/api.ts';
import type { MadeFile } from './documents.ts';
import { familyOf } from './processor-time.ts';

/** How often it is asked whether a worker is there, and for how long. */
const READY_LOOK_MS = 100;
const READY_WITHIN_MS = 30_000;
/** How often it is asked whether all is done: each time costs what is measured. */
const LOOK_MS = 2_000;

export const GOUJI = resolve(import.meta.dirname, '..', '..', 'cli', 'gouji.mjs');

export interface RunningService {
  readonly url: string;
  readonly pid: number;
  readonly dataFolder: string;
  /** A header by which somebody asks; the same name is the same sender. */
  readonly clerk: (name: string) => Promise<string>;
  readonly ask: (path: string, authorization: string, options?: RequestInit) => Promise<Response>;
  readonly upload: (files: readonly MadeFile[], authorization: string) => Promise<UploadReceipt>;
  /** Waits until all of an upload is converted or given up. @returns them */
  readonly untilDone: (batchId: string, authorization: string) => Promise<readonly DocumentSummary[]>;
  /** Sends one of its processes a signal, by a part of its command. @returns whether there was one */
  readonly kill: (...commands: readonly string[]) => Promise<boolean>;
  /** Kills the server at once; its data folder stays. */
  readonly crash: () => Promise<void>;
  /** The exit code once it has ended; null while it runs. */
  readonly ended: () => number | null;
  readonly stop: () => Promise<void>;
}

/** Runs one command of ours and gives what it printed. */
export async function gouji(
  words: readonly string[],
  { within = [], environment }: Pick<ServiceOptions, 'within' | 'environment'> = {},
): Promise<string> {
  const [program = '', ...argv] = [...within, process.execPath, GOUJI, ...words];
  const child = spawn(program, argv, { stdio: ['ignore', 'pipe', 'ignore'], env: surroundings(environment) });
  let text = '';
  child.stdout.on('data', (chunk) => {
    text += chunk;
  });
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`gouji ${words[0]} ended with ${code}`);
  return text;
}

export interface ServiceOptions {
  readonly dataFolder?: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** Command that everything is started by, for what is to run in another namespace. */
  readonly within?: readonly string[];
  /** What is killed on purpose need not complain. */
  readonly quiet?: boolean;
}

export const surroundings = (environment: ServiceOptions['environment'] = {}) => ({
  ...asVariables(readEnvironment()),
  GOUJI_LOG: 'error',
  ...environment,
});

/** `gouji serve` on a free port, as an office runs it, on a new data folder or a given one. */
export async function startService(options: ServiceOptions = {}): Promise<RunningService> {
  const dataFolder = options.dataFolder ?? (await mkdtemp(join(tmpdir(), 'gouji-service-')));
  const { within = [], quiet = false } = options;
  const words = ['serve', '--port', '0', '--no-demo', '--data', dataFolder];
  const [program = '', ...argv] = [...within, process.execPath, GOUJI, ...words];
  const server = spawn(program, argv, {
    stdio: ['ignore', 'pipe', quiet ? 'ignore' : 'inherit'],
    env: surroundings(options.environment),
  });
  const url = await addressOf(server);
  const isReady = async (): Promise<boolean> => (await fetch(`${url}/api/ready`)).ok;
  const headers = new Map<string, Promise<string>>();
  const ask: RunningService['ask'] = (path, authorization, request = {}) =>
    fetch(`${url}${path}`, { ...request, headers: { authorization, ...request.headers } });
  const json = async <T>(path: string, authorization: string): Promise<T> => {
    const answer = await ask(path, authorization);
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as T;
  };
  // It is started once, so what the start of its worker costs is no document's.
  for (let looks = READY_WITHIN_MS / READY_LOOK_MS; looks > 0 && !(await isReady()); looks--)
    await pause(READY_LOOK_MS);
  return {
    url,
    pid: server.pid ?? 0,
    dataFolder,
    clerk: (name) => {
      const known = headers.get(name);
      if (known !== undefined) return known;
      const roles = ['clerk', 'reviewer', 'administrator'].flatMap((role) => ['--role', role]);
      const words = ['token', 'add', name, ...roles, '--data', dataFolder];
      const made = gouji(words, options).then((text) => `Bearer ${/[\w-]{20,}/.exec(text)?.[0] ?? ''}`);
      headers.set(name, made);
      return made;
    },
    ask,
    upload: async (files, authorization) => {
      const form = new FormData();
      for (const { name, bytes } of files) form.append('files', new Blob([new Uint8Array(bytes)]), name);
      const answer = await ask('/api/uploads', authorization, { method: 'POST', body: form });
      if (answer.status !== 202) throw new Error(`upload: ${answer.status} ${await answer.text()}`);
      return (await answer.json()) as UploadReceipt;
    },
    untilDone: async (batchId, authorization) => {
      for (const state of ['received', 'converting', 'received']) {
        const path = `/api/documents?batch=${batchId}&state=${state}&size=1`;
        while ((await json<DocumentPage>(path, authorization)).total > 0) await pause(LOOK_MS);
      }
      const items: DocumentSummary[] = [];
      for (let page = 1; ; page++) {
        const list = await json<DocumentPage>(`/api/documents?batch=${batchId}&size=200&page=${page}`, authorization);
        items.push(...list.items);
        if (items.length >= list.total) return items;
      }
    },
    kill: async (...commands) => {
      const family = await familyOf(server.pid ?? 0);
      const found = family.filter(({ command }) => commands.some((part) => command.includes(part)));
      for (const { pid } of found) process.kill(pid, 'SIGKILL');
      return found.length >= commands.length;
    },
    crash: async () => {
      const gone = once(server, 'exit');
      if (isRunning(server) && server.kill('SIGKILL')) await gone;
    },
    ended: () => server.exitCode,
    stop: async () => {
      const gone = once(server, 'exit');
      if (isRunning(server) && server.kill('SIGTERM')) await gone;
      if (options.dataFolder === undefined) await rm(dataFolder, { recursive: true, force: true });
    },
  };
}

const isRunning = (child: ChildProcess): boolean => child.exitCode === null && child.signalCode === null;

async function addressOf(server: ChildProcess): Promise<string> {
  let text = '';
  return new Promise((found, failed) => {
    server.once('exit', (code) => failed(new Error(`gouji serve ended with ${code}: ${text}`)));
    server.stdout?.on('data', (chunk) => {
      text += chunk;
      const address = /http:\/\/[\w.:[\]]+/.exec(text)?.[0];
      if (address !== undefined) found(address);
    });
  });
}
