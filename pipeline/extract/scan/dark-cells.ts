import { SCAN_DARK_CELLS } from '../../../config/limits/scan.ts';
import { joinRuns } from './components.ts';
import type { Raster } from './raster.ts';

/** One byte for each square of a page, or of a part of it. */
interface Squares {
  readonly columns: number;
  readonly rows: number;
  readonly marked: Uint8Array;
}

/** Patches of marked squares, as the squares that each is made of. */
const patchesOf = ({ columns, rows, marked }: Squares) =>
  joinRuns(rows, (row) => {
    const found: [number, number][] = [];
    for (let c = 0; c < columns; c++) {
      if (marked[row * columns + c] === 0) continue;
      const from = c;
      while (c < columns && marked[row * columns + c] === 1) c++;
      found.push([from, c]);
    }
    return found;
  }).map(({ component, runs }) => ({
    ...component,
    squares: runs.flatMap(({ row, from, to }) => Array.from({ length: to - from }, (_, i) => row * columns + from + i)),
  }));

/** Squares that are dark all over. */
function darkSquares({ width, height, grey }: Raster, side: number): Squares {
  const [columns, rows] = [Math.floor(width / side), Math.floor(height / side)];
  const marked = new Uint8Array(columns * rows);
  for (let i = 0; i < marked.length; i++) {
    const first = Math.floor(i / columns) * side * width + (i % columns) * side;
    let isDark = true;
    for (let y = 0; isDark && y < side; y++) {
      for (let at = first + y * width, end = at + side; isDark && at < end; at++) {
        isDark = grey[at]! < SCAN_DARK_CELLS.dark;
      }
    }
    if (isDark) marked[i] = 1;
  }
  return { columns, rows, marked };
}

/** Squares that a patch encloses: those from which no way leads out of its bounds but through it. */
function enclosedBy(patch: ReturnType<typeof patchesOf>[number], { columns, marked }: Squares): Squares {
  const [wide, high] = [patch.right - patch.left, patch.bottom - patch.top];
  const inside = new Uint8Array(wide * high).fill(1);
  const stack: number[] = [];
  const leave = (x: number, y: number): void => {
    if (x < 0 || y < 0 || x >= wide || y >= high || inside[y * wide + x] === 0) return;
    inside[y * wide + x] = 0;
    if (marked[(patch.top + y) * columns + patch.left + x] === 0) stack.push(y * wide + x);
  };
  for (let x = 0; x < wide; x++) for (const y of [0, high - 1]) leave(x, y);
  for (let y = 0; y < high; y++) for (const x of [0, wide - 1]) leave(x, y);
  for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
    const [x, y] = [at % wide, Math.floor(at / wide)];
    for (const [dx, dy] of [
      [1, 0],
      [-1, 0],
      [0, 1],
      [0, -1],
    ] as const) {
      leave(x + dx, y + dy);
    }
  }
  const whole = new Uint8Array(marked.length);
  for (let y = 0; y < high; y++) {
    for (let x = 0; x < wide; x++) {
      const at = (patch.top + y) * columns + patch.left + x;
      if (inside[y * wide + x] === 1 && marked[at] === 0) whole[at] = 1;
    }
  }
  return { columns, rows: marked.length / columns, marked: whole };
}

/** Part of the pixels of squares that are dark. */
function darkShare({ width, grey }: Raster, squares: readonly number[], columns: number, side: number): number {
  let dark = 0;
  for (const square of squares) {
    const first = Math.floor(square / columns) * side * width + (square % columns) * side;
    for (let y = 0; y < side; y++) {
      for (let at = first + y * width, end = at + side; at < end; at++) if (grey[at]! < SCAN_DARK_CELLS.dark) dark++;
    }
  }
  return dark / (squares.length * side * side);
}

/**
 * A page on which what is printed white on black is black on white: the dark cells of a table's head. Black that runs to
 * the edge of the picture is what lies beside the sheet, and black without print on it is no cell. A page without dark
 * cells is handed on as it is.
 */
export function withLightCells(page: Raster, dpi: number): Raster {
  const side = Math.max(3, Math.round(SCAN_DARK_CELLS.squareInches * dpi));
  const squares = darkSquares(page, side);
  const { columns, rows } = squares;
  const least = (SCAN_DARK_CELLS.leastInches * dpi) / side;
  let grey: Uint8Array | null = null;
  for (const patch of patchesOf(squares)) {
    if (Math.min(patch.right - patch.left, patch.bottom - patch.top) < least) continue;
    if (patch.left === 0 || patch.top === 0 || patch.right >= columns || patch.bottom >= rows) continue;
    const print = patchesOf(enclosedBy(patch, squares)).filter(
      (hole) =>
        Math.min(hole.right - hole.left, hole.bottom - hole.top) < least / 2 ||
        darkShare(page, hole.squares, columns, side) >= SCAN_DARK_CELLS.darkAround,
    );
    const printed = print.reduce((sum, hole) => sum + hole.squares.length, 0);
    if (printed < patch.squares.length * SCAN_DARK_CELLS.leastPrint) continue;
    grey ??= page.grey.slice();
    for (const square of [...patch.squares, ...print.flatMap((hole) => hole.squares)]) {
      const first = Math.floor(square / columns) * side * page.width + (square % columns) * side;
      for (let y = 0; y < side; y++) {
        for (let at = first + y * page.width, end = at + side; at < end; at++) grey[at] = 255 - page.grey[at]!;
      }
    }
  }
  return grey ? { ...page, grey } : page;
}
