import { LINE_TOLERANCES } from '../../../config/limits/lines.ts';
import type { TextLine } from '../../contracts/document.ts';
import { isLoneOrdinal } from '../../wording/ordinal.ts';
import { withBrokenRowsJoined } from './broken-rows.ts';
import { isNoise, isRemarkedNumber, labelScore, looksLikeValue } from './cell-text.ts';

/** What a line is made of, before anything is known of its neighbours. `text` is trimmed, characters as in the source. */
export type ShapedLine = { readonly number: number; readonly source: string } & (
  | { readonly kind: 'blank' /** White space rather than nothing at all. */; readonly white: boolean }
  /** A rule drawn with characters, a page number, what a mirror left of a lost line. */
  | { readonly kind: 'ornament'; readonly noise: boolean; readonly text: string }
  /** Cells between delimiters; blank cells are ''. */
  | { readonly kind: 'row'; readonly text: string; readonly cells: readonly string[] }
  | { readonly kind: 'text'; readonly text: string }
);

const PIPES = /[|｜│┃║¦]/u;
const RULE = /^[\s\-=+|:_*─━═│┃║┌┐└┘├┤┬┴┼╔╗╚╝╠╣╦╩╬]+$/u;
const RULE_PIECE = /-{3,}|={3,}|_{3,}|[─━═]{2,}|[+|:][-=]+[+|:]/u;
const PAGE_NUMBER =
  /^(?:[-—–－]+\s*\d{1,4}\s*[-—–－]+|第\s*\d{1,4}\s*页(?:\s*[,，/／]?\s*共\s*\d{1,4}\s*页)?|[1-9]\d{0,3}\s*[/／]\s*[1-9]\d{0,3}|共\s*\d{1,4}\s*页\s*第\s*\d{1,4}\s*页)$/u;

const INVISIBLE = /^[\s\u00ad\u200b-\u200f\u2060\ufeff]*$/u;
/** Text without white space around it; empty where a reader sees nothing. */
const trimmed = (text: string): string => (INVISIBLE.test(text) ? '' : text.trim());

/** At which ends of a row between pipes a pipe is a border and no delimiter. */
interface PipeFrame {
  readonly left: boolean;
  readonly right: boolean;
}

const LONE_PIPES = /^[\s|｜│┃║¦]+$/u;

/** Lines to either side whose bars and tabs show what a bar in a line is. */
const SURROUNDINGS = 8;

/**
 * For each line whether bars set its cells apart. A bar is a mark where only a few lines of its surroundings have one, or
 * where tabs set the cells apart: what most lines show counts, not the line.
 */
function barredLines(lines: readonly TextLine[]): readonly boolean[] {
  const inked = lines.flatMap(({ text }, i) => (text.trim() === '' ? [] : [{ text: text.trim(), i }]));
  const hasBar = inked.map(({ text }) => PIPES.test(text));
  const hasTab = inked.map(({ text }) => text.includes('\t'));
  const barred = lines.map(() => false);
  for (const [n, { text, i }] of inked.entries()) {
    if (!hasBar[n]) continue;
    const [from, to] = [Math.max(0, n - SURROUNDINGS), n + SURROUNDINGS + 1];
    const count = (among: readonly boolean[], without: readonly boolean[]): number =>
      among.slice(from, to).filter((is, k) => is && !without[from + k]).length;
    const bars = hasBar.slice(from, to).filter(Boolean).length;
    const isUsual = bars >= hasBar.slice(from, to).length * LINE_TOLERANCES.delimitedShare;
    const isRow = (text.match(/[|｜│┃║¦]/gu)?.length ?? 0) >= CERTAIN_BARS;
    const isTabbed = hasTab[n] && count(hasTab, hasBar) >= count(hasBar, hasTab);
    barred[i] = !isTabbed && (isUsual || isRow);
  }
  return barred;
}

/** Bars of one line that can only set cells apart. */
const CERTAIN_BARS = 3;

/** Learns from all lines with pipes where borders are: a pipe there may also stand before or behind a blank cell. */
function pipeFrameOf(lines: readonly TextLine[], barred: readonly boolean[]): PipeFrame {
  const rows = lines.flatMap((line, i) => (barred[i] && !LONE_PIPES.test(line.text) ? [line.text.trim()] : []));
  const share = (test: (text: string) => boolean): boolean =>
    rows.filter(test).length >= rows.length * LINE_TOLERANCES.agreementShare;
  return { left: share((text) => PIPES.test(text[0] ?? '')), right: share((text) => PIPES.test(text.at(-1) ?? '')) };
}

