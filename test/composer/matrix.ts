import type { CellPath } from '../../config/catalogue/form.ts';
import { placeCells } from '../../pipeline/grid/occupancy.ts';

export type CellKind = 'label' | 'header' | 'value' | 'note' | 'empty';

/** What stands in one cell of a composed table. */
export interface Printed {
  readonly text: string;
  readonly kind: CellKind;
  /** The cell of the form that a value is printed for. */
  readonly path?: CellPath | undefined;
  /** A footnote mark, raised behind the text. */
  readonly mark?: string | undefined;
  /** Written in the file but not shown to a reader. */
  readonly hidden?: boolean | undefined;
}

export interface MatrixCell extends Printed {
  readonly row: number;
  readonly column: number;
  readonly rowSpan: number;
  readonly columnSpan: number;
}

/** A table as a reader sees it: cells on a grid of rows and columns, both counted from 0. */
export interface Matrix {
  readonly rows: number;
  readonly columns: number;
  readonly cells: readonly MatrixCell[];
  /** Rows at the top that head the columns. */
  readonly headRows: number;
  /** Columns at the left that hold labels. */
  readonly labelColumns: number;
}

export interface Declared extends Printed {
  readonly columnSpan?: number;
  readonly rowSpan?: number;
}

export function matrixOf(rows: readonly (readonly Declared[])[], headRows: number, labelColumns: number): Matrix {
  const placed = placeCells(
    rows.map((row) =>
      row.map((cell) => ({ rowSpan: cell.rowSpan ?? 1, columnSpan: cell.columnSpan ?? 1, content: cell })),
    ),
  );
  const cells = placed.cells.map(
    ({ content, row, column, rowSpan, columnSpan }): MatrixCell => ({ ...content, row, column, rowSpan, columnSpan }),
  );
  return { rows: rows.length, columns: placed.columns, cells, headRows, labelColumns };
}

export const withCells = (matrix: Matrix, change: (cell: MatrixCell) => MatrixCell): Matrix => ({
  ...matrix,
  cells: matrix.cells.map(change),
});

const inOrder = (cells: readonly MatrixCell[]): MatrixCell[] =>
  cells.toSorted((a, b) => a.row - b.row || a.column - b.column);

/** The cells that begin in each row, from left to right. */
export const rowsOfMatrix = (matrix: Matrix): MatrixCell[][] => {
  const rows: MatrixCell[][] = Array.from({ length: matrix.rows }, () => []);
  for (const cell of inOrder(matrix.cells)) rows[cell.row]!.push(cell);
  return rows;
};

/** Turns rows into columns; heads and labels change places. */
export const transposed = (matrix: Matrix): Matrix => ({
  rows: matrix.columns,
  columns: matrix.rows,
  headRows: matrix.labelColumns,
  labelColumns: matrix.headRows,
  cells: matrix.cells.map((cell) => ({
    ...cell,
    row: cell.column,
    column: cell.row,
    rowSpan: cell.columnSpan,
    columnSpan: cell.rowSpan,
  })),
});

const emptyAt = (row: number, column: number): MatrixCell => ({
  row,
  column,
  rowSpan: 1,
  columnSpan: 1,
  text: '',
  kind: 'empty',
});

/** A row put in before row `at`: its cells are given by column, the others are empty; spans across it grow. */
export function insertRow(matrix: Matrix, at: number, given: readonly MatrixCell[] = []): Matrix {
  const moved = matrix.cells.map((cell) => {
    if (cell.row >= at) return { ...cell, row: cell.row + 1 };
    return cell.row + cell.rowSpan > at ? { ...cell, rowSpan: cell.rowSpan + 1 } : cell;
  });
  const taken = (column: number): boolean =>
    [...moved.filter((c) => c.row < at && c.row + c.rowSpan > at), ...given].some(
      (c) => c.column <= column && column < c.column + c.columnSpan,
    );
  const fill = Array.from({ length: matrix.columns }, (_, c) => c).filter((c) => !taken(c));
  return {
    ...matrix,
    rows: matrix.rows + 1,
    headRows: at < matrix.headRows ? matrix.headRows + 1 : matrix.headRows,
    cells: inOrder([...moved, ...given.map((c) => ({ ...c, row: at })), ...fill.map((c) => emptyAt(at, c))]),
  };
}

