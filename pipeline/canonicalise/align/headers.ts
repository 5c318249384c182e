import type { TableKey } from '../../../config/catalogue/form.ts';
import { ALIGNMENT_LIMITS } from '../../../config/limits/form.ts';
import {
  beginsIn,
  bestPlace,
  type FoldedCell,
  type FoldedGrid,
  isBlankCell,
  placesOf,
  type TableRow,
} from './table-row.ts';
import type { HeaderRanges } from './values.ts';

/** Column labels of one table that begin in a row, from left to right, with the cell that prints each. */
export function columnLabelsIn(
  row: TableRow,
  table: TableKey,
): readonly { readonly key: string; readonly score: number; readonly cell: FoldedCell }[] {
  return row.cells.flatMap((cell) => {
    const match = beginsIn(row, cell) ? bestPlace(cell, 'column', table) : null;
    return match && match.score >= ALIGNMENT_LIMITS.headerScore ? [{ ...match, cell }] : [];
  });
}

/** How many columns of one table the headers of a grid name. */
export const namedColumns = (grid: FoldedGrid, table: TableKey): number =>
  new Set(grid.rows.flatMap((row) => columnLabelsIn(row, table).map((l) => l.key))).size;

/** Whether a row heads columns rather than holding values: it prints column labels, a spanning header, or the note. */
export function isHeaderRow(row: TableRow): boolean {
  const tables: readonly TableKey[] = ['proactiveDisclosure', 'applications', 'remedies'];
  const labels = Math.max(...tables.map((table) => new Set(columnLabelsIn(row, table).map((l) => l.key)).size));
  if (labels >= ALIGNMENT_LIMITS.headerLabels) return true;
  return row.cells.some(
    (cell) =>
      beginsIn(row, cell) &&
      placesOf(cell).some(
        ({ place, score }) =>
          score >= ALIGNMENT_LIMITS.headerScore &&
          (place.kind === 'columnGroup' ||
            place.kind === 'rowHeader' ||
            place.kind === 'note' ||
            place.kind === 'blockHeading'),
      ),
  );
}

const ORGANISATIONS = 'organizations';
/** A header in words that the form does not have. */
const UNNAMED = '';

/** What heads columns of table three in one row, from left to right: keys, the header that spans the organisations, others. */
const headsIn = (row: TableRow): readonly string[] =>
  row.cells.flatMap((cell) => {
    if (!beginsIn(row, cell) || isBlankCell(cell)) return [];
    const group = bestPlace(cell, 'columnGroup', 'applications');
    if (group && group.key === ORGANISATIONS && group.score >= ALIGNMENT_LIMITS.headerScore) return [ORGANISATIONS];
    const label = columnLabelsIn(row, 'applications').find((each) => each.cell === cell);
    return label ? [label.key] : placesOf(cell).length === 0 ? [UNNAMED] : [];
  });

/** Where the header stands that spans the organisations: by its words, or as the only one in other words. */
function spannedBy(order: readonly string[], heads: readonly string[]): number {
  const named = order.indexOf(ORGANISATIONS);
  const isBelow = heads.includes('commercialEnterprise') && !heads.includes('naturalPerson');
  const unnamed = order.filter((key) => key === UNNAMED);
  return named >= 0 || !isBelow || unnamed.length !== 1 ? named : order.indexOf(UNNAMED);
}

/** The one header in other words takes the one key that no header names. */
function withUnnamed(order: readonly string[], keys: readonly string[]): readonly string[] {
  const missing = keys.filter((key) => !order.includes(key));
  const [only] = missing;
  return missing.length === 1 && only !== undefined && order.filter((key) => key === UNNAMED).length === 1
    ? order.map((key) => (key === UNNAMED ? only : key))
    : order;
}

/** In which order headers print the columns of table three, where only the order of cells is known. */
export interface PrintedOrder {
  /** Null where the headers do not name each column once. */
  readonly order: readonly string[] | null;
  /** The headers that are named stand in another order than that of the form. */
  readonly isOther: boolean;
}

/** The columns of table three as its headers print them: the row below 法人或其他组织 takes its place. */
export function printedOrder(rows: readonly TableRow[], keys: readonly string[]): PrintedOrder {
  let order: readonly string[] = [];
  for (const heads of rows.map(headsIn)) {
    const at = spannedBy(order, heads);
    order = at >= 0 && heads.length > 1 ? order.toSpliced(at, 1, ...heads) : [...order, ...heads];
    const named = withUnnamed(order, keys).filter((key) => keys.includes(key));
    const isWhole = named.length === keys.length && keys.every((key) => named.includes(key));
    if (isWhole) return { order: named, isOther: named.some((key, i) => key !== keys[i]) };
  }
  const places = [...new Set(order)].map((key) => keys.indexOf(key)).filter((place) => place >= 0);
  return { order: null, isOther: places.some((place, i) => i > 0 && place < places[i - 1]!) };
}

/** Best cell for each column key among the header rows; a key that no cell names is left out. */
export function headerCells(
  rows: readonly TableRow[],
  table: TableKey,
  keys: readonly string[],
): ReadonlyMap<string, FoldedCell> {
  const best = new Map<string, { score: number; cell: FoldedCell }>();
  for (const label of rows.flatMap((row) => columnLabelsIn(row, table))) {
    if (keys.includes(label.key) && label.score > (best.get(label.key)?.score ?? 0)) best.set(label.key, label);
  }
  return new Map([...best].map(([key, { cell }]) => [key, cell]));
}

/**
 * Columns that the headers of a grid give to each key. A header that was altered beyond recognition takes the columns
 * left between its neighbours when these are as many as the keys missing there. Null when the headers do not tell.
 */
export function headerRanges(cells: ReadonlyMap<string, FoldedCell>, keys: readonly string[]): HeaderRanges | null {
  const ranges = new Map<string, readonly [number, number]>();
  for (const [i, key] of keys.entries()) {
    const cell = cells.get(key);
    if (cell) {
      ranges.set(key, [cell.column, cell.column + cell.columnSpan]);
      continue;
    }
    const left = keys.slice(0, i).findLast((k) => cells.has(k));
    const rightIndex = keys.findIndex((k, j) => j > i && cells.has(k));
    const right = keys[rightIndex];
    if (left === undefined || right === undefined) return null;
    const from = cells.get(left)!.column + cells.get(left)!.columnSpan;
    const to = cells.get(right)!.column;
    const leftIndex = keys.indexOf(left);
    if (to - from !== rightIndex - leftIndex - 1) return null;
    const start = from + (i - leftIndex - 1);
    ranges.set(key, [start, start + 1]);
  }
  const ordered = [...ranges.values()].toSorted((a, b) => a[0] - b[0]);
  const disjoint = ordered.every((range, i) => i === 0 || range[0] >= ordered[i - 1]![1]);
  return disjoint ? ranges : null;
}
