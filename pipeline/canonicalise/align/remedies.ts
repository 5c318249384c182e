import { remedies } from '../../../config/catalogue/form.ts';
import { ALIGNMENT_LIMITS } from '../../../config/limits.ts';
import type { ReviewReason } from '../../contracts/report.ts';
import { columnLabelsIn, headerCells, headerRanges } from './headers.ts';
import {
  beginsIn,
  bestPlace,
  type FoldedCell,
  type FoldedGrid,
  isBlankCell,
  isValueCell,
  type TableRow,
} from './table-row.ts';
import { type PlacedRow, type PlacedValue, placeValues, valueCellsOf } from './values.ts';

export interface AlignedRemedyRow {
  readonly key: string;
  readonly placed: PlacedRow;
  readonly row: TableRow;
}

export interface AlignedRemedies {
  readonly rows: readonly AlignedRemedyRow[];
  readonly headers: readonly { readonly key: string; readonly block: string; readonly cell: FoldedCell }[];
  readonly rowLabels: readonly { readonly key: string; readonly cell: FoldedCell }[];
  readonly litigation: FoldedCell | null;
  readonly gridIndexes: readonly number[];
}

const ROW_KEYS = remedies.rows.map((r) => r.key);
const COLUMN_KEYS = remedies.columns.map((c) => c.key);
const VALUES = ROW_KEYS.length * COLUMN_KEYS.length;

/** Upheld, corrected, other and pending add up to the total, for each of the three remedies. */
const blocksAddUp = (values: readonly number[]): boolean =>
  ROW_KEYS.every((_, block) => {
    const at = (i: number): number => values[block * COLUMN_KEYS.length + i] ?? 0;
    return at(0) + at(1) + at(2) + at(3) === at(4);
  });

interface HeaderArea {
  readonly grid: FoldedGrid;
  readonly rows: readonly TableRow[];
}

const remedyLabels = (row: TableRow): number => columnLabelsIn(row, 'remedies').length;

const isValueRow = (row: TableRow): boolean =>
  row.cells.length >= COLUMN_KEYS.length && row.cells.every(isValueCell) && remedyLabels(row) === 0;

/** Rows of a grid from the first to the last that heads the outcomes of remedies. */
function headerAreaOf(grid: FoldedGrid): HeaderArea | null {
  const leaves = grid.rows.filter((row) => remedyLabels(row) > ALIGNMENT_LIMITS.headerLabels);
  const last = leaves.at(-1);
  if (!last) return null;
  const rows = grid.rows.filter(
    (row) =>
      row.row <= last.row &&
      (leaves.includes(row) ||
        row.cells.some((c) => bestPlace(c, 'row', 'remedies') || bestPlace(c, 'columnGroup', 'remedies'))),
  );
  return { grid, rows };
}

/** The row of values below the headers, in the same grid or at the start of the one that goes on after a break. */
function valueRowBelow(area: HeaderArea, next: FoldedGrid | undefined): TableRow | null {
  const last = area.rows.at(-1)!.row;
  const below = area.grid.rows.filter((row) => row.row > last && isValueRow(row));
  const continued = next?.rows[0] && isValueRow(next.rows[0]) ? [next.rows[0]] : [];
  const rows = below.length > 0 ? below : continued;
  return rows.find((row) => row.cells.some((cell) => !isBlankCell(cell))) ?? rows[0] ?? null;
}

const labelOf = (area: HeaderArea, key: string): FoldedCell | null =>
  area.rows
    .flatMap((row) => row.cells.filter((cell) => beginsIn(row, cell)))
    .filter((cell) => bestPlace(cell, 'row', 'remedies')?.key === key)
    .toSorted(
      (a, b) => (bestPlace(b, 'row', 'remedies')?.score ?? 0) - (bestPlace(a, 'row', 'remedies')?.score ?? 0),
    )[0] ?? null;

const isBelow = (cell: FoldedCell, header: FoldedCell): boolean =>
  cell.column >= header.column && cell.column + cell.columnSpan <= header.column + header.columnSpan;

/** The lowest header cell above a value. */
const leafAbove = (area: HeaderArea, value: FoldedCell): FoldedCell | null =>
  area.rows
    .flatMap((row) => row.cells.filter((c) => beginsIn(row, c) && !isBlankCell(c) && isBelow(value, c)))
    .at(-1) ?? null;

/**
 * Order of the outcomes in one block as its headers name them. The order of the form stands unless the headers
 * name all five outcomes in another one.
 */
function outcomeOrder(leaves: readonly (FoldedCell | null)[]): readonly string[] {
  const named = leaves.map((leaf) => (leaf ? (bestPlace(leaf, 'column', 'remedies')?.key ?? '') : ''));
  return new Set(named).size === COLUMN_KEYS.length && !named.includes('') ? named : COLUMN_KEYS;
}

/** Places the values of one block that a header spans; null when they are not one for each outcome. */
function placeBlock(
  area: HeaderArea,
  values: readonly FoldedCell[],
  header: FoldedCell,
): { placed: PlacedRow; leaves: readonly (FoldedCell | null)[] } | null {
  const cells = values.filter((cell) => isBelow(cell, header));
  if (cells.length !== COLUMN_KEYS.length) return null;
  const leaves = cells.map((cell) => leafAbove(area, cell));
  const order = outcomeOrder(leaves);
  const byForm = COLUMN_KEYS.map((key) => order.indexOf(key));
  return {
    placed: {
      values: byForm.map((i): PlacedValue => ({ text: cells[i]!.text, source: cells[i]!, reasons: [] })),
      count: COLUMN_KEYS.length,
    },
    leaves: byForm.map((i) => leaves[i] ?? null),
  };
}

