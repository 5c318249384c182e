import { resolve } from 'node:path';
import { Readable } from 'node:stream';
import fc from 'fast-check';
import { pino } from 'pino';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { readEnvironment } from '../../config/env.ts';
import { WARM_CHILD_LIMITS } from '../../config/limits.ts';
import type { Source } from '../../pipeline/contracts/document.ts';
import { ConversionError } from '../../pipeline/contracts/errors.ts';
import { type ChildCommand, findChildFence } from '../../workers/child-command.ts';
import { runTypeScript } from '../../workers/child-program.ts';
import { FrameError, frame, framesOf } from '../../workers/frames.ts';
import { openWarmConverter, type WarmConverter } from '../../workers/warm-converter.ts';

const MB = 1024 * 1024;
const LIMITS = { wallMs: 20_000, dataBytes: 1536 * MB, cpuSeconds: 20, resultBytes: 2 * MB };
const program = runTypeScript(resolve(import.meta.dirname, 'scripted-warm-child.ts'));

let command: ChildCommand;
let converter: WarmConverter;
beforeAll(async () => {
  command = await findChildFence(readEnvironment().searchPath, pino({ level: 'silent' }));
});
afterEach(() => converter.close());

async function open(children: number, limits: Partial<typeof LIMITS> = {}): Promise<void> {
  converter = await openWarmConverter({ children, atOnce: 1, command, program, limits: { ...LIMITS, ...limits } });
}

const source = (order: string): Source => ({
  fileName: 'a.txt',
  format: 'text',
  mediaType: 'text/plain',
  sha256: 'a'.repeat(64),
  bytes: Buffer.from(order),
});

/** How many documents the child has had and its process id, or the code of the error. */
async function outcomeOf(order: string): Promise<string> {
  try {
    return (await converter.convert(source(order))).report.agency ?? '';
  } catch (error) {
    if (error instanceof ConversionError) return error.code;
    throw error;
  }
}

describe('a process that converts one document after another', () => {
  test('goes on after a document, and after one that its stage refuses', async () => {
    await open(1);
    const first = await outcomeOf('convert');
    expect(await outcomeOf('refuse')).toBe('encrypted');
    const pid = first.split(' ')[1];
    expect(await outcomeOf('convert')).toBe(`3 ${pid}`);
  });

  test('is replaced after its share of documents', async () => {
    await open(1);
    const pids = new Set<string | undefined>();
    for (let i = 0; i <= WARM_CHILD_LIMITS.documents; i++) pids.add((await outcomeOf('convert')).split(' ')[1]);
    expect(pids.size).toBe(2);
  });

  test.each([
    ['that loops', 'loop', 'time-limit', { wallMs: 1_500 }],
    ['that fills the memory', 'heap', 'memory-limit', { dataBytes: 600 * MB }],
    ['that ends it without an answer', 'exit', 'extractor-crashed', {}],
    ['that makes it abort', 'crash', 'extractor-crashed', {}],
    ['answered with garbage', 'garbage', 'extractor-crashed', {}],
    ['answered with a report that is none', 'lie', 'extractor-crashed', {}],
    ['answered with more than is let through', 'giant', 'too-complex', {}],
    ['that shows a defect', 'fail-inside', 'internal', {}],
  ])('dies with a document %s, and the next gets a fresh one', async (_what, order, code, limits) => {
    await open(1, limits);
    expect(await outcomeOf(order)).toBe(code);
    expect(await outcomeOf('convert')).toMatch(/^1 /);
  });

  test('that another document spoilt costs no document anything', async () => {
    await open(1);
    await outcomeOf('poison');
    expect(await outcomeOf('convert')).toMatch(/^1 /);
  });

  test('never runs more at a time than asked for, and all come to an end', async () => {
    await open(2);
    const outcomes = await Promise.all(Array.from({ length: 9 }, () => outcomeOf('convert')));
    expect(new Set(outcomes.map((outcome) => outcome.split(' ')[1])).size).toBeLessThanOrEqual(2);
  });

  test('ends with the converter, and what it was at fails', async () => {
    await open(2);
    const hanging = outcomeOf('loop');
    await outcomeOf('convert');
    await converter.close();
    expect(await hanging).toBe('extractor-crashed');
    expect(await outcomeOf('convert')).toBe('internal');
  });
});

describe('messages over a pipe', () => {
  test('come out as they went in, however the pipe cuts them', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.uint8Array({ maxLength: 40 })),
        fc.integer({ min: 1, max: 9 }),
        async (contents, cut) => {
          const bytes = Buffer.concat(contents.flatMap((content) => [...frame(content)]));
          const chunks = Array.from({ length: Math.ceil(bytes.length / cut) }, (_, i) =>
            bytes.subarray(i * cut, (i + 1) * cut),
          );
          const read: Uint8Array[] = [];
          for await (const content of framesOf(Readable.from(chunks), 40)) read.push(new Uint8Array(content));
          expect(read).toEqual(contents);
        },
      ),
    );
  });

  test('that announce too much are not read', async () => {
    const stream = Readable.from(frame(Buffer.alloc(41)));
    await expect(framesOf(stream, 40).next()).rejects.toThrow(FrameError);
  });
});
