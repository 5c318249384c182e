import { ALIGNMENT_LIMITS } from '../../../config/limits/form.ts';
import type { DoubtCode } from '../../contracts/doubt.ts';
import { isValueText } from '../../wording/cell-value.ts';
import { readCell } from '../number.ts';
import { beginsIn, type FoldedCell, isBlankCell, isValueCell, type TableRow } from './table-row.ts';

/** The text that stands where a cell of the form belongs. `source` is null where the document has nothing there. */
export interface PlacedValue {
  readonly text: string;
  readonly source: FoldedCell | null;
  readonly doubts: readonly DoubtCode[];
}

/** The columns of a table by their headers: for each key the grid columns [from, to) it heads; none for one not printed. */
export type HeaderRanges = ReadonlyMap<string, readonly [from: number, to: number]>;

export interface PlacedRow {
  /** One for each key, in the order of the keys. */
  readonly values: readonly PlacedValue[];
  /** How many values the row has where it should have one for each key. */
  readonly count: number;
}

/** Whether the values of a row satisfy the sums of its table, blanks counted as zero. */
export type RowCheck = (values: readonly number[]) => boolean;

const place = (source: FoldedCell | null, ...doubts: DoubtCode[]): PlacedValue => ({
  text: source?.text ?? '',
  source,
  doubts: source?.fromLabel ? [...doubts, 'split'] : doubts,
});

/** Thousands set apart by spaces. */
const GROUPED_BY_SPACES = /^\d{1,3}(?:\s\d{3})+$/u;

/** Numbers with a sign between them: 12/5. */
const SET_APART = /^\d+(?:\s*[/、;；|]\s*\d+)+$/u;

/** Whether a text is several values set apart by spaces or signs, each readable by itself. */
const isSeveral = (text: string): boolean => {
  if (SET_APART.test(text)) return true;
  const parts = text.split(/\s+/u);
  return parts.length > 1 && parts.every(isValueText);
};

/**
 * Marks a row in which one cell may hold two values while another is blank: one of the values may be of that cell.
 * Where the row adds up as it stands, it may hold a number grouped by spaces.
 */
export function doubtOfJoined(values: readonly PlacedValue[], check: RowCheck): readonly PlacedValue[] {
  const texts = values.map((value) => value.text.trim());
  const several = texts.filter(isSeveral);
  if (!texts.includes('') || several.length === 0) return values;
  const numbers = numbersOf(texts);
  if (numbers && check(numbers) && several.every((text) => GROUPED_BY_SPACES.test(text))) return values;
  return values.map((value) => ({
    ...value,
    doubts: [...value.doubts, isSeveral(value.text.trim()) ? 'several-numbers' : 'split'],
  }));
}

const overlap = (cell: FoldedCell, [from, to]: readonly [number, number]): number =>
  Math.min(cell.column + cell.columnSpan, to) - Math.max(cell.column, from);

/**
 * Puts each value under the header it stands below. Null when a value stands beside all headers,
 * a header has no cell below it, or a value spans several headers: then position alone does not tell.
 * Words beside the headers are remarks, and numbers under a header that the form does not have are its own affair.
 */
function placeUnderHeaders(
  row: TableRow,
  cells: readonly FoldedCell[],
  { keys, foreign }: RowContext,
  ranges: HeaderRanges,
): PlacedValue[] | null {
  const below = keys.map((key) => cells.filter((cell) => overlap(cell, ranges.get(key) ?? [0, 0]) > 0));
  const beside = cells.filter((cell) => !isBlankCell(cell) && !below.some((column) => column.includes(cell)));
  const wordsOnly = (cell: FoldedCell): boolean => !isValueCell(cell) && !/\d/u.test(cell.folded);
  if (beside.some((cell) => !wordsOnly(cell) && !foreign.some((range) => overlap(cell, range) > 0))) return null;
  const values: PlacedValue[] = [];
  for (const [i, column] of below.entries()) {
    if (!ranges.has(keys[i]!)) {
      values.push(place(null));
      continue;
    }
    const inked = column.filter((cell) => !isBlankCell(cell));
    const [cell] = inked.length > 0 ? inked : column;
    if (cell === undefined || inked.length > 1) return null;
    const spansSeveral = below.filter((other) => other.includes(cell)).length > 1;
    if (inked.length === 1 && (spansSeveral || foreign.some((range) => overlap(cell, range) > 0))) return null;
    values.push(beginsIn(row, cell) || isBlankCell(cell) ? place(cell) : place(cell, 'joined'));
  }
  return values;
}

/**
 * As many cells as headers, each reaching below its own: borders that do not meet those of the headers change nothing,
 * for in no other order do the cells stand. Null where order and position do not say the same.
 */
