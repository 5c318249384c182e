import { describe, expect, it } from 'vitest';
import { facingPages } from '../../../../pipeline/extract/scan/facing-pages.ts';
import { stacked } from '../../../../pipeline/extract/scan/placing.ts';
import type { TextPiece } from '../../../../pipeline/extract/scan/text-lines.ts';
import type { Upright } from '../../../../pipeline/extract/scan/upright.ts';
import { blank, DPI, fill } from './drawn.ts';

const WIDTH = 1654;
const HEIGHT = 1169;

/** A line of print on the sheet. */
const line = (left: number, top: number, width: number, enclosed = false): TextPiece => ({
  left,
  right: left + width,
  top,
  bottom: top + 14,
  area: width * 7,
  enclosed,
  place: 0,
  usual: 14,
});

const sheetWith = (pieces: readonly TextPiece[], rules: Upright['rules'] = []): Upright => {
  const level = blank(WIDTH, HEIGHT);
  for (const piece of pieces) fill(level, piece.left, piece.top, piece.right - piece.left, 14);
  return { level, page: level, pieces, rules, legibility: 1, readings: new Map(), back: (x, y) => [x, y] };
};

const proseFrom = (left: number): readonly TextPiece[] => [100, 200, 300].map((top) => line(left, top, 600));

describe('a sheet that is wider than high', () => {
  it('is two pages where two of them lie side by side, the left one first', () => {
    const sheet = sheetWith([...proseFrom(100), ...proseFrom(930)]);
    const [left, right] = facingPages(sheet, DPI)!;
    expect(left.width + right.width).toBe(WIDTH);
    expect(left.width).toBe(815);
    expect([left.grey[100 * left.width + 100], right.grey[100 * right.width + 115]]).toEqual([0, 0]);
  });

  it('is one page where print or a rule runs across its middle', () => {
    const title = line(600, 40, 450);
    const rule = { orientation: 'horizontal', at: 400, from: 100, to: 1500, thickness: 2, runs: [] } as const;
    expect(facingPages(sheetWith([title, ...proseFrom(100), ...proseFrom(930)]), DPI)).toBeNull();
    expect(facingPages(sheetWith([...proseFrom(100), ...proseFrom(930)], [rule]), DPI)).toBeNull();
  });

  it('is one page where the columns of a table stand on both sides of the middle', () => {
    const numbers = [100, 140, 180, 220].flatMap((top) => [line(930, top, 40), line(1130, top, 40)]);
    expect(facingPages(sheetWith([...proseFrom(100), ...numbers]), DPI)).toBeNull();
  });
});

it('a sheet that is higher than wide is one page', () => {
  const page = blank(HEIGHT, WIDTH);
  const pieces = [line(100, 100, 300), line(700, 100, 300)];
  expect(
    facingPages(
      { level: page, page, pieces, rules: [], legibility: 1, readings: new Map(), back: (x, y) => [x, y] },
      DPI,
    ),
  ).toBeNull();
});

it('sheets of one picture stand below one another in their order', () => {
  const glyph = { text: '1', bbox: [10, 20, 15, 30], fontSizePt: 10, run: 0, vertical: false } as const;
  const sheet = {
    widthPt: 595,
    heightPt: 842,
    textLayer: 'recognised',
    glyphs: [glyph],
    rulings: [],
    images: [],
  } as const;
  const page = stacked(
    [
      { ...sheet, number: 3 },
      { ...sheet, number: 3, heightPt: 800 },
    ],
    3,
  );
  expect(page).toMatchObject({ number: 3, heightPt: 1642, sheets: [0, 842] });
  expect(page.glyphs.map(({ bbox, run }) => [bbox[1], run])).toEqual([
    [20, 0],
    [862, 1],
  ]);
});
