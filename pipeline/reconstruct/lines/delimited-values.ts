import { columnsOf } from '../../../config/catalogue/form.ts';
import { LINE_TOLERANCES } from '../../../config/limits/lines.ts';
import { placesIn } from './cell-text.ts';
import { depthOf, inkedRange, type JudgedRow, showsBlank, spansColumns } from './delimited-table.ts';
import {
  BLANK_INFERRED,
  type Doubts,
  type FormRow,
  NO_DOUBTS,
  ORDER_ONLY,
  type Slot,
  together,
  VALUES_FIRST,
} from './form-row.ts';
import { agreed } from './row-gaps.ts';

/** Where the values of a row stand among its cells: [from, to). `to` may pass the end of a row cut short of its blank cells. */
export interface ValueWindow {
  readonly from: number;
  readonly to: number;
  /** The cells of the values where others stand among them; all from the first to the last otherwise. */
  readonly cells?: readonly number[];
  readonly doubts: Doubts;
}

/** A point of a row from which its values are at the same distance in all rows alike. */
interface Anchor {
  readonly name: string;
  readonly groupOf: (row: JudgedRow) => string;
  readonly at: (row: JudgedRow) => number;
}

const tableOf = (row: JudgedRow): string => `${row.table}`;
const lengthOf = (row: JudgedRow): number => row.to - row.from;

/** From the surest to the least: rows of one depth and length, of one depth, of a table from its labels, ends or start. */
const ANCHORS: readonly Anchor[] = [
  { name: 'shape', groupOf: (row) => `${depthOf(row)}/${lengthOf(row)}`, at: (row) => row.from },
  { name: 'depth', groupOf: depthOf, at: (row) => row.from },
  { name: 'label', groupOf: tableOf, at: (row) => row.from },
  { name: 'end', groupOf: tableOf, at: (row) => row.to },
  { name: 'start', groupOf: tableOf, at: () => 0 },
];

/** Distance from an anchor at which values begin, by anchor and group of rows. */
export interface StartHabits {
  /** All values of the group lie in a window as wide as the form: it cannot stand anywhere else. */
  readonly proved: ReadonlyMap<string, number>;
  /** Nearly all rows of a group that have every value begin there. */
  readonly usual: ReadonlyMap<string, number>;
  readonly widths: ReadonlyMap<string, number>;
  /** Where rows with a value for each column of the form, but blank cells among them, have their ink: as nearly all have it. */
  readonly spread: ReadonlySet<string>;
  /** Where such rows begin, by anchor and group of rows. */
  readonly spreadStarts: ReadonlyMap<string, number>;
  /** Tables in which a row has ink in more columns than the form has. */
  readonly crowded: ReadonlySet<string>;
  /** Those of them in which as many rows do as have just the values of the form side by side. */
  readonly mostlyCrowded: ReadonlySet<string>;
  readonly cutShort: boolean;
  /** Tables whose lines have their blank cells moved to the end, so that a row with blank ones does not show which. */
  readonly packed: ReadonlySet<string>;
  /** Whether a row shows a blank cell among its values, so that one that is short has lost those at its end. */
  readonly showsBlanks: boolean;
  /** Columns of table three that headers name, by the number of cells of their line: the cell, and the place in the form. */
  readonly headed: ReadonlyMap<number, readonly HeadedCell[]>;
}

interface HeadedCell {
  readonly cell: number;
  readonly place: number;
}

const APPLICANTS = columnsOf('applications').map((column) => column.key);

function learnHeaded(rows: readonly JudgedRow[]): ReadonlyMap<number, readonly HeadedCell[]> {
  const headed = new Map<number, HeadedCell[]>();
  const lengths = new Set(rows.flatMap(({ table, cells }) => (table === 'applications' ? [cells.length] : [])));
  // without something for merged cells, lines of one length need not have the same columns
  if (lengths.size !== 1) return headed;
  for (const { kind, table, cells, heads } of rows) {
    // headers that begin where the labels do have lost the cells in front of them, and tell no place
    if (kind !== 'header' || table !== 'applications' || heads.includes(0)) continue;
    const named = heads.flatMap((cell): HeadedCell[] => {
      const key = placesIn(cells[cell]?.text ?? '', ['column'], table)[0]?.place.key;
      return key === undefined ? [] : [{ cell, place: APPLICANTS.indexOf(key) }];
    });
    headed.set(cells.length, [...(headed.get(cells.length) ?? []), ...named]);
  }
  return headed;
}

