import { describe, expect, it } from 'vitest';
import { analyse } from '../../../../pipeline/extract/scan/analyse.ts';
import type { Raster } from '../../../../pipeline/extract/scan/raster.ts';
import { stampFrames } from '../../../../pipeline/extract/scan/stamp-frames.ts';
import { blank, DPI, digit, fill, ruled } from './drawn.ts';

const CELL = { w: 80, h: 40 };

/** A table with a number of two digits in each cell. */
function filledTable(rows = 8, columns = 4): Raster {
  const page = ruled(rows, columns, CELL);
  for (let r = 0; r < rows; r++) {
    for (let c = 0; c < columns; c++)
      for (const d of [0, 12]) digit(page, 50 + c * CELL.w + 30 + d, 50 + r * CELL.h + 14);
  }
  return page;
}

const analysed = (page: Raster) => analyse(page, 160, DPI);
const uprights = (page: Raster) => analysed(page).rules.filter((rule) => rule.orientation === 'vertical');
const columnOf = ({ left, right }: { left: number; right: number }): number =>
  Math.floor(((left + right) / 2 - 50) / CELL.w);

describe('what lies over a table', () => {
  it('a line down the page that ends at no rule is none, and the print that it runs through is in doubt', () => {
    for (const level of [0, 110]) {
      const page = filledTable();
      fill(page, 50 + CELL.w + 37, 0, 2, page.height, level);
      expect(uprights(page).length).toBe(uprights(filledTable()).length);
      const { pieces } = analysed(page);
      expect(pieces.length).toBe(32);
      for (const piece of pieces) expect(piece.isTouched === true).toBe(columnOf(piece) === 1);
    }
  });

  it('a line between two columns of a page without rules across leaves the print as it is', () => {
    const page = filledTable();
    fill(page, 20, 0, 2, page.height);
    expect(uprights(page).length).toBe(5);
    expect(analysed(page).pieces.some((piece) => piece.isTouched)).toBe(false);
  });

  it('rules of a table that goes on over the page break end together and stay rules', () => {
    const page = filledTable();
    fill(page, 50, 50 + 8 * CELL.h, 4 * CELL.w + 2, 2, 255);
    expect(uprights(page).length).toBe(5);
  });

  it('a line down the page that lies right on a rule leaves the columns on both sides apart', () => {
    const page = filledTable();
    fill(page, 50 + 2 * CELL.w, 0, 2, page.height);
    const { rules, pieces } = analysed(page);
    const hidden = rules.filter((r) => r.orientation === 'vertical' && Math.abs(r.at - 211) < 3);
    expect(hidden.map(({ from, to }) => Math.round(to - from))).toEqual(Array.from({ length: 8 }, () => CELL.h));
    expect(pieces).toHaveLength(32);
    expect(pieces.some((piece) => piece.isTouched)).toBe(false);
  });

  it('the frame of a stamp is no part of the table, and only what stands in it is in doubt', () => {
    const page = filledTable();
    const [left, top, right, bottom] = [100, 150, 250, 230];
    for (const y of [top, bottom, 190]) fill(page, left, y, right - left, 2);
    for (const x of [left, right]) fill(page, x, top, 2, bottom - top + 2);
    const { rules, pieces } = analysed(page);
    expect(rules.length).toBe(analysed(filledTable()).rules.length);
    for (const p of pieces) {
      const isUnder = p.right > left && p.left < right && p.bottom > top && p.top < bottom;
      expect(p.isTouched === true).toBe(isUnder);
    }
  });

  it('a table is no stamp, nor is a cell of it', () => {
    const framed = filledTable(2, 2);
    expect(analysed(framed).rules).toHaveLength(6);
    expect(analysed(framed).pieces.some((piece) => piece.isTouched)).toBe(false);
    const rule = (orientation: 'horizontal' | 'vertical', at: number, from: number, to: number) => ({
      orientation,
      at,
      from,
      to,
      thickness: 1,
      runs: [],
    });
    const grouped = [
      ...[100, 112, 150, 170].map((y) => rule('horizontal', y, 40, 300)),
      rule('horizontal', 128, 140, 300),
      ...[40, 140, 300].map((x) => rule('vertical', x, 100, 170)),
      ...[90, 180, 220, 260].map((x) => rule('vertical', x, 128, 170)),
    ];
    expect(stampFrames(grouped, DPI)).toEqual([]);
  });

  it('only cells under a ring across several of them are in doubt', () => {
    const page = filledTable();
    for (let a = 0; a < 3600; a++) {
      const [x, y] = [210 + 70 * Math.cos(a / 573), 210 + 70 * Math.sin(a / 573)];
      fill(page, Math.round(x), Math.round(y), 3, 3);
    }
    const { pieces } = analysed(page);
    const far = pieces.filter((p) => Math.hypot((p.left + p.right) / 2 - 210, (p.top + p.bottom) / 2 - 210) > 110);
    const under = pieces.filter((p) => Math.hypot((p.left + p.right) / 2 - 210, (p.top + p.bottom) / 2 - 210) < 80);
    expect(far.length).toBeGreaterThan(10);
    expect(far.some((piece) => piece.isTouched)).toBe(false);
    expect(under.length).toBeGreaterThan(3);
    expect(under.every((piece) => piece.isTouched)).toBe(true);
  });
});

