import { LINE_CONFIDENCE, LINE_TOLERANCES } from '../../../config/limits.ts';
import { type FormRow, levelOf, type Slot } from './form-row.ts';
import { type Following, isInked, type StreamRow } from './stream-rows.ts';

/**
 * How many gaps stand before the first and behind the last value of a row, as rows without a blank value show.
 * Behind it they are parts of merged cells: none before a label of the first level, two before one of the third.
 */
export interface GapHabits {
  readonly before: ReadonlyMap<string, number>;
  readonly behind: ReadonlyMap<string, number>;
  /** Gaps for each part of a merged cell, none or one, and gaps besides; null where rows do not agree on it. */
  readonly rule: { readonly merged: 0 | 1; readonly beside: number } | null;
  /** Rows with blank values prove that a blank value leaves a gap. */
  readonly blanksLeaveGaps: boolean;
}

const beforeKey = (row: StreamRow): string => `${row.table}/${row.place ? levelOf(row.place) : ''}`;
const behindKey = (row: StreamRow): string => `${row.table}/${row.following}`;
const mergedBefore = (following: Following): number | null => (typeof following === 'number' ? following - 1 : null);

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

type Rule = NonNullable<GapHabits['rule']>;
type DataRow = { readonly row: StreamRow; readonly span: InkedSpan };

const RULES: readonly Rule[] = [0, 1, 2].flatMap((beside) => [
  { merged: 1, beside },
  { merged: 0, beside },
]);

/** Whether a row has as many places as the rule gives it, with all its values among the first. */
function follows({ row, span }: DataRow, rule: Rule): boolean {
  const merged = mergedBefore(row.following);
  if (merged === null || row.expected === null) return false;
  return row.behind.length === row.expected + rule.merged * merged + rule.beside && span.last < row.expected;
}

/** The rule that nearly all rows follow. The places of a row do not depend on which of its values are blank. */
function learnRule(rows: readonly DataRow[]): GapHabits['rule'] {
  const telling = rows.filter(({ row }) => mergedBefore(row.following) !== null && row.expected !== null);
  if (!telling.some(({ row }) => (mergedBefore(row.following) ?? 0) > 0)) return null;
  const counts = RULES.map((rule) => telling.filter((row) => follows(row, rule)).length);
  const most = Math.max(...counts);
  return most >= telling.length * LINE_TOLERANCES.agreementShare ? (RULES[counts.indexOf(most)] ?? null) : null;
}

/** Learns from the rows that have all their values what the gaps around values are in this document. */
export function learnGapHabits(rows: readonly StreamRow[]): GapHabits {
  const data = rows.flatMap((row) => (row.kind === 'data' && row.place ? [{ row, span: inkedSpan(row) }] : []));
  const whole = data.filter(
    ({ row, span }) => span.count === row.expected && span.last - span.first + 1 === span.count,
  );
  const inner = whole.filter(({ row }) => row.following !== 'end');
  const gapsBehind = ({ row, span }: DataRow): number => row.behind.length - 1 - span.last;
  const habits: GapHabits = {
    before: agreed(whole.map(({ row, span }) => [beforeKey(row), span.first] as const)),
    behind: agreed(inner.map((each) => [behindKey(each.row), gapsBehind(each)] as const)),
    rule: learnRule(data.filter(({ row }) => row.following !== 'end')),
    blanksLeaveGaps: false,
  };
  const blank = data.filter(({ row, span }) => row.following !== 'end' && span.count < (row.expected ?? 0));
  const fitting = blank.filter(({ row, span }) => windowOf(row, row.expected ?? 0, span, habits));
  const blanksLeaveGaps =
    fitting.length > 0
      ? fitting.length >= blank.length * LINE_TOLERANCES.agreementShare
      : habits.rule?.merged === 1 && blank.length === 0;
  return { ...habits, blanksLeaveGaps };
}

/** The places of the values of a row that has fewer values than the form, when the gaps leave one way only. */
function windowOf(row: StreamRow, width: number, span: InkedSpan, habits: GapHabits): readonly [number, number] | null {
  const length = row.behind.length;
  const { rule } = habits;
  const before = habits.before.get(beforeKey(row)) ?? 0;
  const merged = mergedBefore(row.following);
  const byRule = rule !== null && merged !== null ? rule.merged * merged + rule.beside : undefined;
  const behind = habits.behind.get(behindKey(row)) ?? byRule;
  const fits = (from: number, to: number): boolean =>
    to <= length && (span.count === 0 || (span.first >= from && span.last < to));
  if (row.following === 'end') {
    const isRoom = rule !== null && habits.blanksLeaveGaps && length >= before + width + rule.beside;
    return isRoom && fits(before, before + width) ? [before, before + width] : null;
  }
  const isExact = behind !== undefined && length === before + width + behind;
  return isExact && fits(before, before + width) ? [before, before + width] : null;
}

function valuesOf(row: StreamRow, habits: GapHabits): { values: readonly Slot[]; confidence: number } {
  const span = inkedSpan(row);
  const inOrder = row.behind.filter(isInked);
  const isMoved = row.confidence < LINE_CONFIDENCE.plain;
  if (row.expected === null || span.count >= row.expected) {
    const unbroken = span.last - span.first + 1 === span.count;
    return {
      values: inOrder,
      confidence: unbroken ? row.confidence : Math.min(row.confidence, LINE_CONFIDENCE.inferred),
    };
  }
  const window = isMoved ? null : windowOf(row, row.expected, span, habits);
  if (window) return { values: row.behind.slice(...window), confidence: LINE_CONFIDENCE.inferred };
  const isFilled = !isMoved && span.count > 1 && span.last - span.first + 1 === row.expected;
  if (isFilled) {
    const confidence = habits.blanksLeaveGaps ? LINE_CONFIDENCE.inferred : LINE_CONFIDENCE.ordered;
    return { values: row.behind.slice(span.first, span.last + 1), confidence };
  }
  return { values: inOrder, confidence: LINE_CONFIDENCE.ordered };
}

/** Tells blank values from parts of merged cells and spacing, and gives each row the values it has. */
export function toFormRows(rows: readonly StreamRow[], habits: GapHabits): readonly FormRow[] {
  return rows.map((row) => ({ table: row.table, labels: row.labels, ...valuesOf(row, habits) }));
}
