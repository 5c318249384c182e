import type { Box, Laid } from '../../contracts/page.ts';
import type { Raster } from './raster.ts';
import { type Sag, sagAt } from './sag.ts';

/** Where a point of a picture that was made of another one stands in that one; pixels of both. */
export type WayBack = (x: number, y: number) => readonly [x: number, y: number];

type Size = Pick<Raster, 'width' | 'height'>;

/** Applies the last step first: what was done last is undone first. */
export const backThrough =
  (...steps: readonly WayBack[]): WayBack =>
  (x, y) =>
    steps.reduceRight<readonly [number, number]>(([atX, atY], step) => step(atX, atY), [x, y]);

/** Before a clockwise quarter turn or more of a picture of this size. */
export function beforeTurning({ width, height }: Size, quarters: number): WayBack {
  switch (quarters % 4) {
    case 1:
      return (x, y) => [y, height - x];
    case 2:
      return (x, y) => [width - x, height - y];
    case 3:
      return (x, y) => [width - y, x];
    default:
      return (x, y) => [x, y];
  }
}

/** Before a picture was turned about its centre; the turned one may be larger. */
export function beforeRotating(before: Size, after: Size, angle: number): WayBack {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  return (x, y) => {
    const [dx, dy] = [x - after.width / 2, y - after.height / 2];
    return [cos * dx - sin * dy + before.width / 2, sin * dx + cos * dy + before.height / 2];
  };
}

/** Before lines that sag were drawn straight. */
export const beforeStraightening =
  (sag: Sag, factor: number): WayBack =>
  (x, y) => [x, y + sagAt(sag, x, y, factor)];

/** The same for what leans: a picture on its side whose lines were drawn straight. */
export function beforeUprighting(sag: Sag, factor: number, { height }: Size): WayBack {
  return (x, y) => [x + sagAt(sag, height - y, x, factor), y];
}

/** Points between which the way back is followed straight: sags are measured in as many bands. */
const COLUMNS = 9;
const ROWS = 13;

/**
 * A net of points over a level page with where they stand on the sheet.
 * @param box of the level page, points
 * @param toSheet from points of the level page to points of the sheet
 */
export function laidBy(box: Box, toSheet: WayBack): Laid {
  const [left, top, right, bottom] = box;
  const points: number[] = [];
  for (let row = 0; row < ROWS; row++) {
    for (let column = 0; column < COLUMNS; column++) {
      const x = left + ((right - left) * column) / (COLUMNS - 1);
      const y = top + ((bottom - top) * row) / (ROWS - 1);
      points.push(...toSheet(x, y).map((value) => Math.round(value * 100) / 100));
    }
  }
  return { box, columns: COLUMNS, rows: ROWS, points };
}