function splitPipes(text: string, frame: PipeFrame): readonly string[] {
  const parts = text.split(PIPES).map(trimmed);
  const from = frame.left && PIPES.test(text[0] ?? '') ? 1 : 0;
  const to = frame.right && PIPES.test(text.at(-1) ?? '') ? parts.length - 1 : parts.length;
  return parts.slice(from, to);
}

const unquoted = (text: string): string =>
  text.length >= 2 && text.startsWith('"') && text.endsWith('"') ? text.slice(1, -1).replaceAll('""', '"') : text;

/** Cells between tabs, blank ones at the start kept. */
export const splitTabs = (source: string): readonly string[] =>
  source.split('\t').map((part) => unquoted(trimmed(part)));

/** Fields of a line of comma or semicolon separated values, quotes honoured; null where a quote stays open. */
function splitSeparated(text: string, separator: string): readonly string[] | null {
  const fields: string[] = [];
  let field = '';
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const character = text[i]!;
    if (quoted && character === '"' && text[i + 1] === '"') {
      field += '"';
      i++;
    } else if (character === '"') quoted = !quoted;
    else if (character === separator && !quoted) {
      fields.push(field.trim());
      field = '';
    } else field += character;
    if (fields.length > LINE_TOLERANCES.rowCells) return null;
  }
  return quoted ? null : [...fields, field.trim()];
}

const ENDS_IN_NUMBER = /\d$/u;
const THREE_DIGITS = /^\d{3}$/u;

/**
 * Commas also stand in prose and in numbers: they delimit only where every field is a label or a value of the form.
 * A label before the first comma proves them delimiters; without one, groups of three digits are one number.
 */
function splitCommas(text: string): readonly string[] | null {
  for (const separator of [',', ';']) {
    if (!text.includes(separator)) continue;
    if (text.replaceAll(separator, '').trim() === '') return text.split(separator).map(() => '');
    const fields = splitSeparated(text, separator);
    if (!fields || fields.length < 2) continue;
    const printed = fields.filter((field) => field !== '');
    const values = printed.filter(looksLikeValue);
    const labels = printed.filter((field) => !looksLikeValue(field) && isWholeLabel(field));
    const isGrouped = fields.slice(1).every((field) => THREE_DIGITS.test(field));
    const apart = Math.min(...printed.map(labelScore));
    const isOneLabel = values.length === 0 && printed.length === fields.length && labelScore(text) > apart;
    if (isOneLabel) continue;
    const sure = labels.length > 0 || (values.length >= 5 && !isGrouped);
    if (sure && labels.length + values.length === printed.length) return fields;
  }
  return null;
}

const isWholeLabel = (field: string): boolean =>
  labelScore(field) >= LINE_TOLERANCES.joinedScore && !ENDS_IN_NUMBER.test(field);

/** Puts an ordinal that a tab sets apart back to its text: a numbered heading is no row of two cells. */
function withOrdinals(cells: readonly string[]): readonly string[] {
  const joined: string[] = [];
  for (const cell of cells) {
    const before = joined.at(-1);
    if (before !== undefined && isLoneOrdinal(before) && cell !== '' && !looksLikeValue(cell))
      joined[joined.length - 1] = before + cell;
    else joined.push(cell);
  }
  return joined;
}

function cellsOf(source: string, text: string, frame: PipeFrame | null): readonly string[] | null {
  if (frame) return splitPipes(text, frame);
  const inner = source.trimStart();
  if (inner.includes('\t')) {
    const cells = withOrdinals(splitTabs(source));
    return cells.length > 1 || inner !== inner.trimEnd() ? cells : null;
  }
  return text.length <= LINE_TOLERANCES.labelCharacters * 4 ? splitCommas(text) : null;
}

/** Whether a line holds more than any row of the form: a program has written the rows of a table on one line. */
const isWholeTable = (cells: readonly string[]): boolean =>
  cells.filter((cell) => cell !== '').length > LINE_TOLERANCES.rowOfForm &&
  cells.some(looksLikeValue) &&
  cells.filter(isWholeLabel).length >= LINE_TOLERANCES.tableLabels;

/** A cell of such a line, as where each stands on a line of its own. */
const shapeOfCell = (cell: string, number: number): ShapedLine =>
  cell === ''
    ? { kind: 'blank', number, source: cell, white: true }
    : { kind: 'text', number, source: cell, text: cell };

