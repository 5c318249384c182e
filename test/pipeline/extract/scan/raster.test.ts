import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withoutBlackAreas } from '../../../../pipeline/extract/scan/black-areas.ts';
import { horizontalBroken, loneRules, verticalBroken } from '../../../../pipeline/extract/scan/broken-rules.ts';
import { componentsOf } from '../../../../pipeline/extract/scan/components.ts';
import { inkOf, inkThreshold, onWhitePaper } from '../../../../pipeline/extract/scan/paper.ts';
import { greyOf, type Mask, type Raster, rotated, turned } from '../../../../pipeline/extract/scan/raster.ts';
import { eraseRules, rulesOf } from '../../../../pipeline/extract/scan/rules.ts';
import { sheetsOf } from '../../../../pipeline/extract/scan/sheets.ts';
import { roughSkewOf } from '../../../../pipeline/extract/scan/skew.ts';
import { textPieces } from '../../../../pipeline/extract/scan/text-lines.ts';

const DPI = 100;

const blank = (width: number, height: number, level = 255): Raster => ({
  width,
  height,
  grey: new Uint8Array(width * height).fill(level),
});

function fill({ width, grey }: Raster, x: number, y: number, w: number, h: number, level = 0): void {
  for (let row = y; row < y + h; row++) grey.fill(level, row * width + x, row * width + x + w);
}

/** A table of equal cells ruled with two-pixel rules. */
function ruled(rows: number, columns: number, cell: { w: number; h: number }, level = 0): Raster {
  const page = blank(columns * cell.w + 100, rows * cell.h + 100);
  for (let r = 0; r <= rows; r++) fill(page, 50, 50 + r * cell.h, columns * cell.w + 2, 2, level);
  for (let c = 0; c <= columns; c++) fill(page, 50 + c * cell.w, 50, 2, rows * cell.h + 2, level);
  return page;
}

const maskOf = (page: Raster, threshold = 160): Mask => inkOf(page, threshold);

describe('rules in a raster', () => {
  it('every rule of a grid is found where it is', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 2, max: 8 }),
        fc.integer({ min: 30, max: 60 }),
        (rows, columns, h) => {
          const rules = rulesOf(maskOf(ruled(rows, columns, { w: 60, h })), DPI);
          const at = (o: string) =>
            rules
              .filter((r) => r.orientation === o)
              .map((r) => Math.round(r.at - 1))
              .toSorted((a, b) => a - b);
          expect(at('horizontal')).toEqual(Array.from({ length: rows + 1 }, (_, r) => 50 + r * h));
          expect(at('vertical')).toEqual(Array.from({ length: columns + 1 }, (_, c) => 50 + c * 60));
        },
      ),
      { numRuns: 30 },
    );
  });

  it('a stroke of a character is no rule', () => {
    const page = ruled(2, 2, { w: 120, h: 60 });
    fill(page, 80, 80, 30, 3);
    fill(page, 200, 60, 3, 25);
    expect(rulesOf(maskOf(page), DPI)).toHaveLength(6);
  });

  it('a rule that climbs a little is one rule', () => {
    const page = blank(700, 100);
    for (let x = 0; x < 600; x++) fill(page, 50 + x, 50 + Math.floor(x / 120), 1, 2);
    expect(rulesOf(maskOf(page), DPI).filter((r) => r.orientation === 'horizontal')).toHaveLength(1);
  });

  it('a rule that goes on behind what a seal left of it is found', () => {
    const page = ruled(2, 2, { w: 200, h: 60 });
    fill(page, 90, 100, 60, 80, 255);
    fill(page, 105, 110, 34, 2);
    const withGap = rulesOf(maskOf(page), DPI).filter(
      (r) => r.orientation === 'horizontal' && Math.abs(r.at - 111) < 2,
    );
    expect(withGap.map(({ from, to }) => [from, to])).toEqual([
      [50, 90],
      [105, 139],
      [150, 452],
    ]);
  });

  it('erased rules leave the print between them', () => {
    const page = ruled(1, 1, { w: 100, h: 60 });
    fill(page, 90, 70, 8, 12);
    const mask = maskOf(page);
    const left = componentsOf(eraseRules(mask, rulesOf(mask, DPI), 1));
    expect(left.map(({ left: x, top: y, right, bottom }) => [x, y, right, bottom])).toEqual([[90, 70, 98, 82]]);
  });
});

