import { remedies } from '../../../config/catalogue/form.ts';
import { ALIGNMENT_LIMITS } from '../../../config/limits.ts';
import { columnLabelsIn } from './headers.ts';
import { bestPlace, type FoldedCell, type FoldedGrid, isBlankCell, isValueCell, type TableRow } from './table-row.ts';

export const REMEDY_KEYS = remedies.rows.map((r) => r.key);
export const OUTCOME_KEYS = remedies.columns.map((c) => c.key);

/** The headers of table four in one grid, and the row of values below them. */
export interface RemedyArea {
  readonly grid: FoldedGrid;
  readonly headers: readonly TableRow[];
  readonly values: TableRow;
  /** Headers and values share their columns. */
  readonly geometric: boolean;
}

export const outcomeLabels = (row: TableRow): number => columnLabelsIn(row, 'remedies').length;

export const isRemedy = (cell: FoldedCell): boolean => bestPlace(cell, 'row', 'remedies') !== null;
export const isLitigation = (cell: FoldedCell): boolean => bestPlace(cell, 'columnGroup', 'remedies') !== null;

/** The values of a row: everything from its first value on. */
export const valuesOf = (row: TableRow): readonly FoldedCell[] =>
  row.cells.slice(
    Math.max(
      0,
      row.cells.findIndex((cell) => isValueCell(cell)),
    ),
  );

/** A row of values for the outcomes, with at most one label in front of them. */
export function isValueRow(row: TableRow): boolean {
  const values = valuesOf(row);
  const inFront = row.cells.slice(0, row.cells.length - values.length).filter((cell) => !isBlankCell(cell));
  return (
    values.length >= OUTCOME_KEYS.length && values.every(isValueCell) && inFront.length <= 1 && outcomeLabels(row) === 0
  );
}

/** Rows from the first to the last that head the outcomes of remedies. */
function headerRows(rows: readonly TableRow[]): readonly TableRow[] {
  const leaves = rows.filter((row) => outcomeLabels(row) > ALIGNMENT_LIMITS.headerLabels);
  const last = leaves.at(-1);
  if (!last) return [];
  return rows.filter(
    (row) =>
      row.row <= last.row && (leaves.includes(row) || row.cells.some((cell) => isRemedy(cell) || isLitigation(cell))),
  );
}

/** The row with values among rows that may hold them: rows left empty stand between. */
const inkedOrFirst = (rows: readonly TableRow[]): TableRow | undefined =>
  rows.find((row) => row.cells.some((cell) => !isBlankCell(cell))) ?? rows[0];

/** The headers of a grid with the values below them, there or at the start of the grid that goes on after a break. */
export function remedyAreaOf(grid: FoldedGrid, next: FoldedGrid | undefined): RemedyArea | null {
  const headers = headerRows(grid.rows);
  const last = headers.at(-1)?.row;
  if (last === undefined) return null;
  const below = grid.rows.filter((row) => row.row > last && isValueRow(row));
  const [top] = next?.rows ?? [];
  const values = below.length > 0 ? inkedOrFirst(below) : top && isValueRow(top) ? top : undefined;
  if (!values) return null;
  const aligned = below.length > 0 || next?.columns === grid.columns;
  return { grid, headers, values, geometric: grid.layout === 'geometric' && aligned };
}
