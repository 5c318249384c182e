import { SCAN_FACING, SCAN_ORIENTATION } from '../../../config/limits/scan.ts';
import type { Raster } from './raster.ts';
import type { TextPiece } from './text-lines.ts';
import type { Upright } from './upright.ts';

/** The part of a picture from one column to another. */
function columnsOf({ width, height, grey }: Raster, from: number, to: number): Raster {
  const out = new Uint8Array((to - from) * height);
  for (let y = 0; y < height; y++) out.set(grey.subarray(y * width + from, y * width + to), y * (to - from));
  return { width: to - from, height, grey: out };
}

/** The widest gap without print or rules along it that is nearest to the middle of the page. */
function gutterOf({ page, pieces, rules }: Upright, dpi: number): readonly [from: number, to: number] | null {
  const near = page.width * SCAN_FACING.offMiddle;
  const [low, high] = [page.width / 2 - near, page.width / 2 + near];
  const spans = [
    ...pieces.map(({ left, right }) => [left, right] as const),
    ...rules.flatMap(({ orientation, from, to }) => (orientation === 'horizontal' ? [[from, to] as const] : [])),
  ].toSorted((a, b) => a[0] - b[0]);
  let end = 0;
  for (const [from, to] of [...spans, [page.width, page.width] as const]) {
    const isGutter = from - end >= SCAN_FACING.gutterInches * dpi && end <= high && from >= low;
    if (isGutter) return [end, from];
    end = Math.max(end, to);
  }
  return null;
}

/** Whether pieces are a page of their own: with a line of several words, which columns of a table do not have. */
const isPage = (pieces: readonly TextPiece[]): boolean =>
  pieces.some((p) => p.right - p.left >= (p.bottom - p.top) * SCAN_ORIENTATION.wholeLine) ||
  pieces.filter((p) => p.enclosed).length >= SCAN_FACING.fewestCells;

/**
 * The two pages that lie side by side on a level sheet, the left one first: two to a sheet as printed, or a book laid
 * open on the glass. Null where it is one page.
 */
export function facingPages(sheet: Upright, dpi: number): readonly [Raster, Raster] | null {
  const { level, pieces } = sheet;
  if (level.width < level.height * SCAN_FACING.widest) return null;
  const gutter = gutterOf(sheet, dpi);
  if (!gutter) return null;
  const cut = Math.round((gutter[0] + gutter[1]) / 2);
  const sides = [pieces.filter((p) => p.right <= cut), pieces.filter((p) => p.left >= cut)] as const;
  if (!sides.every(isPage)) return null;
  return [columnsOf(level, 0, cut), columnsOf(level, cut, level.width)];
}
