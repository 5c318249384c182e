import { bytesFor } from './picture-memory.ts';
import { type Mask, type Raster, wordsOf } from './raster.ts';

/** Side of the squares in which the colour of the paper is measured, in pixels: wider than any stroke, narrower than a shadow. */
const SQUARE = 32;
/** Part of the pixels of a square, from the lightest, below which its paper lies. */
const PAPER_QUANTILE = 0.15;
/** Paper darker than this is taken for a shaded header or a picture, not for a shadow: it is lightened no further. */
const DARKEST_PAPER = 90;

/** What the paper of a page is like in each square, as `lightestLevels` measures it. */
export interface PaperLevels {
  readonly columns: number;
  readonly rows: number;
  readonly levels: Float32Array;
}

/** Lightness of the paper in each square of a page, before anything is made even. */
export function lightestLevels({ width, height, grey }: Raster): PaperLevels {
  const columns = Math.ceil(width / SQUARE);
  const rows = Math.ceil(height / SQUARE);
  const levels = new Float32Array(columns * rows);
  const counts = new Uint32Array(256);
  for (let r = 0; r < rows; r++) {
    for (let c = 0; c < columns; c++) {
      counts.fill(0);
      const [x1, y1] = [Math.min(width, (c + 1) * SQUARE), Math.min(height, (r + 1) * SQUARE)];
      let total = 0;
      for (let y = r * SQUARE; y < y1; y += 2) {
        for (let x = c * SQUARE; x < x1; x += 2, total++) counts[grey[y * width + x]!]!++;
      }
      let level = 255;
      for (let seen = counts[255]!; seen < total * PAPER_QUANTILE && level > 0; ) seen += counts[--level]!;
      levels[r * columns + c] = Math.max(DARKEST_PAPER, level);
    }
  }
  return { columns, rows, levels };
}

/** Lightness of the paper in each square, smoothed over its neighbours. */
function smoothed({ columns, rows, levels: paper }: PaperLevels): Float32Array {
  const smooth = new Float32Array(paper.length);
  for (let r = 0; r < rows; r++) {
    for (let c = 0; c < columns; c++) {
      let sum = 0;
      let n = 0;
      for (let y = Math.max(0, r - 1); y <= Math.min(rows - 1, r + 1); y++) {
        for (let x = Math.max(0, c - 1); x <= Math.min(columns - 1, c + 1); x++, n++) sum += paper[y * columns + x]!;
      }
      smooth[r * columns + c] = sum / n;
    }
  }
  return smooth;
}

/** Levels are multiplied by whole numbers of so many parts. */
const GAIN_BITS = 16;

/** The picture on even, white paper: shadows, tints and uneven light are divided out. `levels` are those of the picture. */
export function onWhitePaper(raster: Raster, levels: PaperLevels = lightestLevels(raster)): Raster {
  const { width, height, grey } = raster;
  const { columns, rows } = levels;
  const paper = smoothed(levels);
  const out = bytesFor(grey.length);
  /** Paper of one row of pixels in the middle of each square, and of one more at the right end. */
  const level = new Float32Array(columns + 1);
  const half = SQUARE / 2;
  for (let y = 0; y < height; y++) {
    const v = Math.min(rows - 1, Math.max(0, (y + 0.5) / SQUARE - 0.5));
    const upper = Math.floor(v);
    const lower = Math.min(rows - 1, upper + 1);
    let isWhite = true;
    for (let c = 0; c < columns; c++) {
      level[c] = paper[upper * columns + c]! * (1 - (v - upper)) + paper[lower * columns + c]! * (v - upper);
      isWhite &&= level[c] === 255;
    }
    level[columns] = level[columns - 1]!;
    const base = y * width;
    if (isWhite) {
      out.set(grey.subarray(base, base + width), base);
      continue;
    }
    for (let c = -1; c < columns; c++) {
      const from = 255 / level[Math.max(0, c)]!;
      const to = 255 / level[c + 1]!;
      const start = c * SQUARE + half;
      const step = Math.round(((to - from) / SQUARE) * 2 ** GAIN_BITS);
      const first = Math.max(0, start);
      let gain = Math.round(from * 2 ** GAIN_BITS) + step * (first - start);
      for (let i = base + first, end = base + Math.min(width, start + SQUARE); i < end; i++) {
        const lightened = Math.imul(grey[i]!, gain) >> GAIN_BITS;
        out[i] = lightened | ((255 - lightened) >> 31); // 255 where it is more
        gain = (gain + step) | 0;
      }
    }
  }
  return { width, height, grey: out };
}

/** Level between ink and paper that separates them best (Otsu), kept within sensible bounds. */
export function inkThreshold({ grey }: Raster): number {
  const counts = new Float64Array(256);
  for (let i = 0; i < grey.length; i += 3) counts[grey[i]!]!++;
  let total = 0;
  let sum = 0;
  for (let level = 0; level < 256; level++) {
    total += counts[level]!;
    sum += level * counts[level]!;
  }
  let below = 0;
  let sumBelow = 0;
  let best = 0;
  let threshold = 160;
  for (let level = 0; level < 256; level++) {
    below += counts[level]!;
    if (below === 0 || below === total) continue;
    sumBelow += level * counts[level]!;
    const difference = sumBelow / below - (sum - sumBelow) / (total - below);
    const between = below * (total - below) * difference * difference;
    if (between > best) {
      best = between;
      threshold = level;
    }
  }
  return Math.min(200, Math.max(120, threshold + 10));
}

/** Four pixels in one word, as two pairs with room for a carry. */
const PAIR = 0x00ff00ff;
const CARRY = 0x01000100;
const ONES = 0x00010001;

/** Where the grey is below a threshold of 1 to 255; four pixels at a time. */
export function inkOf({ width, height, grey }: Raster, threshold: number): Mask {
  const ink = bytesFor(grey.length);
  const [four, most] = [wordsOf(grey), ONES * threshold];
  const out = wordsOf(ink)!;
  const words = four?.length ?? 0;
  for (let i = 0; i < words; i++) {
    const word = four![i]!;
    const even = (((word & PAIR) + CARRY - most) >>> 8) & ONES;
    const odd = ((((word >>> 8) & PAIR) + CARRY - most) >>> 8) & ONES;
    out[i] = (even ^ ONES) | ((odd ^ ONES) << 8);
  }
  for (let i = words * 4; i < grey.length; i++) ink[i] = (grey[i]! - threshold) >>> 31;
  return { width, height, ink };
}

/**
 * The ink of a page reduced by a whole number: where one of `factor` × `factor` pixels is below a threshold of 1 to 255, so
 * that thin strokes stay.
 */
export function reducedInkOf({ width, height, grey }: Raster, factor: number, threshold: number): Mask {
  const [w, h] = [Math.ceil(width / factor), Math.ceil(height / factor)];
  const ink = bytesFor(w * h).fill(0);
  for (let y = 0; y < height; y++) {
    const base = y * width;
    let to = Math.floor(y / factor) * w;
    let x = 0;
    // most pages are read at twice the resolution that their lines are looked for at
    if (factor === 2) {
      for (; x < width - 1; x += 2, to++) {
        ink[to]! |= ((grey[base + x]! - threshold) | (grey[base + x + 1]! - threshold)) >>> 31;
      }
    }
    for (; x < width; to++) {
      for (const end = Math.min(width, x + factor); x < end; x++) ink[to]! |= (grey[base + x]! - threshold) >>> 31;
    }
  }
  return { width: w, height: h, ink };
}