/** Leaves a row out; a span that began in it begins in the next one. */
export const removeRow = (matrix: Matrix, at: number): Matrix => ({
  ...matrix,
  rows: matrix.rows - 1,
  headRows: at < matrix.headRows ? matrix.headRows - 1 : matrix.headRows,
  cells: matrix.cells.flatMap((cell) => {
    if (cell.row > at) return [{ ...cell, row: cell.row - 1 }];
    if (cell.row + cell.rowSpan <= at) return [cell];
    return cell.rowSpan === 1 ? [] : [{ ...cell, rowSpan: cell.rowSpan - 1 }];
  }),
});

export const insertColumn = (matrix: Matrix, at: number, given: readonly MatrixCell[] = []): Matrix =>
  transposed(
    insertRow(
      transposed(matrix),
      at,
      given.map((c) => ({ ...c, row: c.column, column: c.row, rowSpan: c.columnSpan, columnSpan: c.rowSpan })),
    ),
  );
export const removeColumn = (matrix: Matrix, at: number): Matrix => transposed(removeRow(transposed(matrix), at));

/** How a label that spans the place of a tear goes on below it. */
export type Continuation = 'repeated' | 'blank' | 'halved' | 'continued';

const half = (text: string, lower: boolean): string => {
  const middle = Math.ceil(text.length / 2);
  return lower ? text.slice(middle) : text.slice(0, middle);
};

const belowTear = (text: string, how: Continuation): string =>
  ({ repeated: text, blank: '', halved: half(text, true), continued: `${text}（续）` })[how];

/** Rows `from` to `to` (not included) as a table of their own; spans are cut at its edges. */
export function rowsBetween(matrix: Matrix, from: number, to: number, how: Continuation = 'repeated'): Matrix {
  const cells = matrix.cells.flatMap((cell): MatrixCell[] => {
    const top = Math.max(cell.row, from);
    const bottom = Math.min(cell.row + cell.rowSpan, to);
    if (top >= bottom) return [];
    const fromAbove = cell.row < from;
    const goesOn = cell.row + cell.rowSpan > to;
    const text = fromAbove
      ? belowTear(cell.text, how)
      : goesOn && how === 'halved'
        ? half(cell.text, false)
        : cell.text;
    return [{ ...cell, row: top - from, rowSpan: bottom - top, text }];
  });
  const headRows = Math.max(0, Math.min(matrix.headRows, to) - from);
  return { ...matrix, rows: to - from, cells, headRows };
}

/** One table on top of another of the same width. */
export const stacked = (upper: Matrix, lower: Matrix): Matrix => ({
  ...upper,
  rows: upper.rows + lower.rows,
  cells: [...upper.cells, ...lower.cells.map((cell) => ({ ...cell, row: cell.row + upper.rows }))],
});

/** How a merged cell is printed once it is taken apart. */
export type Filling = 'repeated' | 'first' | 'middle';

/** Takes merged cells apart; `which` chooses them. */
export function unmerged(matrix: Matrix, filling: Filling, which: (cell: MatrixCell) => boolean = () => true): Matrix {
  const cells = matrix.cells.flatMap((cell): MatrixCell[] => {
    if (cell.rowSpan * cell.columnSpan === 1 || !which(cell)) return [cell];
    const inked = { first: 0, repeated: -1, middle: Math.floor((cell.rowSpan - 1) / 2) * cell.columnSpan }[filling];
    return Array.from({ length: cell.rowSpan * cell.columnSpan }, (_, i) => ({
      ...cell,
      row: cell.row + Math.floor(i / cell.columnSpan),
      column: cell.column + (i % cell.columnSpan),
      rowSpan: 1,
      columnSpan: 1,
      ...(inked < 0 || i === inked ? {} : { text: '', kind: 'empty' as const, path: undefined }),
    }));
  });
  return { ...matrix, cells: inOrder(cells) };
}
