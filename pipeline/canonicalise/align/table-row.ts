import type { TableKey } from '../../../config/catalogue/form.ts';
import type { SectionRole } from '../../../config/catalogue/sections.ts';
import { ALIGNMENT_LIMITS } from '../../../config/limits/form.ts';
import type { Grid, GridCell } from '../../contracts/grid.ts';
import { type FormPlace, type LabelMatch, matchLabel } from '../../form/label.ts';
import { occupancy } from '../../grid/occupancy.ts';
import { isValueText, readValue } from '../../wording/cell-value.ts';
import { withGluedValues } from './glued-labels.ts';
import { withoutRepeatedLabels } from './labelled-values.ts';
import { withLinedRows } from './lined-rows.ts';

/** A grid cell with its text folded for recognition: Simplified, without readings. `text` stays as in the source. */
export interface FoldedCell extends GridCell {
  readonly folded: string;
  /** What it holds stood at the end of the label of its row. */
  readonly fromLabel?: true;
  /** The one cell of the document that stands for this column and others beside it. */
  readonly spreadFrom?: FoldedCell;
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

/** Most different labels of columns that share a row, or a column. */
function mostAlong(labels: readonly { key: string; cell: FoldedCell }[], along: 'row' | 'column'): number {
  const keys = new Map<number, Set<string>>();
  for (const { key, cell } of labels) keys.set(cell[along], (keys.get(cell[along]) ?? new Set()).add(key));
  return Math.max(0, ...[...keys.values()].map((set) => set.size));
}

/** Whether the labels of columns stand below one another: the table is turned on its side. */
function liesOnItsSide(cells: readonly FoldedCell[]): boolean {
  return (['applications', 'remedies'] as const).some((table) => {
    const labels = cells.flatMap((cell) => {
      const match = bestPlace(cell, 'column', table);
      return match && match.score >= ALIGNMENT_LIMITS.headerScore ? [{ key: match.key, cell }] : [];
    });
    const down = mostAlong(labels, 'column');
    return down >= ALIGNMENT_LIMITS.turnedLabels && down > mostAlong(labels, 'row');
  });
}

const turned = (cell: FoldedCell): FoldedCell => ({
  ...cell,
  row: cell.column,
  column: cell.row,
  rowSpan: cell.columnSpan,
  columnSpan: cell.rowSpan,
});

/**
 * Rows of a grid with its spans expanded; `fold` gives the text for recognition.
 * A table on its side is turned, so that rows of the form are rows.
 */
export function foldGrid(grid: Grid, index: number, fold: (text: string) => string, context: GridContext): FoldedGrid {
  const folded = grid.cells.map((cell): FoldedCell => ({ ...cell, folded: fold(cell.text) }));
  const { cells: printed, rows: printedRows } = withLinedRows(
    withoutRepeatedLabels(withGluedValues(folded)),
    grid.rows,
  );
  const onSide = grid.layout === 'geometric' && liesOnItsSide(printed);
  const [height, columns] = onSide ? [grid.columns, printedRows] : [printedRows, grid.columns];
  const covered = occupancy(onSide ? printed.map(turned) : printed, height, columns);
  const rows = covered.map((line, row): TableRow => {
    const distinct = line.filter((cell, column) => cell !== null && cell !== line[column - 1]);
    return { gridIndex: index, row, layout: grid.layout, cells: distinct.filter((cell) => cell !== null) };
  });
  return { ...context, layout: grid.layout, columns, regions: grid.regions, index, rows };
}
