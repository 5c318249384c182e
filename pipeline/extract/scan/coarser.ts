import type { Samples } from './raster.ts';

/** Parts of a pixel by which what it covers is weighed. */
const PARTS = 256;

/** For each pixel of a coarser row: the first pixel that it covers, how much of it, how many whole ones, and how much of the last. */
interface Cover {
  readonly first: Int32Array;
  readonly head: Int32Array;
  readonly whole: Int32Array;
  readonly tail: Int32Array;
}

function coverOf(length: number, coarse: number, factor: number): Cover {
  const cover = {
    first: new Int32Array(coarse),
    head: new Int32Array(coarse),
    whole: new Int32Array(coarse),
    tail: new Int32Array(coarse),
  };
  for (let i = 0; i < coarse; i++) {
    const [from, to] = [i * factor, Math.min(length, (i + 1) * factor)];
    const first = Math.floor(from);
    const last = Math.min(length - 1, Math.floor(to));
    cover.first[i] = first;
    cover.head[i] = Math.round((first + 1 - from) * PARTS);
    cover.whole[i] = Math.max(0, last - first - 1);
    cover.tail[i] = last > first ? Math.round((to - last) * PARTS) : 0;
  }
  return cover;
}

/** One row with a byte for each sample of each pixel, whatever the picture has. */
function rowsOf({ width, channels, data }: Samples): (y: number) => Uint8Array | Uint8ClampedArray {
  if (channels !== 'bit') return (y) => data.subarray(y * width * channels, (y + 1) * width * channels);
  const stride = (width + 7) >> 3;
  const row = new Uint8Array(width);
  return (y) => {
    for (let x = 0; x < width; x++) row[x] = (data[y * stride + (x >> 3)]! >> (7 - (x & 7))) & 1 ? 255 : 0;
    return row;
  };
}

/** The means along one row, each times PARTS and the factor. */
function alongRow(
  row: Uint8Array | Uint8ClampedArray,
  channels: number,
  kept: number,
  { first, head, whole, tail }: Cover,
  into: Int32Array,
): void {
  for (let c = 0; c < kept; c++) {
    for (let i = 0, o = c; i < first.length; i++, o += kept) {
      let at = first[i]! * channels + c;
      let sum = row[at]! * head[i]!;
      let between = 0;
      for (let n = whole[i]!; n > 0; n--) {
        at += channels;
        between += row[at]!;
      }
      sum += between * PARTS;
      if (tail[i]! > 0) sum += row[at + channels]! * tail[i]!;
      into[o] = sum;
    }
  }
}

/**
 * A picture `factor` times as coarse, each pixel the mean of what it covers, parts of pixels as parts; without an alpha
 * channel. The noise of the scanner goes with it, and what follows costs by the square of the factor less.
 * @param factor from 1 to 8
 */
export function coarser(samples: Samples, factor: number): Samples {
  if (factor <= 1) return samples;
  const { width, height } = samples;
  const size = { width: Math.max(1, Math.floor(width / factor)), height: Math.max(1, Math.floor(height / factor)) };
  const channels = samples.channels === 'bit' ? 1 : samples.channels;
  const kept = channels === 1 ? 1 : 3;
  const across = coverOf(width, size.width, factor);
  const down = coverOf(height, size.height, factor);
  const rowAt = rowsOf(samples);
  const line = new Int32Array(size.width * kept);
  const sums = new Int32Array(line.length);
  const data = new Uint8Array(line.length * size.height);
  const share = 1 / (PARTS * PARTS * factor * factor);
  let lineIs = -1;
  const add = (y: number, weight: number): void => {
    if (weight === 0) return;
    if (lineIs !== y) alongRow(rowAt(y), channels, kept, across, line);
    lineIs = y;
    for (let i = 0; i < line.length; i++) sums[i]! += line[i]! * weight;
  };
  for (let y = 0; y < size.height; y++) {
    sums.fill(0);
    const first = down.first[y]!;
    const whole = down.whole[y]!;
    add(first, down.head[y]!);
    for (let n = 1; n <= whole; n++) add(first + n, PARTS);
    add(first + whole + 1, down.tail[y]!);
    const base = y * line.length;
    for (let i = 0; i < line.length; i++) data[base + i] = sums[i]! * share + 0.5;
  }
  return { ...size, channels: kept, data };
}
