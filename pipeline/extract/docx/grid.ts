import type { Grid, GridCell } from '../../contracts/grid.ts';
import type { TableContent } from './content.ts';
import { contentText, openNestedTables } from './nested.ts';
import { largest, positionCells, sidesToColumns } from './positions.ts';

/**
 * The grid that a reader sees; null for a table without cells. `hiddenTexts` counts cells under a vertical merge that
 * have text which is not shown.
 * @throws ConversionError too-complex
 */
export function tableToGrid(table: TableContent): { readonly grid: Grid; readonly hiddenTexts: number } | null {
  const rows = openNestedTables(positionCells(table)).filter((row) => row.length > 0);
  const columnOf = sidesToColumns(rows);
  const cells: GridCell[] = [];
  let hiddenTexts = 0;
  /** Cells of the row above that a vertical merge may lengthen, by the columns they cover. */
  let open = new Map<string, number>();

  rows.forEach((row, r) => {
    const openBelow = new Map<string, number>();
    for (const cell of row) {
      const column = columnOf.get(cell.left) ?? 0;
      const columnSpan = Math.max(1, (columnOf.get(cell.right) ?? 0) - column);
      const key = `${column} ${columnSpan}`;
      const text = contentText(cell.content);
      let index = cell.verticalMerge === 'continue' ? open.get(key) : undefined;
      const above = index === undefined ? undefined : cells[index];
      if (index !== undefined && above !== undefined) {
        cells[index] = { ...above, rowSpan: above.rowSpan + 1 };
        if (text !== '') hiddenTexts++;
      } else {
        const { source } = cell;
        const origin = source.table === table.ordinal ? { ...source, column: column + 1 } : source;
        index = cells.push({ row: r, column, rowSpan: 1, columnSpan, text, confidence: 1, origin }) - 1;
      }
      if (cell.verticalMerge !== 'none') openBelow.set(key, index);
    }
    open = openBelow;
  });
  if (cells.length === 0) return null;
  const columns = largest(cells.map((cell) => cell.column + cell.columnSpan));
  const regions = [{ table: table.ordinal }];
  return { grid: { kind: 'table', layout: 'geometric', rows: rows.length, columns, cells, regions }, hiddenTexts };
}
