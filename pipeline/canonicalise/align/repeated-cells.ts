import { ALIGNMENT_LIMITS } from '../../../config/limits/form.ts';
import { beginsIn, type FoldedCell, placesOf, type TableRow } from './table-row.ts';

/** Columns [from, to) over which one header is printed in each. */
type Run = readonly [from: number, to: number];

const isHeader = (cell: FoldedCell): boolean =>
  placesOf(cell).some(({ place, score }) => place.kind === 'column' && score >= ALIGNMENT_LIMITS.headerScore);

const textOf = (cell: FoldedCell): string => cell.folded.trim();

/** The cell in each column of a run, where one of a single column begins in each; else none. */
function cellsOver(row: TableRow, [from, to]: Run): readonly FoldedCell[] {
  const cells = row.cells.filter((cell) => cell.column >= from && cell.column < to);
  const areSingle = cells.every((cell) => cell.columnSpan === 1 && beginsIn(row, cell));
  return areSingle && cells.length === to - from ? cells : [];
}

const areAlike = (cells: readonly FoldedCell[]): boolean =>
  cells.length > 0 && cells.every((cell) => textOf(cell) === textOf(cells[0]!));

/** Where a row prints the same header of a column in columns side by side. */
function repeatedHeaders(row: TableRow): readonly Run[] {
  const runs: { from: number; to: number; readonly first: FoldedCell }[] = [];
  for (const cell of row.cells) {
    if (!beginsIn(row, cell) || cell.columnSpan > 1) continue;
    const last = runs.at(-1);
    if (last && last.to === cell.column && textOf(last.first) === textOf(cell)) last.to++;
    else runs.push({ from: cell.column, to: cell.column + 1, first: cell });
  }
  return runs.flatMap(({ from, to, first }): Run[] => (to - from > 1 && isHeader(first) ? [[from, to]] : []));
}

function mergedOver(row: TableRow, run: Run): TableRow {
  const over = cellsOver(row, run);
  const [first] = over;
  if (first === undefined) return row;
  const cells = row.cells.flatMap((cell) =>
    cell === first ? [{ ...cell, columnSpan: over.length }] : over.includes(cell) ? [] : [cell],
  );
  return { ...row, cells };
}

/**
 * Makes one cell again of a merged one that a program took apart with its content in each part: a header that is printed
 * in columns side by side, with every row below it, up to the next headers, holding one text in all of them.
 */
export function withRepeatedCellsMerged(rows: readonly TableRow[]): readonly TableRow[] {
  const merged = [...rows];
  for (const [at, row] of rows.entries()) {
    const runs = repeatedHeaders(row);
    if (runs.length === 0) continue;
    const next = rows.findIndex((other, i) => i > at && other.cells.some(isHeader));
    const end = next < 0 ? rows.length : next;
    for (const run of runs) {
      const below = rows.slice(at + 1, end).map((other) => cellsOver(other, run));
      if (below.length === 0 || !below.every(areAlike)) continue;
      for (let i = at; i < end; i++) merged[i] = mergedOver(merged[i]!, run);
    }
  }
  return merged;
}
