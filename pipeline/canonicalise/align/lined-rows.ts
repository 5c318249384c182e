import { ALIGNMENT_LIMITS } from '../../../config/limits/form.ts';
import { matchLabel } from '../../form/label.ts';
import { isValueText } from '../../wording/cell-value.ts';
import type { FoldedCell } from './table-row.ts';

/** How many rows of the form the lines of a label cell name; 1 for any other cell. */
function rowsNamed(cell: FoldedCell): number {
  const lines = cell.folded.split('\n').filter((line) => line.trim() !== '');
  const keys = lines.map((line) => {
    const [best] = matchLabel(line).filter(({ place }) => place.kind === 'row');
    return best && best.score >= ALIGNMENT_LIMITS.repeatedRowScore ? `${best.place.table}/${best.place.key}` : null;
  });
  return lines.length > 1 && !keys.includes(null) && new Set(keys).size === lines.length ? lines.length : 1;
}

/** The lines of a cell where they are as many as the rows, blank ones among them if need be; null otherwise. */
function linesOf(text: string, rows: number): readonly string[] | null {
  const all = text.split('\n').map((line) => line.trim());
  if (all.every((line) => line === '')) return Array.from({ length: rows }, () => '');
  const inked = all.filter((line) => line !== '');
  return all.length === rows ? all : inked.length === rows ? inked : null;
}

/** The cells of one printed row as those of the rows whose labels its label cell lists; null where a cell has other lines. */
function splitRow(own: readonly FoldedCell[], label: FoldedCell, rows: number): readonly FoldedCell[] | null {
  const split: FoldedCell[] = [];
  for (const cell of own) {
    if (cell.column < label.column) {
      split.push({ ...cell, rowSpan: cell.rowSpan + rows - 1 });
      continue;
    }
    const texts = linesOf(cell.text, rows);
    const folded = linesOf(cell.folded, rows);
    if (texts === null || folded === null) return null;
    if (cell !== label && !folded.every((line) => line === '' || isValueText(line))) return null;
    split.push(...texts.map((text, i) => ({ ...cell, text, folded: folded[i]!, row: cell.row + i, rowSpan: 1 })));
  }
  return split;
}

/**
 * Makes rows of the lines of cells: where the lines of a label cell name a row of the form each, and every cell beside it
 * has as many, each line is a row. Returns the cells with the number of rows that the grid has then.
 */
export function withLinedRows(
  cells: readonly FoldedCell[],
  rows: number,
): { readonly cells: readonly FoldedCell[]; readonly rows: number } {
  let all = cells;
  let height = rows;
  for (let row = rows - 1; row >= 0; row--) {
    const own = all.filter((cell) => cell.row === row);
    const label = own.find((cell) => rowsNamed(cell) > 1);
    const count = label && label.rowSpan === 1 ? rowsNamed(label) : 1;
    if (!label || count === 1) continue;
    const split = splitRow(own, label, count);
    if (split === null) continue;
    const more = count - 1;
    const others = all.flatMap((cell): FoldedCell[] => {
      if (cell.row === row) return [];
      if (cell.row > row) return [{ ...cell, row: cell.row + more }];
      return [cell.row + cell.rowSpan > row ? { ...cell, rowSpan: cell.rowSpan + more } : cell];
    });
    all = [...others, ...split];
    height += more;
  }
  return { cells: all, rows: height };
}
