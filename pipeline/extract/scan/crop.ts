import type { LineImage } from '../../contracts/ocr.ts';
import type { Raster } from './raster.ts';

/** Bounds in pixels, right and bottom exclusive. */
export interface PixelBox {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  /** Usual height of the characters around: low ink is not blown up beyond it. */
  readonly usual: number;
  /** Something that is no print lies over it: a seal, a line of dirt. */
  readonly isTouched?: true;
}

/** Part of the usual height that a line is at least given: a row of dots stays a row of dots. */
const LOWEST = 0.6;

/**
 * Cuts a piece of text out of a page with a margin of white paper around its ink, in parts of its height.
 * The margin is the largest single factor of what a recogniser makes of a digit. @source techniques.md, measurements
 */
export function cropLine(page: Raster, box: PixelBox, marginX = 0.3, marginY = 0.15): LineImage {
  const height = box.bottom - box.top;
  const width = box.right - box.left;
  const tall = Math.max(height, Math.round(box.usual * LOWEST));
  const mx = Math.max(2, Math.round(tall * marginX));
  const my = Math.max(2, Math.round(tall * marginY + (tall - height) / 2));
  const out = { width: width + 2 * mx, height: height + 2 * my };
  const grey = new Uint8Array(out.width * out.height).fill(255);
  for (let y = 0; y < height; y++) {
    const from = (box.top + y) * page.width + box.left;
    grey.set(page.grey.subarray(from, from + width), (y + my) * out.width + mx);
  }
  return { ...out, grey };
}
