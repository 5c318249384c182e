import { ALIGNMENT_LIMITS } from '../../../config/limits/form.ts';
import { doubt } from '../../contracts/doubt.ts';
import { readCell } from '../number.ts';
import { type FoldedCell, isBlankCell, placesOf, type TableRow } from './table-row.ts';

const endOf = (cell: FoldedCell): number => cell.column + cell.columnSpan;
const isWithin = (inner: FoldedCell, outer: FoldedCell): boolean =>
  inner.column >= outer.column && endOf(inner) <= endOf(outer);

const isLabel = (cell: FoldedCell): boolean =>
  placesOf(cell).some(({ score }) => score >= ALIGNMENT_LIMITS.wholeLabelScore);

const isColumnLabel = (cell: FoldedCell): boolean =>
  placesOf(cell).some(({ place, score }) => place.kind === 'column' && score >= ALIGNMENT_LIMITS.headerScore);

/** The headers of columns that stand nearest above a place in its own row of headers. */
function headersAbove(rows: readonly TableRow[], cell: FoldedCell): readonly FoldedCell[] {
  for (let r = cell.row - 1; r >= 0; r--) {
    const labels = rows[r]!.cells.filter(isColumnLabel);
    if (labels.some((label) => label.column < endOf(cell) && cell.column < endOf(label))) return labels;
  }
  return [];
}

/** The headers that a cell stands below, where it stands below several and nothing else; else none. */
function sharedBy(rows: readonly TableRow[], row: TableRow, cell: FoldedCell): readonly FoldedCell[] {
  if (cell.columnSpan === 1 || isBlankCell(cell) || isLabel(cell)) return [];
  const headers = headersAbove(rows, cell);
  const below = headers.filter((header) => isWithin(header, cell));
  const covered = below.reduce((sum, header) => sum + header.columnSpan, 0);
  if (below.length < ALIGNMENT_LIMITS.headerLabels || covered !== cell.columnSpan) return [];
  // where the other cells are as many as the other headers, none of them is shifted
  const others = row.cells.filter((other) => other !== cell && headers.some((header) => isWithin(other, header)));
  return others.length === headers.length - below.length ? below : [];
}

/** What a cell shared by several columns says of each of them: nothing, or a zero, for all; a number is not all of theirs. */
const saysForAll = ({ folded }: FoldedCell): boolean => {
  const { status, value } = readCell(folded);
  return status === 'notApplicable' || value === 0;
};

/**
 * Puts what one merged cell says below several headers of columns below each of them, marked. A mark for none and a zero
 * hold for all of them; of a number or a sentence nobody can say what it says of each.
 */
export function withSharedCellsApart(rows: readonly TableRow[]): readonly TableRow[] {
  return rows.map((row): TableRow => {
    const cells = row.cells.flatMap((cell): readonly FoldedCell[] => {
      const headers = sharedBy(rows, row, cell);
      if (headers.length === 0) return [cell];
      const code = saysForAll(cell) ? 'merged' : 'several-numbers';
      const doubts = [...(cell.doubts ?? []), doubt(code, { seen: cell.text })];
      return headers.map(({ column, columnSpan }) => {
        const place = { row: row.row, rowSpan: 1, column, columnSpan };
        return { ...cell, ...place, doubts, isShared: true };
      });
    });
    return cells.length === row.cells.length ? row : { ...row, cells };
  });
}
