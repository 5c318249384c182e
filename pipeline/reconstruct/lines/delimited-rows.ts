import { LINE_TOLERANCES } from '../../../config/limits/lines.ts';
import { joinedScore, labelScore, looksLikeValue } from './cell-text.ts';
import type { Slot } from './form-row.ts';
import { GROUPED_NUMBER } from './line-pieces.ts';
import { splitTabs } from './line-shape.ts';
import type { RunLine } from './table-runs.ts';

/** The cells of one line, or of the lines over which one row was broken; blank cells have text ''. */
export interface DelimitedRow {
  readonly cells: readonly Slot[];
  readonly lines: readonly RunLine[];
  /** A line that no delimiter makes a row. */
  readonly isBare: boolean;
}

/** Several values that one cell holds, as cells of their own; a number grouped by spaces stays one. */
function splitValues(text: string): readonly string[] {
  const words = text.split(/\s+/u);
  const isSeveral = words.length > 2 && words.length <= LINE_TOLERANCES.rowCells;
  return isSeveral && words.every(looksLikeValue) && !GROUPED_NUMBER.test(text) ? words : [text];
}

function rowOf(line: RunLine, byTabs: boolean): DelimitedRow | null {
  if (line.kind === 'blank' || line.kind === 'ornament') return null;
  const texts =
    line.kind === 'row'
      ? line.cells
      : byTabs && line.source.startsWith('\t')
        ? splitTabs(line.source)
        : line.pieces.map((piece) => piece.text);
  const cells = texts.flatMap(splitValues).map((text, i): Slot => ({ text, line: line.number, position: i + 1 }));
  return { cells, lines: [line], isBare: line.kind === 'text' && texts.length === 1 };
}

const hasOpenQuote = (text: string): boolean => text.startsWith('"') && (text.match(/"/g)?.length ?? 0) % 2 === 1;

/** Whether a row goes on in the next line: a quote is open, or the cells at the break make a label only together. */
function isBroken(above: DelimitedRow, below: DelimitedRow): boolean {
  const last = above.cells.at(-1)?.text ?? '';
  const first = below.cells[0]?.text ?? '';
  if (hasOpenQuote(last)) return true;
  if (last === '' || first === '' || looksLikeValue(last) || looksLikeValue(first)) return false;
  const together = joinedScore([last, first]);
  return together >= LINE_TOLERANCES.ownLineScore && together > Math.max(labelScore(last), labelScore(first));
}

function joinRows(above: DelimitedRow, below: DelimitedRow): DelimitedRow {
  const last = above.cells.at(-1)!;
  const [first, ...rest] = below.cells;
  const text = `${last.text}${first?.text ?? ''}`;
  const closed = hasOpenQuote(last.text) && !hasOpenQuote(text) ? text.slice(1).replace(/"$/u, '') : text;
  const cells = [
    ...above.cells.slice(0, -1),
    { ...last, text: closed },
    ...rest.map((cell, i) => ({ ...cell, position: last.position + 1 + i })),
  ];
  return { cells, lines: [...above.lines, ...below.lines], isBare: above.isBare && below.isBare };
}

/** The rows of lines with delimiters, rows broken over lines put together. */
export function readDelimitedRows(lines: readonly RunLine[]): readonly DelimitedRow[] {
  const byTabs = lines.some((line) => line.kind === 'row' && line.source.includes('\t'));
  const rows: DelimitedRow[] = [];
  for (const line of lines) {
    const row = rowOf(line, byTabs);
    if (!row) continue;
    const above = rows.at(-1);
    const isRoom = above && above.lines.length < LINE_TOLERANCES.joinedPieces;
    const isFit = above && above.cells.length + row.cells.length <= LINE_TOLERANCES.rowCells;
    const joinable = isRoom && isFit && isNext(above, line);
    if (above && joinable && isBroken(above, row)) rows[rows.length - 1] = joinRows(above, row);
    else rows.push(row);
  }
  return rows;
}

const isNext = (above: DelimitedRow, line: RunLine): boolean => above.lines.at(-1)?.number === line.number - 1;
