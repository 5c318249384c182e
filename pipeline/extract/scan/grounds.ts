import { SCAN_GROUNDS } from '../../../config/limits/scan.ts';
import { lightestLevels } from './paper.ts';
import type { Raster } from './raster.ts';

type Pick = (a: number, b: number) => number;
const lighter: Pick = (a, b) => (a > b ? a : b);
const darker: Pick = (a, b) => (a < b ? a : b);

/**
 * The lightest (or darkest) of each `reach` pixels before and behind along lines of a picture: `step` from one pixel of a
 * line to the next, `lines` of them `apart`. Van Herk's way, at three comparisons a pixel whatever the reach.
 */
function spread(
  grey: Uint8Array,
  { length, step, lines, apart }: { length: number; step: number; lines: number; apart: number },
  reach: number,
  pick: Pick,
): Uint8Array {
  const size = 2 * reach + 1;
  const padded = Math.ceil((length + 2 * reach) / size) * size;
  const line = new Uint8Array(padded);
  const behind = new Uint8Array(padded);
  const before = new Uint8Array(padded);
  const out = new Uint8Array(grey.length);
  for (let l = 0; l < lines; l++) {
    const base = l * apart;
    for (let i = 0; i < padded; i++) {
      const at = i < reach ? 0 : i - reach >= length ? length - 1 : i - reach;
      line[i] = grey[base + at * step]!;
    }
    for (let i = 0; i < padded; i++) behind[i] = i % size === 0 ? line[i]! : pick(behind[i - 1]!, line[i]!);
    for (let i = padded - 1; i >= 0; i--) {
      before[i] = i % size === size - 1 || i === padded - 1 ? line[i]! : pick(before[i + 1]!, line[i]!);
    }
    for (let i = 0; i < length; i++) out[base + i * step] = pick(before[i]!, behind[i + 2 * reach]!);
  }
  return out;
}

function spreadBothWays({ width, height, grey }: Raster, reach: number, pick: Pick): Raster {
  const along = spread(grey, { length: width, step: 1, lines: height, apart: width }, reach, pick);
  return { width, height, grey: spread(along, { length: height, step: width, lines: width, apart: 1 }, reach, pick) };
}

/** Whether the paper changes abruptly in several places: shaded cells and markers have edges, shadows have none. */
function hasEdges({ columns, rows, levels }: ReturnType<typeof lightestLevels>): boolean {
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
 * A page whose shaded cells, marked lines and grey bands are as white as the paper around them: the ground of a place is
 * what is left of it without strokes, so that it keeps its edges. A page without such areas is handed on as it is.
 */
export function onEvenGround(page: Raster, dpi: number): Raster {
  if (!hasEdges(lightestLevels(page))) return page;
  const reach = Math.max(2, Math.round((SCAN_GROUNDS.thickestInches * dpi) / 2));
  const ground = spreadBothWays(spreadBothWays(page, reach, lighter), reach, darker).grey;
  const out = new Uint8ClampedArray(page.grey.length);
  for (let i = 0; i < out.length; i++) out[i] = (page.grey[i]! * 255) / Math.max(SCAN_GROUNDS.darkest, ground[i]!);
  return { ...page, grey: new Uint8Array(out.buffer) };
}
