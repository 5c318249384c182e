import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applications, columnsOf, rowsOf } from '../../../config/catalogue/form.ts';
import { heardBySums } from '../../../pipeline/canonicalise/sums.ts';
import type { Cell, Table } from '../../../pipeline/contracts/report.ts';

const ROWS = rowsOf('applications', '2021').map((r) => r.key);
const COLUMNS = columnsOf('applications').map((c) => c.key);
const OUTCOMES = ROWS.filter((r) => !['newlyReceived', 'carriedOver', 'handledTotal', 'carriedForward'].includes(r));

const read = (value: number, more: Partial<Cell> = {}): Cell => ({
  value,
  raw: String(value),
  status: 'reported',
  confidence: 0.99,
  needsReview: false,
  doubts: [],
  reviewReasons: [],
  origin: { page: 2, bbox: [0, 0, 1, 1] },
  ...more,
});

type Rows = Record<string, Record<string, Cell>>;

/** A table three whose sums hold, from the counts of its outcomes by column. */
function balanced(counts: readonly number[]): Rows {
  const rows: Rows = {};
  const set = (row: string, column: string, value: number): void => {
    rows[row] ??= {};
    rows[row][column] = read(value);
  };
  COLUMNS.slice(0, 6).forEach((column, c) => {
    let handled = 0;
    OUTCOMES.forEach((row, r) => {
      const value = counts[(c * OUTCOMES.length + r) % counts.length]!;
      handled += value;
      set(row, column, value);
    });
    set('handledTotal', column, handled);
    set('newlyReceived', column, handled + c);
    set('carriedOver', column, 0);
    set('carriedForward', column, c);
  });
  for (const row of ROWS)
    set(
      row,
      'total',
      COLUMNS.slice(0, 6).reduce((sum, c) => sum + rows[row]![c]!.value!, 0),
    );
  return rows;
}

const hear = (rows: Rows, scannedPages = [2]): Rows => {
  const table: Table = { rows, regions: [], labels: [], anomalies: [] };
  const heard = heardBySums({ proactiveDisclosure: null, applications: table, remedies: null }, '2021', scannedPages);
  return heard.applications!.rows;
};

const anyCell = fc.record({ row: fc.constantFrom(...ROWS), column: fc.constantFrom(...COLUMNS) });
const anyCounts = fc.array(fc.nat(300), { minLength: 20, maxLength: 40 });

/** Another number of the look of this one: one digit changed. */
const misread = (value: number): number => {
  const text = String(value);
  return Number(`${text.slice(0, -1)}${(Number(text.at(-1)) + 3) % 10}`);
};

describe('sums as witnesses for scanned cells', () => {
  it('a misreading that looked certain is told, whichever cell it is', () => {
    fc.assert(
      fc.property(anyCounts, anyCell, (counts, { row, column }) => {
        const rows = balanced(counts);
        const value = misread(rows[row]![column]!.value!);
        rows[row]![column] = read(value);
        const cell = hear(rows)[row]![column]!;
        expect(cell).toMatchObject({ value, needsReview: true });
        expect(cell.doubts).toContain('sums-disagree');
      }),
      { numRuns: 500 },
    );
  });

  it('engines that disagree are decided by two sums of certain cells', () => {
    fc.assert(
      fc.property(anyCounts, anyCell, (counts, { row, column }) => {
        const rows = balanced(counts);
        const right = rows[row]![column]!.value!;
        const wrong = misread(right);
        rows[row]![column] = read(wrong, {
          confidence: 0.6,
          needsReview: true,
          doubts: ['low-confidence'],
          otherReadings: [String(right)],
        });
        expect(hear(rows)[row]![column]).toMatchObject({ value: right, raw: String(wrong), needsReview: false });
      }),
    );
  });

  it('a number that nobody read is never put in', () => {
    const rows = balanced([3, 0, 5]);
    rows.disclosed!.naturalPerson = read(77, {
      confidence: 0.6,
      needsReview: true,
      doubts: ['low-confidence'],
      otherReadings: ['78'],
    });
    expect(hear(rows).disclosed!.naturalPerson).toMatchObject({ value: 77, needsReview: true });
  });

  it("an agency's own mistake survives, marked and unchanged", () => {
    fc.assert(
      fc.property(anyCounts, anyCell, fc.integer({ min: 1, max: 50 }), (counts, { row, column }, by) => {
        const rows = balanced(counts);
        const printed = rows[row]![column]!.value! + by;
        rows[row]![column] = read(printed);
        const heard = hear(rows);
        expect(heard[row]![column]!.value).toBe(printed);
        for (const r of ROWS) for (const c of COLUMNS) expect(heard[r]![c]!.value).toBe(rows[r]![c]!.value);
      }),
      { numRuns: 200 },
    );
  });

  it('they say nothing of what was not read from a picture', () => {
    const rows = balanced([3, 0, 5]);
    rows.disclosed!.naturalPerson = read(77);
    expect(hear(rows, [])).toEqual(rows);
    expect(hear(rows, [1])).toEqual(rows);
  });

  it('the columns of the form are those that are summed', () => {
    expect(COLUMNS.at(-1)).toBe(applications.columns.at(-1)?.key);
  });
});