/** @param frame null where bars do not set the cells of the line apart */
function shapeLine({ number, text: source }: TextLine, frame: PipeFrame | null): ShapedLine | readonly ShapedLine[] {
  const text = trimmed(source);
  if (text === '') return { kind: 'blank', number, source, white: /[^\ufeff]/u.test(source) };
  if (isNoise(text)) return { kind: 'ornament', number, source, text, noise: true };
  if ((text.length >= 4 && RULE.test(text) && RULE_PIECE.test(text)) || PAGE_NUMBER.test(text))
    return { kind: 'ornament', number, source, text, noise: false };
  // a bar on a line of its own stands between two cells, or before a row
  if (frame && LONE_PIPES.test(text)) return { kind: 'blank', number, source, white: false };
  const cells = cellsOf(source, text, frame);
  const spaced = cells === null && text.length > LINE_TOLERANCES.labelCharacters ? text.split(/\s+/u) : null;
  for (const parts of [cells, spaced]) {
    if (parts && isWholeTable(parts)) return parts.map((cell) => shapeOfCell(cell, number));
  }
  const printed = cells?.filter((cell) => cell !== '').length ?? 0;
  if (cells && cells.length > 1 && printed === 0) return { kind: 'blank', number, source, white: true };
  if (cells && cells.length > 1 && cells.length <= LINE_TOLERANCES.rowCells && printed > 0)
    return { kind: 'row', number, source, text, cells };
  const [only] = frame && cells?.length === 1 ? cells : [];
  return { kind: 'text', number, source, text: only ?? text };
}

/** Lines between which a line with as many commas is a row of the same table, whatever its cells say. */
const NEIGHBOURS = 3;

const SEPARATORS = [',', ';'] as const;

/** Field counts of the rows between commas or semicolons, null for all other lines. */
const fieldCounts = (lines: readonly ShapedLine[], separator: string): readonly (number | null)[] =>
  lines.map((line) =>
    line.kind === 'row' && line.text.includes(separator) && !PIPES.test(line.text) && !line.source.includes('\t')
      ? line.cells.length
      : null,
  );

/** Fields by which a row may differ from those around it: merged cells left out, two values glued. */
const FIELDS_ASTRAY = 2;

/** Takes lines for rows that have as many fields as the rows around them, or begin with a label as those do. */
const withSeparatedRows = (lines: readonly ShapedLine[]): readonly ShapedLine[] =>
  SEPARATORS.reduce((shaped, separator) => {
    const counts = fieldCounts(shaped, separator);
    return shaped.map((line, i): ShapedLine => {
      if (line.kind !== 'text' || !line.text.includes(separator)) return line;
      const around = counts.slice(Math.max(0, i - NEIGHBOURS), i + NEIGHBOURS + 1).filter((count) => count !== null);
      const fields = around.length > 0 ? splitSeparated(line.text, separator) : null;
      if (fields === null || fields.length < 2) return line;
      const first = fields.find((field) => field !== '') ?? '';
      const isPair = fields.length === 2 && isWholeLabel(first) && isRemarkedNumber(fields[1]!);
      if (fields.length === 2 && !isPair) return line;
      const isBelow = counts[i - 1] === fields.length;
      const isLike = around.some((count) => Math.abs(count - fields.length) <= FIELDS_ASTRAY) && isWholeLabel(first);
      const isRow = isBelow || (around.length > 1 && (around.includes(fields.length) || isLike));
      return isRow ? { kind: 'row', number: line.number, source: line.source, text: line.text, cells: fields } : line;
    });
  }, lines);

/** Lines over which a quoted field goes on, at most. */
const QUOTED_LINES = 12;

/** Puts lines together over which a field between quotation marks and commas goes on. */
function withWholeFields(lines: readonly TextLine[]): readonly TextLine[] {
  const whole: TextLine[] = [];
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i]!;
    let text = line.text;
    let to = i;
    while (/(?:^|,)"/u.test(text) && quotes(text) % 2 === 1 && to - i < QUOTED_LINES && to + 1 < lines.length)
      text += lines[++to]!.text;
    const isWhole = to > i && quotes(text) % 2 === 0 && text.includes(',');
    whole.push(isWhole ? { number: line.number, text } : line);
    if (isWhole) i = to;
  }
  return whole;
}

const quotes = (text: string): number => text.split('"').length - 1;

/** Recognises what each line is made of: nothing, an ornament, cells between delimiters, or text. */
export function shapeLines(lines: readonly TextLine[]): readonly ShapedLine[] {
  const whole = withBrokenRowsJoined(withWholeFields(lines));
  const barred = barredLines(whole);
  const frame = pipeFrameOf(whole, barred);
  return withSeparatedRows(whole.flatMap((line, i) => shapeLine(line, barred[i] ? frame : null)));
}