describe('black beside the sheet', () => {
  it('rules that run into it are found, and the print beside it stays', () => {
    const page = ruled(3, 3, { w: 60, h: 40 });
    fill(page, 232, 0, page.width - 232, page.height);
    fill(page, 80, 70, 8, 12);
    const mask = withoutBlackAreas(maskOf(page), DPI);
    expect(rulesOf(mask, DPI).filter((r) => r.orientation === 'horizontal')).toHaveLength(4);
    const left = componentsOf(eraseRules(mask, rulesOf(mask, DPI), 1));
    expect(left.some((c) => c.left === 80 && c.top === 70)).toBe(true);
  });

  it('bold print is not taken for it', () => {
    const mask = maskOf(blank(300, 100));
    for (let y = 20; y < 60; y++) mask.ink.fill(1, y * 300 + 20, y * 300 + 26);
    expect(withoutBlackAreas(mask, DPI)).toBe(mask);
  });
});

describe('rules drawn as dashes', () => {
  const found = (page: Raster, orientation: 'horizontal' | 'vertical') =>
    (orientation === 'horizontal' ? horizontalBroken : verticalBroken)(componentsOf(maskOf(page)), DPI).map(
      ({ at, from, to }) => [at, from, to].map(Math.round),
    );

  it('a row of dashes is one rule, from end to end', () => {
    const page = blank(400, 100);
    for (let x = 50; x < 350; x += 6) fill(page, x, 40, 3, 2);
    expect(found(page, 'horizontal')).toEqual([[41, 44, 353]]);
    expect(found(page, 'vertical')).toEqual([]);
  });

  it('a column of dots goes on through the rules that were taken out across it', () => {
    const page = blank(100, 400);
    for (let y = 50; y < 350; y += 4) if (y % 60 > 8) fill(page, 40, y, 2, 2);
    expect(found(page, 'vertical')).toHaveLength(1);
  });

  it('a column of dashes for nothing, or of ones, is no rule', () => {
    const page = blank(200, 600);
    for (let y = 50; y < 550; y += 22) fill(page, 40, y, 5, 1);
    for (let y = 50; y < 550; y += 15) fill(page, 90, y, 2, 9);
    expect([...found(page, 'vertical'), ...found(page, 'horizontal')]).toEqual([]);
  });
});

it('strokes of characters that stand below one another are no rule', () => {
  const page = blank(200, 300);
  for (let y = 50; y < 200; y += 10) {
    fill(page, 60, y, 2, 4);
    fill(page, 63, y - 1, 9, 7);
  }
  expect(verticalBroken(componentsOf(maskOf(page)), DPI)).toEqual([]);
});

describe('rules that meet no other', () => {
  it('an upright stroke higher than any character is a rule, a 1 is not', () => {
    const page = blank(200, 200);
    fill(page, 60, 40, 2, 50);
    fill(page, 100, 40, 2, 16);
    expect(loneRules(componentsOf(maskOf(page)), DPI).map(({ at, from, to }) => [at, from, to])).toEqual([
      [61, 40, 90],
    ]);
  });
});

