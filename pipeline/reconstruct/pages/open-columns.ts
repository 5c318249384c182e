import { OPEN_TABLE_TOLERANCES } from '../../../config/limits/pages.ts';
import { matchLabel } from '../../form/label.ts';
import { centreX, median, overlap } from './geometry.ts';
import { joinWords, type Piece, type PiecedLine } from './line-pieces.ts';

type Side = 'left' | 'right' | 'middle';

/** A column of values: where its numbers stand. */
export interface ValueColumn {
  readonly left: number;
  readonly right: number;
}

/** Columns of a table that has no rules between them, told by how its text stands. */
export interface OpenColumns {
  /** x of the lines between columns, label columns first. */
  readonly xs: readonly number[];
  readonly labelColumns: number;
  readonly values: readonly ValueColumn[];
  /** Where in its column a number is set. */
  readonly side: Side;
  /** Size of the table's text in points. */
  readonly fontSizePt: number;
}

/** Columns that the values share: those whose places overlap are one. Null when two values of one row would share one. */
function byOverlap(rows: readonly PiecedLine[]): readonly ValueColumn[] | null {
  const columns: { left: number; right: number }[] = [];
  const boxes = rows.flatMap((row) => row.values.map((value) => value.box)).toSorted((a, b) => a[0] - b[0]);
  for (const [left, , right] of boxes) {
    const last = columns.at(-1);
    if (last && left < last.right) last.right = Math.max(last.right, right);
    else columns.push({ left, right });
  }
  const clash = rows.some(({ values }) => {
    const taken = values.map((value) =>
      columns.findIndex((c) => overlap(c.left, c.right, value.box[0], value.box[2]) > 0),
    );
    return new Set(taken).size < taken.length;
  });
  return clash ? null : columns;
}

/** Columns around the middles of the values in the rows that have most: for numbers wider than their columns. */
function byMiddles(rows: readonly PiecedLine[]): readonly ValueColumn[] | null {
  const most = Math.max(...rows.map((row) => row.values.length));
  const full = rows.filter((row) => row.values.length === most);
  const columns = Array.from({ length: most }, (_, i) => {
    const boxes = full.map((row) => row.values[i]!.box);
    const at = median(boxes.map(centreX));
    const half = median(boxes.map((box) => (box[2] - box[0]) / 2));
    return { left: at - half, right: at + half };
  });
  return columns.every((column, i) => i === 0 || column.left > columns[i - 1]!.right) ? columns : null;
}

/**
 * Columns without those at the left in which words stand more often than values: a label written downwards has a
 * character like 无 beside the values of a row.
 */
function withoutLabelColumns(columns: readonly ValueColumn[], lines: readonly PiecedLine[]): readonly ValueColumn[] {
  const beside = lines.filter((line) => line.values.length > 0).flatMap((line) => line.pieces);
  const isLabels = ({ left, right }: ValueColumn): boolean => {
    const here = beside.filter((piece) => overlap(left, right, piece.box[0], piece.box[2]) > 0);
    return here.filter((piece) => !piece.isValue).length > here.length / 2;
  };
  const first = columns.findIndex((column) => !isLabels(column));
  return first < 0 ? columns : columns.slice(first);
}

/** Columns together with those that have a header of the form and no value in any row. */
function withBlankColumns(columns: readonly ValueColumn[], above: readonly PiecedLine[]): readonly ValueColumn[] {
  const blank = above
    .flatMap((line) => line.pieces)
    .filter(({ text }) =>
      matchLabel(text).some(({ place, score }) => place.kind === 'column' && score >= OPEN_TABLE_TOLERANCES.labelScore),
    )
    .map(({ box }) => ({ left: box[0], right: box[2] }))
    .filter(({ left, right }) => !columns.some((c) => overlap(c.left, c.right, left, right) > 0));
  return [...columns, ...blank].toSorted((a, b) => a.left - b.left);
}

/** How far numbers differ in an edge or in their middle, summed over columns. */
function spread(columns: readonly (readonly Piece[])[], place: (piece: Piece) => number): number {
  return columns.reduce((sum, pieces) => {
    const places = pieces.map(place);
    return sum + Math.max(...places) - Math.min(...places);
  }, 0);
}

