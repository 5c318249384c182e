import { matchLabel } from '../../form/label.ts';
import { isValueText } from '../../wording/cell-value.ts';
import { startsWithOrdinal } from './cell-text.ts';
import { carried, joinDoubts } from './glyph-doubts.ts';
import type { PageTable, TableCell } from './page-table.ts';
import { seam } from './wrapped-text.ts';

type Rows = Pick<PageTable, 'rows' | 'cells'>;
/** The cell above a page break and the one below it in the same columns. */
type Pair = readonly [above: TableCell, below: TableCell];

const isBlank = (cell: TableCell): boolean => cell.text.trim() === '';
const isValue = (cell: TableCell): boolean => !isBlank(cell) && isValueText(cell.text);
const isLabel = (cell: TableCell): boolean => !isBlank(cell) && !isValueText(cell.text);
const key = (cell: TableCell): string => `${cell.column}+${cell.columnSpan}`;
const compact = (text: string): string => text.replace(/\s+/gu, '');
const labelScore = (text: string): number => matchLabel(text)[0]?.score ?? 0;

/** Whether rows 0…count-1 of a part end there: no cell reaches beyond them. */
const endsAfter = (cells: readonly TableCell[], count: number): boolean =>
  cells.every((cell) => cell.row >= count || cell.row + cell.rowSpan <= count);

/** Rows at the top of the second part that repeat the header of the first. */
function repeatedRows(first: Rows, second: Rows): number {
  const signature = (cells: readonly TableCell[], row: number): string =>
    cells
      .filter((cell) => cell.row === row)
      .map((cell) => `${key(cell)}x${cell.rowSpan}:${compact(cell.text)}`)
      .join('|');
  let equal = 0;
  while (
    equal < Math.min(first.rows, second.rows) &&
    signature(first.cells, equal) === signature(second.cells, equal) &&
    !second.cells.some((cell) => cell.row === equal && isValue(cell))
  ) {
    equal++;
  }
  while (equal > 0 && !(endsAfter(first.cells, equal) && endsAfter(second.cells, equal))) equal--;
  return second.cells.some((cell) => cell.row < equal && !isBlank(cell)) ? equal : 0;
}

const withoutTopRows = ({ rows, cells }: Rows, count: number): Rows => ({
  rows: rows - count,
  cells: cells.filter((cell) => cell.row >= count).map((cell) => ({ ...cell, row: cell.row - count })),
});

/** Whether the text above goes on below: its line was full, or only both together make a label of the form. */
function goesOn([above, below]: Pair): boolean {
  if (!isLabel(above) || !isLabel(below) || startsWithOrdinal(below.text)) return false;
  const together = labelScore(above.text + below.text);
  return above.full || together > Math.max(labelScore(above.text), labelScore(below.text));
}

/** Whether both cells are parts of one cell that spans rows on both sides of the break. */
function isOpenSpan(pair: Pair, aboveRow: readonly TableCell[], belowRow: readonly TableCell[]): boolean {
  const [above, below] = pair;
  if (isValue(above) || isValue(below)) return false;
  const spans = above.rowSpan > 1 || below.rowSpan > 1;
  if (spans) {
    if (isBlank(above) || isBlank(below) || compact(above.text) === compact(below.text)) return true;
    return !startsWithOrdinal(below.text) && labelScore(above.text + below.text) >= labelScore(below.text);
  }
  // A group with one row on each side: its label stands above, and both rows have labels of their own beside it.
  const labelBeside = (row: readonly TableCell[], cell: TableCell): boolean =>
    row.some((other) => other.column === cell.column + cell.columnSpan && isLabel(other));
  return isLabel(above) && isBlank(below) && labelBeside(aboveRow, above) && labelBeside(belowRow, below);
}

function merged([above, below]: Pair, rowSpan: number): TableCell {
  const doubts = carried(joinDoubts(above.doubts, below.doubts));
  const place = { row: above.row, column: above.column, columnSpan: above.columnSpan, rowSpan, ...doubts };
  if (isBlank(below) || compact(above.text) === compact(below.text)) return { ...above, ...place };
  if (isBlank(above)) return { ...below, ...place };
  return {
    ...above,
    ...place,
    text: above.text + seam(above.text, below.text, true) + below.text,
    confidence: Math.min(above.confidence, below.confidence),
    full: below.full,
  };
}

/**
 * Joins the rows of a table with those of its next part: a repeated header is dropped, a row torn by the page break
 * becomes whole, and cells that span the break stay one cell.
 */
export function joinRows(first: Rows, repeating: Rows): Rows {
  const second = withoutTopRows(repeating, repeatedRows(first, repeating));
  if (second.rows === 0) return first;
  const bottom = first.cells.filter((cell) => cell.row + cell.rowSpan === first.rows);
  const top = second.cells.filter((cell) => cell.row === 0);
  const below = new Map(top.map((cell) => [key(cell), cell]));
  const pairs = bottom.flatMap((cell): Pair[] => {
    const other = below.get(key(cell));
    return other ? [[cell, other]] : [];
  });
  const open = new Set(pairs.filter((pair) => isOpenSpan(pair, bottom, top)));
  const rest = pairs.filter((pair) => !open.has(pair));
  const sameColumns = pairs.length === bottom.length && pairs.length === top.length;
  const torn =
    sameColumns &&
    rest.length > 0 &&
    rest.every((pair) => {
      const [a, b] = pair;
      return a.rowSpan === 1 && b.rowSpan === 1 && (isBlank(a) || isBlank(b) || goesOn(pair));
    });
  const offset = torn ? first.rows - 1 : first.rows;
  const joinedPairs = torn ? pairs : [...open];
  const gone = new Set(joinedPairs.flat());
  const joined = joinedPairs.map((pair) => merged(pair, pair[0].rowSpan + pair[1].rowSpan - (torn ? 1 : 0)));
  const cells = [
    ...first.cells.filter((cell) => !gone.has(cell)),
    ...joined,
    ...second.cells.filter((cell) => !gone.has(cell)).map((cell) => ({ ...cell, row: cell.row + offset })),
  ];
  return {
    rows: offset + second.rows,
    cells: cells.toSorted((a, b) => a.row - b.row || a.column - b.column),
  };
}
