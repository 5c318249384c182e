import { describe, expect, it } from 'vitest';
import { withLightCells } from '../../../../pipeline/extract/scan/dark-cells.ts';
import { onEvenGround } from '../../../../pipeline/extract/scan/grounds.ts';
import type { Raster } from '../../../../pipeline/extract/scan/raster.ts';
import { blank, DPI, digit, fill } from './drawn.ts';

const at = ({ width, grey }: Raster, x: number, y: number): number => grey[y * width + x]!;

describe('areas that are darker than the paper', () => {
  const shaded = (level: number): Raster => {
    const page = blank(600, 400);
    for (const y of [100, 250]) fill(page, 60, y, 480, 30, level);
    for (const x of [80, 200, 400]) digit(page, x, 108);
    return page;
  };

  it('are white up to their edges, and the print on them is as dark as before', () => {
    for (const level of [200, 150, 110]) {
      const page = onEvenGround(shaded(level), DPI);
      const column = Array.from({ length: 60 }, (_, i) => at(page, 300, 90 + i));
      expect(Math.min(...column)).toBeGreaterThan(250);
      expect(at(page, 81, 108)).toBe(0);
    }
  });

  it('are no shadows, in which strokes of any thickness stay', () => {
    const shadow = blank(600, 400);
    for (let x = 0; x < 600; x++) fill(shadow, x, 0, 1, 400, 255 - Math.floor(x / 6));
    fill(shadow, 300, 100, 40, 40, 20);
    const page = onEvenGround(shadow, DPI);
    expect(at(page, 320, 120)).toBeLessThan(60);
    expect(at(page, 500, 300)).toBeGreaterThan(240);
  });
});

/** Light digits of straight strokes. */
function light(page: Raster, x: number, y: number): void {
  for (const [dx, dy, w, h] of [
    [0, 0, 8, 2],
    [0, 10, 8, 2],
    [0, 0, 2, 12],
    [6, 0, 2, 12],
  ] as const) {
    fill(page, x + dx, y + dy, w, h, 250);
  }
}

describe('cells that are printed white on black', () => {
  it('are black on white, and the cells around them stay as they are', () => {
    const page = blank(600, 400);
    fill(page, 60, 100, 300, 30, 20);
    for (const x of [80, 92, 200]) light(page, x, 109);
    digit(page, 80, 150);
    const turned = withLightCells(page, DPI);
    expect(at(turned, 150, 115)).toBeGreaterThan(220);
    expect(at(turned, 81, 110)).toBeLessThan(20);
    expect(at(turned, 84, 115)).toBeGreaterThan(220);
    expect(at(turned, 81, 151)).toBe(0);
  });

  it('are none where nothing is printed on the black, and where it runs to the edge of the picture', () => {
    const page = blank(600, 400);
    fill(page, 60, 100, 80, 80, 0);
    fill(page, 0, 300, 600, 100, 0);
    light(page, 100, 350);
    expect(withLightCells(page, DPI)).toBe(page);
  });

  it('are none in print of thick strokes', () => {
    const page = blank(600, 400);
    for (let x = 60; x < 300; x += 40) {
      fill(page, x, 100, 30, 5);
      fill(page, x, 125, 30, 5);
      fill(page, x, 100, 5, 30);
    }
    expect(withLightCells(page, DPI)).toBe(page);
  });
});
