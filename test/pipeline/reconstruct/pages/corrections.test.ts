import { describe, expect, it, test } from 'vitest';
import { doubt } from '../../../../pipeline/contracts/doubt.ts';
import { codesOf, type Drawing, gridsOf, pageOf, steps, tableOf, textsOf, together, written } from './drawn-page.ts';

const XS = [70, 190, 270, 350];
const YS = steps(100, 20, 5);
const tableWith = (...rows: readonly (readonly [string, string, string])[]): Drawing =>
  tableOf({ xs: XS, ys: YS.slice(0, rows.length + 1), rows });

const struck = (drawing: Drawing, seen: string): Drawing => ({
  ...drawing,
  glyphs: drawing.glyphs.map((glyph) => ({ ...glyph, doubts: [doubt('covered', { seen })] })),
});

describe('a struck number', () => {
  it('stands back for the number beside it, which is in doubt', () => {
    const cell = together(struck(written(195, 105, '60'), '60'), written(230, 105, '53'));
    const [grid] = gridsOf(pageOf(1, tableWith(['规章', '', '12'], ['行政许可', '5', '0']), cell));
    expect(textsOf(grid!)[0]).toEqual(['规章', '53', '12']);
    expect(codesOf(grid!.cells[1]!)).toEqual(['covered']);
    expect(codesOf(grid!.cells[2]!)).toEqual([]);
  });

  it('is what the cell says, in doubt, where nothing stands beside it', () => {
    const cell = struck(written(195, 105, '60'), '60');
    const [grid] = gridsOf(pageOf(1, tableWith(['规章', '', '12'], ['行政许可', '5', '0']), cell));
    expect(grid!.cells[1]).toMatchObject({ text: '60' });
    expect(codesOf(grid!.cells[1]!)).toEqual(['covered']);
  });
});

test('lines of a label that dirt lies beside are words of it all the same', () => {
  const touched = (drawing: Drawing): Drawing => ({
    ...drawing,
    glyphs: drawing.glyphs.map((glyph) => ({ ...glyph, doubts: [doubt('touched')] })),
  });
  const label = together(touched(written(75, 101, '行政许可（含')), written(75, 111, '变更）'));
  const [grid] = gridsOf(pageOf(1, tableWith(['', '5', '12'], ['规章', '5', '0']), label));
  expect(grid!.cells[0]).toMatchObject({ text: '行政许可（含变更）', doubts: [{ code: 'touched' }] });
});

test('ink without text leaves its doubt to the blank cell that it stands in', () => {
  const ink: Drawing = {
    glyphs: [
      {
        text: '',
        bbox: [200, 105, 220, 115],
        fontSizePt: 10,
        run: 900,
        vertical: false,
        doubts: [doubt('ink-without-text')],
      },
    ],
    rulings: [],
  };
  const [grid] = gridsOf(pageOf(1, tableWith(['规章', '', '12'], ['行政许可', '5', '0']), ink));
  expect(grid!.cells[1]).toMatchObject({ text: '', doubts: [{ code: 'ink-without-text' }] });
});

test('a page in doubt puts every cell of its tables in doubt, blank ones as well', () => {
  const page = {
    ...pageOf(1, tableWith(['规章', '', '12'], ['行政许可', '5', '0'])),
    doubts: [doubt('characters-lost')],
  };
  const [grid] = gridsOf(page);
  expect(grid!.cells.every((cell) => codesOf(cell).includes('characters-lost'))).toBe(true);
});

describe('small digits behind a number', () => {
  const table = tableWith(['规章', '', '12'], ['行政许可', '5', '0']);

  it('are marks where they are raised, also with brackets and over the rule of the cell', () => {
    const [grid] = gridsOf(pageOf(1, table, written(195, 105, '760'), written(210.2, 104, '1', 6)));
    expect(grid!.cells[1]!.text).toBe('760¹');
    const atEdge = together(written(253, 105, '760'), written(268.2, 104, '[3]', 6));
    const [other] = gridsOf(pageOf(1, table, atEdge));
    expect(textsOf(other!)[0]).toEqual(['规章', '760³', '12']);
    const ofBrowser = written(210.2, 102.5, '1', 8.33);
    expect(gridsOf(pageOf(1, table, written(195, 105, '760'), ofBrowser))[0]!.cells[1]!.text).toBe('760¹');
  });

  it('are in doubt where they stand on its line', () => {
    const [grid] = gridsOf(pageOf(1, table, written(195, 105, '760'), written(210.2, 109.5, '1', 6)));
    expect(grid!.cells[1]!.text).toBe('7601');
    expect(codesOf(grid!.cells[1]!)).toEqual(['mark-or-digit']);
  });
});

describe('digits set apart over the width of their cells', () => {
  /** Digits from the left side of a cell to its right one. */
  const spread = (column: number, row: number, digits: string): Drawing => {
    const [left, right] = [XS[column]! + 8, XS[column + 1]! - 8 - 5];
    const step = (right - left) / Math.max(1, digits.length - 1);
    return together(...Array.from(digits, (digit, i) => written(left + i * step, YS[row]! + 5, digit)));
  };

  it('are numbers where most numbers of the table stand so', () => {
    const labels = tableWith(['规章', '', ''], ['行政规范性文件', '', ''], ['行政许可', '', '']);
    const numbers = ['915', '23', '1065', '31', '49', '7'].map((n, i) =>
      n.length > 1 ? spread(1 + (i % 2), Math.floor(i / 2), n) : written(308, YS[Math.floor(i / 2)]! + 5, n),
    );
    const [grid] = gridsOf(pageOf(1, together(labels, ...numbers)));
    expect(textsOf(grid!).map((row) => row.slice(1))).toEqual([
      ['915', '23'],
      ['1065', '31'],
      ['49', '7'],
    ]);
    expect(grid!.cells.flatMap(codesOf)).toEqual([]);
  });

  it('are not joined where two numbers stand in one cell only', () => {
    const table = tableWith(['规章', '', '12'], ['行政规范性文件', '34', '56'], ['行政许可', '5', '0']);
    const [grid] = gridsOf(pageOf(1, together(table, spread(1, 0, '92'))));
    expect(textsOf(grid!).flat().join(' ')).not.toContain('92');
  });
});
