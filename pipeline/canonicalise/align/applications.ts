import { applications } from '../../../config/catalogue/form.ts';
import { ALIGNMENT_LIMITS } from '../../../config/limits/form.ts';
import { type ExtraRow, extraRow } from './extra-rows.ts';
import { namedColumns } from './headers.ts';
import { bestScore, type Candidate, hasValues, isOtherTable, rowCandidates } from './row-candidates.ts';
import { rowsByLabel, rowsByPlace, separateTables } from './row-order.ts';
import type { FoldedCell, FoldedGrid, TableRow } from './table-row.ts';
import { valueColumnsOf } from './value-columns.ts';
import { NO_COLUMNS, type PlacedRow, placeValues, valueStart } from './values.ts';

export interface AlignedRow {
  readonly key: string;
  readonly row: TableRow;
  readonly label: FoldedCell;
  readonly placed: PlacedRow;
  /** The row was told by its place between its neighbours, not by its label. */
  readonly inferred: boolean;
}

export interface AlignedApplications {
  readonly rows: readonly AlignedRow[];
  /** Rows with values between the rows of the form that no row of the form explains. */
  readonly extra: readonly ExtraRow[];
  /** Rows of the form that stand in the document again with other values. */
  readonly conflicting: ReadonlySet<string>;
  /** How many tables of this kind the document holds. */
  readonly tables: number;
  readonly headers: ReadonlyMap<string, FoldedCell>;
  readonly gridIndexes: readonly number[];
}

const COLUMN_KEYS = applications.columns.map((c) => c.key);
const ROW_KEYS = applications.rows.map((r) => r.key);

/** Natural person to other organisation add up to the total. @source 国办公开办函〔2021〕30号, table three */
const rowAddsUp = (values: readonly number[]): boolean =>
  values.slice(0, -1).reduce((sum, v) => sum + v, 0) === values.at(-1);

/** For each number of cells behind the label, where values begin in rows that have exactly seven. */
function usualStarts(rows: readonly Candidate[]): ReadonlyMap<number, number> {
  const starts = new Map<number, number>();
  for (const { cells } of rows) {
    const start = valueStart(cells, COLUMN_KEYS.length);
    if (start !== null && !starts.has(cells.length)) starts.set(cells.length, start);
  }
  return starts;
}

/** A row of which nothing but its label is left: its values were blank, or were lost. */
const withoutValues = ({ label }: Candidate): PlacedRow => ({
  values: COLUMN_KEYS.map(() => ({ text: '', source: label, doubts: ['value-count'] })),
  count: 0,
});

/** A row without values whose label is a part of one: the rest of a row that stands elsewhere. */
const isRemainder = (candidate: Candidate, placed: PlacedRow): boolean =>
  bestScore(candidate) < ALIGNMENT_LIMITS.wholeLabelScore && placed.values.every((value) => value.text.trim() === '');

/** Whether the values of a row may stand in the next one, whose label nothing explains: a break can tear a label from them. */
const isBesideStray = (
  candidate: Candidate,
  placed: PlacedRow,
  candidates: readonly Candidate[],
  used: ReadonlySet<Candidate>,
): boolean =>
  placed.values.every((value) => value.text.trim() === '') &&
  [-1, 1].some((step) => {
    const beside = candidates[candidates.indexOf(candidate) + step];
    return beside !== undefined && !used.has(beside) && hasValues(beside);
  });

/** How the values of a candidate are brought to the columns of the form. */
function placing(
  grids: readonly FoldedGrid[],
  candidates: readonly Candidate[],
): { place: (candidate: Candidate) => PlacedRow; headers: ReadonlyMap<string, FoldedCell> } {
  const inTable = grids.filter(
    (grid) =>
      candidates.some((c) => c.row.gridIndex === grid.index) ||
      (namedColumns(grid, 'applications') > 0 && !isOtherTable(grid)),
  );
  const { columns, headers } = valueColumnsOf(
    inTable,
    COLUMN_KEYS,
    (grid) => candidates.filter((c) => c.row.gridIndex === grid.index).map((c) => c.cells),
    rowAddsUp,
  );
  const starts = usualStarts(candidates);
  const place = (candidate: Candidate): PlacedRow => {
    if (candidate.cells.length === 0) return withoutValues(candidate);
    const known = columns.get(candidate.row.gridIndex) ?? NO_COLUMNS;
    return placeValues(candidate.row, candidate.cells, {
      keys: COLUMN_KEYS,
      ...known,
      usualStart: starts.get(candidate.cells.length),
      check: rowAddsUp,
    });
  };
  return { place, headers };
}

