import { HTML_TOLERANCES } from '../../../config/limits/markup.ts';
import type { PlacedCell } from '../../grid/occupancy.ts';

type Cell<T> = PlacedCell<T>;
type WidthOf<T> = (content: T) => number | null;

/** Rows in which every cell has a width, as the number of their cells and the sum of the widths. */
function sizedRows<T>(cells: readonly Cell<T>[], widthOf: WidthOf<T>): { count: number; sum: number }[] {
  const rows = new Map<number, { count: number; sum: number; isWhole: boolean }>();
  for (const cell of cells) {
    const width = widthOf(cell.content);
    for (let r = cell.row; r < cell.row + cell.rowSpan; r++) {
      const row = rows.get(r) ?? { count: 0, sum: 0, isWhole: true };
      rows.set(r, { count: row.count + 1, sum: row.sum + (width ?? 0), isWhole: row.isWhole && width !== null });
    }
  }
  return [...rows.values()].filter((row) => row.isWhole);
}

/**
 * What each cell takes up beside its stated width (padding and borders): rows of many cells state less in all than
 * rows of few by that much a cell.
 */
function extraWidth(rows: readonly { count: number; sum: number }[]): number {
  const most = rows.reduce((a, b) => (b.count > a.count ? b : a), { count: 0, sum: 0 });
  const extras = rows
    .filter((row) => row.count < most.count)
    .map((row) => (row.sum - most.sum) / (most.count - row.count))
    .sort((a, b) => a - b);
  return Math.max(0, extras[Math.floor(extras.length / 2)] ?? 0);
}

/** Where each column begins, as far as the widths of the cells tell. */
function columnEdges<T>(cells: readonly Cell<T>[], columns: number, widthOf: WidthOf<T>): (number | null)[] {
  const extra = extraWidth(sizedRows(cells, widthOf));
  const edges = new Array<number | null>(columns + 1).fill(null);
  edges[0] = 0;
  for (const cell of cells.toSorted((a, b) => a.column - b.column || a.columnSpan - b.columnSpan)) {
    const left = edges[cell.column] ?? null;
    const width = widthOf(cell.content);
    const end = cell.column + cell.columnSpan;
    if (left !== null && width !== null && (edges[end] ?? null) === null) edges[end] = left + width + extra;
  }
  return edges;
}

/**
 * Joins columns that are no wider than a rounding error: word processors write a boundary twice when the cells above
 * it and below it differ by a hair. A column that is a cell of its own is never joined.
 */
export function withoutSlivers<T>(cells: readonly Cell<T>[], columns: number, widthOf: WidthOf<T>): readonly Cell<T>[] {
  const owned = new Set(cells.filter((cell) => cell.columnSpan === 1).map((cell) => cell.column));
  if (owned.size === columns) return cells;
  const edges = columnEdges(cells, columns, widthOf);
  const whole = edges.reduce((most: number, edge) => Math.max(most, edge ?? 0), 0);
  const shift = new Array<number>(columns + 1).fill(0);
  for (let column = 0; column < columns; column++) {
    const left = edges[column] ?? null;
    const right = edges[column + 1] ?? null;
    const isSliver =
      !owned.has(column) &&
      column > 0 &&
      left !== null &&
      right !== null &&
      Math.abs(right - left) <= whole * HTML_TOLERANCES.sliver;
    shift[column + 1] = shift[column]! + (isSliver ? 1 : 0);
  }
  if (shift[columns] === 0) return cells;
  return cells.map((cell) => {
    const end = cell.column + cell.columnSpan;
    const column = cell.column - shift[cell.column]!;
    return { ...cell, column, columnSpan: Math.max(1, end - shift[end]! - column) };
  });
}
