import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { readEnvironment } from '../../config/env.ts';
import type { Source } from '../../pipeline/contracts/document.ts';
import { ConversionError } from '../../pipeline/contracts/errors.ts';
import { LONE_DESK } from '../../pipeline/contracts/page-desk.ts';
import { CHILD_ENVIRONMENT } from '../../workers/child-environment.ts';
import { type Converter, type ConverterOptions, openConverter } from '../../workers/converter.ts';
import { composeFence, type Fence, findFence } from '../../workers/fence/fence.ts';
import { makeScriptedProgram } from './scripted-program.ts';

const MB = 1024 * 1024;
const LIMITS = { wallMs: 120_000, totalMs: 240_000, dataBytes: 1536 * MB, cpuSeconds: 20, resultBytes: 2 * MB };

let fence: Fence;
let folder: string;
let programFolder: string;
let program: readonly string[];
let converter: Converter;
beforeAll(async () => {
  fence = await findFence(readEnvironment().searchPath, pino({ level: 'silent' }));
  programFolder = await mkdtemp(join(tmpdir(), 'gouji-test-'));
  program = await makeScriptedProgram(programFolder);
  folder = await mkdtemp(join(tmpdir(), 'gouji-test-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
  await rm(programFolder, { recursive: true, force: true });
});
afterEach(() => converter.close());

async function open(options: Partial<Omit<ConverterOptions, 'limits'>> = {}, limits: Partial<typeof LIMITS> = {}) {
  const usual = { children: 1, atOnce: 0, documentsPerChild: 1, fence, program, folder };
  converter = await openConverter({ ...usual, ...options, limits: { ...LIMITS, ...limits } });
}

const sourceOf = (order: string): Source => ({
  fileName: 'a.txt',
  format: 'text',
  mediaType: 'text/plain',
  sha256: createHash('sha256').update(order).digest('hex'),
  bytes: Buffer.from(order),
});

/** How many documents the child has had and its process id, or the code of the error. */
async function outcomeOf(order: string, owner = ''): Promise<string> {
  try {
    return (await converter.convert(sourceOf(order), undefined, undefined, owner)).report.agency ?? '';
  } catch (error) {
    if (error instanceof ConversionError) return error.code;
    throw error;
  }
}

/** Some minutes, by which a process that sleeps is told from all others of the machine. */
const freshSeconds = (): string => (300 + Math.random()).toFixed(9);

/** Command lines of living processes that sleep for so long; a zombie has none. */
async function sleeping(seconds: string): Promise<string[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const lines = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')));
  return lines.filter((line) => line === `sleep\u0000${seconds}\u0000`);
}

const BAD_DOCUMENTS: readonly [string, string, string, Partial<typeof LIMITS>][] = [
  ['that loops', 'loop', 'time-limit', { wallMs: 5_000 }],
  ['that uses up its processor time', 'loop', 'time-limit', { cpuSeconds: 1 }],
  ['that fills the heap', 'heap', 'memory-limit', { dataBytes: 600 * MB }],
  ['that fills the memory with buffers', 'buffers', 'memory-limit', { dataBytes: 600 * MB }],
  ['that makes its process end without an answer', 'exit', 'extractor-crashed', {}],
  ['that makes it abort', 'crash', 'extractor-crashed', {}],
  ['over which the system kills it', 'kill', 'extractor-crashed', {}],
  ['answered with garbage', 'garbage', 'extractor-crashed', {}],
  ['answered with a report that is none', 'lie', 'extractor-crashed', {}],
  ['answered with more than is let through', 'giant', 'too-complex', {}],
  ['that calls at the desk without end', 'pester', 'too-complex', {}],
  ['that shows a defect', 'fail-inside', 'internal', {}],
  ['that its stage refuses', 'refuse', 'encrypted', {}],
];

describe('a document in a process of its own', () => {
  test.each(BAD_DOCUMENTS)('%s costs nobody else anything', async (_what, order, code, limits) => {
    await open({}, limits);
    expect(await outcomeOf(order)).toBe(code);
    expect(await outcomeOf('convert')).toMatch(/^1 /);
  });

  test('shares that process with no other', async () => {
    await open({ children: 2 });
    const outcomes = await Promise.all(Array.from({ length: 5 }, () => outcomeOf('convert')));
    expect(outcomes.every((outcome) => outcome.startsWith('1 '))).toBe(true);
    expect(new Set(outcomes).size).toBe(5);
  });

  test('has its time anew for every page that it says it begins, up to the end of all time', async () => {
    await open({}, { wallMs: 5_000 });
    expect(await outcomeOf('scan 3x2000')).toBe('3');
    await converter.close();
    await open({}, { wallMs: 5_000, totalMs: 1_000 });
    expect(await outcomeOf('scan 3x2000')).toBe('time-limit');
  });

  test('may make any amount of noise on the standard streams', async () => {
    await open();
    expect(await outcomeOf('flood')).toMatch(/^1 /);
  });

  test('is stopped from outside', async () => {
    await open();
    const stop = new AbortController();
    const outcome = converter.convert(sourceOf('loop'), stop.signal);
    setTimeout(() => stop.abort(), 500);
    await expect(outcome).rejects.toMatchObject({ name: 'AbortError' });
    expect(await outcomeOf('convert')).toMatch(/^1 /);
  });

  test('does not begin when it was stopped before', async () => {
    await open();
    await expect(converter.convert(sourceOf('convert'), AbortSignal.abort())).rejects.toMatchObject({
      name: 'AbortError',
    });
  });

  test('sees none of our environment, an empty folder and, where the kernel allows it, no network', async () => {
    await open();
    const server = createServer((socket) => socket.end()).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const seen = JSON.parse(await outcomeOf(`look ${port}`));
    server.close();
    expect(seen).toMatchObject({ environment: Object.keys(CHILD_ENVIRONMENT), inside: [] });
    expect(seen.folder.startsWith(fence.user === null ? folder : join(tmpdir(), 'gouji-'))).toBe(true);
    expect(seen.network).toBe(fence.holds.network ? 'none' : 'reached');
  });

  test('takes everything with it that it started, where it can start anything, and leaves no folder behind', async () => {
    await open({ fence: await composeFence(readEnvironment().searchPath, pino({ level: 'silent' }), null, null) });
    const seconds = freshSeconds();
    expect(await outcomeOf(`leave-a-child ${seconds}`)).toMatch(/^1 /);
    await converter.close();
    expect(await readdir(folder)).toEqual([]);
    await expect.poll(() => sleeping(seconds)).toEqual([]);
  });

  test('takes what it started with it also where it ends by itself', async () => {
    await open({ fence: await composeFence(readEnvironment().searchPath, pino({ level: 'silent' }), null, null) });
    const seconds = freshSeconds();
    expect(await outcomeOf(`leave-a-child-and-end ${seconds}`)).toBe('extractor-crashed');
    await expect.poll(() => sleeping(seconds)).toEqual([]);
  });
});

describe('a process that converts one document after another', () => {
  test('goes on after a document, and after one that its stage refuses', async () => {
    await open({ documentsPerChild: 50 });
    const first = await outcomeOf('convert');
    expect(await outcomeOf('refuse')).toBe('encrypted');
    const pid = first.split(' ')[1];
    expect(await outcomeOf('convert')).toBe(`3 ${pid}`);
  });

  test('gets no document of another owner', async () => {
    await open({ documentsPerChild: 50 });
    const [first, second, third] = [
      await outcomeOf('convert', '甲'),
      await outcomeOf('convert', '甲'),
      await outcomeOf('convert', '乙'),
    ].map((outcome) => outcome.split(' '));
    expect([first?.[0], second?.[0], third?.[0]]).toEqual(['1', '2', '1']);
    expect([second?.[1] === first?.[1], third?.[1] === first?.[1]]).toEqual([true, false]);
  });

  test('gets none of another owner either when it only helped with pages', async () => {
    await open({ documentsPerChild: 50 });
    const help = (owner: string) =>
      converter.readPages(sourceOf('scan 1x0'), new AbortController().signal, { ...LONE_DESK, from: 'last' }, owner);
    await help('甲');
    expect(await outcomeOf('convert', '甲')).toMatch(/^2 /);
    await help('乙');
    expect(await outcomeOf('convert', '丙')).toMatch(/^1 /);
  });

  test('of one owner waits for the next of his, while others are begun beside it', async () => {
    await open({ children: 2, documentsPerChild: 50 });
    const owners = ['甲', '乙', '甲', '乙'];
    const outcomes: string[] = [];
    for (const owner of owners) outcomes.push((await outcomeOf('convert', owner)).split(' ')[0] ?? '');
    expect(outcomes).toEqual(['1', '1', '2', '2']);
  });

  test('is replaced when it says that a document left something behind', async () => {
    await open({ documentsPerChild: 50 });
    await outcomeOf('last');
    expect(await outcomeOf('convert')).toMatch(/^1 /);
  });

  test('is replaced after its share of documents', async () => {
    await open({ documentsPerChild: 3 });
    const outcomes: string[] = [];
    for (let i = 0; i < 4; i++) outcomes.push((await outcomeOf('convert')).split(' ')[0] ?? '');
    expect(outcomes).toEqual(['1', '2', '3', '1']);
  });

  test('that holds much already costs no document anything either', async () => {
    await open({ documentsPerChild: 50 }, { dataBytes: 700 * MB });
    expect(await outcomeOf('hold 400')).toMatch(/^1 /);
    expect(await outcomeOf('hold 400')).toMatch(/^1 /);
    expect(await outcomeOf('buffers')).toBe('memory-limit');
  });

  test('that another document spoilt costs no document anything', async () => {
    await open({ documentsPerChild: 50 });
    await outcomeOf('poison');
    expect(await outcomeOf('convert')).toMatch(/^1 /);
  });

  test('is replaced when a document kills it', async () => {
    await open({ documentsPerChild: 50 });
    await outcomeOf('convert');
    expect(await outcomeOf('crash')).toBe('extractor-crashed');
    expect(await outcomeOf('convert')).toMatch(/^1 /);
  });

  test('never runs more at a time than asked for, and all come to an end', async () => {
    await open({ children: 2, atOnce: 1, documentsPerChild: 50 });
    const outcomes = await Promise.all(Array.from({ length: 9 }, () => outcomeOf('convert')));
    expect(new Set(outcomes.map((outcome) => outcome.split(' ')[1])).size).toBeLessThanOrEqual(2);
  });

  test('ends with the converter, and what it was at fails', async () => {
    await open({ children: 2, documentsPerChild: 50 });
    const hanging = outcomeOf('loop');
    await outcomeOf('convert');
    await converter.close();
    expect(await hanging).toBe('internal');
    expect(await outcomeOf('convert')).toBe('internal');
  });
});
