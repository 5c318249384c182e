import { columnsOf, type TableKey } from '../../../config/catalogue/form.ts';
import { LINE_TOLERANCES } from '../../../config/limits/lines.ts';
import type { FormPlace } from '../../form/label.ts';
import { labelScore, labelsOf, looksLikeValue } from './cell-text.ts';
import type { DelimitedRow } from './delimited-rows.ts';
import { levelOf, type Slot, valuesExpected } from './form-row.ts';
import { type LabelRole, roleOf } from './label-role.ts';

/** A row between delimiters, with what is known of its cells. Indexes are those of `cells`. */
export interface JudgedRow {
  readonly kind: 'header' | 'data' | 'stray';
  readonly table: TableKey | null;
  readonly source: DelimitedRow;
  readonly cells: readonly Slot[];
  /** The label that names the row, -1 without one. */
  readonly label: number;
  readonly place: FormPlace | null;
  /** Where values can stand: [from, to). */
  readonly from: number;
  readonly to: number;
  readonly expected: number | null;
  /** Column labels of a header row. */
  readonly heads: readonly number[];
}

interface State {
  readonly table: TableKey | null;
  readonly inRows: boolean;
  readonly headed: number;
}

const isPrinted = (cell: Slot): boolean => cell.text !== '';
const isValue = (cell: Slot): boolean => isPrinted(cell) && looksLikeValue(cell.text);

const namesRow = (role: LabelRole): boolean => role.kind === 'row' || role.kind === 'group';

/** Index of the first value, -1 without one. A lone number in front of a label that values follow is the number of the row. */
function firstValueOf(cells: readonly Slot[], texts: readonly number[]): number {
  const values = cells.flatMap((cell, i) => (isValue(cell) ? [i] : []));
  const [first = -1, second = -1] = values;
  const isRowNumber = texts.some((i) => i > first && i < second) && !texts.some((i) => i < first);
  return isRowNumber && values.length > 2 ? second : first;
}

/** Index of the label among the texts before the values, or behind them where nothing stands before. */
function labelIndex(cells: readonly Slot[], texts: readonly number[], roles: ReadonlyMap<number, LabelRole>): number {
  const first = firstValueOf(cells, texts);
  const before = texts.filter((i) => first < 0 || i < first);
  const known = before.findLast((i) => namesRow(roles.get(i)!));
  if (known !== undefined || before.length > 0) return known ?? before.at(-1)!;
  return texts.findLast((i) => roles.get(i)!.kind === 'row') ?? -1;
}

function judgeRow(source: DelimitedRow, state: State): { readonly row: JudgedRow; readonly state: State } {
  const { cells } = source;
  const texts = cells.flatMap((cell, i) => (isPrinted(cell) && !isValue(cell) ? [i] : []));
  const hasValues = cells.some(isValue);
  const isBlankRow = cells.length - 1 - (texts.at(-1) ?? 0) >= columnsOf('applications').length;
  const context = { table: state.table, inRows: state.inRows, beforeValue: hasValues || isBlankRow };
  const roles = new Map(texts.map((i) => [i, roleOf(cells[i]!.text, context)]));
  const headers = texts.flatMap((i) => {
    const role = roles.get(i)!;
    return role.kind === 'header' ? [{ i, place: role.place }] : [];
  });
  const known = texts.some((i) => roles.get(i)!.kind !== 'unknown');
  const base = { source, cells, label: -1, place: null, from: 0, to: cells.length, expected: null, heads: [] };
  if (!hasValues && headers.length > 0) {
    const sure = headers.filter(({ place }) => place.kind !== 'column');
    const table = (sure[0] ?? headers[0]!).place.table;
    const opensBand = headers.some(({ place }) => place.kind === 'blockHeading');
    const rowHeader = headers.find(({ place }) => place.kind === 'rowHeader');
    const heads = rowHeader
      ? texts.filter((i) => i > rowHeader.i)
      : headers.filter(({ place }) => place.kind === 'column').map(({ i }) => i);
    const headed = opensBand ? 0 : heads.length;
    return { row: { ...base, kind: 'header', table, heads }, state: { table, inRows: false, headed } };
  }
  if (!hasValues && !known) return { row: { ...base, kind: 'stray', table: state.table }, state };
  const label = labelIndex(cells, texts, roles);
  const role = roles.get(label);
  const place = role && role.kind !== 'unknown' && namesRow(role) ? role.place : null;
  const table = place?.table ?? state.table;
  if (role?.kind === 'group' && !hasValues)
    return { row: { ...base, kind: 'header', table }, state: { ...state, table, inRows: true } };
  const firstValue = firstValueOf(cells, texts);
  const isBehind = label >= 0 && firstValue >= 0 && label > firstValue;
  const row: JudgedRow = {
    ...base,
    kind: 'data',
    table,
    label,
    place,
    from: isBehind ? 0 : label + 1,
    to: isBehind ? label : cells.length,
    expected: valuesExpected(table, place, state.headed),
  };
  return { row, state: { table, inRows: true, headed: state.headed } };
}

/** Tells headers from rows of values, line by line; what a label means depends on the table it stands in. */
export function judgeRows(rows: readonly DelimitedRow[]): readonly JudgedRow[] {
  let state: State = { table: null, inRows: false, headed: 0 };
  return rows.map((source) => {
    const judged = judgeRow(source, state);
    state = judged.state;
    return judged.row;
  });
}

/** Whether rows between delimiters are a statutory table: enough of their labels are those of the form. */
export function isStatutory(rows: readonly DelimitedRow[]): boolean {
  const labels = rows.flatMap((row) => row.cells.filter((cell) => isPrinted(cell) && !isValue(cell)));
  const known = labels.filter((cell) => labelScore(cell.text) >= LINE_TOLERANCES.joinedScore).length;
  const hasValues = rows.some((row) => row.cells.some(isValue));
  return known >= (hasValues ? LINE_TOLERANCES.tableLabels : LINE_TOLERANCES.tableLabelsWithoutValues);
}

export interface InkedRange {
  readonly first: number;
  readonly last: number;
  readonly count: number;
}

const isRemark = (cell: Slot): boolean => isPrinted(cell) && !isValue(cell) && !/\d/u.test(cell.text);

/** The printed values of a row: first and last index among its cells, and how many they are. Words behind them are remarks. */
export function inkedRange(row: JudgedRow): InkedRange {
  const printed = row.cells.flatMap((cell, i) => (i >= row.from && i < row.to && isPrinted(cell) ? [i] : []));
  const last = printed.findLastIndex((i) => !isRemark(row.cells[i]!));
  const inked = printed.slice(0, last + 1);
  return { first: inked[0] ?? -1, last: inked.at(-1) ?? -1, count: inked.length };
}

/** Whether a row shows a blank cell before or among its values. */
export function showsBlank(row: JudgedRow): boolean {
  const { first, last, count } = inkedRange(row);
  return row.kind === 'data' && count > 0 && (first > row.from || last - first + 1 > count);
}

/** Labels that span the columns to their right, as far as these are empty. */
export const spansColumns = (text: string): boolean =>
  labelsOf(text).some(
    ({ place, score }) =>
      score >= 0.9 &&
      (place.kind === 'columnGroup' ||
        place.kind === 'blockHeading' ||
        place.kind === 'note' ||
        (place.kind === 'row' && place.table === 'remedies')),
  );

/** Depth of the label of a row in the form, for telling how rows of one depth are printed. */
export const depthOf = (row: JudgedRow): string => `${row.table}/${row.place ? levelOf(row.place) : ''}`;
