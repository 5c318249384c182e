import { applications } from '../../../config/catalogue/form.ts';
import { ALIGNMENT_LIMITS } from '../../../config/limits.ts';
import { matchLabel } from '../../form/label.ts';
import { headerCells, headerRanges, isHeaderRow } from './headers.ts';
import {
  beginsIn,
  bestPlace,
  type FoldedCell,
  type FoldedGrid,
  isBlankCell,
  isValueCell,
  type TableRow,
} from './table-row.ts';
import { type HeaderRanges, type PlacedRow, placeValues, valueCellsOf, valueStart } from './values.ts';

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
  readonly extra: readonly {
    readonly row: TableRow;
    readonly label: FoldedCell;
    readonly values: readonly FoldedCell[];
  }[];
  /** The same row of the form again, with other values. */
  readonly conflicting: ReadonlySet<string>;
  readonly repeated: number;
  readonly headers: ReadonlyMap<string, FoldedCell>;
  readonly gridIndexes: readonly number[];
}

interface Candidate {
  readonly row: TableRow;
  readonly label: FoldedCell;
  readonly scores: ReadonlyMap<string, number>;
}

const COLUMN_KEYS = applications.columns.map((c) => c.key);
const ROW_KEYS = applications.rows.map((r) => r.key);

/** Natural person to other organisation add up to the total. @source 国办公开办函〔2021〕30号, table three */
const rowAddsUp = (values: readonly number[]): boolean =>
  values.slice(0, -1).reduce((sum, v) => sum + v, 0) === values.at(-1);

/** The label cell nearest to the values that is like a row of the form, alone or together with the cell before it. */
function candidateOf(row: TableRow): Candidate | null {
  if (isHeaderRow(row)) return null;
  const texts = row.cells.filter((cell) => beginsIn(row, cell) && !isBlankCell(cell) && !isValueCell(cell));
  const label = texts.findLast((cell) => bestPlace(cell, 'row', 'applications') !== null) ?? texts.at(-1);
  if (!label) return null;
  const scores = new Map<string, number>();
  const texts2 = [label.folded, texts.map((cell) => cell.folded).join('')];
  for (const { place, score } of texts2.flatMap(matchLabel)) {
    if (place.kind === 'row' && place.table === 'applications')
      scores.set(place.key, Math.max(score, scores.get(place.key) ?? 0));
  }
  return { row, label, scores };
}

/** Longest agreement of labels with the order of the form: form row → candidate, by the greatest sum of scores. */
function alignInOrder(candidates: readonly Candidate[]): ReadonlyMap<string, Candidate> {
  const width = ROW_KEYS.length + 1;
  const best = new Float64Array((candidates.length + 1) * width);
  const gain = (i: number, j: number): number => candidates[i]!.scores.get(ROW_KEYS[j]!) ?? 0;
  for (let i = candidates.length - 1; i >= 0; i--) {
    for (let j = ROW_KEYS.length - 1; j >= 0; j--) {
      const skip = Math.max(best[(i + 1) * width + j]!, best[i * width + j + 1]!);
      const take = gain(i, j) > 0 ? gain(i, j) + best[(i + 1) * width + j + 1]! : 0;
      best[i * width + j] = Math.max(skip, take);
    }
  }
  const aligned = new Map<string, Candidate>();
  for (let i = 0, j = 0; i < candidates.length && j < ROW_KEYS.length; ) {
    const here = best[i * width + j]!;
    if (gain(i, j) > 0 && here === gain(i, j) + best[(i + 1) * width + j + 1]!)
      aligned.set(ROW_KEYS[j++]!, candidates[i++]!);
    else if (here === best[(i + 1) * width + j]!) i++;
    else j++;
  }
  return aligned;
}

/** Gives rows without a readable label to the rows of the form missing between two known ones, where the counts agree. */
function fillGaps(
  candidates: readonly Candidate[],
  aligned: ReadonlyMap<string, Candidate>,
  expected: readonly string[],
): ReadonlyMap<string, Candidate> {
  const inferred = new Map<string, Candidate>();
  const used = new Set(aligned.values());
  const knownKeys = expected.filter((key) => aligned.has(key));
  knownKeys.slice(1).forEach((below, n) => {
    const above = knownKeys[n]!;
    const missing = expected.slice(expected.indexOf(above) + 1, expected.indexOf(below));
    const from = candidates.indexOf(aligned.get(above)!);
    const to = candidates.indexOf(aligned.get(below)!);
    const unknown = candidates.slice(from + 1, to).filter((c) => !used.has(c) && hasValues(c));
    if (missing.length > 0 && unknown.length === missing.length) {
      for (const [k, key] of missing.entries()) inferred.set(key, unknown[k]!);
    }
  });
  return inferred;
}

const hasValues = (candidate: Candidate): boolean =>
  valueCellsOf(candidate.row, candidate.label).filter((cell) => isValueCell(cell) && !isBlankCell(cell)).length >=
  ALIGNMENT_LIMITS.headerLabels;

