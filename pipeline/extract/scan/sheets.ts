import { SCAN_ORIENTATION } from '../../../config/limits/scan.ts';
import type { Raster } from './raster.ts';

/** Ink of each row, roughly: pixels much darker than the lightest quarter of the row. */
function inkOfRows({ width, height, grey }: Raster): Float32Array {
  const ink = new Float32Array(height);
  for (let y = 0; y < height; y++) {
    let light = 0;
    for (let x = 0; x < width; x += 4) light = Math.max(light, grey[y * width + x]!);
    for (let x = 0; x < width; x += 2) if (grey[y * width + x]! < light * 0.6) ink[y]!++;
  }
  return ink;
}

const part = ({ width, grey }: Raster, from: number, to: number): Raster => ({
  width,
  height: to - from,
  grey: grey.subarray(from * width, to * width),
});

/** Middle of the emptiest band around `around`; null where every band has ink. */
function cutNear(ink: Float32Array, around: number, reach: number, band: number): number | null {
  let best: { at: number; far: number } | null = null;
  let empty = 0;
  for (let y = Math.max(0, around - reach); y < Math.min(ink.length, around + reach); y++) {
    empty = ink[y]! <= 2 ? empty + 1 : 0;
    if (empty < band) continue;
    const at = y - Math.floor(empty / 2);
    const far = Math.abs(at - around);
    if (best === null || far < best.far) best = { at, far };
  }
  return best?.at ?? null;
}

/** Takes a picture that is far too high for one sheet apart, in blank bands near the ends of sheets. */
export function sheetsOf(picture: Raster, dpi: number): readonly Raster[] {
  const { width, height } = picture;
  if (height < width * SCAN_ORIENTATION.tallest) return [picture];
  const ink = inkOfRows(picture);
  const sheet = width * SCAN_ORIENTATION.sheet;
  const sheets: Raster[] = [];
  let from = 0;
  while (height - from > sheet * (1 + SCAN_ORIENTATION.search)) {
    const cut = cutNear(
      ink,
      Math.round(from + sheet),
      Math.round(sheet * SCAN_ORIENTATION.search),
      SCAN_ORIENTATION.bandInches * dpi,
    );
    if (cut === null || cut <= from) break;
    sheets.push(part(picture, from, cut));
    from = cut;
  }
  return [...sheets, part(picture, from, height)];
}
