import type { Box } from '../../contracts/page.ts';

/** An affine map [a, b, c, d, e, f]: x' = ax + cy + e, y' = bx + dy + f. */
export type Matrix = readonly [number, number, number, number, number, number];

export const IDENTITY: Matrix = [1, 0, 0, 1, 0, 0];

/** The map that applies `inner` first and `outer` to what comes out. */
export const compose = (outer: Matrix, inner: Matrix): Matrix => [
  outer[0] * inner[0] + outer[2] * inner[1],
  outer[1] * inner[0] + outer[3] * inner[1],
  outer[0] * inner[2] + outer[2] * inner[3],
  outer[1] * inner[2] + outer[3] * inner[3],
  outer[0] * inner[4] + outer[2] * inner[5] + outer[4],
  outer[1] * inner[4] + outer[3] * inner[5] + outer[5],
];

/** Where a point comes out. */
export const applied = (m: Matrix, x: number, y: number): readonly [number, number] => [
  m[0] * x + m[2] * y + m[4],
  m[1] * x + m[3] * y + m[5],
];

/** The smallest upright box around the image of a rectangle. */
export function boxThrough(m: Matrix, x0: number, y0: number, x1: number, y1: number): Box {
  const ax = m[0] * x0;
  const bx = m[0] * x1;
  const cx = m[2] * y0;
  const dx = m[2] * y1;
  const ay = m[1] * x0;
  const by = m[1] * x1;
  const cy = m[3] * y0;
  const dy = m[3] * y1;
  return [
    Math.min(ax, bx) + Math.min(cx, dx) + m[4],
    Math.min(ay, by) + Math.min(cy, dy) + m[5],
    Math.max(ax, bx) + Math.max(cx, dx) + m[4],
    Math.max(ay, by) + Math.max(cy, dy) + m[5],
  ];
}

/** Quarter turns, clockwise on the page (y downwards), that the x axis of the map is turned by: 0…3. */
export const quarterTurns = (m: Matrix): number => (Math.round(Math.atan2(m[1], m[0]) / (Math.PI / 2)) + 4) % 4;

/** Whether the x axis of the map is off both axes of the page by more than some degrees. */
export function isOblique(m: Matrix, degrees: number): boolean {
  const [along, across] = [Math.max(Math.abs(m[0]), Math.abs(m[1])), Math.min(Math.abs(m[0]), Math.abs(m[1]))];
  return across > along * Math.tan((degrees * Math.PI) / 180);
}

/** Six finite numbers of an operator's arguments as a map; null for anything else. */
export function matrixFrom(values: ArrayLike<unknown> | null | undefined): Matrix | null {
  if (values?.length !== 6) return null;
  const [a, b, c, d, e, f] = Array.from(values);
  const numbers = [a, b, c, d, e, f].map(Number);
  return numbers.every(Number.isFinite) ? (numbers as unknown as Matrix) : null;
}

export const intersection = (a: Box, b: Box): Box => [
  Math.max(a[0], b[0]),
  Math.max(a[1], b[1]),
  Math.min(a[2], b[2]),
  Math.min(a[3], b[3]),
];

export const contains = (box: Box, x: number, y: number, slack = 0): boolean =>
  x >= box[0] - slack && x <= box[2] + slack && y >= box[1] - slack && y <= box[3] + slack;

export const centreX = (box: Box): number => (box[0] + box[2]) / 2;
export const centreY = (box: Box): number => (box[1] + box[3]) / 2;
/** Area of a box, 0 where it is none. */
export const area = (box: Box): number => Math.max(0, box[2] - box[0]) * Math.max(0, box[3] - box[1]);
/** Area that two boxes share. */
export const common = (a: Box, b: Box): number => area(intersection(a, b));