/** Headers from which those of a line as long as a row contradict the place of its values. */
const CONTRADICTING = 3;

/** Whether the headers on lines of as many cells stand above other values than those of their columns. */
function contradicts(row: JudgedRow, from: number, { headed }: StartHabits): boolean {
  const above = row.table === 'applications' ? (headed.get(row.cells.length) ?? []) : [];
  return above.length >= CONTRADICTING && above.every(({ cell, place }) => cell !== from + place);
}

/** Which cells of a row from its first to its last value have ink. */
const spreadOf = (row: JudgedRow): string => {
  const { first, last } = inkedRange(row);
  const inked = row.cells.slice(first, last + 1).map((cell) => (cell.text === '' ? '-' : 'x'));
  return `${row.table} ${inked.join('')}`;
};

/** The ways in which rows with all their values have them spread over more cells, where most such rows agree. */
function learnSpread(rows: readonly JudgedRow[]): ReadonlySet<string> {
  const full = rows.filter((row) => row.kind === 'data' && inkedRange(row).count === row.expected);
  const counts = new Map<string, number>();
  for (const row of full) counts.set(spreadOf(row), (counts.get(spreadOf(row)) ?? 0) + 1);
  const most = (table: string): number =>
    full.filter((row) => tableOf(row) === table).length * LINE_TOLERANCES.agreementShare;
  return new Set([...counts].flatMap(([spread, n]) => (n > 1 && n >= most(spread.split(' ')[0]!) ? [spread] : [])));
}

/** The rows that have ink in more columns than the form: a column of something else stands among them. */
function crowdedRows(rows: readonly JudgedRow[], spread: ReadonlySet<string>): readonly JudgedRow[] {
  const spreadTables = new Set([...spread].map((each) => each.split(' ')[0]!));
  return rows.filter((row) => {
    const { first, last, count } = inkedRange(row);
    const columns = spreadTables.has(tableOf(row)) ? count : last - first + 1;
    return row.kind === 'data' && row.expected !== null && columns > row.expected;
  });
}

function mostlyCrowded(rows: readonly JudgedRow[], crowded: readonly JudgedRow[]): ReadonlySet<string> {
  const whole = rows.filter((row) => isWhole(row) && inkedRange(row).count === row.expected);
  const among = (list: readonly JudgedRow[], table: string): number => list.filter((r) => tableOf(r) === table).length;
  return new Set(crowded.map(tableOf).filter((table) => among(crowded, table) >= among(whole, table)));
}

const FRAMED = /[|｜│┃║¦]\s*$/u;

/** Whether lines may have lost blank cells at their end: none of them shows one, and no border closes them. */
const learnCutShort = (rows: readonly JudgedRow[]): boolean =>
  rows.every(({ kind, cells, source }) => {
    const line = source.lines.at(-1);
    const isFramed = line?.kind === 'row' && FRAMED.test(line.text);
    return kind !== 'data' || (cells.at(-1)?.text !== '' && !isFramed);
  });

/** Whether a header that spans columns has another one right behind it, and blank cells stand at the end of the line. */
function isPacked({ kind, cells }: JudgedRow): boolean {
  const printed = cells.filter((cell) => cell.text !== '').length;
  return (
    kind === 'header' &&
    printed < cells.length &&
    cells.slice(printed).every((cell) => cell.text === '') &&
    cells.slice(1, printed).some(({ text }, i) => text !== cells[i]!.text && spansColumns(cells[i]!.text))
  );
}

