import type { TableKey } from '../../../config/catalogue/form.ts';
import { LINE_TOLERANCES } from '../../../config/limits/lines.ts';
import type { Grid } from '../../contracts/grid.ts';
import { type Doubts, type FormRow, NO_DOUBTS, type Slot } from './form-row.ts';
import type { ShapedLine } from './line-shape.ts';

/** A cell of a table that was found, before the tables of the document are numbered. */
export interface ReadCell {
  readonly slot: Slot;
  readonly column: number;
  readonly rowSpan: number;
  readonly columnSpan: number;
  readonly doubts: Doubts;
}

export interface ReadTable {
  readonly layout: Grid['layout'];
  readonly rows: readonly (readonly ReadCell[])[];
}

/** What a run of lines turns out to be: tables, and lines that belong to none. */
export type RunPart =
  | { readonly kind: 'prose'; readonly lines: readonly ShapedLine[] }
  | { readonly kind: 'table'; readonly table: ReadTable };

/** A row whose cells are known by their order only: labels, then values, blank ones as empty cells. */
export const inSequence = (
  labels: readonly Slot[],
  values: readonly Slot[] = [],
  doubts: Doubts = NO_DOUBTS,
): readonly ReadCell[] =>
  [...labels, ...values].map((slot, column) => ({
    slot,
    column,
    rowSpan: 1,
    columnSpan: 1,
    doubts: column < labels.length ? NO_DOUBTS : doubts,
  }));

/** Numbers the cells of a row that was composed of several lines: in the row, not on their lines. */
export function numberedInRow<R extends FormRow>(row: R): R {
  const numbered = (slot: Slot, i: number): Slot => ({ ...slot, position: i + 1 });
  return {
    ...row,
    labels: row.labels.map(numbered),
    values: row.values.map((slot, i) => numbered(slot, row.labels.length + i)),
  };
}

/** Cuts rows where the statutory table changes; rows that belong to no table stay with those before them. */
export function splitByTable<T extends { readonly table: TableKey | null }>(rows: readonly T[]): readonly T[][] {
  const groups: T[][] = [];
  let table: TableKey | null = null;
  for (const row of rows) {
    const group = groups.at(-1);
    const isOther = row.table !== null && table !== null && row.table !== table;
    if (!group || isOther || group.length >= LINE_TOLERANCES.gridRows) groups.push([row]);
    else group.push(row);
    table = row.table ?? table;
  }
  return groups;
}
