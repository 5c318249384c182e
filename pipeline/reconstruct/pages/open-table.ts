import { OPEN_TABLE_TOLERANCES, TABLE_CONFIDENCE } from '../../../config/limits/pages.ts';
import type { Box } from '../../contracts/page.ts';
import { isValueText } from '../../wording/cell-value.ts';
import { joinCellLines } from './cell-text.ts';
import { centreY, median, surenessOf } from './geometry.ts';
import { carried, doubtsOf } from './glyph-doubts.ts';
import type { PiecedLine } from './line-pieces.ts';
import type { OpenColumns } from './open-columns.ts';
import { mergeHeaderBlanks, spannedByHeaders, spreadHeaders } from './open-headers.ts';
import { boxOfLines, type OpenRow } from './open-row.ts';
import { openRows } from './open-rows.ts';
import type { PageTable, TableCell } from './page-table.ts';
import type { Rule } from './rules.ts';

/** Left and right end of the room for text; a column of values beside the labels is no wider than the others. */
function roomOf({ xs, labelColumns }: OpenColumns, column: number, columnSpan: number): readonly [number, number] {
  const [left, right] = [xs[column]!, xs[column + columnSpan]!];
  if (column < labelColumns || columnSpan > 1) return [left, right];
  const widths = xs.slice(labelColumns + 1).map((x, i) => x - xs[labelColumns + i]!);
  return [Math.max(left, right - median(widths)), right];
}

/** Whether a number and words of their own share a column: the columns of the row are not those that were found. */
function areMixed(row: OpenRow, { labelColumns }: OpenColumns): boolean {
  const cells = row.cells.filter((cell) => cell.column >= labelColumns);
  const isValue = cells.map((cell) => cell.lines.every((line) => isValueText(line.text)));
  return cells.some((cell, i) => cells.some((o, j) => o.column === cell.column && isValue[i] && !isValue[j]));
}

/**
 * Rows of values without a label where the others have one, with the rows of values around them: what stands there may
 * be the rest of their numbers.
 */
function doubtfulRows(rows: readonly OpenRow[], { labelColumns }: OpenColumns): ReadonlySet<number> {
  const valued = rows.flatMap((row, i) => (row.hasValues ? [i] : []));
  const bare = valued.filter((i) => !rows[i]!.cells.some((cell) => cell.column < labelColumns));
  if (bare.length > valued.length / 2) return new Set();
  return new Set(bare.flatMap((i) => [i - 1, i, i + 1]));
}

/** One cell for each position of a row, blank where nothing stands. Cells that meet on a column share it from left to right. */
function cellsOf(
  row: OpenRow,
  index: number,
  columns: OpenColumns,
  page: number,
  confidence: number,
  band: readonly [number, number],
): readonly TableCell[] {
  const width = columns.xs.length - 1;
  const cells: TableCell[] = [];
  const sorted = row.cells.toSorted(
    (a, b) => a.column - b.column || centreY(boxOfLines(a.lines)) - centreY(boxOfLines(b.lines)),
  );
  // A value that is not surely in its column may belong to any that is blank.
  const isDoubtful = row.cells.some((cell) => !cell.sure);
  let free = 0;
  const blanksTo = (end: number): void => {
    for (; free < end; free++) {
      const sureness = isDoubtful && free >= columns.labelColumns ? TABLE_CONFIDENCE.brokenNumber : confidence;
      const box: Box = [columns.xs[free]!, band[0], columns.xs[free + 1]!, band[1]];
      cells.push({
        row: index,
        column: free,
        rowSpan: 1,
        columnSpan: 1,
        text: '',
        confidence: sureness,
        page,
        box,
        full: false,
      });
    }
  };
  sorted.forEach((cell, i) => {
    const sameColumn = sorted[i - 1]?.column === cell.column;
    if (sameColumn) return;
    const lines = sorted.filter((other) => other.column === cell.column).flatMap((other) => other.lines);
    blanksTo(cell.column);
    const next = sorted.find((other) => other.column > cell.column)?.column ?? width;
    const columnSpan = Math.max(1, Math.min(cell.columnSpan, next - cell.column));
    const { text, full, joinedNumber } = joinCellLines(lines, ...roomOf(columns, cell.column, columnSpan));
    const placed = joinedNumber || !cell.sure ? TABLE_CONFIDENCE.brokenNumber : confidence;
    const read = Math.min(...lines.map((line) => surenessOf(line.glyphs)));
    cells.push({
      row: index,
      column: cell.column,
      rowSpan: 1,
      columnSpan,
      text,
      full,
      page,
      box: boxOfLines(lines),
      confidence: Math.min(placed, read),
      ...carried(doubtsOf(lines.flatMap((line) => line.glyphs))),
    });
    free = cell.column + columnSpan;
  });
  blanksTo(width);
  return cells;
}

/** Puts the lines of a table without full rules on rows and columns. `rules` are the horizontal ones that it does have. */
export function openTable(
  lines: readonly PiecedLine[],
  columns: OpenColumns,
  rules: readonly Rule[],
  page: number,
): PageTable {
  const rows = spreadHeaders(spannedByHeaders(openRows(lines, columns, rules), columns), columns);
  const banded = rules.length >= OPEN_TABLE_TOLERANCES.bandRules;
  const confidence = banded ? TABLE_CONFIDENCE.inferredRule : TABLE_CONFIDENCE.aligned;
  const doubtful = doubtfulRows(rows, columns);
  const cells = rows.flatMap((row, i) => {
    const [, top, , bottom] = boxOfLines(row.cells.flatMap((cell) => cell.lines));
    const sureness = doubtful.has(i) || areMixed(row, columns) ? TABLE_CONFIDENCE.irregular : confidence;
    return cellsOf(row, i, columns, page, sureness, [top, bottom]);
  });
  const isHeader = rows.map((row) => !row.hasValues && row.cells.some((cell) => cell.column >= columns.labelColumns));
  const merged = mergeHeaderBlanks(cells, isHeader);
  return {
    xs: columns.xs,
    rows: rows.length,
    cells: merged.toSorted((a, b) => a.row - b.row || a.column - b.column),
    regions: [{ page, bbox: boxOfLines(lines.map((line) => line.line)) }],
  };
}
