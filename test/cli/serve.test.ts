import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DocumentPage, QueueStatus, UploadReceipt } from '../../contracts/api.ts';
import { childrenOf, untilDead } from '../process-tree.ts';
import { MULTIPART, multipartBody, reportText } from '../server/upload-files.ts';

/** `gouji serve` and `gouji worker` as whole processes, with everything that they start. */

const GOUJI = resolve(import.meta.dirname, '..', '..', 'cli', 'gouji.mjs');

let folder: string;
const started = new Set<ChildProcess>();
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gouji-test-'));
});
afterEach(async () => {
  for (const child of started) {
    const children = await childrenOf(child.pid);
    await end(child, 'SIGKILL');
    // They write into the folder until they notice.
    await untilDead(children);
  }
  await rm(folder, { recursive: true, force: true });
});

function gouji(words: readonly string[], environment: Readonly<Record<string, string>> = {}): ChildProcess {
  const child = spawn(process.execPath, [GOUJI, ...words], {
    env: { PATH: '/usr/local/bin:/usr/bin:/bin:/usr/sbin', GOUJI_LOG: 'info', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  started.add(child);
  return child;
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  started.delete(child);
  if (child.exitCode === null && child.signalCode === null) {
    const gone = once(child, 'exit');
    child.kill(signal);
    await gone;
  }
  return child.exitCode;
}

interface Serving {
  readonly child: ChildProcess;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly said: () => string;
}

/** A token that the command line has the running server make. */
async function addToken(): Promise<string> {
  const child = gouji(['token', 'add', 'test', '--role', 'clerk', '--role', 'viewer', '--data', folder]);
  const printed = child.stdout === null ? '' : await text(child.stdout);
  started.delete(child);
  return printed.trim();
}

async function serve(words: readonly string[] = []): Promise<Serving> {
  const child = gouji(['serve', '--port', '0', '--data', folder, ...words], { GOUJI_WORKERS: '2' });
  let said = '';
  child.stdout?.on('data', (chunk) => {
    said += chunk;
  });
  for (;;) {
    const address = /http:\/\/\S+/.exec(said)?.[0];
    if (address !== undefined) {
      const { origin: url } = new URL(address);
      return { child, url, headers: { authorization: `Bearer ${await addToken()}` }, said: () => said };
    }
    if (child.exitCode !== null) throw new Error(`it ended with ${child.exitCode}: ${said}`);
    await pause(50);
  }
}

/** How a command that does not go on ends, and what it says on the way. */
async function outcomeOf(child: ChildProcess): Promise<{ readonly code: number; readonly complaint: string }> {
  const complaint = child.stderr === null ? '' : text(child.stderr);
  const [code] = await once(child, 'exit');
  started.delete(child);
  return { code, complaint: await complaint };
}

async function upload({ url, headers }: Serving, agencies: readonly string[]): Promise<UploadReceipt> {
  const body = multipartBody(agencies.map((agency) => ({ name: `${agency}.txt`, content: reportText(agency) })));
  const answer = await fetch(`${url}/api/uploads`, { method: 'POST', headers: { ...headers, ...MULTIPART }, body });
  expect(answer.status).toBe(202);
  const receipt: UploadReceipt = JSON.parse(await answer.text());
  return receipt;
}

async function get<T>({ url, headers }: Serving, path: string): Promise<T> {
  const value: T = JSON.parse(await (await fetch(`${url}${path}`, { headers })).text());
  return value;
}

async function untilQueue(serving: Serving, fits: (status: QueueStatus) => boolean): Promise<QueueStatus> {
  for (;;) {
    const status = await get<QueueStatus>(serving, '/api/queue');
    if (fits(status)) return status;
    await pause(100);
  }
}
const isEmpty = ({ waiting, running }: QueueStatus): boolean => waiting + running === 0;

const agencies = (count: number): string[] => Array.from({ length: count }, (_, index) => `第${index + 1}局`);

describe('a server', () => {
  it('converts what is uploaded, takes in workers, keeps its folder to itself, and stops in order with all it started', async () => {
    const serving = await serve();
    const { child, said } = serving;
    expect(said()).toContain('redis-server');
    await upload(serving, agencies(4));
    expect(await untilQueue(serving, isEmpty)).toMatchObject({ converted: 4, failed: 0, workers: 1, healthy: true });
    const [first] = (await get<DocumentPage>(serving, '/api/documents')).items;
    expect(first).toMatchObject({ state: 'converted', year: 2023, agency: '第1局' });

    const worker = gouji(['worker', '--data', folder]);
    await untilQueue(serving, ({ workers }) => workers === 2);
    expect(await end(worker, 'SIGTERM')).toBe(0);

    const second = await outcomeOf(gouji(['serve', '--port', '0', '--data', folder]));
    expect(second.code).toBe(75);
    expect(second.complaint).toContain(`${child.pid}`);

    const children = await childrenOf(child.pid);
    expect(children.length).toBeGreaterThanOrEqual(2);
    expect(await end(child, 'SIGTERM')).toBe(0);
    await untilDead(children);
  });

  it('neither loses nor doubles anything when first its worker and then all of it is killed in the middle', async () => {
    const first = await serve();
    await upload(first, agencies(12));
    await untilQueue(first, ({ converted }) => converted > 0);
    const children = await childrenOf(first.child.pid);
    for (const pid of children) {
      const line = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
      if (line.includes('workers/main.ts')) process.kill(pid, 'SIGKILL');
    }
    await end(first.child, 'SIGKILL');
    await untilDead(children);
    const second = await serve();
    expect(await untilQueue(second, isEmpty)).toMatchObject({ converted: 12, failed: 0 });
    const { items, total } = await get<DocumentPage>(second, '/api/documents?state=converted');
    expect([total, new Set(items.map((item) => item.agency)).size]).toEqual([12, 12]);
    expect(await end(second.child, 'SIGTERM')).toBe(0);
  });

  it('takes in files at the start, and passes over what it holds when it is started again', async () => {
    const inbox = join(folder, 'inbox');
    await mkdir(inbox);
    await writeFile(join(inbox, 'a.txt'), reportText('甲局'));
    const first = await serve(['--upload', inbox]);
    expect(await untilQueue(first, isEmpty)).toMatchObject({ converted: 1, duplicate: 0 });
    await end(first.child, 'SIGTERM');
    const second = await serve(['--upload', inbox]);
    expect(await untilQueue(second, isEmpty)).toMatchObject({ converted: 1, duplicate: 0 });
  });

  it('that finds no Redis says in one sentence how to get it', async () => {
    const { code, complaint } = await outcomeOf(gouji(['serve', '--data', folder], { PATH: folder }));
    expect(code).toBe(78);
    expect(complaint.trim().split('\n')).toHaveLength(1);
    expect(complaint).toMatch(/apt-get install redis-server.*REDIS_URL/);
  });

  it('names every environment variable that is wrong', async () => {
    const wrong = { REDIS_URL: 'http://x', GOUJI_PORT: 'eighty' };
    const { code, complaint } = await outcomeOf(gouji(['serve', '--data', folder], wrong));
    expect(code).toBe(78);
    expect(complaint).toMatch(/GOUJI_PORT/);
    expect(complaint).toMatch(/REDIS_URL/);
  });
});

it('a worker that finds no server says what is missing', async () => {
  const { code, complaint } = await outcomeOf(gouji(['worker', '--data', folder]));
  expect(code).toBe(69);
  expect(complaint).toContain('Redis');
});