function learnPacked(rows: readonly JudgedRow[]): ReadonlySet<string> {
  const tables = new Set(rows.filter(isPacked).map(tableOf));
  const lengths = (table: string): ReadonlySet<number> =>
    new Set(rows.flatMap((row) => (tableOf(row) === table ? [row.cells.length] : [])));
  return new Set([...tables].filter((table) => lengths(table).size === 1));
}

const keyOf = (anchor: Anchor, row: JudgedRow): string => `${anchor.name}/${anchor.groupOf(row)}`;

/** Whether a row has a value for each column of the form, without a gap between them. */
function isWhole(row: JudgedRow): boolean {
  const { first, last, count } = inkedRange(row);
  return row.kind === 'data' && count > 0 && count >= (row.expected ?? 1) && last - first + 1 === count;
}

/** Finds the groups of rows whose values, blanks wherever they may be, fill a window of the form's width. */
function proveStarts(rows: readonly JudgedRow[]): ReadonlyMap<string, number> {
  const spans = new Map<string, { from: number; to: number; width: number; rows: number }>();
  for (const row of rows) {
    const { first, last, count } = inkedRange(row);
    if (row.kind !== 'data' || count === 0 || row.expected === null) continue;
    for (const anchor of ANCHORS) {
      const key = keyOf(anchor, row);
      const at = anchor.at(row);
      const span = spans.get(key) ?? { from: first - at, to: last - at, width: row.expected, rows: 0 };
      span.from = Math.min(span.from, first - at);
      span.to = Math.max(span.to, last - at);
      span.width = span.width === row.expected ? span.width : Number.NaN;
      span.rows++;
      spans.set(key, span);
    }
  }
  return new Map(
    [...spans].flatMap(([key, span]): [string, number][] =>
      span.rows > 1 && span.to - span.from + 1 === span.width ? [[key, span.from]] : [],
    ),
  );
}

/** Learns from the rows of a run where values begin in it. */
export function learnStarts(rows: readonly JudgedRow[]): StartHabits {
  const whole = rows.filter(isWhole).map((row) => ({ row, ...inkedRange(row) }));
  const [shape, depth] = ANCHORS;
  const starts = [shape!, depth!].flatMap((anchor) =>
    whole.map(({ row, first }) => [keyOf(anchor, row), first - anchor.at(row)] as const),
  );
  const spread = learnSpread(rows);
  const crowded = crowdedRows(rows, spread);
  return {
    proved: proveStarts(rows),
    usual: agreed(starts),
    widths: agreed(whole.map(({ row, count }) => [keyOf(shape!, row), count] as const)),
    spread,
    spreadStarts: agreed(
      [shape!, depth!].flatMap((anchor) =>
        rows
          .filter((row) => row.kind === 'data' && spread.has(spreadOf(row)))
          .map((row) => [keyOf(anchor, row), inkedRange(row).first - anchor.at(row)] as const),
      ),
    ),
    crowded: new Set(crowded.map(tableOf)),
    mostlyCrowded: mostlyCrowded(rows, crowded),
    cutShort: learnCutShort(rows),
    packed: learnPacked(rows),
    showsBlanks: rows.some(showsBlank),
    headed: learnHeaded(rows),
  };
}

/** Where the values of a row with blank ones stand in a table with a blank column among its columns of values. */
function spreadWindow(row: JudgedRow, pattern: string, { spreadStarts }: StartHabits): ValueWindow | null {
  const starts = ANCHORS.flatMap((anchor) => {
    const distance = spreadStarts.get(keyOf(anchor, row));
    return distance === undefined ? [] : [anchor.at(row) + distance];
  });
  const [from] = starts;
  if (from === undefined || new Set(starts).size > 1 || from < row.from || from + pattern.length > row.to) return null;
  const cells = [...pattern].flatMap((mark, i) => (mark === 'x' ? [from + i] : []));
  const isBeside = row.cells.some((cell, i) => i >= row.from && i < row.to && cell.text !== '' && !cells.includes(i));
  return isBeside ? null : { from, to: from + pattern.length, cells, doubts: BLANK_INFERRED };
}