/** Whether numbers are set to one side of their columns: told by numbers of different widths, else by their headers. */
function sideOf(columns: readonly (readonly Piece[])[], headers: readonly ValueColumn[]): Side {
  const [left, right, middles] = [0, 2, null].map((edge) =>
    spread(columns, (piece) => (edge === null ? centreX(piece.box) : piece.box[edge]!)),
  ) as [number, number, number];
  if (middles > columns.length * OPEN_TABLE_TOLERANCES.evenSpreadPt) {
    const clear = middles * OPEN_TABLE_TOLERANCES.clearlyNearer;
    return right < clear ? 'right' : left < clear ? 'left' : 'middle';
  }
  const meeting = (edge: (place: ValueColumn) => number): number =>
    columns.filter(([piece]) =>
      headers.some((h) => Math.abs(edge(h) - edge({ left: piece!.box[0], right: piece!.box[2] })) < 1),
    ).length;
  const byHeader = [meeting((h) => h.left), meeting((h) => h.right), meeting((h) => (h.left + h.right) / 2)];
  const best = byHeader.indexOf(Math.max(...byHeader));
  return byHeader[2] === byHeader[best] ? 'middle' : best === 0 ? 'left' : 'right';
}

/**
 * Places of the columns rather than of their numbers, where numbers are set to one side: to the right, a column
 * reaches back to the numbers of the one before it, to the left, on to those of the next.
 */
function bySide(values: readonly ValueColumn[], side: Side): readonly ValueColumn[] {
  if (values.length < 2) return values;
  if (side === 'right') {
    const pitch = median(values.slice(1).map((column, i) => column.right - values[i]!.right));
    return values.map((column, i) => ({
      left: Math.min(column.left, values[i - 1] ? values[i - 1]!.right + 1 : column.right - pitch),
      right: column.right,
    }));
  }
  if (side === 'left') {
    const pitch = median(values.slice(1).map((column, i) => column.left - values[i]!.left));
    return values.map((column, i) => ({
      left: column.left,
      right: Math.max(column.right, values[i + 1] ? values[i + 1]!.left - 1 : column.left + pitch),
    }));
  }
  return values;
}

/** Left edges of the labels, where several begin at the same place. */
function labelStarts(pieces: readonly Piece[], fontSizePt: number): readonly number[] {
  const lefts = pieces.map((piece) => piece.box[0]).toSorted((a, b) => a - b);
  const groups: number[][] = [];
  for (const left of lefts) {
    const group = groups.at(-1);
    if (group && left - group[0]! <= OPEN_TABLE_TOLERANCES.sameLeft * fontSizePt) group.push(left);
    else groups.push([left]);
  }
  const due = Math.max(2, OPEN_TABLE_TOLERANCES.labelShare * lefts.length);
  const common = groups.filter((group, i) => i === 0 || group.length >= due).map((group) => group[0]!);
  return common.slice(0, OPEN_TABLE_TOLERANCES.labelColumns);
}

/** Places of the values, widened by the headers that stand above one column only. */
function withHeaders(
  values: readonly ValueColumn[],
  lines: readonly PiecedLine[],
  firstLeft: number,
): readonly ValueColumn[] {
  const wide = values.map((column) => ({ ...column }));
  for (const { pieces } of lines) {
    for (const piece of pieces) {
      if (piece.isValue || piece.box[0] < firstLeft) continue;
      const above = values.flatMap((c, i) => (overlap(c.left, c.right, piece.box[0], piece.box[2]) > 0 ? [i] : []));
      if (above.length !== 1) continue;
      const column = wide[above[0]!]!;
      column.left = Math.min(column.left, piece.box[0]);
      column.right = Math.max(column.right, piece.box[2]);
    }
  }
  return wide;
}

/** Where headers stand that no other header stands below, from left to right; the lines are those above the values. */
function lowestHeaders(lines: readonly PiecedLine[]): readonly ValueColumn[] {
  const headers: { left: number; right: number; top: number }[] = [];
  for (const { pieces, line } of lines.toReversed()) {
    for (const { box } of pieces) {
      const below = headers.filter((header) => overlap(header.left, header.right, box[0], box[2]) > 0);
      const [only] = below;
      if (!only) headers.push({ left: box[0], right: box[2], top: box[1] });
      else if (below.length === 1 && only.top - box[3] < OPEN_TABLE_TOLERANCES.lineGap * line.fontSizePt) {
        only.left = Math.min(only.left, box[0]);
        only.right = Math.max(only.right, box[2]);
        only.top = box[1];
      }
    }
  }
  return headers.toSorted((x, y) => x.left - y.left);
}

/**
 * Places of the values together with their headers, where there are as many headers as columns, or one more for the
 * labels: numbers set to one side of their column need not stand below its header.
 */
function underHeaders(values: readonly ValueColumn[], above: readonly ValueColumn[]): readonly ValueColumn[] {
  const headers = above.length === values.length + 1 ? above.slice(1) : above;
  if (headers.length !== values.length) return values;
  const wide = values.map((column, i) => ({
    left: Math.min(column.left, headers[i]!.left),
    right: Math.max(column.right, headers[i]!.right),
  }));
  return wide.every((column, i) => i === 0 || column.left > wide[i - 1]!.right) ? wide : values;
}