describe('pieces of text', () => {
  const pieces = (page: Raster) => {
    const mask = maskOf(page);
    const rules = rulesOf(mask, DPI);
    return textPieces(page, componentsOf(eraseRules(mask, rules, 1)), rules, DPI);
  };

  it('numbers of neighbouring cells are never one piece, though the table is open above', () => {
    const page = ruled(2, 4, { w: 40, h: 40 });
    fill(page, 0, 50, page.width, 2, 255);
    for (let c = 0; c < 4; c++) fill(page, 66 + c * 40, 64, 7, 12);
    expect(pieces(page).map((p) => [p.left, p.enclosed])).toEqual([66, 106, 146, 186].map((x) => [x, true]));
  });

  it('strokes one below the other are one character: 三', () => {
    const page = ruled(1, 1, { w: 120, h: 60 });
    for (const y of [70, 77, 84]) fill(page, 70, y, 16, 2);
    for (let i = 0; i < 12; i++) fill(page, 10 + i * 18, 10, 14, 16);
    expect(pieces(page).filter((p) => p.enclosed)).toHaveLength(1);
  });

  it('a speck far from everything is not text', () => {
    const page = ruled(1, 2, { w: 60, h: 60 });
    fill(page, 70, 70, 8, 12);
    fill(page, 140, 80, 1, 1);
    expect(pieces(page)).toHaveLength(1);
  });

  it('numbers of a table without rules are pieces of their own', () => {
    const page = blank(600, 100);
    for (let i = 0; i < 8; i++) fill(page, 20 + i * 16, 40, 14, 16);
    for (let c = 0; c < 4; c++) fill(page, 220 + c * 40, 42, 8, 12);
    expect(pieces(page).map((p) => p.left)).toEqual([20, 220, 260, 300, 340]);
  });

  it('a cell that is open at its side lies between the rules above and below', () => {
    const page = ruled(2, 2, { w: 120, h: 40 });
    fill(page, 290, 40, 2, 100, 255);
    for (const y of [62, 102]) fill(page, 220, y, 8, 12);
    expect(pieces(page).map((p) => p.enclosed)).toEqual([true, true]);
  });

  it('specks close to a character are part of it', () => {
    const page = ruled(1, 1, { w: 120, h: 60 });
    for (let i = 0; i < 12; i++) fill(page, 10 + i * 18, 10, 10, 14);
    fill(page, 84, 70, 4, 14);
    fill(page, 81, 71, 1, 1);
    fill(page, 81, 81, 1, 1);
    expect(pieces(page).filter((p) => p.enclosed)).toMatchObject([{ left: 81, right: 88 }]);
  });

  it('a remnant of a faint rule beside a number is not part of it', () => {
    const page = ruled(1, 1, { w: 120, h: 60 });
    fill(page, 70, 70, 8, 12);
    fill(page, 54, 72, 1, 10);
    expect(pieces(page).map((p) => [p.left, p.right])).toEqual([[70, 78]]);
  });
});

describe('the page made level', () => {
  it('the skew of lines is measured within a tenth of a degree', () => {
    const page = blank(600, 600);
    for (let y = 60; y < 560; y += 24) fill(page, 60, y, 480, 4);
    for (const degrees of [-1.5, -0.4, 0, 0.7, 2]) {
      const turnedPage = rotated(page, (-degrees * Math.PI) / 180);
      const found = (roughSkewOf(maskOf(turnedPage)).exactly().angle * 180) / Math.PI;
      expect(Math.abs(found - degrees)).toBeLessThan(0.1);
    }
  });

  it('four quarter turns bring a page back', () => {
    const page = blank(7, 5);
    fill(page, 1, 1, 3, 1);
    expect(turned(turned(page, 1), 3)).toEqual(page);
    expect(turned(turned(page, 2), 2)).toEqual(page);
  });

  it('ink on dark and uneven paper is still told from the paper', () => {
    const page = blank(320, 320);
    for (let y = 0; y < 320; y++) for (let x = 0; x < 320; x++) page.grey[y * 320 + x] = 250 - (x * 110) / 320;
    fill(page, 20, 100, 30, 4, 20);
    fill(page, 270, 100, 30, 4, 20);
    const white = onWhitePaper(page);
    const found = componentsOf(inkOf(white, inkThreshold(white)));
    expect(found.map((c) => c.left)).toEqual([20, 270]);
  });

  it('a red seal vanishes and black print under it stays', () => {
    const pixel = (r: number, g: number, b: number) =>
      greyOf({ width: 1, height: 1, channels: 3, data: new Uint8Array([r, g, b]) }).grey[0];
    expect(pixel(210, 40, 50)).toBe(255);
    expect(pixel(60, 20, 20)).toBe(60);
    expect(pixel(30, 30, 30)).toBe(30);
  });

  it('one bit a pixel is unpacked with its padding', () => {
    const { grey } = greyOf({ width: 10, height: 1, channels: 'bit', data: new Uint8Array([0b10100000, 0b01000000]) });
    expect([...grey]).toEqual([255, 0, 255, 0, 0, 0, 0, 0, 0, 255]);
  });

  it('a long picture is cut into its sheets in blank bands, and nothing is lost', () => {
    const page = blank(400, 1200);
    for (let y = 20; y < 1180; y += 20) if (Math.abs(y - 570) > 24) fill(page, 40, y, 300, 8);
    const sheets = sheetsOf(page, DPI);
    expect(sheets.length).toBe(2);
    expect(sheets.reduce((sum, s) => sum + s.height, 0)).toBe(1200);
    expect(Math.abs(sheets[0]!.height - 570)).toBeLessThan(30);
  });
});
