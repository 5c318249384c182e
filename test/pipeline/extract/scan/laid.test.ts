import { describe, expect, it } from 'vitest';
import type { Page } from '../../../../pipeline/contracts/page.ts';
import { backThrough, beforeRotating, beforeTurning, laidBy } from '../../../../pipeline/extract/scan/laid.ts';
import { type Raster, rotated, turned } from '../../../../pipeline/extract/scan/raster.ts';
import { pictureAlone, turnedPoint, turnsOf } from '../../../../pipeline/extract/scan/sheet-frame.ts';
import { onSheets } from '../../../../pipeline/reconstruct/pages/on-sheet.ts';

/** A white picture with one black patch of 9 by 9 around a point. */
function dotted(width: number, height: number, x: number, y: number): Raster {
  const grey = new Uint8Array(width * height).fill(255);
  for (let dy = -4; dy <= 4; dy++) for (let dx = -4; dx <= 4; dx++) grey[(y + dy) * width + x + dx] = 0;
  return { width, height, grey };
}

/** The middle of the ink. */
function inkOf({ width, grey }: Raster): readonly [number, number] {
  let [sum, x, y] = [0, 0, 0];
  for (const [i, value] of grey.entries()) {
    sum += 255 - value;
    x += (255 - value) * ((i % width) + 0.5);
    y += (255 - value) * (Math.floor(i / width) + 0.5);
  }
  return [x / sum, y / sum];
}

describe('the way back from a page that was made level', () => {
  it.each([0.005, -0.03, 0.08])('leads to where the ink was before it was turned by %d radians', (angle) => {
    const page = dotted(400, 600, 90, 480);
    const level = rotated(page, angle);
    const [x, y] = beforeRotating(page, level, angle)(...inkOf(level));
    expect(Math.hypot(x - 90.5, y - 480.5)).toBeLessThan(1.2);
  });

  it.each([1, 2, 3] as const)('leads to where it was before %i quarter turns', (quarters) => {
    const page = dotted(400, 600, 90, 480);
    const [x, y] = beforeTurning(page, quarters)(...inkOf(turned(page, quarters)));
    expect([Math.round(x * 2) / 2, Math.round(y * 2) / 2]).toEqual([90.5, 480.5]);
  });

  it('undoes what was done last first', () => {
    const page = dotted(400, 600, 90, 480);
    const side = turned(page, 1);
    const level = rotated(side, 0.03);
    const back = backThrough(beforeTurning(page, 1), beforeRotating(side, level, 0.03));
    const [x, y] = back(...inkOf(level));
    expect(Math.hypot(x - 90.5, y - 480.5)).toBeLessThan(1.2);
  });
});

describe('a sheet that lies on its side', () => {
  const frame = pictureAlone({ width: 600, height: 400 }, 72, true);

  it.each([0, 1, 2, 3] as const)('is told with the turns that bring it upright: %i', (quarters) => {
    const way = beforeTurning({ width: 600, height: 400 }, quarters);
    expect(turnsOf(frame, way)).toBe(quarters);
    // a point of the upright page, back on the page as it lies, and upright again
    const [x, y] = turnedPoint(...way(120, 30), frame, quarters);
    expect([Math.round(x), Math.round(y)]).toEqual([120, 30]);
  });
});

describe('boxes of a level page', () => {
  it('are told where they stand on the sheet as it was scanned', () => {
    const shift = laidBy([0, 0, 595, 842], (x, y) => [x + 10, y + x / 100]);
    const page: Page = {
      number: 1,
      widthPt: 595,
      heightPt: 842,
      textLayer: 'recognised',
      glyphs: [],
      rulings: [],
      images: [],
      laid: [shift],
    };
    const origin = { page: 1, bbox: [100, 200, 300, 220] as const };
    const [block] = onSheets([{ kind: 'paragraph', text: '一', alignment: null, headingLevel: null, origin }], [page]);
    const box = block?.kind === 'paragraph' && 'page' in block.origin ? block.origin.bbox : [];
    expect(box.map((value) => Math.round(value * 10) / 10)).toEqual([110, 201, 310, 223]);
  });

  it('of a page that was not made level stay as they are', () => {
    const origin = { page: 1, bbox: [100, 200, 300, 220] as const };
    const blocks = [{ kind: 'paragraph', text: '一', alignment: null, headingLevel: null, origin }] as const;
    expect(onSheets(blocks, [])).toBe(blocks);
  });
});
