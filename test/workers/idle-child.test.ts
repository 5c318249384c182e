import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { PROCESS_LIMITS } from '../../config/limits/work.ts';
import type { Converter } from '../../workers/converter.ts';
import { openScriptedConverter } from './scripted-program.ts';

// A minute is too long for a test.
vi.mock('../../config/limits/work.ts', async (original) => {
  const limits = await original<typeof import('../../config/limits/work.ts')>();
  return { ...limits, WARM_CHILD_LIMITS: { ...limits.WARM_CHILD_LIMITS, idleMs: 500 } };
});

let converter: Converter;
beforeAll(async () => {
  converter = await openScriptedConverter({ documentsPerChild: 50, limits: PROCESS_LIMITS });
});
afterAll(() => converter.close());

async function outcomeOf(order: string): Promise<readonly string[]> {
  const bytes = Buffer.from(order);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const report = await converter.convert({ fileName: 'a', format: 'text', mediaType: '', sha256, bytes });
  return (report.report.agency ?? '').split(' ');
}

it('a process that has nothing to do ends, one that is at work does not, and the next document has another', async () => {
  const [, first] = await outcomeOf('convert');
  expect(await outcomeOf('slowly 1500')).toEqual(['2', first]);
  await expect.poll(() => existsSync(`/proc/${first}`)).toBe(false);
  const [documents, second] = await outcomeOf('convert');
  expect([documents, second === first]).toEqual(['1', false]);
});