function placeInOrderUnderHeaders(
  row: TableRow,
  cells: readonly FoldedCell[],
  { keys, foreign }: RowContext,
  ranges: HeaderRanges,
): PlacedValue[] | null {
  const printed = keys.toSorted((a, b) => (ranges.get(a)?.[0] ?? 0) - (ranges.get(b)?.[0] ?? 0));
  const under = (cell: FoldedCell | undefined, key: string): boolean =>
    cell !== undefined &&
    beginsIn(row, cell) &&
    overlap(cell, ranges.get(key) ?? [0, 0]) > 0 &&
    !foreign.some((range) => overlap(cell, range) > 0);
  if (cells.length !== keys.length || !printed.every((key, i) => under(cells[i], key))) return null;
  return keys.map((key) => place(cells[printed.indexOf(key)]!));
}

/** Every way to leave out or to insert so that `tokens` become `count`; each is a list of texts. */
function arrangements(tokens: readonly string[], count: number): string[][] {
  const surplus = tokens.length - count;
  if (surplus === 0) return [[...tokens]];
  if (surplus > 0) {
    const without = tokens.flatMap((_, i) => arrangements(tokens.toSpliced(i, 1), count));
    const joined = tokens.slice(1).flatMap((right, i) => {
      const pair = `${tokens[i]}${right}`;
      return tokens[i] && right ? arrangements(tokens.toSpliced(i, 2, pair), count) : [];
    });
    return [...without, ...joined];
  }
  const inserted = Array.from({ length: tokens.length + 1 }, (_, i) => arrangements(tokens.toSpliced(i, 0, ''), count));
  const split = tokens.map((token, i) => {
    const parts = token.trim().split(/\s+/u);
    return parts.length > 1 && parts.length <= 1 - surplus ? arrangements(tokens.toSpliced(i, 1, ...parts), count) : [];
  });
  return [...inserted.flat(), ...split.flat()];
}

/** The numbers of cell texts, blanks as zero; null where one cannot be read. */
export const numbersOf = (texts: readonly string[]): number[] | null => {
  const readings = texts.map((text) => readCell(text));
  return readings.some((r) => r.status === 'illegible') ? null : readings.map((r) => r.value ?? 0);
};

/**
 * Finds the one arrangement of too many or too few values that satisfies the sums; null when there is none or several
 * that differ. What it returns is an inference and must be looked at.
 */
function arrangeBySums(tokens: readonly string[], count: number, check: RowCheck): readonly string[] | null {
  const difference = Math.abs(tokens.length - count);
  if (difference > ALIGNMENT_LIMITS.arrangedValues || tokens.length === 0) return null;
  const fitting = new Map<string, readonly string[]>();
  for (const arrangement of arrangements(tokens, count)) {
    const numbers = numbersOf(arrangement);
    if (numbers && check(numbers)) fitting.set(numbers.join(' '), arrangement);
  }
  const [only] = fitting.values();
  return fitting.size === 1 && only ? only : null;
}

const trimBlanks = (cells: readonly FoldedCell[]): readonly FoldedCell[] => {
  const first = cells.findIndex((cell) => !isBlankCell(cell));
  const last = cells.findLastIndex((cell) => !isBlankCell(cell));
  return first < 0 ? [] : cells.slice(first, last + 1);
};

/** Where the values of a grid stand. */
export interface ValueColumns {
  /** Null where neither headers nor complete rows tell. */
  readonly ranges: HeaderRanges | null;
  /** Columns under a header that the form does not have: remarks, subtotals, another year. */
  readonly foreign: readonly (readonly [from: number, to: number])[];
  /** Most rows hold more values than the form has columns, so that as many as it has do not tell which they are. */
  readonly crowded: boolean;
  /** The headers stand in another grid, so that values beside them need not be shifted. */
  readonly borrowed: boolean;
  /** The order is that of headers that no grid shows, or one that the headers contradict. */
  readonly orderInferred: boolean;
  /** The keys as the headers print them, where that is not the order of the form. */
  readonly printed: readonly string[] | null;
  /** The headers stand in another order than that of the form, and do not tell which. */
  readonly unsure: boolean;
}

export const NO_COLUMNS: ValueColumns = {
  ranges: null,
  foreign: [],
  crowded: false,
  borrowed: false,
  orderInferred: false,
  printed: null,
  unsure: false,
};

export interface RowContext extends ValueColumns {
  readonly keys: readonly string[];
  /** Where the values of rows with as many cells begin, as other rows of the table show; undefined if unknown. */
  readonly usualStart: number | undefined;
  readonly check: RowCheck;
}

/**
 * Gives each column of the form its value in one row: by the header above in a geometric grid, by order otherwise.
 * A row with another number of values than the form has columns is arranged by its sums and marked `value-count`.
 */
