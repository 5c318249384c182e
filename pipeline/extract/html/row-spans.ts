import { EXTRACT_LIMITS } from '../../../config/limits/extract.ts';
import { ConversionError } from '../../contracts/errors.ts';
import type { DeclaredCell } from '../../grid/occupancy.ts';

interface Active {
  readonly column: number;
  readonly width: number;
  readonly until: number;
  /** Where the cell stands: its row and its place in it. */
  readonly row: number;
  readonly index: number;
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const ownWidth = <T>(row: readonly DeclaredCell<T>[]): number => sum(row.map((cell) => cell.columnSpan));

/** For each row the width of its own cells and of those that reach into it from above. */
function rowWidths<T>(rows: readonly (readonly DeclaredCell<T>[])[]): readonly number[] {
  const change = new Array<number>(rows.length + 1).fill(0);
  rows.forEach((row, r) => {
    for (const cell of row) {
      change[r]! += cell.columnSpan;
      change[Math.min(rows.length, r + cell.rowSpan)]! -= cell.columnSpan;
    }
  });
  let width = 0;
  return rows.map((_, r) => (width += change[r]!));
}

/** Width that most rows have; the first row's where another row shares it. */
function usualWidth(widths: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const width of widths) counts.set(width, (counts.get(width) ?? 0) + 1);
  const [first] = widths;
  if (first !== undefined && first > 1 && (counts.get(first) ?? 0) > 1) return first;
  return [...counts].reduce((best, entry) => (entry[1] > best[1] ? entry : best), [0, 0])[0];
}

/** The leftmost cells whose widths add up to `missing`, else null. */
function leftmost(cells: readonly Active[], missing: number): readonly Active[] | null {
  let width = 0;
  const taken: Active[] = [];
  for (const cell of cells.toSorted((a, b) => a.column - b.column)) {
    if (width === missing) break;
    width += cell.width;
    taken.push(cell);
  }
  return width === missing ? taken : null;
}

/** Columns that labels take up in rows that are full: the widest first cell before others. */
const labelWidth = <T>(
  rows: readonly (readonly DeclaredCell<T>[])[],
  widths: readonly number[],
  usual: number,
): number =>
  rows.reduce((most, row, r) => {
    const isFull = row.length > 2 && widths[r] === usual && ownWidth(row) === usual;
    return isFull ? Math.max(most, row[0]?.columnSpan ?? 0) : most;
  }, 0);

/**
 * Mends row spans that are wrong by some rows, as editing leaves them behind: one that reaches into rows which are all
 * full without it ends above them, one that ends above a row which lacks just its width goes on, as far as labels go.
 * A cell of one row is never made to span, and values never move. Only tables that state column spans, with most rows
 * of one width, are mended: else nothing tells how wide a row should be.
 * @throws ConversionError too-complex when the table has more than EXTRACT_LIMITS.tableCells positions
 */
export function withMendedRowSpans<T>(
  rows: readonly (readonly DeclaredCell<T>[])[],
): readonly (readonly DeclaredCell<T>[])[] {
  const widths = rowWidths(rows);
  const widest = widths.reduce((most, width) => Math.max(most, width), 0);
  if (rows.length * widest > EXTRACT_LIMITS.tableCells) {
    throw new ConversionError('too-complex', `a table of more than ${EXTRACT_LIMITS.tableCells} positions`);
  }
  const usual = usualWidth(widths);
  const hasUsualWidth = widths.filter((width) => width === usual).length * 2 >= rows.length;
  if (!hasUsualWidth || !rows.some((row) => row.length > 1 && row.some((cell) => cell.columnSpan > 1))) return rows;
  const labels = labelWidth(rows, widths, usual);
  const overflowsUntilEnd = (cell: Active, from: number): boolean =>
    widths
      .slice(from, cell.until)
      .every((width, i) => width >= usual + cell.width || (rows[from + i]?.length ?? 0) < 2);
  const mended = rows.map((row) => row.map((cell) => cell.rowSpan));
  let active: readonly Active[] = [];
  rows.forEach((row, r) => {
    const own = ownWidth(row);
    let reaching = active.filter((cell) => cell.until > r);
    const ended = active.filter((cell) => cell.until === r && cell.until - cell.row > 1);
    const reached = sum(reaching.map((cell) => cell.width));
    const difference = own + reached - usual;
    if (row.length > 1 && difference > 0) {
      const cut =
        leftmost(
          reaching.filter((cell) => overflowsUntilEnd(cell, r)),
          difference,
        ) ?? [];
      for (const cell of cut) mended[cell.row]![cell.index] = r - cell.row;
      reaching = reaching.filter((cell) => !cut.includes(cell));
    } else if (row.length > 1 && difference < 0 && reached - difference + (row[0]?.columnSpan ?? 0) <= labels) {
      const extended = leftmost(ended, -difference) ?? [];
      for (const cell of extended) mended[cell.row]![cell.index] = r - cell.row + 1;
      reaching = [...reaching, ...extended.map((cell) => ({ ...cell, until: r + 1 }))];
    }
    let column = 0;
    const begun = row.map((cell, index): Active => {
      const covering = (): Active | undefined =>
        reaching.find((a) => a.column <= column && column < a.column + a.width);
      for (let over = covering(); over; over = covering()) column = over.column + over.width;
      const placed = { column, width: cell.columnSpan, until: r + cell.rowSpan, row: r, index };
      column += cell.columnSpan;
      return placed;
    });
    active = [...reaching, ...begun];
  });
  return rows.map((row, r) => row.map((cell, i) => ({ ...cell, rowSpan: mended[r]![i]! })));
}
