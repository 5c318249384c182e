import { LINE_TOLERANCES } from '../../../config/limits/lines.ts';
import {
  BLANK_INFERRED,
  type Doubts,
  type FormRow,
  levelOf,
  NO_DOUBTS,
  ORDER_ONLY,
  type Slot,
  together,
} from './form-row.ts';
import { type Following, isInked, type StreamRow } from './stream-rows.ts';

/**
 * Gaps around the values of table three: for each part of a merged cell one or none, and gaps besides.
 * A row that follows on a lower level has merged cells before its label, a label of a higher level spans columns.
 */
interface GapRule {
  readonly merged: 0 | 1;
  readonly spanned: 0 | 1;
  readonly beside: number;
}

/** What gaps around values are in a document: blank values, parts of merged cells or spacing. */
export interface GapHabits {
  /** The rule of table three, null where its rows do not agree on one. */
  readonly rule: GapRule | null;
  /** Places behind the label that all rows of a table have, whatever their band. */
  readonly places: ReadonlyMap<string, number>;
  /** Gaps behind the values of whole rows, by table and what follows. */
  readonly behind: ReadonlyMap<string, number>;
  /** Least gaps between the label and the values of whole rows, by table and depth of the label. */
  readonly before: ReadonlyMap<string, number>;
  /** Rows with blank values prove that a blank value leaves a gap. */
  readonly blanksLeaveGaps: boolean;
  /** Most rows with all their values have gaps among them, so that these are not blank values. */
  readonly gapsAmongValues: boolean;
}

const DEEPEST = 3;
const behindKey = (row: StreamRow): string => `${row.table}/${row.following}`;
const mergedBefore = (following: Following): number | null => (typeof following === 'number' ? following - 1 : null);
const spannedBehind = (row: StreamRow): number =>
  row.table === 'applications' && row.place ? DEEPEST - levelOf(row.place) : 0;

const beforeKey = (row: StreamRow): string => `${row.table}/${spannedBehind(row)}`;

interface InkedSpan {
  readonly first: number;
  readonly last: number;
  readonly count: number;
}

function inkedSpan(row: StreamRow): InkedSpan {
  const inked = row.behind.map(isInked);
  return { first: inked.indexOf(true), last: inked.lastIndexOf(true), count: inked.filter(Boolean).length };
}

/** The value that nearly all samples of a key share; keys without such a value are left out. */
export function agreed(samples: readonly (readonly [string, number])[]): ReadonlyMap<string, number> {
  const counts = new Map<string, Map<number, number>>();
  for (const [key, value] of samples) {
    const ofKey = counts.get(key) ?? new Map<number, number>();
    ofKey.set(value, (ofKey.get(value) ?? 0) + 1);
    counts.set(key, ofKey);
  }
  const usual = new Map<string, number>();
  for (const [key, ofKey] of counts) {
    const total = [...ofKey.values()].reduce((sum, n) => sum + n, 0);
    for (const [value, n] of ofKey) if (n >= total * LINE_TOLERANCES.agreementShare) usual.set(key, value);
  }
  return usual;
}

/** The least value of each key. */
function least(samples: readonly (readonly [string, number])[]): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const [key, value] of samples) found.set(key, Math.min(value, found.get(key) ?? value));
  return found;
}

interface DataRow {
  readonly row: StreamRow;
  readonly span: InkedSpan;
}

const RULES: readonly GapRule[] = [0, 1, 2].flatMap((beside) =>
  ([1, 0] as const).flatMap((merged) => [
    { merged, spanned: 0, beside } as const,
    { merged, spanned: 1, beside } as const,
  ]),
);

/** Where the rule puts the values of a row; null where the row has another number of places or a value beside them. */
function ruledWindow({ row, span }: DataRow, rule: GapRule): readonly [number, number] | null {
  const merged = mergedBefore(row.following);
  if (merged === null || row.expected === null) return null;
  const from = rule.spanned * spannedBehind(row);
  const to = from + row.expected;
  return row.behind.length === to + rule.merged * merged + rule.beside && isInside(span, from, to) ? [from, to] : null;
}

const isInside = (span: InkedSpan, from: number, to: number): boolean =>
  span.count === 0 || (span.first >= from && span.last < to);

/** The rule that nearly all rows follow. The places of a row do not depend on which of its values are blank. */
function learnRule(rows: readonly DataRow[]): GapRule | null {
  const telling = rows.filter(({ row }) => row.table === 'applications' && mergedBefore(row.following) !== null);
  if (!telling.some(({ row }) => (mergedBefore(row.following) ?? 0) > 0)) return null;
  const counts = RULES.map((rule) => telling.filter((row) => ruledWindow(row, rule)).length);
  const most = Math.max(...counts);
  return most >= telling.length * LINE_TOLERANCES.agreementShare ? (RULES[counts.indexOf(most)] ?? null) : null;
}