/**
 * Where the values of one row stand. Whole rows show it themselves; a row with blank values follows the rows that are
 * like it. Null when nothing tells, or when what tells disagrees.
 */
export function windowOf(row: JudgedRow, habits: StartHabits): ValueWindow | null {
  const { first, last, count } = inkedRange(row);
  const expected = row.expected ?? count;
  const isCrowded = habits.crowded.has(tableOf(row));
  if (count >= expected) {
    const isUnbroken = last - first + 1 === count;
    const isUsual = isUnbroken
      ? !habits.mostlyCrowded.has(tableOf(row)) || count > expected
      : habits.spread.has(spreadOf(row));
    const sure = isUnbroken ? NO_DOUBTS : BLANK_INFERRED;
    return count === 0 ? null : { from: first, to: last + 1, doubts: isUsual ? sure : ORDER_ONLY };
  }
  if (isCrowded || (count > 0 && habits.packed.has(tableOf(row)))) return null;
  const pattern = [...habits.spread].find((spread) => spread.startsWith(`${tableOf(row)} `))?.split(' ')[1];
  if (pattern?.includes('-')) return spreadWindow(row, pattern, habits);
  const width = Math.max(habits.widths.get(keyOf(ANCHORS[0]!, row)) ?? expected, expected);
  const fits = (from: number): boolean => {
    const holds = count === 0 || (first >= from && last < from + width);
    const mayReach = habits.cutShort && row.to === row.cells.length && from < row.to;
    const reaches = from + width <= row.to || mayReach;
    return from >= row.from && holds && reaches;
  };
  const startsIn = (found: ReadonlyMap<string, number>): readonly number[] =>
    ANCHORS.flatMap((anchor) => {
      const distance = found.get(keyOf(anchor, row));
      return distance === undefined ? [] : [anchor.at(row) + distance];
    }).filter(fits);
  const isFilled = count > 1 && last - first + 1 === width;
  const own = lengthOf(row) === width && (row.label < 0 || isFilled) ? [row.from] : [];
  for (const starts of [startsIn(habits.proved), startsIn(habits.usual), own]) {
    if (new Set(starts).size > 1) return null;
    const [from] = starts;
    if (from === undefined) continue;
    const isShown = from + width <= row.to || habits.showsBlanks || count === 0;
    return { from, to: from + width, doubts: isShown ? BLANK_INFERRED : ORDER_ONLY };
  }
  return isFilled ? { from: first, to: last + 1, doubts: ORDER_ONLY } : null;
}

/** The cells of a row from one to another, blank ones for those that were cut off at the end of the line. */
export function cellsBetween(row: JudgedRow, from: number, to: number): readonly Slot[] {
  const last = row.cells.at(-1)!;
  return Array.from(
    { length: to - from },
    (_, i) =>
      row.cells[from + i] ?? { text: '', line: last.line, position: last.position + from + i + 1 - row.cells.length },
  );
}

/** A row by the order of its cells: labels, then values; parts of merged cells left out. */
export function rowInOrder(row: JudgedRow, habits: StartHabits): FormRow {
  const { table } = row;
  const printed = row.cells.filter((cell) => cell.text !== '');
  if (row.kind !== 'data') return { kind: 'header', table, labels: printed, values: [], doubts: NO_DOUBTS };
  const window = windowOf(row, habits);
  const isReversed = row.from === 0 && row.label > 0;
  const before = row.cells.slice(0, row.from).filter((cell) => cell.text !== '');
  const labels = isReversed ? row.cells.slice(row.label, row.label + 1) : before;
  const values = window
    ? (window.cells?.flatMap((i) => cellsBetween(row, i, i + 1)) ?? cellsBetween(row, window.from, window.to))
    : row.cells.slice(row.from, row.to).filter((cell) => cell.text !== '');
  const isContradicted = window !== null && contradicts(row, window.from, habits);
  const sure = window && !isContradicted ? window.doubts : ORDER_ONLY;
  const doubts = isReversed ? together(sure, VALUES_FIRST) : sure;
  return { kind: 'data', table, labels, values, doubts };
}