/** One row of values under headers that span the three remedies. */
function alignAcross(area: HeaderArea, values: TableRow): AlignedRemedies {
  const groups = ROW_KEYS.map((key) => ({ key, cell: labelOf(area, key) }));
  const rowLabels = groups.flatMap(({ key, cell }) => (cell ? [{ key, cell }] : []));
  const litigation = area.rows.flatMap((r) => r.cells).find((c) => bestPlace(c, 'columnGroup', 'remedies')) ?? null;
  const base = { rowLabels, litigation, gridIndexes: [...new Set([area.grid.index, values.gridIndex])] };
  const geometric = area.grid.layout === 'geometric' && values.gridIndex === area.grid.index;
  const blocks = geometric
    ? groups.map(({ key, cell }) => ({ key, block: cell ? placeBlock(area, values.cells, cell) : null }))
    : [];
  if (blocks.length > 0 && blocks.every(({ block }) => block !== null)) {
    return {
      ...base,
      rows: blocks.map(({ key, block }) => ({ key, placed: block!.placed, row: values })),
      headers: blocks.flatMap(({ key, block }) =>
        block!.leaves.flatMap((cell, i) => (cell ? [{ key: COLUMN_KEYS[i]!, block: key, cell }] : [])),
      ),
    };
  }
  const keys = ROW_KEYS.flatMap((row) => COLUMN_KEYS.map((column) => `${row}/${column}`));
  const placed = placeValues(values, values.cells, { keys, ranges: null, usualStart: 0, check: blocksAddUp });
  const doubt: ReviewReason[] = rowLabels.length === 0 ? ['column-inferred'] : [];
  return {
    ...base,
    rows: ROW_KEYS.map((key, block) => ({
      key,
      row: values,
      placed: {
        values: placed.values
          .slice(block * COLUMN_KEYS.length, (block + 1) * COLUMN_KEYS.length)
          .map((value) => ({ ...value, reasons: [...value.reasons, ...doubt] })),
        count: placed.count === VALUES ? COLUMN_KEYS.length : placed.count,
      },
    })),
    headers: sequenceHeaders(area),
  };
}

/** Outcome labels of a header whose columns are not known: five in a row belong to one remedy, in the order of the form. */
function sequenceHeaders(area: HeaderArea): AlignedRemedies['headers'] {
  const leaves = area.rows.flatMap((row) =>
    row.cells.filter(
      (cell) =>
        beginsIn(row, cell) &&
        !isBlankCell(cell) &&
        bestPlace(cell, 'row', 'remedies') === null &&
        bestPlace(cell, 'columnGroup', 'remedies') === null,
    ),
  );
  return leaves.length === VALUES
    ? leaves.map((cell, i) => ({
        key: COLUMN_KEYS[i % COLUMN_KEYS.length]!,
        block: ROW_KEYS[Math.floor(i / COLUMN_KEYS.length)]!,
        cell,
      }))
    : [];
}

/** Three labelled rows with five values each. */
function alignDown(grids: readonly FoldedGrid[]): AlignedRemedies | null {
  const found = grids.flatMap((grid) => {
    const headers = headerCells(
      grid.rows.filter((r) => remedyLabels(r) > ALIGNMENT_LIMITS.headerLabels),
      'remedies',
      COLUMN_KEYS,
    );
    if (headers.size <= ALIGNMENT_LIMITS.headerLabels) return [];
    const ranges = headerRanges(headers, COLUMN_KEYS);
    return grid.rows.flatMap((row) => {
      if (remedyLabels(row) > 0) return [];
      const label = row.cells.findLast((c) => beginsIn(row, c) && bestPlace(c, 'row', 'remedies') !== null);
      const cells = label ? valueCellsOf(row, label) : [];
      if (!label || cells.filter(isValueCell).length < COLUMN_KEYS.length) return [];
      const placed = placeValues(row, cells, {
        keys: COLUMN_KEYS,
        ranges,
        usualStart: 0,
        check: (v) => v.slice(0, -1).reduce((a, b) => a + b, 0) === v.at(-1),
      });
      return [{ key: bestPlace(label, 'row', 'remedies')!.key, row, label, placed, headers }];
    });
  });
  const rows = ROW_KEYS.flatMap((key) => found.filter((f) => f.key === key).slice(0, 1));
  if (rows.length === 0) return null;
  return {
    rows: rows.map(({ key, row, placed }) => ({ key, row, placed })),
    headers: rows.flatMap(({ key, headers }) =>
      [...headers].map(([column, cell]) => ({ key: column, block: key, cell })),
    ),
    rowLabels: rows.map(({ key, label }) => ({ key, cell: label })),
    litigation: null,
    gridIndexes: [...new Set(rows.map((r) => r.row.gridIndex))],
  };
}

/** Brings the values of all grids to table four, printed as one row of fifteen values or as three rows of five. */
export function alignRemedies(grids: readonly FoldedGrid[]): AlignedRemedies | null {
  const down = alignDown(grids);
  if (down && down.rows.length === ROW_KEYS.length) return down;
  for (const [i, grid] of grids.entries()) {
    const area = headerAreaOf(grid);
    const values = area ? valueRowBelow(area, grids[i + 1]) : null;
    if (area && values) return alignAcross(area, values);
  }
  return down;
}
