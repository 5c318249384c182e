import { OPEN_TABLE_TOLERANCES } from '../../../config/limits/pages.ts';
import { type FormPlace, matchLabel } from '../../form/label.ts';
import { centreX } from './geometry.ts';
import type { OpenColumns } from './open-columns.ts';
import { boxOfLines, type OpenCell, type OpenRow } from './open-row.ts';
import type { TableCell } from './page-table.ts';
import type { TextLine } from './text-lines.ts';

/**
 * Rows with fewer values than columns under as many headers of their own: each value and its header take the columns
 * nearest to the header, as cells that span them do. Headers count from the last row of values on.
 */
export function spannedByHeaders(rows: readonly OpenRow[], columns: OpenColumns): readonly OpenRow[] {
  const zone = columns.labelColumns;
  const width = columns.values.length;
  const inZone = (row: OpenRow) => row.cells.filter((cell) => cell.column >= zone);
  const middleOf = (lines: readonly TextLine[]): number => centreX(boxOfLines(lines));
  const result = rows.map((row) => ({ ...row, cells: [...row.cells] }));
  let headers: { readonly row: number; readonly cell: OpenCell }[] = [];
  let afterValues = true;
  result.forEach((row, i) => {
    if (!row.hasValues) {
      if (afterValues) headers = [];
      afterValues = false;
      headers.push(...inZone(row).flatMap((cell) => (isBandHeading(cell) ? [] : [{ row: i, cell }])));
      return;
    }
    afterValues = true;
    const values = inZone(row).toSorted((a, b) => a.column - b.column);
    if (values.length !== headers.length || values.length >= width) return;
    const middles = headers.map(({ cell }) => middleOf(cell.lines));
    const owner = columns.values.map((column) => nearest(middles, (column.left + column.right) / 2));
    const spanOf = (header: number) => ({
      column: zone + owner.indexOf(header),
      columnSpan: owner.filter((o) => o === header).length,
    });
    const ordered = headers
      .map((header, k) => ({ ...header, span: spanOf(k) }))
      .filter(({ span }) => span.columnSpan > 0)
      .toSorted((a, b) => a.span.column - b.span.column);
    if (ordered.length !== values.length) return;
    ordered.forEach(({ row: headerRow, cell, span }, k) => {
      replaceCell(result[headerRow]!, cell, { ...cell, ...span });
      replaceCell(row, values[k]!, { ...values[k]!, ...span, sure: true });
    });
  });
  return result;
}

const isLabelOf = (cell: OpenCell, kind: FormPlace['kind']): boolean =>
  matchLabel(cell.lines.map((line) => line.text).join('')).some(
    ({ place, score }) => place.kind === kind && score >= OPEN_TABLE_TOLERANCES.labelScore,
  );
/** Whether a cell opens a band of table two, above the headers of the band. */
const isBandHeading = (cell: OpenCell): boolean => isLabelOf(cell, 'blockHeading');
const isColumnLabel = (cell: OpenCell): boolean => isLabelOf(cell, 'column');
const isIn = ({ column, columnSpan }: OpenCell, at: number): boolean => at >= column && at < column + columnSpan;

const nearest = (places: readonly number[], place: number): number =>
  places.reduce((best, other, i) => (Math.abs(other - place) < Math.abs(places[best]! - place) ? i : best), 0);

function replaceCell(row: OpenRow, cell: OpenCell, by: OpenCell): void {
  const at = row.cells.findIndex((other) => other.lines === cell.lines);
  if (at >= 0) row.cells[at] = by;
}

/** Lines between columns, the last one as far from its column's middle as the one before it. */
function evenLines({ xs, values }: OpenColumns): readonly number[] {
  const last = values.at(-1)!;
  const end = last.left + last.right - xs.at(-2)!;
  return [...xs.slice(0, -1), Math.max(xs.at(-1)!, end)];
}

/**
 * Gives each header the columns that it stands over the middle of: as many as there are between its neighbours in the
 * row. One that stands alone in the middle of the table covers all of it.
 */