export function placeValues(row: TableRow, cells: readonly FoldedCell[], context: RowContext): PlacedRow {
  const { keys, ranges } = context;
  if (row.layout === 'geometric' && ranges) {
    const under =
      placeUnderHeaders(row, cells, context, ranges) ?? placeInOrderUnderHeaders(row, cells, context, ranges);
    const sure = context.orderInferred
      ? under?.map((v) => ({ ...v, doubts: [...v.doubts, 'column-inferred' as const] }))
      : under;
    if (sure) return { values: doubtOfJoined(sure, context.check), count: ranges.size };
  }
  const { values, count } = placeInOrder(row, withoutRemarks(cells, keys.length), context);
  return { values: doubtOfJoined(inFormOrder(values, context), context.check), count };
}

/** Values that stand in the order of their headers, brought into that of the form and marked. */
function inFormOrder(values: readonly PlacedValue[], { keys, printed, unsure }: RowContext): readonly PlacedValue[] {
  if (printed === null && !unsure) return values;
  return keys.map((key, i) => {
    const value = values[printed ? printed.indexOf(key) : i]!;
    return { ...value, doubts: [...value.doubts, 'column-inferred'] };
  });
}

/** The cells of a row without the words behind its last value, if there are values for every key. */
function withoutRemarks(cells: readonly FoldedCell[], count: number): readonly FoldedCell[] {
  const last = cells.findLastIndex((cell) => isValueCell(cell) && !isBlankCell(cell));
  const kept = cells.slice(0, last + 1);
  return kept.filter((cell) => !isBlankCell(cell)).length === count ? kept : cells;
}

function placeInOrder(row: TableRow, cells: readonly FoldedCell[], context: RowContext): PlacedRow {
  const { keys, ranges, printed } = context;
  const check: RowCheck = (numbers) =>
    context.check(printed ? keys.map((key) => numbers[printed.indexOf(key)] ?? 0) : numbers);
  const inked = cells.filter((cell) => !isBlankCell(cell));
  const doubt: DoubtCode[] = row.layout === 'geometric' && ranges && !context.borrowed ? ['column-inferred'] : [];
  const inOrder = (chosen: readonly FoldedCell[]): PlacedRow => ({
    values: chosen.map((cell) => place(cell, ...doubt)),
    count: keys.length,
  });
  if (context.crowded && inked.length > 0) return arrange(cells, inked, keys.length, check);
  if (inked.length === keys.length) return inOrder(inked);
  if (context.usualStart !== undefined) {
    const window = cells.slice(context.usualStart, context.usualStart + keys.length);
    if (window.length === keys.length && inked.every((cell) => window.includes(cell))) return inOrder(window);
  }
  if (cells.length === keys.length) return inOrder(cells);
  if (inked.length === 0) {
    return { values: keys.map((_, i) => place(cells[i] ?? null)), count: Math.min(cells.length, keys.length) };
  }
  return arrange(cells, inked, keys.length, check);
}

function arrange(
  cells: readonly FoldedCell[],
  inked: readonly FoldedCell[],
  count: number,
  check: RowCheck,
): PlacedRow {
  const spanned = trimBlanks(cells);
  const tokens = spanned.length > count ? inked : spanned;
  const texts = arrangeBySums(
    tokens.map((cell) => cell.text),
    count,
    check,
  );
  const sourceAt = (i: number): FoldedCell => tokens[Math.min(i, tokens.length - 1)]!;
  const values = Array.from({ length: count }, (_, i): PlacedValue => {
    const text = texts ? (texts[i] ?? '') : '';
    return texts
      ? { text, source: sourceAt(i), doubts: ['value-count'] }
      : {
          text: tokens.map((cell) => cell.text).join(' '),
          source: sourceAt(i),
          doubts: ['value-count', 'not-a-number'],
        };
  });
  return { values, count: inked.length };
}

/** Position of the first value among the cells of a row that has exactly as many values as the form has columns. */
export const valueStart = (cells: readonly FoldedCell[], count: number): number | null => {
  const first = cells.findIndex((cell) => !isBlankCell(cell));
  const window = cells.slice(first, first + count);
  const complete =
    first >= 0 &&
    window.length === count &&
    window.every((c) => !isBlankCell(c)) &&
    cells.slice(first + count).every(isBlankCell);
  return complete ? first : null;
};

/** The cells of a row that can hold values: those behind the label, or all value cells where the label stands last. */
export function valueCellsOf(row: TableRow, label: FoldedCell): readonly FoldedCell[] {
  const behind = row.cells.filter((cell) => cell.column >= label.column + label.columnSpan);
  if (behind.some((cell) => !isBlankCell(cell))) return behind;
  const before = row.cells.filter((cell) => cell.column < label.column && isValueCell(cell));
  return before.some((cell) => !isBlankCell(cell)) ? before : behind;
}
