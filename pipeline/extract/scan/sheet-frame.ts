import { compose, IDENTITY, type Matrix, quarterTurns } from '../pdf/matrix.ts';
import type { WayBack } from './laid.ts';

/** Where a picture that is read stands on the page as the file shows it. */
export interface SheetFrame {
  /** From points of the picture to points of the page. */
  readonly toPage: Matrix;
  readonly widthPt: number;
  readonly heightPt: number;
  /** The page is nothing but this picture: lying on its side, it is turned as a whole. */
  readonly isWhole: boolean;
}

const POINTS_PER_INCH = 72;

/** A picture that is a page by itself. */
export const pictureAlone = (
  { width, height }: { readonly width: number; readonly height: number },
  dpi: number,
  isWhole: boolean,
): SheetFrame => ({
  toPage: IDENTITY,
  widthPt: (width / dpi) * POINTS_PER_INCH,
  heightPt: (height / dpi) * POINTS_PER_INCH,
  isWhole,
});

/** A part of a picture that begins at a place in points of it. */
export const partAt = (frame: SheetFrame, x: number, y: number): SheetFrame => ({
  ...frame,
  toPage: compose(frame.toPage, [1, 0, 0, 1, x, y]),
  isWhole: false,
});

/** Turns clockwise that bring a page upright whose lines run as `way` says; 0 for what is only a part of a page. */
export function turnsOf(frame: SheetFrame, way: WayBack): 0 | 1 | 2 | 3 {
  if (!frame.isWhole) return 0;
  const [[x0, y0], [x1, y1]] = [way(0, 0), way(1, 0)];
  const lines: Matrix = [x1 - x0, y1 - y0, y0 - y1, x1 - x0, 0, 0];
  return ((4 - quarterTurns(compose(frame.toPage, lines))) % 4) as 0 | 1 | 2 | 3;
}

/** A point of the page as the file shows it, on the page turned clockwise. */
export function turnedPoint(x: number, y: number, frame: SheetFrame, turns: number): readonly [number, number] {
  const { widthPt, heightPt } = frame;
  switch (turns) {
    case 1:
      return [heightPt - y, x];
    case 2:
      return [widthPt - x, heightPt - y];
    case 3:
      return [y, widthPt - x];
    default:
      return [x, y];
  }
}
