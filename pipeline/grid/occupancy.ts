import { EXTRACT_LIMITS } from '../../config/limits/extract.ts';
import { ConversionError } from '../contracts/errors.ts';
import type { GridCell } from '../contracts/grid.ts';

/** A cell of a row as markup declares it, before anything is known of its neighbours. */
export interface DeclaredCell<T> {
  readonly rowSpan: number;
  readonly columnSpan: number;
  readonly content: T;
}

export interface PlacedCell<T> extends DeclaredCell<T> {
  readonly row: number;
  readonly column: number;
}

/**
 * Places declared cells on a grid: each goes to the first column that no span from above covers.
 * Row spans are cut at the last row; a span that would overlap a placed cell is cut before it.
 * @throws ConversionError too-complex when the grid has more than EXTRACT_LIMITS.tableCells positions.
 */
export function placeCells<T>(rows: readonly (readonly DeclaredCell<T>[])[]): {
  readonly cells: readonly PlacedCell<T>[];
  readonly columns: number;
} {
  const cells: PlacedCell<T>[] = [];
  /** For each column the first row in which it is free again. */
  const freeFrom: number[] = [];
  rows.forEach((row, r) => {
    let column = 0;
    for (const cell of row) {
      while ((freeFrom[column] ?? 0) > r) column++;
      const rowSpan = Math.min(Math.max(1, cell.rowSpan), rows.length - r);
      let columnSpan = 1;
      while (columnSpan < cell.columnSpan && (freeFrom[column + columnSpan] ?? 0) <= r) columnSpan++;
      if ((column + columnSpan) * rows.length > EXTRACT_LIMITS.tableCells) {
        throw new ConversionError('too-complex', `a table of more than ${EXTRACT_LIMITS.tableCells} positions`);
      }
      cells.push({ row: r, column, rowSpan, columnSpan, content: cell.content });
      for (let c = column; c < column + columnSpan; c++) freeFrom[c] = r + rowSpan;
      column += columnSpan;
    }
  });
  return { cells, columns: freeFrom.length };
}

/** For each row and column of a grid the cell that covers it, or null: the one place where spans are expanded. */
export function occupancy<C extends Pick<GridCell, 'row' | 'column' | 'rowSpan' | 'columnSpan'>>(
  cells: readonly C[],
  rows: number,
  columns: number,
): (C | null)[][] {
  const covered: (C | null)[][] = Array.from({ length: rows }, () => new Array<C | null>(columns).fill(null));
  for (const cell of cells) {
    for (let r = cell.row; r < Math.min(rows, cell.row + cell.rowSpan); r++) {
      for (let c = cell.column; c < Math.min(columns, cell.column + cell.columnSpan); c++) covered[r]![c] ??= cell;
    }
  }
  return covered;
}