/** What of a line stands before the values, words joined to texts. */
export const labelPieces = ({ pieces }: PiecedLine, valuesFrom: number): readonly Piece[] =>
  joinWords(pieces.filter((piece) => piece.box[2] <= valuesFrom));

const middle = (a: number, b: number): number => (a + b) / 2;

/**
 * Columns of the lines of one table. Values set side by side make the columns; what stands before the first of them
 * are labels. Null when the values do not stand in columns.
 */
export function openColumns(lines: readonly PiecedLine[], fontSizePt: number): OpenColumns | null {
  const several = lines.filter((line) => line.values.length > 1);
  const rows = several.length > 0 ? several : lines.filter((line) => line.values.length === 1);
  const inked = withoutLabelColumns(byOverlap(rows) ?? byMiddles(rows) ?? [], lines);
  if (inked.length === 0) return null;
  const above = lines.slice(
    0,
    lines.findIndex((line) => line.values.length > 0),
  );
  const found = withBlankColumns(inked, above);
  const headers = lowestHeaders(above);
  const inColumns = found.map(({ left, right }) =>
    rows.flatMap((row) => row.values.filter(({ box }) => overlap(left, right, box[0], box[2]) > 0)),
  );
  const side = sideOf(
    inColumns.filter((pieces) => pieces.length > 0),
    headers,
  );
  const values = underHeaders(bySide(found, side), headers);
  const first = values[0]!.left;
  const labels = lines.flatMap((line) => labelPieces(line, first));
  const labelRight = Math.max(-Infinity, ...labels.map((piece) => piece.box[2]));
  const wide = withHeaders(values, lines, labelRight);
  const boundaries = wide.slice(1).map((column, i) => {
    const before = wide[i]!;
    return column.left > before.right
      ? middle(before.right, column.left)
      : middle(values[i]!.right, values[i + 1]!.left);
  });
  const starts = labelStarts(labels, fontSizePt);
  const end = Math.max(wide.at(-1)!.right, ...lines.map((line) => line.line.box[2]));
  const valueStart = labels.length > 0 ? middle(labelRight, Math.max(labelRight, wide[0]!.left)) : wide[0]!.left;
  return {
    xs: [...starts, valueStart, ...boundaries, end],
    labelColumns: starts.length,
    values,
    side,
    fontSizePt,
  };
}

/** The column that a value stands in, whether it stands clearly in it, and all columns that it touches. */
export function valueColumnOf(
  { values, labelColumns }: OpenColumns,
  piece: Piece,
): { column: number; sure: boolean; touched: readonly number[] } {
  const inside = values.flatMap((c, i) => (overlap(c.left, c.right, piece.box[0], piece.box[2]) > 0 ? [i] : []));
  const distances = values.map((c) => Math.abs(middle(c.left, c.right) - centreX(piece.box)));
  const ordered = values.map((_, i) => i).toSorted((a, b) => distances[a]! - distances[b]!);
  const [nearest, next] = [ordered[0]!, ordered[1]];
  const clear = next === undefined || distances[nearest]! < OPEN_TABLE_TOLERANCES.clearlyNearer * distances[next]!;
  const only = inside.length === 1 ? inside[0]! : nearest;
  return {
    column: labelColumns + only,
    sure: inside.length === 1 || (inside.length > 1 && clear),
    touched: inside.map((i) => labelColumns + i),
  };
}

/** Columns that a label or header covers: those below it, or the one that its middle is in. */
export function columnsUnder(
  columns: OpenColumns,
  piece: { readonly box: Piece['box'] },
): { column: number; columnSpan: number } {
  const { xs, labelColumns, values, fontSizePt } = columns;
  const [left, , right] = piece.box;
  const slack = OPEN_TABLE_TOLERANCES.sameLeft * fontSizePt;
  const label = xs.slice(0, labelColumns).findLastIndex((start) => start <= left + slack);
  const under = values.flatMap((c, i) => {
    const share = overlap(c.left, c.right, left, right) / (c.right - c.left);
    return share > OPEN_TABLE_TOLERANCES.leastOverlap ? [labelColumns + i] : [];
  });
  const labelOnly = left < xs[labelColumns]! - slack && label >= 0;
  if (labelOnly && under.length === 0) {
    const last = xs.slice(0, labelColumns).findLastIndex((start) => start < right - slack);
    return { column: label, columnSpan: Math.max(1, last - label + 1) };
  }
  if (under.length > 0) {
    const first = labelOnly ? label : under[0]!;
    return { column: first, columnSpan: under.at(-1)! - first + 1 };
  }
  const at = xs.findLastIndex((x) => x <= centreX(piece.box));
  return { column: Math.min(Math.max(0, at), xs.length - 2), columnSpan: 1 };
}
