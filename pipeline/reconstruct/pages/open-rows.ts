import { OPEN_TABLE_TOLERANCES } from '../../../config/limits/pages.ts';
import type { Box } from '../../contracts/page.ts';
import { matchLabel } from '../../form/label.ts';
import { startsWithOrdinal } from './cell-text.ts';
import { boxAround, centreX, centreY, overlap } from './geometry.ts';
import { type Piece, type PiecedLine, pieceOf } from './line-pieces.ts';
import { columnsUnder, labelPieces, type OpenColumns, valueColumnOf } from './open-columns.ts';
import { boxOfLines, type OpenRow } from './open-row.ts';
import type { Rule } from './rules.ts';
import { lineOf, type TextLine } from './text-lines.ts';
import { withWholeRows } from './whole-rows.ts';

/** Lines of one label or header below one another. */
interface Block {
  readonly column: number;
  readonly columnSpan: number;
  readonly lines: readonly TextLine[];
  readonly box: Box;
}

const isBetween = (rule: Rule, upper: Box, lower: Box): boolean => {
  const x = (Math.max(upper[0], lower[0]) + Math.min(upper[2], lower[2])) / 2;
  return (
    rule.at > centreY(upper) &&
    rule.at < centreY(lower) &&
    rule.segments.some((segment) => segment.from <= x && segment.to >= x)
  );
};

const labelScore = (text: string): number => matchLabel(text)[0]?.score ?? 0;
const isFormLabel = (text: string): boolean => labelScore(text) >= OPEN_TABLE_TOLERANCES.labelScore;

/** Whether two texts below one another are two labels of the form rather than the lines of one. */
function areTwoLabels(above: string, below: string): boolean {
  if (!isFormLabel(above) || !isFormLabel(below)) return false;
  return labelScore(above + below) < Math.max(labelScore(above), labelScore(below));
}

/** Whether two texts below one another are more of one label of the form together than either is alone. */
const areOneLabel = (above: string, below: string): boolean =>
  labelScore(above + below) > Math.max(labelScore(above), labelScore(below));

