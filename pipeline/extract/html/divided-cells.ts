import type { PlacedCell } from '../../grid/occupancy.ts';
import type { ContentReader, GridPiece, SourcedCell } from './pieces.ts';
import { gridOfRectangles, type Rectangle } from './row-geometry.ts';
import { nestedGrids } from './table-purpose.ts';
import type { SourceCell } from './table-rows.ts';

/** Expands cells that hold a table into the cells of that table, on a common grid. */
export function dividedCells(
  cells: readonly PlacedCell<SourceCell>[],
  ordinal: number,
  { cellOf }: ContentReader,
): { readonly cells: readonly SourcedCell[]; readonly rows: number; readonly columns: number } | null {
  const rows = cells.reduce((most, cell) => Math.max(most, cell.row + cell.rowSpan), 0);
  const columns = cells.reduce((most, cell) => Math.max(most, cell.column + cell.columnSpan), 0);
  const inner = (cell: PlacedCell<SourceCell>): GridPiece | null => nestedGrids(cell.content)[0] ?? null;
  const heights = Array.from({ length: rows }, () => 1);
  for (const cell of cells)
    if (cell.rowSpan === 1) heights[cell.row] = Math.max(heights[cell.row]!, inner(cell)?.rows ?? 1);
  const tops = [0];
  for (const height of heights) tops.push(tops.at(-1)! + height);
  const rectangles = cells.flatMap((cell): Rectangle<SourcedCell>[] => {
    const top = tops[cell.row]!;
    const height = tops[cell.row + cell.rowSpan]! - top;
    const left = cell.column / columns;
    const width = cell.columnSpan / columns;
    const grid = inner(cell);
    const own = {
      row: 0,
      column: 0,
      rowSpan: 1,
      columnSpan: 1,
      ...cellOf(cell.content.element, cell.content.pieces),
      origin: { table: ordinal, row: cell.row + 1, column: cell.column + 1 },
    };
    if (grid === null || height % grid.rows !== 0)
      return [{ left, right: left + width, row: top, rowSpan: height, content: own }];
    const scale = height / grid.rows;
    return grid.cells.map((c) => ({
      left: left + (width * c.column) / grid.columns,
      right: left + (width * (c.column + c.columnSpan)) / grid.columns,
      row: top + c.row * scale,
      rowSpan: c.rowSpan * scale,
      content: c,
    }));
  });
  const grid = gridOfRectangles(rectangles);
  return (
    grid && {
      rows: grid.rows,
      columns: grid.columns,
      cells: grid.cells.map(({ content, ...place }) => ({ ...content, ...place })),
    }
  );
}
