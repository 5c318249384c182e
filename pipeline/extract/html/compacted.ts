import type { PlacedCell } from '../../grid/occupancy.ts';

/** A cell with the row of the table that it stood in before rows were left out. */
export interface CompactedCell<T> extends PlacedCell<T> {
  readonly sourceRow: number;
}

/** Leaves out rows and columns in which no cell begins: they look the same as their neighbour before. */
export function compacted<T>(
  cells: readonly (PlacedCell<T> & { readonly sourceRow?: number })[],
): readonly CompactedCell<T>[] {
  const rowStarts = [...new Set(cells.map((cell) => cell.row))].sort((a, b) => a - b);
  const columnStarts = [...new Set(cells.map((cell) => cell.column))].sort((a, b) => a - b);
  const indexOf = (starts: readonly number[]): ((at: number) => number) => {
    const last = (starts.at(-1) ?? 0) + 1;
    const index = new Map<number, number>();
    for (let at = 0, i = -1; at < last; at++) {
      if (starts[i + 1] === at) i++;
      index.set(at, i);
    }
    return (at) => index.get(at) ?? starts.length - 1;
  };
  const rowAt = indexOf(rowStarts);
  const columnAt = indexOf(columnStarts);
  return cells.map((cell) => {
    const row = rowAt(cell.row);
    const column = columnAt(cell.column);
    return {
      ...cell,
      sourceRow: cell.sourceRow ?? cell.row,
      row,
      column,
      rowSpan: rowAt(cell.row + cell.rowSpan - 1) - row + 1,
      columnSpan: columnAt(cell.column + cell.columnSpan - 1) - column + 1,
    };
  });
}