it('a table that is lower than an inch keeps its rules under what was written across it', () => {
  const page = ruled(2, 6, { w: 60, h: 40 });
  for (let x = 60; x < 400; x += 0.1) fill(page, Math.round(x), Math.round(90 + 60 * Math.sin(x / 20)), 3, 3);
  const uprights = analysed(page).rules.filter((rule) => rule.orientation === 'vertical');
  expect(uprights.map((rule) => Math.round((rule.at - 51) / 60))).toEqual([0, 1, 2, 3, 4, 5, 6]);
});

describe('lines of print in cells', () => {
  it('a digit whose bar broke off is one line with its bar', () => {
    const page = filledTable();
    // the thin stroke that holds the bar of the digit above is lost
    for (const d of [0, 12]) fill(page, 50 + CELL.w + 30 + d, 50 + CELL.h + 14 + 3, 8, 2, 255);
    expect(analysed(page).pieces.length).toBe(32);
  });

  it('two lines of print in one cell are two', () => {
    const page = ruled(6, 3, { w: 80, h: 60 });
    for (let r = 0; r < 6; r++)
      for (let c = 0; c < 3; c++) for (const line of [0, 20]) digit(page, 80 + c * 80, 65 + r * 60 + line);
    expect(analysed(page).pieces.length).toBe(36);
  });

  it('a blank page has nothing on it', () => {
    expect(analysed(blank(300, 400))).toMatchObject({ rules: [], pieces: [] });
  });
});

describe('ends of rules and of the sheet', () => {
  it('print that touches the end of a rule is print', () => {
    const page = ruled(2, 1, { w: 200, h: 60 });
    // an upright rule in the lower row only, and a stroke of a character that stands on its upper end
    fill(page, 150, 110, 2, 62);
    fill(page, 150, 96, 2, 14);
    fill(page, 144, 96, 14, 2);
    const { rules, pieces } = analysed(page);
    const inner = rules.find((rule) => rule.orientation === 'vertical' && Math.abs(rule.at - 151) < 3);
    expect(inner!.from).toBeGreaterThan(106);
    expect(pieces.length).toBe(1);
  });

  it('the edge of the sheet seen along a side of the picture is no text', () => {
    const page = blank(300, 400);
    fill(page, 299, 40, 1, 12);
    fill(page, 299, 70, 1, 12);
    digit(page, 100, 100);
    expect(analysed(page).pieces.length).toBe(1);
  });
});
