import { SCAN_BLACK } from '../../../config/limits/scan.ts';
import { componentsOf } from './components.ts';
import type { Mask } from './raster.ts';

/** Squares of the mask that are ink all over: one pixel of the result each. */
function blackSquares({ width, height, ink }: Mask, side: number): Mask {
  const columns = Math.floor(width / side);
  const rows = Math.floor(height / side);
  const most = Math.floor(side * side * (1 - SCAN_BLACK.share));
  const black = new Uint8Array(columns * rows);
  for (let i = 0; i < black.length; i++) {
    const first = Math.floor(i / columns) * side * width + (i % columns) * side;
    // most squares are seen not to be black in their first row
    let blanks = 0;
    for (let y = 0; y < side && blanks <= most; y++) {
      for (let at = first + y * width, end = at + side; at < end; at++) blanks += 1 - ink[at]!;
    }
    if (blanks <= most) black[i] = 1;
  }
  return { width: columns, height: rows, ink: black };
}

/**
 * The ink without large black areas and a fringe around them: rules that touch the dark beside the sheet would be one
 * patch with it. The same mask where there are none.
 */
export function withoutBlackAreas(mask: Mask, dpi: number): Mask {
  const side = Math.max(4, Math.round(SCAN_BLACK.squareInches * dpi));
  const squares = blackSquares(mask, side);
  const least = (SCAN_BLACK.leastInches * dpi) / side;
  const thick = (SCAN_BLACK.thickInches * dpi) / side;
  const areas = componentsOf(squares).filter(({ left, top, right, bottom }) => {
    const [width, height] = [right - left, bottom - top];
    return Math.max(width, height) >= least || Math.min(width, height) >= thick;
  });
  if (areas.length === 0) return mask;
  const ink = mask.ink.slice();
  for (const area of areas) {
    for (let row = area.top; row < area.bottom; row++) {
      for (let column = area.left; column < area.right; column++) {
        if (squares.ink[row * squares.width + column] === 0) continue;
        const [x0, x1] = [Math.max(0, (column - 1) * side), Math.min(mask.width, (column + 2) * side)];
        const [y0, y1] = [Math.max(0, (row - 1) * side), Math.min(mask.height, (row + 2) * side)];
        for (let y = y0; y < y1; y++) ink.fill(0, y * mask.width + x0, y * mask.width + x1);
      }
    }
  }
  return { ...mask, ink };
}
