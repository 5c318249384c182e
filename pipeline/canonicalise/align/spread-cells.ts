import type { DoubtCode } from '../../contracts/doubt.ts';
import { readValue } from '../../wording/cell-value.ts';
import { type FoldedCell, isBlankCell } from './table-row.ts';

/** Grid columns from one up to another. */
export type Extent = readonly [from: number, to: number];

/**
 * What one cell says that spans the columns of several values: a mark for none is meant for each; a zero may be, and a
 * number or words are of none of them.
 */
export function doubtsOfSpread(cell: FoldedCell): readonly DoubtCode[] {
  const value = readValue(cell.folded);
  switch (value.kind) {
    case 'none':
    case 'blank':
      return [];
    case 'number':
      return value.value === 0 ? ['split'] : ['several-numbers', 'not-a-number'];
    case 'several':
    case 'figures':
    case 'remarked':
      return ['several-numbers', 'not-a-number'];
    case 'words':
      return ['not-a-number'];
    default:
      return value satisfies never;
  }
}

/** Whether a cell reaches over all of a column. */
const covers = (cell: FoldedCell, [from, to]: Extent): boolean =>
  cell.column <= from && cell.column + cell.columnSpan >= to;

/**
 * Cells of one row of values with those that span several columns put into each of them, where there is one cell for
 * each column then; the same cells otherwise.
 */
export function spreadOver(cells: readonly FoldedCell[], columns: readonly Extent[]): readonly FoldedCell[] {
  const spread = cells.flatMap((cell): readonly FoldedCell[] => {
    const covered = columns.filter((column) => covers(cell, column));
    if (covered.length < 2) return [cell];
    return covered.map(([from, to]) => ({ ...cell, column: from, columnSpan: to - from, spreadFrom: cell }));
  });
  if (spread.length === cells.length) return cells;
  const isWhole = columns.every((column) => spread.some((cell) => covers(cell, column)));
  const inked = spread.filter((cell) => !isBlankCell(cell));
  return isWhole && inked.length <= columns.length ? spread : cells;
}
