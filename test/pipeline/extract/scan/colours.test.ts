import { describe, expect, it } from 'vitest';
import { printOf } from '../../../../pipeline/extract/scan/colours.ts';
import type { Samples } from '../../../../pipeline/extract/scan/raster.ts';

const DPI = 100;
type Colour = readonly [number, number, number];
const WHITE: Colour = [255, 255, 255];
const BLACK: Colour = [20, 20, 20];
const RED: Colour = [210, 40, 50];

interface Drawn extends Samples {
  readonly channels: 3;
  readonly data: Uint8Array;
}
const sheet = (colour: Colour): Drawn => ({
  width: 300,
  height: 300,
  channels: 3,
  data: Uint8Array.from({ length: 300 * 300 * 3 }, (_, i) => colour[i % 3]!),
});
function paint(page: Drawn, x: number, y: number, w: number, h: number, colour: Colour): Drawn {
  for (let row = y; row < y + h; row++) {
    for (let column = x; column < x + w; column++) page.data.set(colour, (row * page.width + column) * 3);
  }
  return page;
}
const at = (page: Samples, x: number, y: number): number => printOf(page, DPI).grey[y * page.width + x]!;

describe('colours of a scanned page', () => {
  it('markers of any colour are paper, and the print on them stays', () => {
    for (const colour of [
      [255, 240, 60],
      [90, 240, 110],
      [250, 120, 200],
      [80, 190, 250],
    ] as const) {
      const page = paint(paint(sheet(WHITE), 50, 50, 120, 30, colour), 80, 60, 3, 12, BLACK);
      expect(at(page, 60, 55)).toBeGreaterThan(235);
      expect(at(page, 51, 51)).toBeGreaterThan(235);
      expect(at(page, 81, 65)).toBeLessThan(40);
    }
  });

  it('print in strong colours is print', () => {
    for (const colour of [[0, 0, 230], [20, 110, 30], RED] as const) {
      expect(at(paint(sheet(WHITE), 80, 60, 2, 12, colour), 81, 65)).toBeLessThan(130);
    }
  });

  it('a red ring as large as a seal vanishes with all that is red in it', () => {
    const page = sheet(WHITE);
    paint(page, 50, 50, 90, 4, RED);
    paint(page, 50, 136, 90, 4, RED);
    paint(page, 50, 50, 4, 90, RED);
    paint(page, 136, 50, 4, 90, RED);
    paint(page, 90, 90, 8, 8, RED);
    expect(at(page, 51, 51)).toBe(255);
    expect(at(page, 93, 93)).toBe(255);
  });

  it('a blue frame as large as a stamp vanishes, the black print under it and a blue table stay', () => {
    const BLUE = [40, 50, 190] as const;
    const framed = (page: Drawn, left: number, size: number): Drawn => {
      for (const y of [50, 50 + size]) paint(page, left, y, size, 3, BLUE);
      for (const x of [left, left + size]) paint(page, x, 50, 3, size, BLUE);
      return page;
    };
    const stamp = paint(framed(sheet(WHITE), 50, 120), 52, 80, 2, 12, [6, 8, 15]);
    expect(at(stamp, 100, 51)).toBe(255);
    expect(at(stamp, 52, 85)).toBeLessThan(40);
    const table: Drawn = { width: 900, height: 900, channels: 3, data: new Uint8Array(900 * 900 * 3).fill(255) };
    expect(at(framed(table, 50, 600), 300, 51)).toBeLessThan(130);
  });

  it('a block of red is a coloured ground and no seal: the print on it stays', () => {
    const page = paint(paint(sheet(WHITE), 50, 50, 150, 100, [235, 70, 80]), 100, 90, 3, 12, [70, 20, 24]);
    expect(at(page, 60, 60)).toBeGreaterThan(200);
    expect(at(page, 101, 95)).toBeLessThan(100);
  });

  it('a page that is white on black is turned round', () => {
    const page = paint(sheet([10, 10, 10]), 80, 60, 3, 12, WHITE);
    expect(at(page, 10, 10)).toBeGreaterThan(235);
    expect(at(page, 81, 65)).toBe(0);
  });
});
