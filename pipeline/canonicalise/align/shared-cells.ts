import { ALIGNMENT_LIMITS } from '../../../config/limits/form.ts';
import { type DoubtCode, doubt } from '../../contracts/doubt.ts';
import { readCell } from '../number.ts';
import { type FoldedCell, placesOf, type TableRow } from './table-row.ts';

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

/** Whether headers of columns stand right below a cell: it is the heading of another table, in whatever words. */
const headsColumns = (rows: readonly TableRow[], cell: FoldedCell): boolean =>
  (rows[cell.row + cell.rowSpan]?.cells ?? []).filter((each) => isWithin(each, cell) && isColumnLabel(each)).length >=
  ALIGNMENT_LIMITS.headerLabels;

/** The headers that a cell stands below, where it stands below several and nothing else; else none. */
function sharedBy(rows: readonly TableRow[], row: TableRow, cell: FoldedCell): readonly FoldedCell[] {
  if (cell.columnSpan === 1 || isLabel(cell) || headsColumns(rows, cell)) return [];
  const headers = headersAbove(rows, cell);
  const below = headers.filter((header) => isWithin(header, cell));
  // a header that was merged and is printed in each of its columns is one header
  if (new Set(below.map((header) => header.folded.trim())).size === 1) return [];
  const covered = below.reduce((sum, header) => sum + header.columnSpan, 0);
  if (below.length < ALIGNMENT_LIMITS.headerLabels || covered !== cell.columnSpan) return [];
  // where every header has its one cell, none of them is shifted
  const isShifted = headers.some((header) => !row.cells.some((other) => isWithin(header, other)));
  return isShifted ? [] : below;
}

/** What is doubtful of each of the places of a cell: a blank is one for all, a number or a sentence is not all of theirs. */
function doubtOfEach({ folded }: FoldedCell): DoubtCode {
  const { status, value } = readCell(folded);
  if (status === 'blank') return 'blank-inferred';
  return status === 'notApplicable' || value === 0 ? 'merged' : 'several-numbers';
}

/**
 * Puts what one merged cell says below several headers of columns below each of them, marked. A mark for none and a zero
 * hold for all of them; of a number or a sentence nobody can say what it says of each.
 */
export function withSharedCellsApart(rows: readonly TableRow[]): readonly TableRow[] {
  return rows.map((row): TableRow => {
    const cells = row.cells.flatMap((cell): readonly FoldedCell[] => {
      const headers = sharedBy(rows, row, cell);
      if (headers.length === 0) return [cell];
      const doubts = [...(cell.doubts ?? []), doubt(doubtOfEach(cell), { seen: cell.text })];
      return headers.map(({ column, columnSpan }) => {
        const place = { row: row.row, rowSpan: 1, column, columnSpan };
        return { ...cell, ...place, doubts, isShared: true };
      });
    });
    return cells.length === row.cells.length ? row : { ...row, cells };
  });
}
