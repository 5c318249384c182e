import { expect, it } from 'vitest';
import { coarser } from '../../../../pipeline/extract/scan/coarser.ts';

const meanOf = (data: ArrayLike<number>): number => Array.from(data).reduce((sum, v) => sum + v, 0) / data.length;

it('a picture made coarser keeps its light and loses its alpha channel', async () => {
  const data = Uint8Array.from({ length: 300 * 90 * 4 }, (_, i) => (i % 4 === 3 ? 255 : [40, 90, 200][i % 4]!));
  const made = await coarser({ width: 300, height: 90, channels: 4, data }, 1.5);
  expect(made).toMatchObject({ width: 200, height: 60, channels: 3 });
  expect(made.data).toHaveLength(200 * 60 * 3);
  expect(Array.from(made.data.subarray(0, 3))).toEqual([40, 90, 200]);
});

it('black and white of one bit a pixel becomes grey', async () => {
  const data = new Uint8Array(38 * 90).fill(0b10101010);
  const made = await coarser({ width: 300, height: 90, channels: 'bit', data }, 3);
  expect(made).toMatchObject({ width: 100, height: 30, channels: 1 });
  expect(meanOf(made.data)).toBeGreaterThan(110);
  expect(meanOf(made.data)).toBeLessThan(145);
});

it('a picture that is coarse enough is handed on as it is', async () => {
  const samples = { width: 2, height: 1, channels: 1, data: Uint8Array.of(1, 2) } as const;
  expect(await coarser(samples, 1)).toBe(samples);
});