/** Rows of the form that come again, in this table or in another one, with other values than were taken. */
function conflictsIn(
  rows: readonly AlignedRow[],
  again: readonly (readonly [key: string, candidate: Candidate])[],
  place: (candidate: Candidate) => PlacedRow,
): ReadonlySet<string> {
  const conflicting = again.filter(([key, candidate]) => {
    const original = rows.find((r) => r.key === key);
    const texts = place(candidate).values.map((v) => v.text.trim());
    return original?.placed.values.some((v, i) => v.text.trim() !== texts[i]) ?? false;
  });
  return new Set(conflicting.map(([key]) => key));
}

/** Whether rows stand in grids whose headers name most columns of the table: a table that was cut after its first rows. */
const areHeaded = (candidates: readonly Candidate[], grids: readonly FoldedGrid[]): boolean =>
  candidates.every(({ row }) =>
    grids.some((grid) => grid.index === row.gridIndex && namedColumns(grid, 'applications') > COLUMN_KEYS.length / 2),
  );

/**
 * Brings the rows of all grids to the rows of table three: by label, with the order of the form as second witness.
 * Null when fewer than three rows of the table are found, and no header names its columns.
 */
export function alignApplications(grids: readonly FoldedGrid[]): AlignedApplications | null {
  const all = rowCandidates(grids);
  const tables = separateTables(all).map((candidates) => ({ candidates, aligned: rowsByLabel(candidates) }));
  const isTable = ({ aligned }: (typeof tables)[number]): boolean =>
    aligned.size >= ALIGNMENT_LIMITS.leastRows || (aligned.size > 0 && areHeaded([...aligned.values()], grids));
  const [first, ...others] = tables.filter(isTable);
  if (!first) return null;
  const { candidates, aligned } = first;
  const byPlace = rowsByPlace(candidates, aligned);
  const { place, headers } = placing(grids, all);
  const used = new Set([...aligned.values(), ...byPlace.values()]);
  const rows = ROW_KEYS.flatMap((key): AlignedRow[] => {
    const candidate = aligned.get(key) ?? byPlace.get(key);
    if (!candidate) return [];
    const { row, label } = candidate;
    const placed = place(candidate);
    const isTorn = isRemainder(candidate, placed) || isBesideStray(candidate, placed, candidates, used);
    const inferred = candidate.inferred || !aligned.has(key) || isTorn;
    return [{ key, row, label, placed, inferred }];
  });
  const left = candidates.filter((c) => !used.has(c) && hasValues(c));
  const repeated = left.flatMap((c) => {
    const [key, score] = [...c.scores].toSorted((a, b) => b[1] - a[1])[0] ?? ['', 0];
    return score >= ALIGNMENT_LIMITS.repeatedRowScore ? [[key, c] as const] : [];
  });
  const elsewhere = others.flatMap((table) => [...table.aligned]);
  const order = candidates.flatMap((c, i) => (used.has(c) ? [i] : []));
  const extra = left.filter((c) => {
    const at = candidates.indexOf(c);
    return at > (order[0] ?? 0) && at < (order.at(-1) ?? 0) && !repeated.some(([, again]) => again === c);
  });
  return {
    rows,
    extra: extra.flatMap(({ row }) => extraRow(row) ?? []),
    conflicting: conflictsIn(rows, [...repeated, ...elsewhere], place),
    tables: 1 + others.length,
    headers,
    gridIndexes: [...new Set(rows.map((r) => r.row.gridIndex))],
  };
}
