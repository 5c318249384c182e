import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { SourceFormat } from '../../pipeline/contracts/document.ts';
import { ConversionError } from '../../pipeline/contracts/errors.ts';
import type { Converter } from '../../workers/converter.ts';
import { openScriptedConverter } from './scripted-program.ts';

// What documents may truly take, ten seconds and more, is too long for a test.
vi.mock('../../config/limits/work.ts', async (original) => {
  const limits = await original<typeof import('../../config/limits/work.ts')>();
  const baseSeconds = { ...limits.ALLOWANCE.baseSeconds, text: 1, pdf: 60 };
  return { ...limits, ALLOWANCE: { ...limits.ALLOWANCE, baseSeconds, secondsPerMb: 0, lookMs: 50 } };
});

// Only what a document may take by its kind can end it here.
const MB = 1024 * 1024;
const LIMITS = { wallMs: 600_000, totalMs: 600_000, dataBytes: 1536 * MB, cpuSeconds: 600, resultBytes: 2 * MB };

let converter: Converter;
beforeAll(async () => {
  converter = await openScriptedConverter({ documentsPerChild: 1, limits: LIMITS });
});
afterAll(() => converter.close());

async function outcomeOf(format: SourceFormat, order: string): Promise<string> {
  const sha256 = createHash('sha256').update(order).digest('hex');
  const source = { fileName: 'a', format, mediaType: '', sha256, bytes: Buffer.from(order) };
  try {
    await converter.convert(source);
    return 'converted';
  } catch (error) {
    if (error instanceof ConversionError) return error.code;
    throw error;
  }
}

it('a document that takes more processor time than its kind may is ended, and another takes its place', async () => {
  expect(await outcomeOf('text', 'loop')).toBe('time-limit');
  expect(await outcomeOf('text', 'convert')).toBe('converted');
});

it('as much is let through of a kind that may take it', async () => {
  expect(await outcomeOf('pdf', 'burn 2000')).toBe('converted');
  expect(await outcomeOf('text', 'burn 2000')).toBe('time-limit');
});
