import { remedies } from '../../../config/catalogue/form.ts';
import { HTML_TOLERANCES } from '../../../config/limits/markup.ts';
import type { Doubt } from '../../contracts/doubt.ts';
import { isValueText } from '../../wording/cell-value.ts';
import { folded, isFormLabel } from './form-words.ts';
import type { GridPiece, ParagraphPiece, Piece, SourcedCell } from './pieces.ts';
import type { VisibleElement } from './visible-element.ts';

/** A value of a record under the name of its column. */
interface Entry {
  readonly label: string;
  readonly value: string;
}

/** An entry with the elements that show its two parts. */
interface PlacedEntry extends Entry {
  readonly labelElement: VisibleElement;
  readonly element: VisibleElement;
}

/** A row of a table told as a block of its own: its label, then a line for each column. */
interface Record {
  readonly label: ParagraphPiece;
  readonly entries: readonly PlacedEntry[];
  /** Pieces that it was made of. */
  readonly pieces: number;
}

const isParagraph = (piece: Piece | undefined): piece is ParagraphPiece => piece?.kind === 'paragraph';

/** A line that is the name of a column and its value: 自然人：12, 自然人 12, 自然人：. */
function entryOf(text: string): Entry | null {
  const [, label, value] =
    /^(.*?)\s*[:：]?\s*([+-]?[\d０-９][\d０-９,，.．]*\s*\p{Script=Han}{0,2}|[/\\—－-]+|无)?$/u.exec(text) ?? [];
  if (label === undefined || !isFormLabel(label)) return null;
  if (value === undefined) return /[:：]$/.test(text) ? { label, value: '' } : null;
  return isValueText(value) ? { label, value } : null;
}

/** The entry that begins with a piece, and how many pieces it takes: a line, or a name and its value in lines of their own. */
function entryAt(pieces: readonly Piece[], at: number): { readonly entry: PlacedEntry; readonly pieces: 1 | 2 } | null {
  const [first, second] = [pieces[at], pieces[at + 1]];
  if (!isParagraph(first)) return null;
  const entry = entryOf(first.text);
  const labelElement = first.element;
  if (entry !== null) return { entry: { ...entry, labelElement, element: labelElement }, pieces: 1 };
  if (!isFormLabel(first.text) || !isParagraph(second) || !isValueText(second.text)) return null;
  return { entry: { label: first.text, value: second.text, labelElement, element: second.element }, pieces: 2 };
}

function recordAt(pieces: readonly Piece[], at: number): Record | null {
  const label = pieces[at];
  if (!isParagraph(label) || !isFormLabel(label.text) || entryAt(pieces, at) !== null) return null;
  const entries: PlacedEntry[] = [];
  let next = at + 1;
  for (let found = entryAt(pieces, next); found !== null; found = entryAt(pieces, next)) {
    entries.push(found.entry);
    next += found.pieces;
  }
  return entries.length === 0 ? null : { label, entries, pieces: next - at };
}

const columnsOf = (record: Record): string => record.entries.map(({ label }) => folded(label)).join('|');

/** Records that follow one another and name the same columns. */
function runAt(pieces: readonly Piece[], at: number): readonly Record[] {
  const run: Record[] = [];
  let next = at;
  for (let record = recordAt(pieces, next); record !== null; record = recordAt(pieces, next)) {
    const [first] = run;
    if (first !== undefined && columnsOf(first) !== columnsOf(record)) break;
    run.push(record);
    next += record.pieces;
  }
  return run;
}

const REMEDIES: ReadonlySet<string> = new Set(remedies.rows.map(({ label }) => folded(label)));

interface RecordCell extends Pick<SourcedCell, 'text' | 'columnSpan' | 'element'> {}

/** Texts of the table row by row: columns as the form has them, side by side for the remedies, which have one row. */
function rowsOf(run: readonly Record[]): readonly (readonly RecordCell[])[] {
  const [first] = run;
  if (first === undefined) return [];
  const headOf = ({ label }: Record, columnSpan = 1): RecordCell => ({
    text: label.text,
    columnSpan,
    element: label.element,
  });
  const labelsOf = ({ entries }: Record): readonly RecordCell[] =>
    entries.map(({ label, labelElement }) => ({ text: label, columnSpan: 1, element: labelElement }));
  const valuesOf = ({ entries }: Record): readonly RecordCell[] =>
    entries.map(({ value, element }) => ({ text: value, columnSpan: 1, element }));
  if (run.every(({ label }) => REMEDIES.has(folded(label.text)))) {
    return [run.map((record) => headOf(record, record.entries.length)), run.flatMap(labelsOf), run.flatMap(valuesOf)];
  }
  return [
    [{ ...headOf(first), text: '' }, ...labelsOf(first)],
    ...run.map((record) => [headOf(record), ...valuesOf(record)]),
  ];
}

function gridOf(run: readonly Record[], pieces: readonly Piece[], ordinal: number): GridPiece {
  const rows = rowsOf(run);
  const doubts: readonly Doubt[] = pieces.flatMap((piece) => (isParagraph(piece) ? (piece.doubts ?? []) : []));
  const cells = rows.flatMap((row, r) => {
    let column = 0;
    return row.map(({ text, columnSpan, element }): SourcedCell => {
      const origin = { table: ordinal, row: r + 1, column: column + 1 };
      const cell = { row: r, column, rowSpan: 1, columnSpan, text, confidence: 1, origin, element };
      column += columnSpan;
      return doubts.length > 0 ? { ...cell, doubts } : cell;
    });
  });
  return {
    kind: 'grid',
    element: run[0]!.label.element,
    layout: 'geometric',
    rows: rows.length,
    columns: cells.reduce((most, cell) => Math.max(most, cell.column + cell.columnSpan), 0),
    cells,
    tables: [ordinal],
    singleRow: null,
    characters: pieces.reduce((sum, piece) => sum + piece.characters, 0),
    linkCharacters: 0,
  };
}

/**
 * Makes tables of records: blocks of which each is a row, its label above and a line for each column, as pages print
 * tables for narrow windows.
 */
export function joinRecords(pieces: readonly Piece[]): readonly Piece[] {
  let ordinal = pieces.reduce((most, piece) => (piece.kind === 'grid' ? Math.max(most, ...piece.tables) : most), 0);
  const result: Piece[] = [];
  for (let at = 0; at < pieces.length; ) {
    const run = runAt(pieces, at);
    const taken = run.reduce((sum, record) => sum + record.pieces, 0);
    const entries = run.reduce((sum, record) => sum + record.entries.length, 0);
    if (run.length < 2 || entries < run.length * 2 || entries < HTML_TOLERANCES.tableFigures) {
      result.push(pieces[at]!);
      at++;
      continue;
    }
    result.push(gridOf(run, pieces.slice(at, at + taken), ++ordinal));
    at += taken;
  }
  return result;
}
