import { DOCX_TOLERANCES } from '../../../config/limits/markup.ts';
import type { Grid, GridCell } from '../../contracts/grid.ts';
import type { LeftOut } from '../../contracts/ink.ts';
import type { TableContent } from './content.ts';
import { contentDoubts, contentText, hiddenText, openNestedTables, shownText } from './nested.ts';
import { largest, positionCells, sidesToColumns } from './positions.ts';

interface SeenTable {
  readonly grid: Grid;
  /** Cells under a vertical merge that have text which is not shown. */
  readonly hiddenTexts: number;
  /** Text in it that nobody sees. */
  readonly leftOut: readonly LeftOut[];
}

/**
 * The grid that a reader sees; null for a table without cells.
 * @throws ConversionError too-complex
 */
export function tableToGrid(table: TableContent): SeenTable | null {
  const rows = openNestedTables(positionCells(table)).filter((row) => row.length > 0);
  const columnOf = sidesToColumns(rows);
  const cells: GridCell[] = [];
  const leftOut: LeftOut[] = [];
  let hiddenTexts = 0;
  /** Cells of the row above that a vertical merge may lengthen, by the columns they cover. */
  let open = new Map<string, number>();

  rows.forEach((row, r) => {
    const openBelow = new Map<string, number>();
    for (const cell of row) {
      const column = columnOf.get(cell.left) ?? 0;
      const columnSpan = Math.max(1, (columnOf.get(cell.right) ?? 0) - column);
      const key = `${column} ${columnSpan}`;
      // in a column too narrow for a character nothing is seen
      const isSeen = !table.fixed || cell.right - cell.left >= DOCX_TOLERANCES.leastColumnTwips;
      const all = contentText(cell.content);
      const unseen = isSeen ? hiddenText(cell.content) : all;
      let index = cell.verticalMerge === 'continue' ? open.get(key) : undefined;
      const above = index === undefined ? undefined : cells[index];
      if (index !== undefined && above !== undefined) {
        cells[index] = { ...above, rowSpan: above.rowSpan + 1 };
        if (all !== '') hiddenTexts++;
      } else {
        const { source } = cell;
        const origin = source.table === table.ordinal ? { ...source, column: column + 1 } : source;
        const doubts = contentDoubts(cell.content);
        const text = !isSeen ? '' : shownText(cell.content) || (cell.crossed ? '/' : '');
        const read: GridCell = { row: r, column, rowSpan: 1, columnSpan, text, confidence: 1, origin };
        index = cells.push(doubts.length > 0 ? { ...read, doubts } : read) - 1;
      }
      if (unseen !== '') leftOut.push({ kind: 'hidden', text: unseen, origin: cells[index]?.origin ?? null });
      if (cell.verticalMerge !== 'none') openBelow.set(key, index);
    }
    open = openBelow;
  });
  if (cells.length === 0) return null;
  const columns = largest(cells.map((cell) => cell.column + cell.columnSpan));
  const regions = [{ table: table.ordinal }];
  for (const text of table.hiddenRows)
    leftOut.push({ kind: 'hidden', text, origin: { table: table.ordinal, row: 1, column: 1 } });
  const grid: Grid = { kind: 'table', layout: 'geometric', rows: rows.length, columns, cells, regions };
  return { grid, hiddenTexts, leftOut };
}
