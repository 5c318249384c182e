import { headerCells, headerRanges, isHeaderRow } from './headers.ts';
import { beginsIn, type FoldedCell, type FoldedGrid, isBlankCell, isValueCell } from './table-row.ts';
import type { HeaderRanges } from './values.ts';

/** Where the values of a grid stand. */
export interface ValueColumns {
  /** Null where neither headers nor complete rows tell. */
  readonly ranges: HeaderRanges | null;
  /** Columns under a header that the form does not have: remarks, subtotals, another year. */
  readonly foreign: readonly (readonly [from: number, to: number])[];
}

const NO_COLUMNS: ValueColumns = { ranges: null, foreign: [] };

const meets = ([from, to]: readonly [number, number], [left, right]: readonly [number, number]): boolean =>
  from < right && left < to;

const extent = (cell: FoldedCell): readonly [number, number] => [cell.column, cell.column + cell.columnSpan];

/** Header cells behind the labels that stand above none of the columns of the form. */
function foreignColumns(grid: FoldedGrid, ranges: HeaderRanges): ValueColumns['foreign'] {
  const known = [...ranges.values()];
  const first = Math.min(...known.map(([from]) => from));
  return grid.rows
    .filter(isHeaderRow)
    .flatMap((row) => row.cells.filter((cell) => beginsIn(row, cell) && !isBlankCell(cell)))
    .map(extent)
    .filter((range) => range[0] >= first && !known.some((k) => meets(k, range)));
}

/** The columns in which rows with a value for every key print them; null where such rows disagree. */
function rangesByExample(rows: readonly (readonly FoldedCell[])[], keys: readonly string[]): HeaderRanges | null {
  const complete = rows
    .map((cells) => cells.filter((cell) => !isBlankCell(cell)))
    .filter((inked) => inked.length === keys.length && inked.every(isValueCell));
  const [first] = complete;
  const alike = (inked: readonly FoldedCell[]): boolean =>
    inked.every((cell, i) => cell.column === first?.[i]?.column && cell.columnSpan === first[i]?.columnSpan);
  return first && complete.every(alike) ? new Map(keys.map((key, i) => [key, extent(first[i]!)])) : null;
}

const sameRanges = (a: HeaderRanges, b: HeaderRanges): boolean =>
  [...a].every(([key, [from, to]]) => b.get(key)?.[0] === from && b.get(key)?.[1] === to);

/**
 * For each grid the columns of its values: under its own headers, else under those of the grid before it if its rows
 * agree, else where its complete rows print them, in the order of the last headers.
 */
export function valueColumnsOf(
  grids: readonly FoldedGrid[],
  keys: readonly string[],
  cellsOfRows: (grid: FoldedGrid) => readonly (readonly FoldedCell[])[],
): { readonly columns: ReadonlyMap<number, ValueColumns>; readonly headers: ReadonlyMap<string, FoldedCell> } {
  const columns = new Map<number, ValueColumns>();
  const headers = new Map<string, FoldedCell>();
  let last: (ValueColumns & { readonly ranges: HeaderRanges; readonly width: number }) | null = null;
  for (const grid of grids) {
    const named = headerCells(grid.rows.filter(isHeaderRow), 'applications', keys);
    const headed = named.size > keys.length / 2;
    if (headed) for (const [key, cell] of named) if (!headers.has(key)) headers.set(key, cell);
    const own = headed ? headerRanges(named, keys) : null;
    if (own) {
      last = { ranges: own, foreign: foreignColumns(grid, own), width: grid.columns };
      columns.set(grid.index, last);
      continue;
    }
    const order = last ? [...last.ranges].toSorted((a, b) => a[1][0] - b[1][0]).map(([key]) => key) : keys;
    const shown = headed ? null : rangesByExample(cellsOfRows(grid), order);
    const inherited = last?.width === grid.columns && (!shown || sameRanges(shown, last.ranges)) ? last : null;
    columns.set(grid.index, inherited ?? (shown ? { ranges: shown, foreign: [] } : NO_COLUMNS));
  }
  return { columns, headers };
}
