import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { asVariables, readEnvironment } from '../../config/env.ts';
import type { DocumentPage, DocumentSummary, UploadReceipt } from '../../contracts/api.ts';
import type { MadeFile } from './documents.ts';

const GOUJI = resolve(import.meta.dirname, '..', '..', 'cli', 'gouji.mjs');

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
  readonly stop: () => Promise<void>;
}

/** Runs one command of ours and gives what it printed. */
export async function gouji(words: readonly string[]): Promise<string> {
  const child = spawn(process.execPath, [GOUJI, ...words], { stdio: ['ignore', 'pipe', 'ignore'] });
  let text = '';
  child.stdout.on('data', (chunk) => {
    text += chunk;
  });
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`gouji ${words[0]} ended with ${code}`);
  return text;
}

/** `gouji serve` on a free port, as an office runs it, on a new data folder or a given one. */
export async function startService(
  options: { readonly dataFolder?: string; readonly environment?: Readonly<Record<string, string>> } = {},
): Promise<RunningService> {
  const dataFolder = options.dataFolder ?? (await mkdtemp(join(tmpdir(), 'gouji-service-')));
  const server = spawn(process.execPath, [GOUJI, 'serve', '--port', '0', '--no-demo', '--data', dataFolder], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...asVariables(readEnvironment()), GOUJI_LOG: 'error', ...options.environment },
  });
  const url = await addressOf(server);
  const headers = new Map<string, Promise<string>>();
  const ask: RunningService['ask'] = (path, authorization, request = {}) =>
    fetch(`${url}${path}`, { ...request, headers: { authorization, ...request.headers } });
  const json = async <T>(path: string, authorization: string): Promise<T> => {
    const answer = await ask(path, authorization);
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as T;
  };
  return {
    url,
    pid: server.pid ?? 0,
    dataFolder,
    clerk: (name) => {
      const known = headers.get(name);
      if (known !== undefined) return known;
      const words = ['token', 'add', name, '--role', 'clerk', '--role', 'administrator', '--data', dataFolder];
      const made = gouji(words).then((text) => `Bearer ${/[\w-]{20,}/.exec(text)?.[0] ?? ''}`);
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
        while ((await json<DocumentPage>(path, authorization)).total > 0) await pause(1_000);
      }
      const items: DocumentSummary[] = [];
      for (let page = 1; ; page++) {
        const list = await json<DocumentPage>(`/api/documents?batch=${batchId}&size=200&page=${page}`, authorization);
        items.push(...list.items);
        if (items.length >= list.total) return items;
      }
    },
    stop: async () => {
      const gone = once(server, 'exit');
      if (server.exitCode === null && server.kill('SIGTERM')) await gone;
      if (options.dataFolder === undefined) await rm(dataFolder, { recursive: true, force: true });
    },
  };
}

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
