import { describe, expect, it } from 'vitest';
import type { Raster } from '../../../../pipeline/extract/scan/raster.ts';
import { rotated, turned } from '../../../../pipeline/extract/scan/raster.ts';
import { sagOf, straightened, uprighted } from '../../../../pipeline/extract/scan/sag.ts';
import { roughSkewOf } from '../../../../pipeline/extract/scan/skew.ts';
import { blank, fill, maskOf } from './drawn.ts';

/** Rules across a page, each bent by `bend` pixels at a place of the page. */
function lined(bend: (x: number, y: number) => number): Raster {
  const page = blank(800, 1000);
  for (let y = 100; y < 900; y += 37) {
    for (let x = 60; x < 740; x++) fill(page, x, Math.round(y + bend(x, y)), 1, 2);
  }
  return page;
}

/** Rows that each rule still covers, at most. */
function spread(page: Raster): number {
  let most = 0;
  let run = 0;
  for (let y = 0; y < page.height; y++) {
    let ink = 0;
    for (let x = 90; x < 710; x++) if (page.grey[y * page.width + x]! < 200) ink++;
    run = ink > 10 ? run + 1 : 0;
    most = Math.max(most, run);
  }
  return most;
}

describe('pages that do not lie flat', () => {
  it('the curl of a bound page is drawn straight', () => {
    const page = lined((x) => 20 * Math.exp(-x / 160));
    const sag = sagOf(maskOf(page));
    expect(spread(page)).toBeGreaterThan(9);
    expect(spread(straightened(page, sag!, 1))).toBeLessThanOrEqual(5);
  });

  it('lines that run together, as on a sheet seen from the side, are drawn straight', () => {
    const page = lined((x, y) => ((x - 400) / 400) * ((y - 500) / 500) * 14);
    expect(spread(page)).toBeGreaterThan(15);
    expect(spread(straightened(page, sagOf(maskOf(page))!, 1))).toBeLessThan(8);
  });

  it('a flat page is left as it is', () => {
    expect(sagOf(maskOf(lined(() => 0)))).toBeNull();
    expect(sagOf(maskOf(blank(800, 1000)))).toBeNull();
  });

  it('a sheet laid down eight degrees askew is measured, and nothing of it is cut off when it is turned back', () => {
    const page = lined(() => 0);
    for (const degrees of [-8, -4.5, 5, 8]) {
      const askew = rotated(page, (-degrees * Math.PI) / 180);
      const { angle } = roughSkewOf(maskOf(askew)).exactly();
      expect(Math.abs((angle * 180) / Math.PI - degrees)).toBeLessThan(0.1);
      const back = rotated(askew, angle);
      const dark = (raster: Raster): number => raster.grey.filter((level) => level < 128).length;
      expect(dark(back) / dark(page)).toBeGreaterThan(0.9);
    }
  });

  it('what leans is drawn upright as if the page were straightened on its side', () => {
    const page = lined((x, y) => ((x * y) % 13) / 4);
    const onSide = turned(page, 1);
    const shifts = Float32Array.from({ length: 120 }, (_, i) => ((i * 7) % 11) / 2 - 2.5);
    const lean = { strips: 24, bands: 5, stripWidth: onSide.width / 48, bandHeight: onSide.height / 10, shifts };
    expect(uprighted(page, lean, 2)).toEqual(turned(straightened(onSide, lean, 2), 3));
  });
});
