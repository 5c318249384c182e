import type { Mask, Raster } from './raster.ts';

/** Side of the squares in which the colour of the paper is measured, in pixels: wider than any stroke, narrower than a shadow. */
const SQUARE = 32;
/** Part of the pixels of a square, from the lightest, below which its paper lies. */
const PAPER_QUANTILE = 0.15;
/** Paper darker than this is taken for a shaded header or a picture, not for a shadow: it is lightened no further. */
const DARKEST_PAPER = 90;

/** Lightness of the paper in each square, smoothed over its neighbours. */
function paperOf({ width, height, grey }: Raster): { columns: number; rows: number; paper: Float32Array } {
  const columns = Math.ceil(width / SQUARE);
  const rows = Math.ceil(height / SQUARE);
  const paper = new Float32Array(columns * rows);
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
      paper[r * columns + c] = Math.max(DARKEST_PAPER, level);
    }
  }
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
  return { columns, rows, paper: smooth };
}

/** The picture on even, white paper: shadows, tints and uneven light are divided out. */
export function onWhitePaper(raster: Raster): Raster {
  const { width, height, grey } = raster;
  const { columns, rows, paper } = paperOf(raster);
  const out = new Uint8Array(grey.length);
  for (let y = 0, i = 0; y < height; y++) {
    const v = Math.min(rows - 1, Math.max(0, y / SQUARE - 0.5));
    const r = Math.min(rows - 2, Math.floor(v));
    const dy = rows < 2 ? 0 : v - r;
    const upper = Math.max(0, r) * columns;
    const lower = Math.min(rows - 1, Math.max(0, r) + 1) * columns;
    for (let x = 0; x < width; x++, i++) {
      const u = Math.min(columns - 1, Math.max(0, x / SQUARE - 0.5));
      const c = Math.floor(u);
      const next = Math.min(columns - 1, c + 1);
      const dx = u - c;
      const top = paper[upper + c]! * (1 - dx) + paper[upper + next]! * dx;
      const bottom = paper[lower + c]! * (1 - dx) + paper[lower + next]! * dx;
      const light = (grey[i]! * 255) / (top * (1 - dy) + bottom * dy);
      out[i] = Math.min(255, light);
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

export function inkOf({ width, height, grey }: Raster, threshold: number): Mask {
  const ink = new Uint8Array(grey.length);
  for (let i = 0; i < grey.length; i++) ink[i] = grey[i]! < threshold ? 1 : 0;
  return { width, height, ink };
}
