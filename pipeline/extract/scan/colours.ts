import { SCAN_COLOURS } from '../../../config/limits/scan.ts';
import { type Component, componentsOf } from './components.ts';
import { bytesFor, giveBack } from './picture-memory.ts';
import { greyOf, type Raster, type Samples } from './raster.ts';

/** What colours do in each square of a page: how many pixels are plainly red, of another colour, or bright and coloured. */
interface Squares {
  readonly side: number;
  readonly columns: number;
  readonly rows: number;
  readonly red: Uint16Array;
  readonly other: Uint16Array;
  readonly bright: Uint16Array;
}

const isRed = (r: number, g: number, b: number): boolean => r - g > SCAN_COLOURS.redder && r - b > SCAN_COLOURS.redder;

function squaresOf({ width, height, channels, data }: Samples, side: number): Squares {
  const step = Number(channels);
  const columns = Math.ceil(width / side);
  const rows = Math.ceil(height / side);
  const red = new Uint16Array(columns * rows);
  const other = new Uint16Array(columns * rows);
  const bright = new Uint16Array(columns * rows);
  const { saturated, brightest } = SCAN_COLOURS;
  for (let y = 0, j = 0; y < height; y++) {
    const row = Math.floor(y / side) * columns;
    for (let x = 0; x < width; x++, j += step) {
      const r = data[j]!;
      const g = data[j + 1]!;
      const b = data[j + 2]!;
      if (r === g && g === b) continue;
      const most = r > g ? Math.max(r, b) : Math.max(g, b);
      const least = r < g ? Math.min(r, b) : Math.min(g, b);
      if (most - least <= SCAN_COLOURS.redder) continue;
      const square = row + Math.floor(x / side);
      if (isRed(r, g, b)) red[square]!++;
      else if (most - least > saturated) other[square]!++;
      if (most - least > saturated && most >= brightest) bright[square]!++;
    }
  }
  return { side, columns, rows, red, other, bright };
}

/** Squares that a marker went over, and one more around: most of the square is bright and coloured. */
function markedSquares({ side, columns, rows, bright }: Squares): Uint8Array | null {
  const least = side * side * SCAN_COLOURS.markedShare;
  let any = false;
  const marked = new Uint8Array(columns * rows);
  for (let i = 0; i < bright.length; i++) {
    if (bright[i]! < least) continue;
    any = true;
    const [row, column] = [Math.floor(i / columns), i % columns];
    for (let r = Math.max(0, row - 1); r <= Math.min(rows - 1, row + 1); r++) {
      for (let c = Math.max(0, column - 1); c <= Math.min(columns - 1, column + 1); c++) marked[r * columns + c] = 1;
    }
  }
  return any ? marked : null;
}

/** Patches of squares in which a colour is, and which of them are seals or stamps: not lines, and not coloured grounds. */
function patchesOf({ side, columns, rows }: Squares, counts: Uint16Array, dpi: number) {
  const ink = Uint8Array.from(counts, (count) => (count >= SCAN_COLOURS.colouredPixels ? 1 : 0));
  const least = (SCAN_COLOURS.sealInches * dpi) / side;
  const full = side * side * SCAN_COLOURS.markedShare;
  const isFilled = ({ left, right, top, bottom }: Component): boolean => {
    let filled = 0;
    for (let r = top; r < bottom; r++) {
      for (let c = left; c < right; c++) if (counts[r * columns + c]! >= full) filled++;
    }
    return filled >= (right - left) * (bottom - top) * SCAN_COLOURS.filledShare;
  };
  const patches = componentsOf({ width: columns, height: rows, ink });
  const isSeal = (p: Component): boolean => Math.min(p.right - p.left, p.bottom - p.top) >= least && !isFilled(p);
  return { patches, seals: patches.filter(isSeal) };
}

const overlap = (p: Component, s: Component): boolean =>
  p.left <= s.right && p.right >= s.left && p.top <= s.bottom && p.bottom >= s.top;

/** The squares of some patches, and one more around each; null where there is none. */
function squaresIn({ columns, rows }: Squares, patches: readonly Component[]): Uint8Array | null {
  if (patches.length === 0) return null;
  const out = new Uint8Array(columns * rows);
  for (const { left, top, right, bottom } of patches) {
    for (let r = Math.max(0, top - 1); r < Math.min(rows, bottom + 1); r++) {
      out.fill(1, r * columns + Math.max(0, left - 1), r * columns + Math.min(columns, right + 1));
    }
  }
  return out;
}

