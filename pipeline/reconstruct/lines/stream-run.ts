import { LINE_TOLERANCES } from '../../../config/limits/lines.ts';
import { labelScore } from './cell-text.ts';
import { type FormRow, NO_DOUBTS, REMEDY_VALUES } from './form-row.ts';
import { separateRemedies, tableInOrder } from './printed-order.ts';
import { numberedInRow, type RunPart, splitByTable } from './read-table.ts';
import { type GapHabits, toFormRows } from './row-gaps.ts';
import { isInked, type StreamRow } from './stream-rows.ts';
import type { RunLine } from './table-runs.ts';

const isKnown = (row: StreamRow): boolean =>
  row.labels.some((label) => labelScore(label.text) >= LINE_TOLERANCES.cellScore);
const inkedValues = (row: StreamRow): number => row.behind.filter(isInked).length;

/** Whether rows of a stream are a statutory table: enough of their labels are those of the form. */
function isStatutory(rows: readonly StreamRow[]): boolean {
  const labels = rows.flatMap((row) => row.labels).filter((l) => labelScore(l.text) >= LINE_TOLERANCES.joinedScore);
  const hasValues = rows.some((row) => inkedValues(row) > 0);
  return labels.length >= (hasValues ? LINE_TOLERANCES.tableLabels : LINE_TOLERANCES.tableLabelsWithoutValues);
}

/** Fifteen values by themselves: table four without its headers. */
function loneRemedies(rows: readonly StreamRow[]): FormRow | null {
  const [row] = rows;
  const values = row?.behind.filter(isInked) ?? [];
  if (rows.length !== 1 || row?.labels.length !== 0 || values.length !== REMEDY_VALUES) return null;
  return { kind: 'data', table: 'remedies', labels: [], values, doubts: NO_DOUBTS };
}

/** Whether a row is a part of the table rather than a line of text or a number that stands near it. */
function belongs(row: StreamRow): boolean {
  if (row.table === null) return false;
  if (isKnown(row)) return true;
  return row.kind === 'data' && inkedValues(row) >= Math.min(row.expected ?? 2, 2);
}

const linesIn = (row: StreamRow): readonly number[] =>
  [...row.labels, ...row.behind.filter(isInked)].map((t) => t.line);

/**
 * Reads lines on which cells follow one another. Rows that belong to no table go back to the prose,
 * with all lines before the first and behind the last row of the table.
 */
export function readStreamRun(
  lines: readonly RunLine[],
  rows: readonly StreamRow[],
  habits: GapHabits,
): readonly RunPart[] {
  const lone = loneRemedies(rows);
  if (lone) return [{ kind: 'table', table: tableInOrder([lone], false) }];
  if (!isStatutory(rows)) return [{ kind: 'prose', lines }];
  const parts: RunPart[] = [];
  let at = 0;
  const proseUntil = (number: number): void => {
    const from = at;
    while (at < lines.length && lines[at]!.number < number) at++;
    if (at > from) parts.push({ kind: 'prose', lines: lines.slice(from, at) });
  };
  let table: StreamRow[] = [];
  const closeTable = (): void => {
    if (table.length === 0) return;
    const numbers = table.flatMap(linesIn);
    const first = numbers.reduce((a, b) => Math.min(a, b));
    const last = numbers.reduce((a, b) => Math.max(a, b));
    proseUntil(first);
    for (const group of splitByTable<FormRow>(toFormRows(table, habits).map(numberedInRow)))
      for (const part of separateRemedies(group)) parts.push({ kind: 'table', table: tableInOrder(part, false) });
    while (at < lines.length && lines[at]!.number <= last) at++;
    table = [];
  };
  for (const row of rows) {
    if (belongs(row)) table.push(row);
    else closeTable();
  }
  closeTable();
  proseUntil(Number.POSITIVE_INFINITY);
  return parts;
}
