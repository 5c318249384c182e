import { SCAN_GROUNDS } from '../../../config/limits/scan.ts';
import { lightestLevels, onWhitePaper, type PaperLevels } from './paper.ts';
import { bytesFor, giveBack } from './picture-memory.ts';
import type { Raster } from './raster.ts';

/** Steps by which a window of one place grows to `size` places: each takes what is that far away into it. */
function* growing(size: number): Generator<number> {
  for (let covered = 1; covered < size; ) {
    const step = Math.min(covered, size - covered);
    yield step;
    covered += step;
  }
}

/**
 * What is left of a page when all that is darker than its surroundings and thinner than `size` pixels is taken away: each
 * place is first as light as the lightest in a window after it, then as dark as the darkest of these in one before it.
 */
function withoutStrokes({ width, height, grey }: Raster, size: number): Uint8Array {
  const out = grey.slice();
  for (const [reach, line] of [
    [1, width],
    [width, out.length],
  ] as const) {
    for (const step of growing(size)) {
      const off = step * reach;
      for (let start = 0; start < out.length; start += line) {
        for (let i = start, end = start + line - off; i < end; i++) if (out[i + off]! > out[i]!) out[i] = out[i + off]!;
      }
    }
  }
  for (const [reach, line] of [
    [1, width],
    [width, width * height],
  ] as const) {
    for (const step of growing(size)) {
      const off = step * reach;
      for (let start = 0; start < out.length; start += line) {
        for (let i = start + line - 1, end = start + off; i >= end; i--) {
          if (out[i - off]! < out[i]!) out[i] = out[i - off]!;
        }
      }
    }
  }
  return out;
}

/** The picture at half its size, each pixel the lightest of four: of grounds, and not of strokes. */
function lightestOfFour({ width, height, grey }: Raster): Raster {
  const [w, h] = [(width + 1) >> 1, (height + 1) >> 1];
  const out = new Uint8Array(w * h);
  for (let to = 0, y = 0; y < height; y += 2) {
    const [above, below] = [y * width, Math.min(height - 1, y + 1) * width];
    for (let x = 0; x < width; x += 2, to++) {
      const beside = x + 1 < width ? x + 1 : x;
      let lightest = grey[above + x]!;
      if (grey[above + beside]! > lightest) lightest = grey[above + beside]!;
      if (grey[below + x]! > lightest) lightest = grey[below + x]!;
      if (grey[below + beside]! > lightest) lightest = grey[below + beside]!;
      out[to] = lightest;
    }
  }
  return { width: w, height: h, grey: out };
}

/** The darkest of each place and those around it: at half the size an edge must not leave a grey line beside it. */
function darkestAround({ width, height, grey }: Raster): Uint8Array {
  const along = grey.slice();
  for (let i = 1; i < grey.length - 1; i++) {
    const darker = Math.min(grey[i - 1]!, grey[i + 1]!);
    if (darker < along[i]!) along[i] = darker;
  }
  const out = along.slice();
  for (let i = width; i < width * (height - 1); i++) {
    const darker = Math.min(along[i - width]!, along[i + width]!);
    if (darker < out[i]!) out[i] = darker;
  }
  return out;
}

/** Whether the paper changes abruptly in several places: shaded cells and markers have edges, shadows have none. */
function hasEdges({ columns, rows, levels }: PaperLevels): boolean {
  let edges = 0;
  for (let r = 0; r < rows; r++) {
    for (let c = 0; c < columns; c++) {
      const level = levels[r * columns + c]!;
      const beside = c + 1 < columns ? Math.abs(levels[r * columns + c + 1]! - level) : 0;
      const below = r + 1 < rows ? Math.abs(levels[(r + 1) * columns + c]! - level) : 0;
      if (Math.max(beside, below) >= SCAN_GROUNDS.edge) edges++;
    }
  }
  return edges >= SCAN_GROUNDS.fewestEdges;
}

/**
 * A page on white paper whose shaded cells, marked lines and grey bands are as white as the paper around them: the ground
 * of a place is what is left of it without strokes, so that it keeps its edges.
 */
export function onEvenGround(page: Raster, dpi: number): Raster {
  const levels = lightestLevels(page);
  if (!hasEdges(levels)) return onWhitePaper(page, levels);
  const { width, height, grey } = page;
  const half = lightestOfFour(page);
  const thickest = Math.max(3, Math.ceil((SCAN_GROUNDS.thickestInches * dpi) / 2));
  const ground = darkestAround({ ...half, grey: withoutStrokes(half, thickest) });
  /** What becomes of a level on each level of ground. */
  const lightened = Uint8ClampedArray.from({ length: 256 * 256 }, (_, i) => {
    return (i & 255) * (255 / Math.max(SCAN_GROUNDS.darkest, i >> 8));
  });
  const out = bytesFor(grey.length);
  for (let y = 0, i = 0; y < height; y++) {
    const base = (y >> 1) * half.width;
    for (let x = 0; x < width; x++, i++) out[i] = lightened[(ground[base + (x >> 1)]! << 8) | grey[i]!]!;
  }
  const even = onWhitePaper({ ...page, grey: out });
  giveBack(out);
  return even;
}
