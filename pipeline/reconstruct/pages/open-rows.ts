import { OPEN_TABLE_TOLERANCES, TABLE_CONFIDENCE } from '../../../config/limits.ts';
import type { Box, Glyph } from '../../contracts/page.ts';
import { matchLabel } from '../../form/label.ts';
import { joinCellLines, startsWithOrdinal } from './cell-text.ts';
import { boxAround, centreX, centreY, overlap, surenessOf } from './geometry.ts';
import type { Piece, PiecedLine } from './line-pieces.ts';
import { columnsUnder, labelPieces, type OpenColumns, valueColumnOf } from './open-columns.ts';
import type { PageTable, TableCell } from './page-table.ts';
import type { Rule } from './rules.ts';
import { lineOf, type TextLine } from './text-lines.ts';

/** Lines of one label or header below one another. */
interface Block {
  readonly column: number;
  readonly columnSpan: number;
  readonly lines: readonly TextLine[];
  readonly box: Box;
}

/** A row in the making: `y` is where its values or, without values, its text stands. */
interface OpenRow {
  readonly y: number;
  readonly hasValues: boolean;
  readonly cells: OpenCell[];
}

interface OpenCell {
  readonly column: number;
  readonly columnSpan: number;
  readonly lines: readonly TextLine[];
  readonly sure: boolean;
  /** Columns of values that it reaches into. */
  readonly touched?: readonly number[];
}

const isBetween = (rule: Rule, upper: Box, lower: Box): boolean => {
  const x = (Math.max(upper[0], lower[0]) + Math.min(upper[2], lower[2])) / 2;
  return (
    rule.at > centreY(upper) &&
    rule.at < centreY(lower) &&
    rule.segments.some((segment) => segment.from <= x && segment.to >= x)
  );
};

/** Joins pieces that stand close below one another in the same columns to blocks. */
function blocksOf(pieces: readonly Piece[], columns: OpenColumns, rules: readonly Rule[]): readonly Block[] {
  const open: { column: number; columnSpan: number; lines: TextLine[]; box: Box }[] = [];
  const sorted = pieces.toSorted((a, b) => a.box[1] - b.box[1] || a.box[0] - b.box[0]);
  for (const piece of sorted) {
    const line = lineOf(piece.glyphs);
    if (!line) continue;
    const place = columnsUnder(columns, piece);
    const above = open.findLast((block) => {
      const last = block.lines.at(-1)!;
      const gap = piece.box[1] - last.box[3];
      const inLabels = place.column < columns.labelColumns;
      const sameColumns = inLabels
        ? block.column === place.column
        : overlap(block.box[0], block.box[2], piece.box[0], piece.box[2]) > 0 && block.columnSpan === place.columnSpan;
      return (
        sameColumns &&
        gap > -0.5 * line.fontSizePt &&
        gap < OPEN_TABLE_TOLERANCES.lineGap * line.fontSizePt &&
        !startsWithOrdinal(piece.text) &&
        !rules.some((rule) => isBetween(rule, last.box, piece.box))
      );
    });
    if (above) {
      above.lines.push(line);
      above.box = boxAround([above.box, piece.box]);
      above.columnSpan = Math.max(above.columnSpan, place.columnSpan);
    } else open.push({ ...place, lines: [line], box: piece.box });
  }
  return open;
}

/** Rows of values: one for each line with a value that stands in a column. */
function valueRows(lines: readonly PiecedLine[], columns: OpenColumns): { rows: OpenRow[]; others: Piece[] } {
  const rows: OpenRow[] = [];
  const others: Piece[] = [];
  const zone = columns.xs[columns.labelColumns]!;
  for (const line of lines) {
    const values = line.pieces.filter((piece) => piece.isValue && piece.box[0] >= zone);
    const beyond = line.pieces.filter((piece) => !values.includes(piece) && piece.box[2] > zone);
    others.push(...labelPieces(line, zone), ...beyond);
    if (values.length === 0) continue;
    const cells = values.map((piece) => {
      const place = valueColumnOf(columns, piece);
      return { ...place, columnSpan: 1, lines: [lineOf(piece.glyphs)].filter((line) => line !== null) };
    });
    rows.push({ y: centreY(boxAround(values.map((piece) => piece.box))), hasValues: true, cells });
  }
  return { rows, others };
}

/** Splits a block whose lines are the labels of several rows, so that each row has its own. */
function splitByRows(block: Block, rows: readonly OpenRow[], size: number): readonly Block[] {
  const reach = OPEN_TABLE_TOLERANCES.rowReach * size;
  const beside = rows.filter((row) => row.hasValues && row.y > block.box[1] - reach && row.y < block.box[3] + reach);
  if (beside.length < 2 || block.lines.length < beside.length) return [block];
  const groups = beside.map((): TextLine[] => []);
  for (const line of block.lines) {
    const y = centreY(line.box);
    const nearest = beside.reduce(
      (best, row, i) => (Math.abs(row.y - y) < Math.abs(beside[best]!.y - y) ? i : best),
      0,
    );
    groups[nearest]!.push(line);
  }
  return groups
    .filter((lines) => lines.length > 0)
    .map((lines) => ({ ...block, lines, box: boxAround(lines.map((l) => l.box)) }));
}

