import { EXTRACT_LIMITS } from '../../../config/limits/extract.ts';
import { HTML_TOLERANCES } from '../../../config/limits/markup.ts';
import { ConversionError } from '../../contracts/errors.ts';
import type { Width } from './cell-width.ts';

/** A cell of a row that is laid out by widths; it holds content, or rows of its own that stand beside its neighbours. */
export interface LaidCell<T> {
  readonly width: Width | null;
  readonly inside:
    | { readonly kind: 'content'; readonly content: T }
    | { readonly kind: 'rows'; readonly rows: LaidRow<T>[] };
}
export interface LaidRow<T> {
  readonly cells: readonly LaidCell<T>[];
}

/** A place on a plane whose x runs from 0 to 1 and whose rows are whole numbers. */
export interface Rectangle<T> {
  readonly left: number;
  readonly right: number;
  readonly row: number;
  readonly rowSpan: number;
  readonly content: T;
}

export interface LaidGrid<T> {
  readonly layout: 'geometric' | 'sequence';
  readonly rows: number;
  readonly columns: number;
  readonly cells: readonly {
    readonly row: number;
    readonly column: number;
    readonly rowSpan: number;
    readonly columnSpan: number;
    readonly content: T;
  }[];
}

type Unit = Width['unit'];

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const largest = (values: readonly number[]): number => values.reduce((most, value) => Math.max(most, value), 0);

/** Sum of the widths of a row in one unit; null where a cell has none or another unit. */
function rowTotal<T>(row: LaidRow<T>, unit: Unit): number | null {
  const widths = row.cells.map((cell) => (cell.width?.unit === unit ? cell.width.value : null));
  return widths.includes(null) ? null : sum(widths.map((width) => width ?? 0));
}

/** What the widths of a unit are parts of: per cent of 100, the rest of the widest row. */
function wholeOf<T>(rows: readonly LaidRow<T>[], unit: Unit): number {
  if (unit === '%') return 100;
  return largest(rows.map((row) => rowTotal(row, unit) ?? 0));
}

/** Boundaries of the cells of a row from 0 to 1; null where its widths do not tell them. */
function boundariesOf<T>(row: LaidRow<T>, wholes: Readonly<Record<Unit, number>>): number[] | null {
  const units = new Set(row.cells.flatMap((cell) => (cell.width ? [cell.width.unit] : [])));
  const unsized = row.cells.filter((cell) => cell.width === null).length;
  if (row.cells.length === 1 && unsized === 1) return [0, 1];
  const fixed = [...units].filter((unit) => unit !== 'share');
  const [unit] = fixed.length > 0 ? fixed : units;
  if (unit === undefined || fixed.length > 1 || wholes[unit] <= 0) return null;
  const shares =
    units.has('share') && unit !== 'share'
      ? sum(row.cells.map((c) => (c.width?.unit === 'share' ? c.width.value : 0)))
      : 0;
  if (unsized > 1 || (unsized === 1 && shares > 0)) return null;
  const stated = sum(row.cells.map((cell) => (cell.width?.unit === unit ? cell.width.value : 0))) / wholes[unit];
  const rest = Math.max(0, 1 - stated);
  const widths = row.cells.map(({ width }) => {
    if (width === null) return rest;
    return width.unit === unit ? width.value / wholes[unit] : (rest * width.value) / shares;
  });
  const total = sum(widths);
  if (total > 1 + HTML_TOLERANCES.rowOverflow) return null;
  const isFull = Math.abs(total - 1) <= HTML_TOLERANCES.fullRow || total > 1;
  let at = 0;
  return [0, ...widths.map((width) => (at += isFull ? width / total : width))];
}

/** Boundaries for each row: its own, or those of the other rows with as many cells when these agree. */
function boundariesOfRows<T>(rows: readonly LaidRow<T>[]): (readonly number[])[] | null {
  const wholes = { '%': 100, px: wholeOf(rows, 'px'), share: wholeOf(rows, 'share') };
  const own = rows.map((row) => boundariesOf(row, wholes));
  /** For each number of boundaries the ones that all such rows share, null where they differ. */
  const shared = new Map<number, readonly number[] | null>();
  for (const boundaries of own) {
    if (boundaries === null) continue;
    const seen = shared.get(boundaries.length);
    const agree = seen?.every((x, i) => Math.abs(x - boundaries[i]!) <= HTML_TOLERANCES.fullRow) ?? true;
    shared.set(boundaries.length, seen === undefined ? boundaries : agree ? seen : null);
  }
  const result: (readonly number[])[] = [];
  for (const [i, row] of rows.entries()) {
    const boundaries = own[i] ?? shared.get(row.cells.length + 1) ?? null;
    if (boundaries === null) return null;
    result.push(boundaries);
  }
  return result;
}

/** Rows of equal number of cells share their columns; a row of one cell spans them all. */
function equalBoundaries<T>(rows: readonly LaidRow<T>[], byIndex: boolean): (readonly number[])[] | null {
  if (rows.some((row) => row.cells.some((cell) => cell.width !== null))) return null;
  const columns = largest(rows.map((row) => row.cells.length));
  const isRegular = rows.every((row) => row.cells.length === columns || row.cells.length === 1);
  if (!byIndex && !isRegular) return null;
  return rows.map(({ cells }) =>
    cells.length === 1 && !byIndex ? [0, 1] : Array.from({ length: cells.length + 1 }, (_, i) => i / columns),
  );
}