export function spreadHeaders(rows: readonly OpenRow[], columns: OpenColumns): readonly OpenRow[] {
  const lines = evenLines(columns);
  const width = lines.length - 1;
  const zone = columns.labelColumns;
  const narrowest = Math.min(...lines.slice(zone + 1).map((x, i) => x - lines[zone + i]!));
  const slack = Math.max(columns.fontSizePt, OPEN_TABLE_TOLERANCES.centredShare * narrowest);
  const isOver = (from: number, to: number, x: number): boolean =>
    Math.abs((lines[from]! + lines[to]!) / 2 - x) <= slack;
  /** Columns over which a row of the same headers has a header: a label of one column reaches over none of them. */
  const headedBeside = (at: number): ReadonlySet<number> => {
    const start = rows.findLastIndex((row, i) => i < at && row.hasValues) + 1;
    const end = rows.findIndex((row, i) => i > at && row.hasValues);
    const beside = rows.slice(start, end < 0 ? rows.length : end).filter((row) => row !== rows[at]);
    return new Set(
      beside.flatMap(({ cells }) =>
        cells.flatMap(({ column, columnSpan }) => Array.from({ length: columnSpan }, (_, i) => column + i)),
      ),
    );
  };
  return rows.map((row, at) => {
    if (row.hasValues) return row;
    const headed = headedBeside(at);
    const ordered = row.cells.toSorted((a, b) => a.column - b.column);
    const spread = ordered.map((cell, i): OpenCell => {
      const x = centreX(boxOfLines(cell.lines));
      if (ordered.length === 1 && cell.column + cell.columnSpan > zone && isOver(0, width, x)) {
        return { ...cell, column: 0, columnSpan: width };
      }
      if (cell.column < zone || columns.side === 'left') return cell;
      const before = ordered[i - 1];
      const first = Math.max(zone, before ? before.column + before.columnSpan : zone);
      const end = ordered[i + 1]?.column ?? width;
      let best = { column: cell.column, columnSpan: cell.columnSpan };
      for (let from = first; from <= cell.column; from++) {
        for (let to = cell.column + cell.columnSpan; to <= end; to++) {
          const added = Array.from({ length: to - from }, (_, i) => from + i).filter((c) => !isIn(cell, c));
          if (isColumnLabel(cell) && added.some((column) => headed.has(column))) continue;
          if (to - from > best.columnSpan && isOver(from, to, x)) best = { column: from, columnSpan: to - from };
        }
      }
      return { ...cell, ...best };
    });
    return { ...row, cells: spread };
  });
}

/** Lets headers reach over the blank places above and below them, as headers do that span rows. `isHeader`: for each row. */
export function mergeHeaderBlanks(cells: readonly TableCell[], isHeader: readonly boolean[]): readonly TableCell[] {
  const blank = new Map<string, TableCell>();
  for (const cell of cells) if (cell.text === '' && isHeader[cell.row]) blank.set(`${cell.row},${cell.column}`, cell);
  const gone = new Set<TableCell>();
  const take = (cell: TableCell, row: number): boolean => {
    const places = Array.from({ length: cell.columnSpan }, (_, i) => blank.get(`${row},${cell.column + i}`));
    if (places.some((place) => place === undefined || gone.has(place))) return false;
    for (const place of places) if (place) gone.add(place);
    return true;
  };
  const headers = cells.filter((cell) => cell.text !== '' && isHeader[cell.row]);
  const upward = headers
    .toSorted((a, b) => b.row - a.row)
    .map((cell) => {
      let row = cell.row;
      while (take(cell, row - 1)) row--;
      return { ...cell, row, rowSpan: cell.row - row + 1 };
    });
  const grown = upward
    .toSorted((a, b) => a.row - b.row)
    .map((cell) => {
      let rowSpan = cell.rowSpan;
      while (take(cell, cell.row + rowSpan)) rowSpan++;
      return { ...cell, rowSpan };
    });
  return [...cells.filter((cell) => !headers.includes(cell) && !gone.has(cell)), ...grown];
}