/**
 * Squares with red in them that belongs to no seal: red too flat or too narrow for one, outside of all seals, and red that
 * fills its bounds, as a coloured cell or a marked block does.
 */
function redPrint(squares: Squares, dpi: number): Uint8Array | null {
  const { patches, seals } = patchesOf(squares, squares.red, dpi);
  const isOfSeal = (p: Component): boolean => seals.some((s) => overlap(p, s));
  return squaresIn(
    squares,
    patches.filter((p) => !isOfSeal(p)),
  );
}

/** Squares of stamps in blue or another colour. Tables have coloured rules too, but they are larger than stamps. */
function otherStamps(squares: Squares, dpi: number): Uint8Array | null {
  const most = (SCAN_COLOURS.stampInches * dpi) / squares.side;
  const { seals } = patchesOf(squares, squares.other, dpi);
  return squaresIn(
    squares,
    seals.filter((p) => Math.max(p.right - p.left, p.bottom - p.top) <= most),
  );
}

/**
 * Grey of a picture of a page, black print on white paper: seals vanish, and so do the colours of markers; print in red
 * and in other colours stays. Pages that are white on black are turned round.
 */
export function printOf(samples: Samples, dpi: number): Raster {
  const withoutColours = greyAlone(samples);
  const page = withoutColours ?? greyOf(samples);
  if (!withoutColours && (samples.channels === 3 || samples.channels === 4)) withColours(page, samples, dpi);
  return isDark(page) ? { ...page, grey: page.grey.map((level) => 255 - level) } : page;
}

/** One pixel in so many is looked at first: a prime, so that they do not stand below one another. */
const GLANCE = 1_009;

/** A picture of three channels that are everywhere the same, as pdf.js gives a grey one; null where there is a colour. */
function greyAlone({ width, height, channels, data }: Samples): Raster | null {
  if (channels !== 3 && channels !== 4) return null;
  // most pictures in colour are told by few of their pixels, before there is room for another one
  for (let j = 0, step = channels * GLANCE; j < data.length; j += step) {
    if (data[j] !== data[j + 1] || data[j] !== data[j + 2]) return null;
  }
  const grey = bytesFor(width * height);
  for (let i = 0, j = 0; i < grey.length; i++, j += channels) {
    const level = data[j]!;
    if (level !== data[j + 1] || level !== data[j + 2]) {
      giveBack(grey);
      return null;
    }
    grey[i] = level;
  }
  return { width, height, grey };
}

function withColours({ width, height, grey }: Raster, samples: Samples, dpi: number): void {
  const squares = squaresOf(samples, Math.max(4, Math.round(SCAN_COLOURS.squareInches * dpi)));
  const marked = markedSquares(squares);
  const print = redPrint(squares, dpi);
  const stamps = otherStamps(squares, dpi);
  if (!marked && !print && !stamps) return;
  const { side, columns } = squares;
  const { data } = samples;
  const step = Number(samples.channels);
  for (let y = 0, i = 0; y < height; y++) {
    const row = Math.floor(y / side) * columns;
    for (let x = 0; x < width; x++, i++) {
      const square = row + Math.floor(x / side);
      const j = i * step;
      const r = data[j]!;
      const g = data[j + 1]!;
      const b = data[j + 2]!;
      const isRedHere = isRed(r, g, b);
      if (marked?.[square] === 1) grey[i] = isRedHere && print?.[square] !== 1 ? 255 : Math.max(r, g, b);
      else if (isRedHere && print?.[square] === 1) grey[i] = (g + b) >> 1;
      else if (stamps?.[square] === 1) {
        const most = Math.max(r, g, b);
        const isStamp = most >= SCAN_COLOURS.dark && most - Math.min(r, g, b) > SCAN_COLOURS.redder;
        grey[i] = isStamp ? 255 : most;
      }
    }
  }
}

/** Whether most of a page is dark: paper never is. */
function isDark({ grey }: Raster): boolean {
  let dark = 0;
  let seen = 0;
  for (let i = 0; i < grey.length; i += 7, seen++) if (grey[i]! < SCAN_COLOURS.dark) dark++;
  return dark > seen * SCAN_COLOURS.darkShare;
}
