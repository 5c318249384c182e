import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readEnvironment } from '../../config/env.ts';
import { type ChildCommand, type ChildLimits, findChildFence } from '../../workers/child-command.ts';
import { CHILD_ENVIRONMENT } from '../../workers/child-environment.ts';
import { runTypeScript } from '../../workers/child-program.ts';
import { type ChildOutcome, convertInChild } from '../../workers/convert-in-child.ts';

const program = runTypeScript(resolve(import.meta.dirname, 'scripted-child.ts'));
const silent = pino({ level: 'silent' });
const MB = 1024 * 1024;
const LIMITS: ChildLimits = { wallMs: 20_000, dataBytes: 600 * MB, cpuSeconds: 20, resultBytes: 2 * MB };

let command: ChildCommand;
let folder: string;

beforeAll(async () => {
  command = await findChildFence(readEnvironment().searchPath, silent);
  folder = await mkdtemp(join(tmpdir(), 'gouji-test-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function convertText(
  order: string,
  limits: Partial<ChildLimits> = {},
  signal: AbortSignal = new AbortController().signal,
): Promise<ChildOutcome> {
  const bytes = Buffer.from(order);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return convertInChild({
    task: { fileName: 'a.txt', format: 'text', mediaType: 'text/plain', sha256 },
    original: { bytes },
    folder,
    command,
    program,
    limits: { ...LIMITS, ...limits },
    signal,
  });
}

const failure = async (order: string, limits?: Partial<ChildLimits>) => {
  const outcome = await convertText(order, limits);
  return outcome.kind === 'failed' ? outcome.code : outcome.kind;
};

/** Command lines of living processes; a zombie has none. */
async function commandLines(): Promise<string[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  return Promise.all(pids.map((pid) => readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')));
}

describe('a document in a process of its own', () => {
  it('gives the report that the child answers', async () => {
    expect(await convertText('convert')).toMatchObject({
      kind: 'converted',
      report: { report: { agency: '某市某局' } },
    });
  });

  it('gives the code with which the child refuses', async () => {
    expect(await failure('refuse')).toBe('encrypted');
  });

  it('is stopped when its time is up', async () => {
    expect(await failure('loop', { wallMs: 1_500 })).toBe('time-limit');
  });

  it('is stopped when it has used up its processor time', async () => {
    expect(await failure('loop', { cpuSeconds: 1 })).toBe('time-limit');
  });

  it('cannot take more memory than its share, be it in buffers or in the heap', async () => {
    expect(await Promise.all([failure('buffers'), failure('heap')])).toEqual(['memory-limit', 'memory-limit']);
  });

  it('is a crash when it aborts, is killed or leaves without an answer', async () => {
    const codes = await Promise.all(['crash', 'kill', 'exit-silently'].map((order) => failure(order)));
    expect(codes).toEqual(['extractor-crashed', 'extractor-crashed', 'extractor-crashed']);
  });

  it('is a crash when it answers garbage or something that is no report', async () => {
    expect(await Promise.all([failure('garbage'), failure('lie')])).toEqual(['extractor-crashed', 'extractor-crashed']);
  });

  it('is stopped when its answer grows beyond the limit', async () => {
    expect(await failure('giant')).toBe('too-complex');
  });

  it('may write any amount of noise to its standard streams', async () => {
    expect((await convertText('flood')).kind).toBe('converted');
  });

  it('is not waited for once it has answered in full', async () => {
    expect((await convertText('answer-and-stay')).kind).toBe('converted');
  });

  it('is stopped from outside', async () => {
    const stop = new AbortController();
    const outcome = convertText('loop', {}, stop.signal);
    setTimeout(() => stop.abort(), 500);
    expect(await outcome).toEqual({ kind: 'stopped' });
  });

  it('does not begin when it was stopped before', async () => {
    expect(await convertText('convert', {}, AbortSignal.abort())).toEqual({ kind: 'stopped' });
  });

  it('sees no environment of ours, an empty folder and, where the kernel allows it, no network', async () => {
    const server = createServer((socket) => socket.end()).listen(0, '127.0.0.1');
    await new Promise((done) => server.once('listening', done));
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const outcome = await convertText(`look ${port}`);
    server.close();
    if (outcome.kind !== 'converted') throw new Error(`it failed: ${JSON.stringify(outcome)}`);
    const seen = JSON.parse(outcome.report.report.agency ?? '');
    expect(seen).toMatchObject({ environment: Object.keys(CHILD_ENVIRONMENT), folder, inside: [] });
    expect(seen.network).toBe(command([], LIMITS)[0]?.endsWith('unshare') ? 'none' : 'reached');
  });

  it('takes everything with it that it started', async () => {
    expect((await convertText('leave-a-child')).kind).toBe('converted');
    expect((await commandLines()).filter((line) => line === 'sleep\x180\0')).toEqual([]);
  });

  it('says where a program failed without saying what the document says', async () => {
    const outcome = await convertText('throw');
    expect(JSON.stringify(outcome)).not.toContain('agency');
  });
});
