import { remedies } from '../../../config/catalogue/form.ts';
import { ALIGNMENT_LIMITS } from '../../../config/limits/form.ts';
import { columnLabelsIn } from './headers.ts';
import {
  beginsIn,
  bestPlace,
  type FoldedCell,
  type FoldedGrid,
  isBlankCell,
  isValueCell,
  placesOf,
  type TableRow,
} from './table-row.ts';

export const REMEDY_KEYS = remedies.rows.map((r) => r.key);
export const OUTCOME_KEYS = remedies.columns.map((c) => c.key);

/** The headers of table four in one grid, and the row of values below them. */
export interface RemedyArea {
  readonly grid: FoldedGrid;
  readonly headers: readonly TableRow[];
  readonly values: TableRow;
  /** Headers and values share their columns. */
  readonly geometric: boolean;
}

export const outcomeLabels = (row: TableRow): number => columnLabelsIn(row, 'remedies').length;

/** Words that say for several values that there are none may name the remedy. */
const isWords = (cell: FoldedCell): boolean => cell.isShared === true;

export const isRemedy = (cell: FoldedCell): boolean => !isWords(cell) && bestPlace(cell, 'row', 'remedies') !== null;
export const isLitigation = (cell: FoldedCell): boolean =>
  !isWords(cell) && bestPlace(cell, 'columnGroup', 'remedies') !== null;

/** A value, a blank place of one, or words with a number that may be one. */
const mayBeValue = (cell: FoldedCell): boolean =>
  cell.isShared === true || isValueCell(cell) || (/\d/u.test(cell.folded) && placesOf(cell).length === 0);

/** The values of a row: everything from its first value on, but for headers that reach into it from above. */
export const valuesOf = (row: TableRow): readonly FoldedCell[] => {
  const cells = row.cells.filter((cell) => beginsIn(row, cell) || mayBeValue(cell));
  const first = cells.findIndex(mayBeValue);
  return first < 0 ? [] : cells.slice(first);
};

/** Whether cells hold a value for each outcome; a word that is no label of the form may stand in the place of one. */
export function areValues(cells: readonly FoldedCell[]): boolean {
  const words = cells.filter((cell) => !mayBeValue(cell));
  return (
    cells.length - words.length * 2 >= OUTCOME_KEYS.length / 2 && words.every((cell) => placesOf(cell).length === 0)
  );
}

/** A row of values for the outcomes, with at most one label in front of them. */
export function isValueRow(row: TableRow): boolean {
  const values = valuesOf(row);
  const inFront = row.cells.filter((cell) => !values.includes(cell) && beginsIn(row, cell) && !isBlankCell(cell));
  return values.length >= OUTCOME_KEYS.length && areValues(values) && inFront.length <= 1;
}

const isHeading = (row: TableRow): boolean =>
  outcomeLabels(row) > ALIGNMENT_LIMITS.headerLabels ||
  row.cells.some((cell) => beginsIn(row, cell) && (isRemedy(cell) || isLitigation(cell)));

/** Headers may reach into it from above. */
const isBlankRow = (row: TableRow): boolean => row.cells.every((cell) => !beginsIn(row, cell) || isBlankCell(cell));

/**
 * Every row of values with the headers above it. Headers go on over the next grid where they are all that a grid holds:
 * its values stand behind a break. A blank row counts where another remedy or nothing follows it, not between headers or in front of values.
 */
export function remedyAreas(grids: readonly FoldedGrid[]): readonly RemedyArea[] {
  const areas: RemedyArea[] = [];
  let headers: TableRow[] = [];
  let blank: TableRow | null = null;
  let above: FoldedGrid | null = null;
  let current: FoldedGrid | null = null;
  let geometric = false;
  const close = (values: TableRow | null): void => {
    if (current && values && headers.some((row) => outcomeLabels(row) > ALIGNMENT_LIMITS.headerLabels)) {
      areas.push({ grid: current, headers, values, geometric });
      headers = [];
      geometric = current.layout === 'geometric';
    }
    blank = null;
  };
  for (const grid of grids) {
    if (above?.index !== grid.index - 1) {
      close(blank);
      headers = [];
    }
    geometric = grid.layout === 'geometric' && (headers.length === 0 || above?.columns === grid.columns);
    current = grid;
    for (const row of grid.rows) {
      if (isHeading(row)) {
        if (row.cells.some(isRemedy)) close(blank);
        blank = null;
        headers.push(row);
      } else if (isValueRow(row)) {
        if (isBlankRow(row)) blank ??= row;
        else close(row);
      }
    }
    above = grid;
  }
  close(blank);
  return areas;
}
