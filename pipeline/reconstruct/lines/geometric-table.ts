import { inkedRange, type JudgedRow, showsBlank, spansColumns } from './delimited-table.ts';
import { cellsBetween } from './delimited-values.ts';
import { BLANK_INFERRED, NO_DOUBTS, ORDER_ONLY, type Slot } from './form-row.ts';
import type { ReadCell } from './read-table.ts';

/**
 * For each row of values the columns that the headers above it name; null where rows and headers do not agree.
 * Values below the first and the last header, and none beside them, prove that rows are not shifted; so do rows that
 * all have as many cells, headers included.
 */
function headedColumns(rows: readonly JudgedRow[]): ReadonlyMap<JudgedRow, readonly number[]> | null {
  const columns = new Map<JudgedRow, readonly number[]>();
  let heads = new Set<number>();
  let above: JudgedRow | null = null;
  /** Columns of the values met so far below the present headers. */
  let inked = new Set<number>();
  let isProved = rows.every((row) => row.cells.length === rows[0]!.cells.length);
  for (const row of rows) {
    if (row.kind === 'header') {
      const isNewBand = above?.kind !== 'header' || row.table === 'proactiveDisclosure';
      heads = isNewBand && row.heads.length > 0 ? new Set(row.heads) : new Set([...heads, ...row.heads]);
      inked = new Set();
    } else {
      const named = [...heads].toSorted((a, b) => a - b);
      const { first, last, count } = inkedRange(row);
      const width = named.length;
      if (width === 0 || row.label >= named[0]! || (row.expected !== null && row.expected !== width)) return null;
      const isBeside = row.cells.some((cell, i) => i >= first && i <= last && cell.text !== '' && !heads.has(i));
      if (count > 0 && isBeside) return null;
      inked.add(first).add(last);
      isProved ||= inked.has(named[0]!) && inked.has(named[width - 1]!);
      columns.set(row, named);
    }
    above = row;
  }
  return isProved ? columns : null;
}

interface Placed {
  readonly slot: Slot;
  readonly row: number;
  readonly column: number;
  readonly columnSpan: number;
  rowSpan: number;
}

/** The labels of one row with the empty cells that a merged one leaves to its right. */
function placeLabels(row: JudgedRow, r: number, until: number): readonly Placed[] {
  const texts = row.cells.flatMap((slot, column) => (slot.text !== '' && column < until ? [{ slot, column }] : []));
  return texts.map(({ slot, column }, i) => {
    const next = texts[i + 1]?.column ?? until;
    const spans = row.kind === 'data' || spansColumns(slot.text);
    return { slot, row: r, column, columnSpan: spans ? next - column : 1, rowSpan: 1 };
  });
}

/** Lets labels reach down over the rows of their kind in which the cells below them are empty. */
function reachDown(
  labels: readonly (readonly Placed[])[],
  rows: readonly JudgedRow[],
  starts: readonly number[],
): void {
  const open = new Map<number, Placed>();
  labels.forEach((placed, r) => {
    const row = rows[r]!;
    const above = rows[r - 1];
    const firstLabel = placed[0]?.column ?? Number.POSITIVE_INFINITY;
    const isSameKind = above?.kind === row.kind && above.table === row.table;
    if (!isSameKind) open.clear();
    for (const [column, cell] of [...open]) {
      const isFree = !placed.some((p) => p.column < column + cell.columnSpan && p.column + p.columnSpan > column);
      const mayReach = row.kind === 'header' ? isFree : isFree && column + cell.columnSpan <= firstLabel;
      if (mayReach && column < starts[r]!) cell.rowSpan = r - cell.row + 1;
      else open.delete(column);
    }
    for (const cell of placed) open.set(cell.column, cell);
  });
}

/**
 * A table whose header cells stand in the columns of the values: every cell in its column, merged cells with their spans.
 * Null when the columns of the lines are not those of the table.
 */
export function readGeometric(rows: readonly JudgedRow[]): readonly (readonly ReadCell[])[] | null {
  const columns = headedColumns(rows);
  if (!columns) return null;
  const width = Math.max(...rows.map((row) => row.cells.length));
  const starts = rows.map((row) => columns.get(row)?.[0] ?? width);
  const labels = rows.map((row, r) => placeLabels(row, r, starts[r]!));
  reachDown(labels, rows, starts);
  return rows.map((row, r) => {
    const named = columns.get(row);
    const cells: ReadCell[] = labels[r]!.map(({ slot, column, rowSpan, columnSpan }) => ({
      slot,
      column,
      rowSpan,
      columnSpan,
      doubts: NO_DOUBTS,
    }));
    if (!named) return cells;
    const { count } = inkedRange(row);
    // a line that is short of cells where no other shows a blank one may have lost any of them
    const isOpen = count > 0 && row.cells.length <= named.at(-1)! && !rows.some(showsBlank);
    const doubts = count === named.length ? NO_DOUBTS : isOpen ? ORDER_ONLY : BLANK_INFERRED;
    const values = named.flatMap((column) =>
      cellsBetween(row, column, column + 1).map((slot) => ({ slot, column, rowSpan: 1, columnSpan: 1, doubts })),
    );
    return [...cells, ...values];
  });
}
