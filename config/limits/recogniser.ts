/**
 * Between which numbers the values lie that go into the products which the recogniser computes in eight bits; by their names
 * in the graph of PP-OCRv4, in its order: its ten widest convolutions and the table of its characters. What lies beyond is
 * cut off: one value in ten thousand, and none before the table. Products of fewer than 128 channels are missing, for there
 * the change to eight bits and back costs what it gains.
 * @source `npm run scans:ranges` on three of the sample scans, 300, 200 and 150 dpi; on the corpus they differ by a tenth
 */
export const RECOGNISER_RANGES: Readonly<Record<string, readonly [least: number, greatest: number]>> = {
  'hardswish_38.tmp_0': [-0.375, 7.4],
  'hardswish_40.tmp_0': [-0.375, 7.8],
  'hardswish_42.tmp_0': [-0.375, 3.4],
  'hardswish_44.tmp_0': [-0.375, 6.2],
  'hardswish_46.tmp_0': [-0.375, 6.4],
  'hardswish_48.tmp_0': [-0.375, 5.5],
  'p2o.Mul.127': [-0.72, 1.8],
  'p2o.Mul.141': [-0.92, 2.6],
  'hardswish_54.tmp_0': [-0.375, 7],
  'hardswish_56.tmp_0': [-0.375, 9.6],
  'transpose_51.tmp_0': [-0.28, 24.1],
};
