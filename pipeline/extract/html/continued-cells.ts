import type { SourceRow } from './table-rows.ts';

/** A cell that its row declares to span no rows: to the end of its group by the standard. @source HTML Standard, 4.9.11 */
const spansNone = (cell: SourceRow['cells'][number]): boolean =>
  cell.content.element.attributes.rowspan?.trim() === '0';

const widthOf = (row: SourceRow): number => row.cells.reduce((sum, cell) => sum + cell.columnSpan, 0);

/** Column at which a cell of a row that declares all its columns begins. */
const columnOf = (row: SourceRow, index: number): number =>
  row.cells.slice(0, index).reduce((sum, cell) => sum + cell.columnSpan, 0);

/**
 * Programs that write out the cells of Word one by one give those below a merged cell a span of no rows. They do so where
 * every row declares all columns, those covered from above too; then such a cell without content goes on what stands
 * above it, and one with content begins a cell of its own. Other tables are given back as they are.
 * @source wvWare 1.2.9, wvHtml
 */
export function withContinuedCells(rows: readonly SourceRow[]): readonly SourceRow[] {
  const [first] = rows;
  const zeros = rows.reduce((sum, row) => sum + row.cells.filter(spansNone).length, 0);
  if (first === undefined || zeros < 2 || rows.some((row) => widthOf(row) !== widthOf(first))) return rows;
  const isContinued = (r: number, column: number): boolean => {
    const row = rows[r];
    const index = row?.cells.findIndex((_, i) => columnOf(row, i) === column) ?? -1;
    const cell = row?.cells[index];
    return cell !== undefined && spansNone(cell) && cell.content.pieces.length === 0;
  };
  return rows.map((row, r) => ({
    ...row,
    cells: row.cells.flatMap((cell, index) => {
      const column = columnOf(row, index);
      if (r > 0 && isContinued(r, column)) return [];
      let rowSpan = 1;
      while (isContinued(r + rowSpan, column)) rowSpan++;
      return [{ ...cell, rowSpan }];
    }),
  }));
}
