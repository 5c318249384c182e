import { LINE_CONFIDENCE } from '../../../config/limits.ts';
import { depthOf, inkedRange, type JudgedRow } from './delimited-table.ts';
import type { Slot } from './form-row.ts';
import { inSequence, type ReadCell } from './read-table.ts';
import { agreed } from './row-gaps.ts';

/** Where the values of a row stand among its cells: [from, to). `to` may pass the end of a row cut short of its blank cells. */
export interface ValueWindow {
  readonly from: number;
  readonly to: number;
  readonly confidence: number;
}

/** Where values begin in rows that have all of them, counted from the label or from the start of the line. */
interface StartHabits {
  readonly byShape: ReadonlyMap<string, number>;
  readonly byDepth: ReadonlyMap<string, number>;
  readonly byColumn: ReadonlyMap<string, number>;
  readonly widths: ReadonlyMap<string, number>;
}

const shapeOf = (row: JudgedRow): string => `${depthOf(row)}/${row.to - row.from}`;

/** Whether a row has a value for each column of the form, without a gap between them. */
export function isWhole(row: JudgedRow): boolean {
  const { first, last, count } = inkedRange(row);
  return row.kind === 'data' && count > 0 && count >= (row.expected ?? 1) && last - first + 1 === count;
}

export function learnStarts(rows: readonly JudgedRow[]): StartHabits {
  const whole = rows.filter(isWhole).map((row) => ({ row, ...inkedRange(row) }));
  return {
    byShape: agreed(whole.map(({ row, first }) => [shapeOf(row), first - row.from] as const)),
    byDepth: agreed(whole.map(({ row, first }) => [depthOf(row), first - row.from] as const)),
    byColumn: agreed(whole.map(({ row, first }) => [`${row.table}`, first] as const)),
    widths: agreed(whole.map(({ row, count }) => [shapeOf(row), count] as const)),
  };
}

/**
 * Where the values of one row stand. Whole rows show it themselves; a row with blank values follows rows of its kind:
 * those with as many cells, those of its depth in the form, those of the table. Null when nothing tells.
 */
export function windowOf(row: JudgedRow, habits: StartHabits): ValueWindow | null {
  const { first, last, count } = inkedRange(row);
  const expected = row.expected ?? count;
  if (count >= expected) {
    const confidence = last - first + 1 === count ? LINE_CONFIDENCE.plain : LINE_CONFIDENCE.inferred;
    return count === 0 ? null : { from: first, to: last + 1, confidence };
  }
  const width = Math.max(habits.widths.get(shapeOf(row)) ?? expected, expected);
  const byShape = habits.byShape.get(shapeOf(row));
  const byDepth = habits.byDepth.get(depthOf(row));
  const starts = [
    byShape === undefined ? undefined : row.from + byShape,
    byDepth === undefined ? undefined : row.from + byDepth,
    habits.byColumn.get(`${row.table}`),
    row.to - row.from === width ? row.from : undefined,
    row.label < 0 && row.to - row.from >= width ? row.from : undefined,
    count > 1 && last - first + 1 === width ? first : undefined,
  ];
  for (const from of starts) {
    if (from === undefined || from < row.from) continue;
    const holds = count === 0 || (first >= from && last < from + width);
    const reaches = from + width <= row.to || (row.to === row.cells.length && from < row.to);
    if (holds && reaches) return { from, to: from + width, confidence: LINE_CONFIDENCE.inferred };
  }
  return null;
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
export function rowInOrder(row: JudgedRow, habits: StartHabits): readonly ReadCell[] {
  const printed = row.cells.filter((cell) => cell.text !== '');
  if (row.kind !== 'data') return inSequence(printed);
  const window = windowOf(row, habits);
  const isReversed = row.from === 0 && row.label > 0;
  const labels = printed.filter((cell) =>
    isReversed ? cell === row.cells[row.label] : row.cells.indexOf(cell) < row.from,
  );
  const values = window
    ? cellsBetween(row, window.from, window.to)
    : row.cells.slice(row.from, row.to).filter((cell) => cell.text !== '');
  const confidence = window?.confidence ?? LINE_CONFIDENCE.ordered;
  return inSequence(labels, values, isReversed ? Math.min(confidence, LINE_CONFIDENCE.reversed) : confidence);
}
