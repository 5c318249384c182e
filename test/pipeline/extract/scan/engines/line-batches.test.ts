import { expect, it } from 'vitest';
import { batchesOf } from '../../../../../pipeline/extract/scan/engines/line-batches.ts';

const line = (width: number, part = 1) => ({ image: { width, height: 24, grey: new Uint8Array(width * 24) }, part });

it('lines of like width are looked at together, and each once', () => {
  const batches = [...batchesOf([line(40), line(300), line(42), line(310, 0.5)])].map(({ lines, shape }) => ({
    lines,
    shape,
  }));
  expect(batches).toEqual([
    { lines: [0, 2], shape: [2, 3, 48, 88] },
    { lines: [3], shape: [1, 3, 48, 312] },
    { lines: [1], shape: [1, 3, 48, 600] },
  ]);
});

it('what lies beside the narrower of two lines is paper', () => {
  const [{ input, parts, shape } = { input: new Float32Array(0), parts: [], shape: [0] }] = batchesOf([
    line(40),
    line(42),
  ]);
  const width = shape.at(-1)!;
  expect(parts.map((part) => part * width)).toEqual([80, 84]);
  expect([...input.subarray(78, 82)]).toEqual([-1, -1, 1, 1]);
});
