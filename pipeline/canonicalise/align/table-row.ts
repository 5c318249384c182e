import type { TableKey } from '../../../config/catalogue/form.ts';
import type { Grid, GridCell } from '../../contracts/grid.ts';
import { type FormPlace, type LabelMatch, matchLabel } from '../../form/label.ts';
import { occupancy } from '../../grid/occupancy.ts';
import { isValueText } from '../number.ts';

/** A grid cell with its text folded for recognition: Simplified, without readings. `text` stays as in the source. */
export interface FoldedCell extends GridCell {
  readonly folded: string;
}

export interface FoldedGrid {
  readonly layout: Grid['layout'];
  readonly columns: number;
  readonly regions: Grid['regions'];
  /** Ordinal among the grids of the document, from 0. */
  readonly index: number;
  readonly rows: readonly TableRow[];
}

/** One row of a grid as a reader sees it. */
export interface TableRow {
  readonly gridIndex: number;
  readonly row: number;
  readonly layout: Grid['layout'];
  /** Every cell that covers a part of the row, each once, from left to right. */
  readonly cells: readonly FoldedCell[];
}

/** Whether a cell begins in this row rather than reaching into it from above. */
export const beginsIn = (row: TableRow, cell: FoldedCell): boolean => cell.row === row.row;

export const isValueCell = (cell: FoldedCell): boolean => isValueText(cell.folded);
export const isBlankCell = (cell: FoldedCell): boolean => cell.folded.trim() === '';

export const placesOf = (cell: FoldedCell): readonly LabelMatch[] => (isBlankCell(cell) ? [] : matchLabel(cell.folded));

/** Best score of a cell as a label of the kind in the table, with its key; null where it is none. */
export function bestPlace(
  cell: FoldedCell,
  kind: FormPlace['kind'],
  table: TableKey,
): { readonly key: string; readonly score: number } | null {
  const match = placesOf(cell).find((m) => m.place.kind === kind && m.place.table === table);
  return match ? { key: match.place.key, score: match.score } : null;
}

/** Rows of a grid with its spans expanded; `fold` gives the text for recognition. */
export function foldGrid(grid: Grid, index: number, fold: (text: string) => string): FoldedGrid {
  const cells = grid.cells.map((cell): FoldedCell => ({ ...cell, folded: fold(cell.text) }));
  const covered = occupancy(cells, grid.rows, grid.columns);
  const rows = covered.map((line, row): TableRow => {
    const distinct = line.filter((cell, column) => cell !== null && cell !== line[column - 1]);
    return { gridIndex: index, row, layout: grid.layout, cells: distinct.filter((cell) => cell !== null) };
  });
  return { layout: grid.layout, columns: grid.columns, regions: grid.regions, index, rows };
}
