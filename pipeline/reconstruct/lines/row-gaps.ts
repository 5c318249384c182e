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
  /** Gaps besides those of merged cells where every merged cell leaves its gap; null where it is not so. */
  readonly besideMerged: number | null;
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

/** Learns from the rows that have all their values what the gaps around values are in this document. */
export function learnGapHabits(rows: readonly StreamRow[]): GapHabits {
  const whole = rows.flatMap((row) => {
    const span = inkedSpan(row);
    const isWhole = row.kind === 'data' && row.place && span.count === row.expected;
    return isWhole && span.last - span.first + 1 === span.count ? [{ row, span }] : [];
  });
  const inner = whole.filter(({ row }) => row.following !== 'end');
  const behind = inner.map(({ row, span }) => [behindKey(row), row.behind.length - 1 - span.last] as const);
  const besides = inner.flatMap(({ row, span }) => {
    const merged = mergedBefore(row.following);
    return merged === null ? [] : [['', row.behind.length - 1 - span.last - merged] as const];
  });
  const beside = agreed(besides).get('');
  const provesMerged = inner.some(({ row }) => (mergedBefore(row.following) ?? 0) > 0);
  return {
    before: agreed(whole.map(({ row, span }) => [beforeKey(row), span.first] as const)),
    behind: agreed(behind),
    besideMerged: provesMerged && beside !== undefined && beside >= 0 ? beside : null,
  };
}

/** The places of the values of a row that has fewer values than the form, when the gaps leave one way only. */
function windowOf(row: StreamRow, width: number, span: InkedSpan, habits: GapHabits): readonly [number, number] | null {
  const length = row.behind.length;
  const before = habits.before.get(beforeKey(row)) ?? 0;
  const merged = mergedBefore(row.following);
  const byRule = habits.besideMerged !== null && merged !== null ? merged + habits.besideMerged : undefined;
  const behind = habits.behind.get(behindKey(row)) ?? byRule;
  const fits = (from: number, to: number): boolean =>
    to <= length && (span.count === 0 || (span.first >= from && span.last < to));
  if (row.following === 'end') {
    const isRoom = habits.besideMerged !== null && length >= before + width + habits.besideMerged;
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
    const confidence = habits.besideMerged === null ? LINE_CONFIDENCE.ordered : LINE_CONFIDENCE.inferred;
    return { values: row.behind.slice(span.first, span.last + 1), confidence };
  }
  return { values: inOrder, confidence: LINE_CONFIDENCE.ordered };
}

/** Tells blank values from parts of merged cells and spacing, and gives each row the values it has. */
export function toFormRows(rows: readonly StreamRow[], habits: GapHabits): readonly FormRow[] {
  return rows.map((row) => ({ table: row.table, labels: row.labels, ...valuesOf(row, habits) }));
}
