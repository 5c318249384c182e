import { changeTables } from '../draft.ts';
import {
  insertColumn,
  type Matrix,
  type MatrixCell,
  matrixOf,
  removeColumn,
  removeRow,
  rowsBetween,
  rowsOfMatrix,
  unmerged,
} from '../matrix.ts';
import type { Random } from '../random.ts';
import { type Breakage, doubtful, plain } from './breakage.ts';

const cellOf = (column: number, text: string, kind: MatrixCell['kind'], row = 0, rowSpan = 1): MatrixCell => ({
  row,
  column,
  rowSpan,
  columnSpan: 1,
  text,
  kind,
});

/** A column with a header, and with the texts of `fill` in the rows below it. A header that spans it grows. */
const columnAt = (matrix: Matrix, at: number, head: string, fill: (row: number) => string): Matrix => {
  const rows = Array.from({ length: matrix.rows - matrix.headRows }, (_, i) => matrix.headRows + i);
  const spanned = matrix.cells.filter((c) => c.row < matrix.headRows && c.column < at && c.column + c.columnSpan > at);
  const top = Math.max(0, ...spanned.map((c) => c.row + c.rowSpan));
  return insertColumn(matrix, at, [
    ...(matrix.headRows > top ? [cellOf(at, head, 'header', top, matrix.headRows - top)] : []),
    ...rows.map((row) => cellOf(at, fill(row), 'empty', row)),
  ]);
};

const valueColumns = (matrix: Matrix): number[] =>
  Array.from({ length: matrix.columns - matrix.labelColumns }, (_, i) => matrix.labelColumns + i);

/** Cells of a row that are values printed in one column each. */
const singleValues = (matrix: Matrix, row: number): MatrixCell[] =>
  rowsOfMatrix(matrix)[row]!.filter((c) => c.kind === 'value' && c.rowSpan * c.columnSpan === 1);

const rowWithValues = (matrix: Matrix, random: Random): number | null => {
  const rows = Array.from({ length: matrix.rows }, (_, r) => r).filter((r) => singleValues(matrix, r).length > 3);
  return rows.length === 0 ? null : random.pick(rows);
};

const replaceCells = (matrix: Matrix, gone: readonly MatrixCell[], added: readonly MatrixCell[]): Matrix => ({
  ...matrix,
  cells: [...matrix.cells.filter((c) => !gone.includes(c)), ...added],
});

/** Prints the values of a row one column further right, into a column that the table does not have elsewhere. */
function shifted(matrix: Matrix, random: Random): Matrix {
  const row = rowWithValues(matrix, random);
  if (row === null) return matrix;
  const values = singleValues(matrix, row);
  const isUnbroken = values.at(-1)!.column - values[0]!.column === values.length - 1;
  // without ink in the new column the row would look like one that is not shifted
  if (!isUnbroken || values.at(-1)!.column !== matrix.columns - 1 || values.at(-1)!.text === '') return matrix;
  const wider = insertColumn(matrix, matrix.columns);
  const edge = wider.cells.filter((c) => c.row === row && c.column === matrix.columns);
  const first = values[0]!;
  return replaceCells(
    wider,
    [...edge, ...singleValues(wider, row)],
    [{ ...cellOf(first.column, '', 'empty', row) }, ...values.map((v) => ({ ...v, column: v.column + 1 }))],
  );
}

/** Two numbers of a row in one cell, as when a border was deleted. */
function joined(matrix: Matrix, random: Random): Matrix {
  const row = rowWithValues(matrix, random);
  if (row === null) return matrix;
  const values = singleValues(matrix, row);
  const i = random.integer(0, values.length - 2);
  const [left, right] = [values[i]!, values[i + 1]!];
  // with a blank one of them the cell holds one value only, and nothing shows that it is not its own
  if (right.column !== left.column + 1 || left.text === '' || right.text === '') return matrix;
  return replaceCells(
    matrix,
    [left, right],
    [{ ...left, columnSpan: 2, text: `${left.text}${random.pick([' ', '  '])}${right.text}` }],
  );
}

/** A number of a row cut over two cells, with an extra column for the rest of it. */
function split(matrix: Matrix, random: Random): Matrix {
  const long = matrix.cells.filter((c) => c.kind === 'value' && /^\d{2,}$/u.test(c.text) && c.columnSpan === 1);
  if (long.length === 0) return matrix;
  const cell = random.pick(long);
  const wider = insertColumn(matrix, cell.column + 1);
  const moved = wider.cells.find((c) => c.row === cell.row && c.column === cell.column)!;
  const gap = wider.cells.filter((c) => c.row === cell.row && c.column === cell.column + 1);
  return replaceCells(
    wider,
    [moved, ...gap],
    [{ ...moved, text: cell.text.slice(0, 1) }, { ...cellOf(cell.column + 1, cell.text.slice(1), 'empty', cell.row) }],
  );
}