/** The row that a block belongs to: the one between the same rules, the one beside it, or the nearest of several beside it. */
function rowFor(block: Block, rows: readonly OpenRow[], rules: readonly Rule[], size: number): OpenRow | null {
  const y = centreY(block.box);
  const between = rows.filter((row) => {
    const [low, high] = [Math.min(row.y, y), Math.max(row.y, y)];
    return !rules.some((rule) => rule.at > low && rule.at < high);
  });
  const reach = OPEN_TABLE_TOLERANCES.rowReach * size;
  const beside = rows.filter((row) => row.y > block.box[1] - reach && row.y < block.box[3] + reach);
  const banded = rules.length >= OPEN_TABLE_TOLERANCES.bandRules && between.length === 1 ? between : beside;
  const candidates = banded.length > 0 ? banded : [];
  return candidates.reduce<OpenRow | null>(
    (best, row) => (best && Math.abs(best.y - y) <= Math.abs(row.y - y) ? best : row),
    null,
  );
}

/** Brings the blocks of labels and headers to rows; those beside no row make rows of their own. */
function withBlocks(
  rows: readonly OpenRow[],
  blocks: readonly Block[],
  rules: readonly Rule[],
  size: number,
): readonly OpenRow[] {
  const all = [...rows];
  const split = blocks.flatMap((block) => splitByRows(block, rows, size));
  const waiting: Block[] = [];
  for (const block of split) {
    const row = rowFor(block, rows, rules, size);
    if (row) row.cells.push({ ...block, sure: true });
    else waiting.push(block);
  }
  const added: OpenRow[] = [];
  for (const block of waiting.toSorted((a, b) => centreY(a.box) - centreY(b.box))) {
    const y = centreY(block.box);
    const row = added.findLast((other) => Math.abs(other.y - y) < OPEN_TABLE_TOLERANCES.sameRow * size);
    const cell = { ...block, sure: true };
    if (row) row.cells.push(cell);
    else added.push({ y, hasValues: false, cells: [cell] });
  }
  return [...all, ...added].toSorted((a, b) => a.y - b.y);
}

/**
 * Rows with fewer values than columns under as many headers of their own: each value and its header take the columns
 * nearest to the header, as cells that span them do. Headers count from the last row of values on.
 */
function spannedByHeaders(rows: readonly OpenRow[], columns: OpenColumns): readonly OpenRow[] {
  const zone = columns.labelColumns;
  const width = columns.values.length;
  const inZone = (row: OpenRow) => row.cells.filter((cell) => cell.column >= zone);
  const middleOf = (lines: readonly TextLine[]): number => centreX(boxOf(lines));
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
    const values = inZone(row);
    if (values.length !== headers.length || values.length >= width) return;
    const middles = headers.map(({ cell }) => middleOf(cell.lines));
    const owner = columns.values.map((column) => nearest(middles, (column.left + column.right) / 2));
    const spanOf = (header: number) => ({
      column: zone + owner.indexOf(header),
      columnSpan: owner.filter((o) => o === header).length,
    });
    const ordered = headers
      .map((header, k) => ({ ...header, span: spanOf(k) }))
      .filter(({ span }) => span.columnSpan > 0);
    if (ordered.length !== values.length) return;
    ordered.forEach(({ row: headerRow, cell, span }, k) => {
      replaceCell(result[headerRow]!, cell, { ...cell, ...span });
      replaceCell(row, values[k]!, { ...values[k]!, ...span, sure: true });
    });
  });
  return result;
}

/** Whether a cell opens a band of table two, above the headers of the band. */
const isBandHeading = (cell: OpenCell): boolean =>
  matchLabel(cell.lines.map((line) => line.text).join('')).some(
    ({ place, score }) => place.kind === 'blockHeading' && score >= OPEN_TABLE_TOLERANCES.labelScore,
  );

const nearest = (places: readonly number[], place: number): number =>
  places.reduce((best, other, i) => (Math.abs(other - place) < Math.abs(places[best]! - place) ? i : best), 0);

function replaceCell(row: OpenRow, cell: OpenCell, by: OpenCell): void {
  const at = row.cells.findIndex((other) => other.lines === cell.lines);
  if (at >= 0) row.cells[at] = by;
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
  const sorted = row.cells.toSorted((a, b) => a.column - b.column || centreY(boxOf(a.lines)) - centreY(boxOf(b.lines)));
  const doubtful = new Set(row.cells.flatMap((cell) => (cell.sure ? [] : (cell.touched ?? []))));
  let free = 0;
  const blanksTo = (end: number): void => {
    for (; free < end; free++) {
      const sureness = doubtful.has(free) ? TABLE_CONFIDENCE.brokenNumber : confidence;
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
    const { text, full, joinedNumber } = joinCellLines(lines, columns.xs[cell.column + columnSpan]!);
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
      box: boxOf(lines),
      confidence: Math.min(placed, read),
    });
    free = cell.column + columnSpan;
  });
  blanksTo(width);
  return cells;
}

const boxOf = (lines: readonly TextLine[]): Box => boxAround(lines.map((line) => line.box));

/** Puts the lines of a table without full rules on rows and columns. `rules` are the horizontal ones that it does have. */
export function openTable(
  lines: readonly PiecedLine[],
  columns: OpenColumns,
  rules: readonly Rule[],
  page: number,
): PageTable {
  const size = columns.fontSizePt;
  const { rows: values, others } = valueRows(lines, columns);
  const rows = spannedByHeaders(withBlocks(values, blocksOf(others, columns, rules), rules, size), columns);
  const confidence =
    rules.length >= OPEN_TABLE_TOLERANCES.bandRules ? TABLE_CONFIDENCE.inferredRule : TABLE_CONFIDENCE.aligned;
  const cells = rows.flatMap((row, i) => {
    const box = boxOf(row.cells.flatMap((cell) => cell.lines));
    return cellsOf(row, i, columns, page, confidence, [box[1], box[3]]);
  });
  const glyphs: readonly Glyph[] = lines.flatMap((line) => line.line.glyphs);
  return { xs: columns.xs, rows: rows.length, cells, regions: [{ page, bbox: boxAround(glyphs.map((g) => g.bbox)) }] };
}