interface Placed<T> {
  readonly rectangles: Rectangle<T>[];
  readonly height: number;
}

function placeRows<T>(
  rows: readonly LaidRow<T>[],
  left: number,
  right: number,
  top: number,
  byIndex: boolean,
): Placed<T> | null {
  const boundaries = boundariesOfRows(rows) ?? equalBoundaries(rows, byIndex);
  if (boundaries === null) return null;
  const rectangles: Rectangle<T>[] = [];
  let row = top;
  for (const [i, { cells }] of rows.entries()) {
    const x = boundaries[i]!.map((fraction) => left + fraction * (right - left));
    const inner = cells.map(({ inside }, k) =>
      inside.kind === 'rows' ? placeRows(inside.rows, x[k]!, x[k + 1]!, row, byIndex) : { rectangles: [], height: 1 },
    );
    const height = largest(inner.map((placed) => placed?.height ?? 1));
    for (const [k, placed] of inner.entries()) {
      const inside = cells[k]!.inside;
      if (placed === null) return null;
      if (inside.kind === 'content') {
        rectangles.push({ left: x[k]!, right: x[k + 1]!, row, rowSpan: height, content: inside.content });
      } else if (placed.height === height) {
        for (const rectangle of placed.rectangles) rectangles.push(rectangle);
      } else {
        return null;
      }
    }
    row += height;
  }
  return { rectangles, height: row - top };
}

function checkSize(rows: number, columns: number): void {
  if (rows * columns > EXTRACT_LIMITS.tableCells) {
    throw new ConversionError('too-complex', `a table of more than ${EXTRACT_LIMITS.tableCells} positions`);
  }
}

/** Puts rectangles on a grid whose columns are their boundaries, near ones taken as one; null when that loses a cell. */
export function gridOfRectangles<T>(rectangles: readonly Rectangle<T>[]): LaidGrid<T> | null {
  const narrowest = rectangles.reduce((least, r) => Math.min(least, r.right - r.left), 1);
  const tolerance = Math.min(HTML_TOLERANCES.boundarySnap, narrowest / 4);
  const edges: number[] = [];
  for (const x of rectangles.flatMap((r) => [r.left, r.right]).sort((a, b) => a - b)) {
    if (edges.length === 0 || x - edges.at(-1)! > tolerance) edges.push(x);
  }
  const edgeAt = (x: number): number => edges.findLastIndex((edge) => edge <= x + 1e-9);
  const cells = rectangles.map((r) => {
    const column = edgeAt(r.left);
    return { row: r.row, column, rowSpan: r.rowSpan, columnSpan: edgeAt(r.right) - column, content: r.content };
  });
  const rows = largest(rectangles.map((r) => r.row + r.rowSpan));
  checkSize(rows, edges.length - 1);
  const taken = new Set<number>();
  for (const cell of cells) {
    if (cell.columnSpan < 1) return null;
    for (let row = cell.row; row < cell.row + cell.rowSpan; row++) {
      for (let column = cell.column; column < cell.column + cell.columnSpan; column++) {
        const place = row * edges.length + column;
        if (taken.has(place)) return null;
        taken.add(place);
      }
    }
  }
  return { layout: 'geometric', rows, columns: Math.max(0, edges.length - 1), cells };
}

const contentsOf = <T>(row: LaidRow<T>): T[] =>
  row.cells.flatMap(({ inside }) => (inside.kind === 'content' ? [inside.content] : inside.rows.flatMap(contentsOf)));

/** Rows below each other with the cells that stand in rows of their own beside a common label taken apart. */
const flatRows = <T>(rows: readonly LaidRow<T>[]): T[][] =>
  rows.flatMap((row) => {
    const nested = row.cells.filter(({ inside }) => inside.kind === 'rows');
    const [only] = nested;
    if (nested.length !== 1 || only?.inside.kind !== 'rows') return [contentsOf(row)];
    const at = row.cells.indexOf(only);
    const inner = flatRows(only.inside.rows);
    const before = row.cells.slice(0, at).flatMap((cell) => contentsOf({ cells: [cell] }));
    const after = row.cells.slice(at + 1).flatMap((cell) => contentsOf({ cells: [cell] }));
    return inner.map((cells, i) => (i === 0 ? [...before, ...cells, ...after] : cells));
  });

/**
 * The grid that rows of sized cells form. Where widths are missing or do not add up alike, only the order of the
 * cells is kept. `byIndex`: the n-th cells of all rows are one column, as in tables made by style sheets.
 */
export function gridOfRows<T>(rows: readonly LaidRow<T>[], byIndex = false): LaidGrid<T> {
  const placed = placeRows(rows, 0, 1, 0, byIndex);
  const geometric = placed === null ? null : gridOfRectangles(placed.rectangles);
  if (geometric) return geometric;
  const lists = flatRows(rows);
  const columns = largest(lists.map((list) => list.length));
  checkSize(lists.length, columns);
  return {
    layout: 'sequence',
    rows: lists.length,
    columns,
    cells: lists.flatMap((list, row) =>
      list.map((content, column) => ({ row, column, rowSpan: 1, columnSpan: 1, content })),
    ),
  };
}