/** All labels of a row in one column: group and reason together. */
function oneLabelColumn(matrix: Matrix): Matrix {
  const spread = unmerged(matrix, 'repeated', (c) => c.column < matrix.labelColumns && c.row >= matrix.headRows);
  const rows = rowsOfMatrix(spread).map((row, r) => {
    const labels = row.filter((c) => c.column < matrix.labelColumns && r >= matrix.headRows);
    const texts = [...new Set(labels.flatMap((c) => (c.kind === 'label' ? [c.text] : [])))].slice(-2);
    const merged = labels.length > 0 ? [{ ...labels[0]!, columnSpan: 1, text: texts.join('') }] : [];
    const isOther = (c: MatrixCell): boolean => c.column < matrix.labelColumns && c.kind === 'header';
    const rest = row.filter((c) => !labels.includes(c) && !isOther(c));
    return [...merged, ...rest.map((c) => (c.kind === 'note' ? { ...c, columnSpan: 1 } : c))];
  });
  return matrixOf(rows, matrix.headRows, 1);
}

/** Puts the columns of values into another order, headers with them. */
function reordered(matrix: Matrix): Matrix {
  const total = matrix.columns - 1;
  const first = matrix.labelColumns;
  const place = (column: number): number => (column === total ? first : column >= first ? column + 1 : column);
  return {
    ...matrix,
    cells: matrix.cells.map((c) => (c.columnSpan === matrix.columns - first ? c : { ...c, column: place(c.column) })),
  };
}

/** Puts the columns of labels behind those of values, as where a page is read from right to left. */
const labelsLast = (matrix: Matrix): Matrix => {
  const values = matrix.columns - matrix.labelColumns;
  const move = (cell: MatrixCell): number =>
    cell.columnSpan > values
      ? 0
      : cell.column < matrix.labelColumns
        ? cell.column + values
        : cell.column - matrix.labelColumns;
  return { ...matrix, labelColumns: 0, cells: matrix.cells.map((cell) => ({ ...cell, column: move(cell) })) };
};

export const COLUMN_BREAKAGES: readonly Breakage[] = [
  plain('a blank column', (draft, random) =>
    changeTables(draft, (matrix) =>
      random.chance(0.5) ? insertColumn(matrix, random.pick([...valueColumns(matrix), matrix.columns])) : matrix,
    ),
  ),
  plain('a column of remarks', (draft, random) =>
    changeTables(
      draft,
      (matrix) =>
        columnAt(matrix, matrix.columns, '备注', () => (random.chance(0.1) ? random.pick(['含转办', '见说明']) : '')),
      'applications',
    ),
  ),
  plain('a column of serial numbers', (draft) =>
    changeTables(
      draft,
      (matrix) => columnAt(matrix, 0, '序号', (row) => String(row - matrix.headRows + 1)),
      'applications',
    ),
  ),
  doubtful('a column with another total', (draft) =>
    changeTables(draft, (matrix) => columnAt(matrix, matrix.columns - 1, '小计', (row) => String(row)), 'applications'),
  ),
  doubtful('a column of last year', (draft) =>
    changeTables(
      draft,
      (matrix) => columnAt(matrix, matrix.columns, '上年总计', (row) => String(row + 3)),
      'applications',
    ),
  ),
  plain('columns in another order', (draft) => changeTables(draft, reordered, 'applications')),
  doubtful('headers lost', (draft, random) =>
    changeTables(
      draft,
      (matrix) => rowsBetween(matrix, matrix.headRows, matrix.rows),
      random.pick(['applications', 'remedies', 'proactiveDisclosure'] as const),
    ),
  ),
  plain('one column of labels', (draft) => changeTables(draft, oneLabelColumn, 'applications')),
  plain('two columns of labels', (draft) =>
    changeTables(draft, (matrix) => (matrix.labelColumns === 3 ? removeColumn(matrix, 0) : matrix), 'applications'),
  ),
  plain('merged cells taken apart, blank', (draft, random) =>
    changeTables(draft, (matrix) =>
      unmerged(matrix, random.pick(['first', 'middle'] as const), (c) => c.kind !== 'value'),
    ),
  ),
  plain('merged cells taken apart, repeated', (draft) =>
    changeTables(draft, (matrix) => unmerged(matrix, 'repeated', (c) => c.kind !== 'value')),
  ),
  plain('wide values taken apart', (draft) =>
    changeTables(draft, (matrix) => unmerged(matrix, 'first', (c) => c.kind === 'value')),
  ),
  doubtful('values shifted by one column', (draft, random) =>
    changeTables(draft, (matrix) => shifted(matrix, random), random.pick(['applications', 'remedies'] as const)),
  ),
  doubtful('two values in one cell', (draft, random) =>
    changeTables(draft, (matrix) => joined(matrix, random), random.pick(['applications', 'remedies'] as const)),
  ),
  doubtful('one value in two cells', (draft, random) =>
    changeTables(draft, (matrix) => split(matrix, random), random.pick(['applications', 'remedies'] as const)),
  ),
  doubtful('labels behind the values', (draft) => changeTables(draft, labelsLast, 'applications')),
  plain('an upper header left out', (draft) =>
    changeTables(draft, (matrix) => (matrix.headRows > 1 ? removeRow(matrix, 0) : matrix), 'applications'),
  ),
];