/** Whether a line of a label reached the values, so that its text had to go on below. */
const wasFilled = (line: TextLine, { xs, labelColumns }: OpenColumns): boolean =>
  xs[labelColumns]! - line.box[2] < 3 * line.fontSizePt;

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
      const isBelow = overlap(block.box[0], block.box[2], piece.box[0], piece.box[2]) > 0;
      const text = block.lines.map((l) => l.text).join('');
      const isOneLabel = isBelow && areOneLabel(text, piece.text);
      const mustGoOn = inLabels && wasFilled(last, columns);
      const sameColumns = inLabels
        ? block.column === place.column || isOneLabel
        : isBelow && block.columnSpan === place.columnSpan;
      const { oneLabelGap, filledLineGap, lineGap } = OPEN_TABLE_TOLERANCES;
      return (
        sameColumns &&
        gap > -0.5 * line.fontSizePt &&
        gap < (isOneLabel ? oneLabelGap : mustGoOn ? filledLineGap : lineGap) * line.fontSizePt &&
        !startsWithOrdinal(piece.text) &&
        !areTwoLabels(text, piece.text) &&
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

/**
 * Cuts headers that touch one another at the lines between the columns: where both sides are labels of the form, or
 * where the text fills its columns.
 */
function cutAtColumns(piece: Piece, columns: OpenColumns): readonly Piece[] {
  const { column, columnSpan } = columnsUnder(columns, piece);
  if (columnSpan < 2 || column < columns.labelColumns) return [piece];
  const lines = columns.xs.slice(column + 1, column + columnSpan);
  const firstBehind = lines.map((x) => piece.glyphs.findIndex((glyph) => centreX(glyph.bbox) > x));
  const starts = [...new Set(firstBehind.filter((i) => i > 0))];
  const between = (from: number, to?: number): Piece => pieceOf(piece.glyphs.slice(from, to));
  const labels = starts.find((i) => {
    const [left, right] = [between(0, i).text, between(i).text];
    return isFormLabel(left) && isFormLabel(right) && !areOneLabel(left, right);
  });
  if (labels !== undefined) return [between(0, labels), ...cutAtColumns(between(labels), columns)];
  if (isFormLabel(piece.text)) return [piece];
  const share = (piece.box[2] - piece.box[0]) / (columns.xs[column + columnSpan]! - columns.xs[column]!);
  if (share < OPEN_TABLE_TOLERANCES.filledShare) return [piece];
  return [0, ...starts].map((start, i) => between(start, starts[i]));
}

/** A value on its line, in its column. */
interface PlacedValue {
  readonly column: number;
  readonly sure: boolean;
  readonly touched: readonly number[];
  readonly line: TextLine;
}

/**
 * Rows of values. Lines whose heights overlap are one row: numbers too long for their column go on above and below the
 * line of the others.
 */
function valueRows(lines: readonly PiecedLine[], columns: OpenColumns): { rows: OpenRow[]; others: Piece[] } {
  const others: Piece[] = [];
  const zone = columns.xs[columns.labelColumns]!;
  const groups: PlacedValue[][] = [];
  for (const line of lines) {
    const values = line.pieces.filter((piece) => piece.isValue && piece.box[0] >= zone);
    const beyond = line.pieces.filter((piece) => !values.includes(piece) && piece.box[2] > zone);
    others.push(...labelPieces(line, zone), ...beyond.flatMap((piece) => cutAtColumns(piece, columns)));
    const placed = values.flatMap((piece): PlacedValue[] => {
      const text = lineOf(piece.glyphs);
      return text ? [{ ...valueColumnOf(columns, piece), line: text }] : [];
    });
    if (placed.length === 0) continue;
    const above = groups.at(-1)?.at(-1)?.line;
    const sameRow =
      above &&
      centreY(placed[0]!.line.box) - centreY(above.box) < OPEN_TABLE_TOLERANCES.overlappingRow * above.fontSizePt;
    if (sameRow) groups.at(-1)!.push(...placed);
    else groups.push(placed);
  }
  const rows = groups.map((placed): OpenRow => {
    const inColumns = new Map<number, PlacedValue[]>();
    for (const value of placed) inColumns.set(value.column, [...(inColumns.get(value.column) ?? []), value]);
    const cells = [...inColumns].map(([column, values]) => ({
      column,
      columnSpan: 1,
      lines: values.map((value) => value.line),
      sure: values.length === 1 && values[0]!.sure,
      touched: values.flatMap((value) => value.touched),
    }));
    return { y: centreY(boxOfLines(placed.map((value) => value.line))), hasValues: true, cells };
  });
  return { rows, others };
}

/** Whether a block holds the label of a group: other labels stand between it and the values. */
const isGroup = (block: Block, blocks: readonly Block[]): boolean =>
  blocks.some(
    (other) => other.box[0] > block.box[2] && overlap(other.box[1], other.box[3], block.box[1], block.box[3]) > 0,
  );

/** The lines of a block by the row that each is nearest to. */
function linesByRow(block: Block, rows: readonly OpenRow[]): readonly (readonly TextLine[])[] {
  const groups = rows.map((): TextLine[] => []);
  for (const line of block.lines) {
    const y = centreY(line.box);
    const nearest = rows.reduce((best, row, i) => (Math.abs(row.y - y) < Math.abs(rows[best]!.y - y) ? i : best), 0);
    groups[nearest]!.push(line);
  }
  return groups;
}

/** Splits a block whose lines are the labels of several rows, so that each row has its own. Groups of labels stay whole. */
function splitByRows(block: Block, blocks: readonly Block[], rows: readonly OpenRow[], size: number): readonly Block[] {
  if (isGroup(block, blocks)) return [block];
  const reach = OPEN_TABLE_TOLERANCES.rowReach * size;
  const beside = rows.filter((row) => row.hasValues && row.y > block.box[1] - reach && row.y < block.box[3] + reach);
  if (beside.length < 2 || block.lines.length < beside.length) return [block];
  return linesByRow(block, beside)
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
  const split = blocks.flatMap((block) => splitByRows(block, blocks, rows, size));
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

/** Rows of a table without full rules: its values on their lines, labels and headers beside and above them. */
export function openRows(
  lines: readonly PiecedLine[],
  columns: OpenColumns,
  rules: readonly Rule[],
): readonly OpenRow[] {
  const { rows, others } = valueRows(lines, columns);
  return withWholeRows(withBlocks(rows, blocksOf(others, columns, rules), rules, columns.fontSizePt), columns);
}
