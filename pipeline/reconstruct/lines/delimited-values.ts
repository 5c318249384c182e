import { LINE_CONFIDENCE } from '../../../config/limits.ts';
import { depthOf, inkedRange, type JudgedRow } from './delimited-table.ts';
import { levelOf, type Slot } from './form-row.ts';
import { inSequence, type ReadCell } from './read-table.ts';
import { agreed } from './row-gaps.ts';

/** Where the values of a row stand among its cells: [from, to). `to` may pass the end of a row cut short of its blank cells. */
export interface ValueWindow {
  readonly from: number;
  readonly to: number;
  readonly confidence: number;
}

/** Where values begin in rows that have all of them, counted from the label or from the start of the line. */
export interface StartHabits {
  readonly byShape: ReadonlyMap<string, number>;
  readonly byDepth: ReadonlyMap<string, number>;
  /** The same for rows of every depth in a table; only where rows of several depths show it. */
  readonly byLabel: ReadonlyMap<string, number>;
  readonly byColumn: ReadonlyMap<string, number>;
  readonly widths: ReadonlyMap<string, number>;
  /** Tables in which values stand right behind some label. */
  readonly direct: ReadonlySet<string>;
}

const shapeOf = (row: JudgedRow): string => `${depthOf(row)}/${row.to - row.from}`;
const tableOf = (row: JudgedRow): string => `${row.table}`;

/** Whether a row has a value for each column of the form, without a gap between them. */
function isWhole(row: JudgedRow): boolean {
  const { first, last, count } = inkedRange(row);
  return row.kind === 'data' && count > 0 && count >= (row.expected ?? 1) && last - first + 1 === count;
}

interface WholeRow {
  readonly row: JudgedRow;
  readonly first: number;
  readonly count: number;
}

/** Whether a row keeps an empty cell for the merged cell that reaches into it; a row of the first depth needs none. */
const isInColumns = ({ row }: WholeRow): boolean =>
  row.cells[0]?.text === '' || (row.place !== null && levelOf(row.place) === 1);

/** What whole rows of several depths have in common, for each table. */
function common(rows: readonly WholeRow[], measure: (row: WholeRow) => number): ReadonlyMap<string, number> {
  const values = new Map<string, Set<number>>();
  const depths = new Map<string, Set<string>>();
  for (const each of rows) {
    const table = tableOf(each.row);
    values.set(table, (values.get(table) ?? new Set()).add(measure(each)));
    depths.set(table, (depths.get(table) ?? new Set()).add(depthOf(each.row)));
  }
  return new Map(
    [...values].flatMap(([table, measured]): [string, number][] => {
      const [only] = measured;
      return measured.size === 1 && depths.get(table)!.size > 1 && only !== undefined ? [[table, only]] : [];
    }),
  );
}

/** Learns from the whole rows of a run where values begin in it. */
export function learnStarts(rows: readonly JudgedRow[]): StartHabits {
  const whole = rows.filter(isWhole).map((row): WholeRow => ({ row, ...inkedRange(row) }));
  return {
    byShape: agreed(whole.map(({ row, first }) => [shapeOf(row), first - row.from] as const)),
    byDepth: agreed(whole.map(({ row, first }) => [depthOf(row), first - row.from] as const)),
    byLabel: common(whole, ({ row, first }) => first - row.from),
    byColumn: common(whole.filter(isInColumns), ({ first }) => first),
    widths: agreed(whole.map(({ row, count }) => [shapeOf(row), count] as const)),
    direct: new Set(whole.filter(({ row, first }) => first === row.from).map(({ row }) => tableOf(row))),
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
  const behindLabel = (habit: number | undefined): number | undefined =>
    habit === undefined ? undefined : row.from + habit;
  const isExact = row.to - row.from === width && (row.label < 0 || habits.direct.has(tableOf(row)));
  const starts = [
    behindLabel(habits.byShape.get(shapeOf(row))),
    behindLabel(habits.byDepth.get(depthOf(row))),
    behindLabel(habits.byLabel.get(tableOf(row))),
    habits.byColumn.get(tableOf(row)),
    isExact ? row.from : undefined,
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
