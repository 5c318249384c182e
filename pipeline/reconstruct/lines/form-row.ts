import { columnsOf, proactiveDisclosure, remedies, rowsOf, type TableKey } from '../../../config/catalogue/form.ts';
import type { FormPlace } from '../../form/label.ts';

/** A cell as printed, or a place where one is empty: text ''. `position` counts from 1 within its line or row. */
export interface Slot {
  readonly text: string;
  readonly line: number;
  readonly position: number;
}

/** One row of a table: header rows have labels only. */
export interface FormRow {
  readonly kind: 'header' | 'data';
  readonly table: TableKey | null;
  readonly labels: readonly Slot[];
  readonly values: readonly Slot[];
  /** How sure it is that these are the values of these labels in this order, 0…1. */
  readonly confidence: number;
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
