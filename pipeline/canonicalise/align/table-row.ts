import type { TableKey } from '../../../config/catalogue/form.ts';
import type { SectionRole } from '../../../config/catalogue/sections.ts';
import type { Grid, GridCell } from '../../contracts/grid.ts';
import { type FormPlace, type LabelMatch, matchLabel } from '../../form/label.ts';
import { isValueText, readValue } from '../../wording/cell-value.ts';

/** A grid cell with its text folded for recognition: Simplified, without readings. `text` stays as in the source. */
export interface FoldedCell extends GridCell {
  readonly folded: string;
  /** What it holds stood at the end of the label of its row. */
  readonly fromLabel?: true;
  /** It stands in one merged cell with what stands below the headers beside. */
  readonly isShared?: true;
}

/** What the lines around a grid say of it. */
export interface GridContext {
  /** The section whose heading stands above it; null where none does. */
  readonly section: SectionRole | null;
  /** The short line right above it; empty where there is none. */
  readonly caption: string;
  /** The year that a caption above it names, for it and what follows; null where none does. */
  readonly year: number | null;
}

export interface FoldedGrid extends GridContext {
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

export const isBlankCell = (cell: FoldedCell): boolean => readValue(cell.folded).kind === 'blank';
/** A value, or the empty place of one. */
export const isValueCell = (cell: FoldedCell): boolean => isBlankCell(cell) || isValueText(cell.folded);

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
