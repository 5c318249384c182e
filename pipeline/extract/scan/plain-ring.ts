import { SCAN_RING } from '../../../config/limits/scan.ts';
import type { LineImage } from '../../contracts/ocr.ts';

/** What each pixel of a crop is: paper that is joined to its edge, ink, or paper that the ink encloses. */
const [OUTSIDE, INK, INSIDE] = [0, 1, 2] as const;

interface Extent {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly count: number;
}

function extentOf(kinds: Uint8Array, width: number, kind: number): Extent {
  let [left, top, right, bottom, count] = [width, kinds.length / width, -1, -1, 0];
  for (let i = 0; i < kinds.length; i++) {
    if (kinds[i] !== kind) continue;
    const x = i % width;
    bottom = Math.floor(i / width);
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, bottom);
    count++;
  }
  return { left, top, right: right + 1, bottom: bottom + 1, count };
}

/** Marks everything of one kind that is joined to a place, corners included where `diagonal`; gives how many pixels. */
function flood(kinds: Uint8Array, width: number, start: number, from: number, to: number, diagonal: boolean): number {
  const steps = diagonal
    ? [-width - 1, -width, -width + 1, -1, 1, width - 1, width, width + 1]
    : [-width, -1, 1, width];
  const waiting = [start];
  kinds[start] = to;
  let count = 1;
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    for (const step of steps) {
      const next = at + step;
      if (next < 0 || next >= kinds.length || Math.abs((next % width) - (at % width)) > 1 || kinds[next] !== from)
        continue;
      kinds[next] = to;
      waiting.push(next);
      count++;
    }
  }
  return count;
}

/** Width of what is not outside in the row at a part of the height. */
function widthAt(kinds: Uint8Array, width: number, { top, bottom }: Extent, part: number): number {
  const y = Math.min(bottom - 1, Math.round(top + (bottom - 1 - top) * part));
  const row = kinds.subarray(y * width, (y + 1) * width);
  return row.findLastIndex((kind) => kind !== OUTSIDE) - row.findIndex((kind) => kind !== OUTSIDE) + 1;
}

/** Part of the ink that is ink as well when the crop is turned upside down about the middle of its ink. */
function pointSymmetry(kinds: Uint8Array, width: number, { left, top, right, bottom, count }: Extent): number {
  let same = 0;
  for (let y = top; y < bottom; y++) {
    for (let x = left; x < right; x++) {
      const opposite = (top + bottom - 1 - y) * width + (left + right - 1 - x);
      if (kinds[y * width + x] === INK && kinds[opposite] === INK) same++;
    }
  }
  return same / count;
}

/** The ink of a crop with so many pixels more around it: what faint print left open is closed. */
export function thickened({ width, height, grey }: LineImage, by: number): LineImage {
  let last: Uint8Array = grey;
  for (let n = 0; n < by; n++) {
    const darker = last.slice();
    for (let y = 1; y < height - 1; y++) {
      for (let i = y * width + 1, end = (y + 1) * width - 1; i < end; i++) {
        darker[i] = Math.min(last[i]!, last[i - 1]!, last[i + 1]!, last[i - width]!, last[i + width]!);
      }
    }
    last = darker;
  }
  return { width, height, grey: last };
}

/**
 * Whether the ink of a crop is one closed ring, upright and the same upside down, whose hole lies in its middle and is
 * more than half as high: of the digits only a zero is. What is left open, has a waist, a second hole or a speck beside
 * it is none: an engine has to look.
 */
export function isPlainRing({ width, height, grey }: LineImage): boolean {
  const { ink, leastHeight, narrowest, widest, holeHeight, offMiddle, symmetry } = SCAN_RING;
  const kinds = new Uint8Array(grey.length);
  for (let i = 0; i < grey.length; i++) kinds[i] = grey[i]! < ink ? INK : INSIDE;
  // the crop has a margin of paper: its corner lies outside
  if (kinds[0] !== INSIDE) return false;
  flood(kinds, width, 0, INSIDE, OUTSIDE, false);
  const ring = extentOf(kinds, width, INK);
  const [wide, high] = [ring.right - ring.left, ring.bottom - ring.top];
  if (high < leastHeight || wide < high * narrowest || wide > high * widest || high >= height) return false;
  const hole = extentOf(kinds, width, INSIDE);
  if (hole.count === 0 || hole.bottom - hole.top < high * holeHeight) return false;
  const isMiddle = (a: number, b: number, size: number): boolean => Math.abs(a - b) <= Math.max(1, size * offMiddle);
  if (!isMiddle(hole.top - ring.top, ring.bottom - hole.bottom, high)) return false;
  if (!isMiddle(hole.left - ring.left, ring.right - hole.right, wide)) return false;
  const middle = widthAt(kinds, width, ring, 0.5);
  if (middle < Math.max(widthAt(kinds, width, ring, 0.25), widthAt(kinds, width, ring, 0.75))) return false;
  if (pointSymmetry(kinds, width, ring) < symmetry) return false;
  const isOne = (kind: number, count: number, diagonal: boolean): boolean =>
    flood(kinds, width, kinds.indexOf(kind), kind, 3 + kind, diagonal) === count;
  return isOne(INK, ring.count, true) && isOne(INSIDE, hole.count, false);
}
