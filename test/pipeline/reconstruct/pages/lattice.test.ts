import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Ruling } from '../../../../pipeline/contracts/page.ts';
import { latticeOf } from '../../../../pipeline/reconstruct/pages/lattice.ts';
import { joinRulings } from '../../../../pipeline/reconstruct/pages/rules.ts';

interface Area {
  readonly row: number;
  readonly column: number;
  readonly rowSpan: number;
  readonly columnSpan: number;
}

/** Merges areas that do not overlap into a grid of single cells. */
function withMerges(rows: number, columns: number, wishes: readonly Area[]): readonly Area[] {
  const taken = new Set<string>();
  const areas: Area[] = [];
  const claim = (area: Area): void => {
    const places: string[] = [];
    for (let r = area.row; r < area.row + area.rowSpan; r++) {
      for (let c = area.column; c < area.column + area.columnSpan; c++) places.push(`${r},${c}`);
    }
    const inside = area.row + area.rowSpan <= rows && area.column + area.columnSpan <= columns;
    if (!inside || places.some((p) => taken.has(p))) return;
    for (const p of places) taken.add(p);
    areas.push(area);
  };
  for (const wish of wishes) claim(wish);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) claim({ row, column, rowSpan: 1, columnSpan: 1 });
  }
  return areas;
}

/** Areas numbered by the lines that are in use: a line between merged cells only is no line. */
function onUsedLines(areas: readonly Area[]): readonly Area[] {
  const used = (ends: (a: Area) => readonly number[]) => [...new Set(areas.flatMap(ends))].toSorted((a, b) => a - b);
  const ys = used((a) => [a.row, a.row + a.rowSpan]);
  const xs = used((a) => [a.column, a.column + a.columnSpan]);
  return areas.map((a) => ({
    row: ys.indexOf(a.row),
    column: xs.indexOf(a.column),
    rowSpan: ys.indexOf(a.row + a.rowSpan) - ys.indexOf(a.row),
    columnSpan: xs.indexOf(a.column + a.columnSpan) - xs.indexOf(a.column),
  }));
}

const areaArbitrary = fc.record({
  row: fc.nat(11),
  column: fc.nat(11),
  rowSpan: fc.integer({ min: 1, max: 6 }),
  columnSpan: fc.integer({ min: 1, max: 6 }),
});

const inOrder = (areas: readonly Area[]): readonly Area[] =>
  areas.toSorted((a, b) => a.row - b.row || a.column - b.column);

test('any grid with any merged cells is recovered from the sides of its cells', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 2, max: 12 }),
      fc.array(areaArbitrary, { maxLength: 12 }),
      fc.array(fc.double({ min: -0.6, max: 0.6, noNaN: true }), { minLength: 8, maxLength: 8 }),
      fc.infiniteStream(fc.integer({ min: 9, max: 60 })),
      (rows, columns, wishes, jitter, sizes) => {
        const areas = withMerges(rows, columns, wishes);
        const lines = (count: number, from: number) => {
          const at = [from];
          for (let i = 0; i < count; i++) at.push(at[i]! + sizes.next().value);
          return at;
        };
        const [xs, ys] = [lines(columns, 50), lines(rows, 80)];
        let n = 0;
        const near = (v: number) => v + jitter[n++ % jitter.length]!;
        const rulings = areas.flatMap((a): Ruling[] => {
          const [left, right] = [xs[a.column]!, xs[a.column + a.columnSpan]!];
          const [top, bottom] = [ys[a.row]!, ys[a.row + a.rowSpan]!];
          const side = (orientation: Ruling['orientation'], at: number, from: number, to: number): Ruling => ({
            orientation,
            at: near(at),
            from: near(from),
            to: near(to),
            thicknessPt: 0.5,
          });
          return [
            side('horizontal', top, left, right),
            side('horizontal', bottom, left, right),
            side('vertical', left, top, bottom),
            side('vertical', right, top, bottom),
          ];
        });
        const lattice = latticeOf(joinRulings(rulings));
        const found = lattice!.cells.map(({ row, column, rowSpan, columnSpan }) => ({
          row,
          column,
          rowSpan,
          columnSpan,
        }));
        expect(inOrder(found)).toEqual(inOrder(onUsedLines(areas)));
        expect(lattice!.cells.every((cell) => cell.doubts === undefined)).toBe(true);
      },
    ),
    { numRuns: 300 },
  );
});

const horizontal = (at: number, from: number, to: number): Ruling => ({
  orientation: 'horizontal',
  at,
  from,
  to,
  thicknessPt: 0.5,
});
const vertical = (at: number, from: number, to: number): Ruling => ({
  orientation: 'vertical',
  at,
  from,
  to,
  thicknessPt: 0.5,
});

test('double borders are one rule and rules drawn in pieces are whole', () => {
  const rules = joinRulings([horizontal(100, 0, 50), horizontal(101.5, 52, 100), horizontal(130, 0, 100)]);
  expect(rules.horizontal).toEqual([
    { at: 100.75, segments: [{ from: 0, to: 100, inferred: false }] },
    { at: 130, segments: [{ from: 0, to: 100, inferred: false }] },
  ]);
});

test('dots and dashes shorter than a rule are none', () => {
  expect(joinRulings([horizontal(100, 0, 2), horizontal(100, 50, 53)]).horizontal).toEqual([]);
});

test('cells that enclose no rectangle are cut into rectangles and doubted', () => {
  const frame = [horizontal(0, 0, 100), horizontal(100, 0, 100), vertical(0, 0, 100), vertical(100, 0, 100)];
  const corner = [horizontal(50, 50, 100), vertical(50, 50, 100)];
  const lattice = latticeOf(joinRulings([...frame, ...corner]))!;
  expect(lattice.cells).toHaveLength(3);
  expect(lattice.cells.map((cell) => cell.doubts?.map(({ code }) => code) ?? [])).toEqual([
    ['irregular-rules'],
    ['irregular-rules'],
    [],
  ]);
});

test('a drawing with more positions than a table may have is no table', () => {
  const hatch = Array.from({ length: 600 }, (_, i) => [horizontal(i * 5, 0, 3000), vertical(i * 5, 0, 3000)]).flat();
  expect(latticeOf(joinRulings(hatch))).toBeNull();
});
