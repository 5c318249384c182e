import type { Box, Glyph } from '../../contracts/page.ts';

export const centreX = (box: Box): number => (box[0] + box[2]) / 2;
export const centreY = (box: Box): number => (box[1] + box[3]) / 2;

/** Length that two intervals have in common; negative when they are apart. */
export const overlap = (from: number, to: number, otherFrom: number, otherTo: number): number =>
  Math.min(to, otherTo) - Math.max(from, otherFrom);

/** The smallest box around boxes; there must be one. */
export function boxAround(boxes: readonly Box[]): Box {
  let [left, top, right, bottom] = boxes[0]!;
  for (const box of boxes) {
    left = Math.min(left, box[0]);
    top = Math.min(top, box[1]);
    right = Math.max(right, box[2]);
    bottom = Math.max(bottom, box[3]);
  }
  return [left, top, right, bottom];
}

export const isInside = (box: Box, x: number, y: number): boolean =>
  x >= box[0] && x <= box[2] && y >= box[1] && y <= box[3];

export const isBlank = (glyph: Glyph): boolean => glyph.text.trim() === '';

/** Index of the last of ascending values that is not above `value`; -1 when all are above. */
export function lastAtMost(values: readonly number[], value: number): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (values[middle]! <= value) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** The middle one of numbers; 0 of none. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? 0;
}

/** How sure the least sure of characters is; those that the document names itself are certain. */
export const surenessOf = (glyphs: readonly Glyph[]): number =>
  glyphs.reduce((least, glyph) => Math.min(least, glyph.confidence ?? 1), 1);

/** Whether characters stand in a part of the page. */
export const hasTextIn = (glyphs: readonly Glyph[], box: Box): boolean =>
  glyphs.some((glyph) => !isBlank(glyph) && isInside(box, centreX(glyph.bbox), centreY(glyph.bbox)));
