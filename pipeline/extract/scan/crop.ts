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

/** Twice the size, by linear interpolation: small digits read differently, and a second look costs little. */
export function doubled({ width, height, grey }: LineImage): LineImage {
  const out = new Uint8Array(width * height * 4);
  for (let y = 0; y < height * 2; y++) {
    const fy = Math.min(height - 1, y / 2);
    const y0 = Math.floor(fy);
    const y1 = Math.min(height - 1, y0 + 1);
    for (let x = 0; x < width * 2; x++) {
      const fx = Math.min(width - 1, x / 2);
      const x0 = Math.floor(fx);
      const x1 = Math.min(width - 1, x0 + 1);
      const top = grey[y0 * width + x0]! * (1 - (fx - x0)) + grey[y0 * width + x1]! * (fx - x0);
      const bottom = grey[y1 * width + x0]! * (1 - (fx - x0)) + grey[y1 * width + x1]! * (fx - x0);
      out[y * width * 2 + x] = top * (1 - (fy - y0)) + bottom * (fy - y0);
    }
  }
  return { width: width * 2, height: height * 2, grey: out };
}
