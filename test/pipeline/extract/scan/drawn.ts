import type { Mask, Raster } from '../../../../pipeline/extract/scan/raster.ts';

/** Small pages drawn by the tests themselves, without any font. */

export const DPI = 100;

export const blank = (width: number, height: number, level = 255): Raster => ({
  width,
  height,
  grey: new Uint8Array(width * height).fill(level),
});

export function fill({ width, grey }: Raster, x: number, y: number, w: number, h: number, level = 0): void {
  for (let row = y; row < y + h; row++) grey.fill(level, row * width + x, row * width + x + w);
}

/** A table of equal cells ruled with two-pixel rules; its corner is at 50, 50. */
export function ruled(rows: number, columns: number, cell: { w: number; h: number }): Raster {
  const page = blank(columns * cell.w + 100, rows * cell.h + 100);
  for (let r = 0; r <= rows; r++) fill(page, 50, 50 + r * cell.h, columns * cell.w + 2, 2);
  for (let c = 0; c <= columns; c++) fill(page, 50 + c * cell.w, 50, 2, rows * cell.h + 2);
  return page;
}

/** A digit of straight strokes in 8 by 12 pixels: a frame, or one with a bar, all alike to what looks at shapes. */
export function digit(page: Raster, x: number, y: number): void {
  fill(page, x, y, 8, 2);
  fill(page, x, y + 10, 8, 2);
  fill(page, x, y, 2, 12);
  fill(page, x + 6, y, 2, 12);
}

export const maskOf = ({ width, height, grey }: Raster, threshold = 160): Mask => ({
  width,
  height,
  ink: Uint8Array.from(grey, (level) => (level < threshold ? 1 : 0)),
});
