import { readFile } from 'node:fs/promises';
import { InferenceSession } from 'onnxruntime-node';
import { expect, it } from 'vitest';
import { sumsExactly } from '../../../../../pipeline/extract/scan/engines/exact-sums.ts';

/** Instructions of x86 that add up products of eight bits in 32; processors of other kinds have no others. */
const EXACT = /\b(?:avx512_vnni|avx_vnni)\b/u;

it('products of eight bits add up exactly where the processor has instructions for it', async () => {
  const isExact = process.arch !== 'x64' || EXACT.test(await readFile('/proc/cpuinfo', 'latin1'));
  expect(await sumsExactly(InferenceSession)).toBe(isExact);
});

it('sums that were cut off are seen', async () => {
  const cutOff = { data: new Float32Array(64 * 64).fill(64 * 16_383.5) };
  const create = async () => ({ run: async () => ({ sum: cutOff }), release: async () => {} });
  expect(await sumsExactly({ create } as unknown as typeof InferenceSession)).toBe(false);
});