/** Learns from the rows of all tables what the gaps around values are in this document. */
export function learnGapHabits(rows: readonly StreamRow[]): GapHabits {
  const data = rows.flatMap((row) => (row.kind === 'data' && row.place ? [{ row, span: inkedSpan(row) }] : []));
  const inner = data.filter(({ row }) => row.following !== 'end');
  const whole = inner.filter(
    ({ row, span }) => span.count === row.expected && span.last - span.first + 1 === span.count,
  );
  const full = inner.filter(({ row, span }) => span.count === row.expected);
  const habits: GapHabits = {
    rule: learnRule(inner),
    places: agreed(inner.map(({ row }) => [`${row.table}`, row.behind.length] as const)),
    behind: agreed(whole.map(({ row, span }) => [behindKey(row), row.behind.length - 1 - span.last] as const)),
    before: least(whole.map(({ row, span }) => [beforeKey(row), span.first] as const)),
    blanksLeaveGaps: false,
    gapsAmongValues: whole.length * 2 < full.length,
  };
  const blank = inner.filter(({ row, span }) => span.count < (row.expected ?? 0));
  const fitting = blank.filter((each) => windowOf(each, habits));
  const isShown = fitting.length > 0 && fitting.length >= blank.length * LINE_TOLERANCES.agreementShare;
  return { ...habits, blanksLeaveGaps: isShown || (habits.rule?.merged === 1 && blank.length === 0) };
}

/** Gaps behind the rows of table two, where no cell is merged: whole rows show them, rows as long as their band have none. */
const besideInBands = (row: StreamRow, habits: GapHabits): number =>
  habits.behind.get(behindKey({ ...row, following: 1 })) ?? 0;

/** The places of the values of a row that has fewer values than the form, when the gaps leave one way only. */
function windowOf({ row, span }: DataRow, habits: GapHabits): readonly [number, number] | null {
  const width = row.expected ?? 0;
  const { rule } = habits;
  const length = row.behind.length;
  const apart = row.labels.length === 0 ? (rule?.beside ?? 0) : 0;
  const from = (rule?.spanned ?? 0) * spannedBehind(row) + apart;
  const fits = isInside(span, from, from + width);
  if (row.following === 'end') {
    const beside = rule?.beside ?? (row.table === 'proactiveDisclosure' ? besideInBands(row, habits) : null);
    const isRoom = beside !== null && habits.blanksLeaveGaps && length >= from - apart + width + beside;
    return isRoom && fits ? [from, from + width] : null;
  }
  const ruled = rule && ruledWindow({ row, span }, rule);
  if (ruled) return ruled;
  const beside = rule?.beside ?? 0;
  const isPlaced = length >= width + beside && habits.places.get(`${row.table}`) === length;
  if (row.table === 'proactiveDisclosure' && isPlaced && isInside(span, 0, width)) return [0, width];
  const behind = habits.behind.get(behindKey(row));
  return behind !== undefined && length === from + width + behind && fits ? [from, from + width] : null;
}

/** How many rows have all their values, or blank ones in known places: how well a reading of blank lines does. */
export const settledRows = (rows: readonly StreamRow[], habits: GapHabits): number =>
  rows.filter((row) => {
    const span = inkedSpan(row);
    return row.place !== null && (span.count === row.expected || windowOf({ row, span }, habits) !== null);
  }).length;

/** Values on one line from which they are cells of a row rather than parts of one number. */
const CELLS_OF_LINE = 4;

/** Whether a few values share a line while others of the row have one of their own: they may be one number. */
function sharesLine(values: readonly Slot[]): boolean {
  const counts = new Map<number, number>();
  for (const { line } of values) counts.set(line, (counts.get(line) ?? 0) + 1);
  const sizes = [...counts.values()];
  return sizes.includes(1) && sizes.some((size) => size > 1 && size < CELLS_OF_LINE);
}

function valuesOf(row: StreamRow, habits: GapHabits): { values: readonly Slot[]; doubts: Doubts } {
  const span = inkedSpan(row);
  const inOrder = row.behind.filter(isInked);
  const isMoved = row.doubts.length > 0;
  if (row.expected === null || span.count >= row.expected) {
    const unbroken = span.last - span.first + 1 === span.count;
    const broken = habits.gapsAmongValues ? BLANK_INFERRED : ORDER_ONLY;
    const usual = habits.before.get(beforeKey(row)) ?? span.first;
    const isOpen = row.expected === span.count && (span.first > usual || sharesLine(inOrder));
    const most = isOpen ? ORDER_ONLY : unbroken ? NO_DOUBTS : broken;
    return { values: inOrder, doubts: together(row.doubts, most) };
  }
  // a blank line among the values may be the blank one
  const isTorn = row.behind.slice(span.first + 1).some((token) => isInked(token) && token.isApart === true);
  if (isTorn) return { values: inOrder, doubts: ORDER_ONLY };
  const window = isMoved ? null : windowOf({ row, span }, habits);
  if (window) return { values: row.behind.slice(...window), doubts: BLANK_INFERRED };
  const isFilled = !isMoved && span.count > 1 && span.last - span.first + 1 === row.expected;
  if (isFilled) {
    const doubts = habits.blanksLeaveGaps ? BLANK_INFERRED : ORDER_ONLY;
    return { values: row.behind.slice(span.first, span.last + 1), doubts };
  }
  return { values: inOrder, doubts: ORDER_ONLY };
}

/** Tells blank values from parts of merged cells and spacing, and gives each row the values it has. */
export function toFormRows(rows: readonly StreamRow[], habits: GapHabits): readonly FormRow[] {
  return rows.map((row) => ({ kind: row.kind, table: row.table, labels: row.labels, ...valuesOf(row, habits) }));
}
