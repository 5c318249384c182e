import { ALIGNMENT_LIMITS } from '../../../config/limits/form.ts';
import type { Grid } from '../../contracts/grid.ts';
import { occupancy } from '../../grid/occupancy.ts';
import { withGluedValues } from './glued-labels.ts';
import { withLinesApart } from './lines-apart.ts';
import { withRepeatedCellsMerged } from './repeated-cells.ts';
import { withoutRepeatedLabels } from './repeated-labels.ts';
import { withSharedCellsApart } from './shared-cells.ts';
import { bestPlace, type FoldedCell, type FoldedGrid, type GridContext, type TableRow } from './table-row.ts';

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
  const printed = withLinesApart(withGluedValues(withoutRepeatedLabels(folded)), grid.rows);
  const onSide = grid.layout === 'geometric' && liesOnItsSide(printed.cells);
  const [height, columns] = onSide ? [grid.columns, printed.rows] : [printed.rows, grid.columns];
  const covered = occupancy(onSide ? printed.cells.map(turned) : printed.cells, height, columns);
  const rows = covered.map((line, row): TableRow => {
    const distinct = line.filter((cell, column) => cell !== null && cell !== line[column - 1]);
    return { gridIndex: index, row, layout: grid.layout, cells: distinct.filter((cell) => cell !== null) };
  });
  const apart = grid.layout === 'geometric' ? withSharedCellsApart(rows) : rows;
  return {
    ...context,
    layout: grid.layout,
    columns,
    regions: grid.regions,
    index,
    rows: withRepeatedCellsMerged(apart),
  };
}
