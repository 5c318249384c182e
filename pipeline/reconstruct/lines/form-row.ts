import { columnsOf, proactiveDisclosure, remedies, rowsOf, type TableKey } from '../../../config/catalogue/form.ts';
import type { DoubtCode } from '../../contracts/doubt.ts';
import type { FormPlace } from '../../form/label.ts';

/** A cell as printed, or a place where one is empty: text ''. `position` counts from 1 within its line or row. */
export interface Slot {
  readonly text: string;
  readonly line: number;
  readonly position: number;
}

/** Why it is not sure where values of a row belong. */
export type Doubts = readonly DoubtCode[];

/** As many values behind a label as the form has columns, or a cell between its delimiters. */
export const NO_DOUBTS: Doubts = [];
/** Blank cells told from merged ones by what the other rows of the table show. */
export const BLANK_INFERRED: Doubts = ['blank-inferred'];
/** Values stand before their label. */
export const VALUES_FIRST: Doubts = ['values-first'];
/** Values assigned to columns and labels by their position in lines of spaces. */
export const BY_POSITION: Doubts = ['by-position'];
/** Fewer values than columns, and nothing tells which is missing. */
export const ORDER_ONLY: Doubts = ['order-only'];

/** The label in front was put together, or another one stands beside the values. */
export const ROW_INFERRED: Doubts = ['row-inferred'];

export const together = (...all: readonly Doubts[]): Doubts => [...new Set(all.flat())];

/** One row of a table: header rows have labels only. */
export interface FormRow {
  readonly kind: 'header' | 'data';
  readonly table: TableKey | null;
  readonly labels: readonly Slot[];
  readonly values: readonly Slot[];
  /** Why these may not be the values of these labels in this order. */
  readonly doubts: Doubts;
}

/** How deep a label stands in table three: 一、 and 三、 on the first level, （一） on the second, 1. on the third. */
export type Level = 1 | 2 | 3;

export function levelOf(place: FormPlace): Level {
  if (place.table !== 'applications') return 1;
  if (place.kind === 'rowGroup') return place.key === 'outcome' ? 1 : 2;
  if (place.kind !== 'row') return 1;
  const group = rowsOf('applications').find((r) => r.key === place.key)?.group ?? null;
  return group === null ? 1 : group === 'outcome' ? 2 : 3;
}

const APPLICANTS = columnsOf('applications').length;
const OUTCOMES = columnsOf('remedies').length;
/** Values of table four where the three remedies stand side by side. */
export const REMEDY_VALUES = remedies.rows.length * OUTCOMES;

/**
 * How many values a row of the form has. `headed` is the number of columns that the header above names: table two
 * changes its columns from band to band, and table four may be cut into one table for each remedy. Null where neither says it.
 */
export function valuesExpected(table: TableKey | null, label: FormPlace | null, headed: number): number | null {
  switch (table) {
    case 'applications':
      return APPLICANTS;
    case 'remedies':
      return label || headed === OUTCOMES ? OUTCOMES : REMEDY_VALUES;
    case 'proactiveDisclosure': {
      const bands = Object.values(proactiveDisclosure.blocks).flat();
      const own = label ? bands.filter((b) => b.rows.includes(label.key)) : bands;
      const widths = new Set(own.map((b) => b.columns.length));
      if (widths.has(headed)) return headed;
      const [only] = widths;
      return widths.size === 1 && only !== undefined ? only : null;
    }
    case null:
      return null;
    default:
      return table satisfies never;
  }
}