/** Header columns for each grid with rows of the table: its own, or those of the grid before it with as many columns. */
function rangesByGrid(grids: readonly FoldedGrid[]): {
  ranges: ReadonlyMap<number, HeaderRanges | null>;
  headers: ReadonlyMap<string, FoldedCell>;
} {
  const ranges = new Map<number, HeaderRanges | null>();
  const headers = new Map<string, FoldedCell>();
  let last: { columns: number; ranges: HeaderRanges } | null = null;
  for (const grid of grids) {
    const cells = headerCells(grid.rows.filter(isHeaderRow), 'applications', COLUMN_KEYS);
    const own = cells.size > COLUMN_KEYS.length / 2 ? headerRanges(cells, COLUMN_KEYS) : null;
    if (cells.size > COLUMN_KEYS.length / 2)
      for (const [key, cell] of cells) if (!headers.has(key)) headers.set(key, cell);
    if (own) last = { columns: grid.columns, ranges: own };
    ranges.set(grid.index, own ?? (last && last.columns === grid.columns ? last.ranges : null));
  }
  return { ranges, headers };
}

/** For each number of cells behind the label, where values begin in rows that have exactly seven. */
function usualStarts(rows: readonly { cells: readonly FoldedCell[] }[]): ReadonlyMap<number, number> {
  const starts = new Map<number, number>();
  for (const { cells } of rows) {
    const start = valueStart(cells, COLUMN_KEYS.length);
    if (start !== null && !starts.has(cells.length)) starts.set(cells.length, start);
  }
  return starts;
}

/**
 * Brings the rows of all grids to the rows of table three: by label, with the order of the form as second witness.
 * Null when fewer than three rows of the table are found.
 */
export function alignApplications(grids: readonly FoldedGrid[]): AlignedApplications | null {
  const candidates = grids.flatMap((grid) => grid.rows.map(candidateOf)).filter((c) => c !== null);
  const labelled = candidates.filter((c) => c.scores.size > 0 && hasValueCells(c));
  const aligned = alignInOrder(labelled);
  if (aligned.size < 3) return null;
  const expected = expectedRows(aligned);
  const inferred = fillGaps(candidates, aligned, expected);
  const { ranges, headers } = rangesByGrid(grids);
  const cellsOfRow = (c: Candidate) => ({ cells: valueCellsOf(c.row, c.label) });
  const starts = usualStarts([...aligned.values()].map(cellsOfRow));
  const placed = (candidate: Candidate): PlacedRow => {
    const { cells } = cellsOfRow(candidate);
    return placeValues(candidate.row, cells, {
      keys: COLUMN_KEYS,
      ranges: ranges.get(candidate.row.gridIndex) ?? null,
      usualStart: starts.get(cells.length),
      check: rowAddsUp,
    });
  };
  const rows = ROW_KEYS.flatMap((key): AlignedRow[] => {
    const candidate = aligned.get(key) ?? inferred.get(key);
    return candidate
      ? [{ key, row: candidate.row, label: candidate.label, placed: placed(candidate), inferred: !aligned.has(key) }]
      : [];
  });
  const used = new Set([...aligned.values(), ...inferred.values()]);
  const left = candidates.filter((c) => !used.has(c));
  const repeats = left.flatMap((c) => {
    const [key, score] = [...c.scores].toSorted((a, b) => b[1] - a[1])[0] ?? ['', 0];
    const original = rows.find((r) => r.key === key);
    return original && score >= ALIGNMENT_LIMITS.repeatedRowScore && hasValues(c) ? [{ candidate: c, original }] : [];
  });
  const conflicting = repeats.filter(({ candidate, original }) => {
    const texts = placed(candidate).values.map((v) => v.text.trim());
    return original.placed.values.some((v, i) => v.text.trim() !== texts[i]);
  });
  const inTable = new Set(rows.map((r) => r.row.gridIndex));
  const order = candidates.flatMap((c, i) => (used.has(c) ? [i] : []));
  const extra = left.filter((c) => {
    const at = candidates.indexOf(c);
    const within = at > order[0]! && at < order.at(-1)!;
    return within && inTable.has(c.row.gridIndex) && hasValues(c) && !repeats.some((r) => r.candidate === c);
  });
  return {
    rows,
    extra: extra.map((c) => ({
      row: c.row,
      label: c.label,
      values: cellsOfRow(c).cells.filter((v) => !isBlankCell(v)),
    })),
    conflicting: new Set(conflicting.map(({ original }) => original.key)),
    repeated: repeats.length,
    headers,
    gridIndexes: [...inTable],
  };
}

const hasValueCells = (candidate: Candidate): boolean =>
  valueCellsOf(candidate.row, candidate.label).some((cell) => isValueCell(cell));

/** Rows that this document can be expected to have: the split rows of 其他处理, or the unsplit one where it stands alone. */
function expectedRows(aligned: ReadonlyMap<string, Candidate>): readonly string[] {
  const split = ROW_KEYS.some((key) => key.startsWith('otherHandling.') && aligned.has(key));
  return ROW_KEYS.filter((key) => (split ? key !== 'otherHandling' : !key.startsWith('otherHandling.')));
}
