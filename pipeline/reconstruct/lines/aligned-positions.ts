import { LINE_TOLERANCES } from '../../../config/limits/lines.ts';
import type { ColumnSpan } from './aligned-columns.ts';
import { type AlignedLine, centersOf, type Spaced } from './aligned-lines.ts';

/** The columns of the whole row nearest to a line: pages set their columns anew. */
export function columnsNear(whole: readonly AlignedLine[], line: AlignedLine): readonly ColumnSpan[] {
  const distance = (each: AlignedLine): number => Math.abs(each.source.number - line.source.number);
  return whole.reduce((best, each) => (distance(each) < distance(best) ? each : best)).values;
}

/** Display columns between values from which a gap shows a blank: values set apart by one space only follow one another. */
const NARROWEST = 3;
/** Share of the way to the next column by which values of one column may stray. */
const STEADY = 0.25;

/**
 * Whether the values of whole rows stand in columns at all: beside labels, yet at the same place whatever their length.
 * Lines of values alone begin at the margin anyway.
 */
export function standsInColumns(whole: readonly AlignedLine[]): boolean {
  if (whole.filter((line) => line.labels.length > 0).length < whole.length / 2) return false;
  const centers = whole.map((line) => centersOf(line.values));
  const steps = centers
    .slice(1)
    .map((row, i) => Math.max(...row.map((center, k) => Math.abs(center - centers[i]![k]!))));
  const spacings = centers.map((row) => (row.at(-1)! - row[0]!) / Math.max(1, row.length - 1));
  const median = (numbers: readonly number[]): number => numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? 0;
  const spacing = median(spacings);
  return steps.length > 0 && spacing >= NARROWEST && median(steps) <= spacing * STEADY;
}

/** The points of cells that a column may have in common: left edge, middle, right edge. */
export const COLUMN_POINTS: readonly ((span: ColumnSpan) => number)[] = [
  ({ left }) => left,
  ({ left, right }) => (left + right) / 2,
  ({ right }) => right,
];

/** Display columns by which values stray from the point that they share with their header. */
const ASTRAY = 1;

/**
 * Whether every value of a line stands below a header label, and most values of the table share an edge or the middle with
 * theirs: headers that wider cells beside them have pushed away stand above other columns than their own.
 */
export function standsBelow(line: AlignedLine, all: readonly AlignedLine[], headers: readonly ColumnSpan[]): boolean {
  const headerOf = (value: Spaced): ColumnSpan | undefined =>
    headers.find((header) => value.left < header.right && value.right > header.left);
  if (!line.values.every((value) => headerOf(value) !== undefined)) return false;
  const pairs = all.flatMap(({ values }) => values.map((value) => ({ value, header: headerOf(value) })));
  return COLUMN_POINTS.some((point) => {
    const aligned = pairs.filter(({ value, header }) => header && Math.abs(point(value) - point(header)) <= ASTRAY);
    return aligned.length >= pairs.length * LINE_TOLERANCES.agreementShare;
  });
}

/** Share of the way between two columns by which a value may stand beside its own. */
const NEAR = 0.34;
/** Display columns between the middles of columns from which a value may stray from its own at all. */
const ROOMY = 6;
/** Half a display column: the middle of a number moves so far with each digit more. */
const EXACT = 0.5;

/**
 * Whether every value stands clearly nearer to one column than to its neighbours; where columns stand close together,
 * exactly in line with one.
 */
export function staysNear(values: readonly Spaced[], columns: readonly ColumnSpan[]): boolean {
  const middles = columns.map(({ left, right }) => (left + right) / 2);
  const reach = middles.map((middle, i) => {
    const neighbours = [middles[i - 1], middles[i + 1]].flatMap((m) => (m === undefined ? [] : [Math.abs(m - middle)]));
    return Math.min(...neighbours);
  });
  return COLUMN_POINTS.some((point) =>
    values.every((value) =>
      columns.some((column, i) => {
        const isRoomy = reach[i]! >= ROOMY;
        const away = isRoomy
          ? Math.abs(middles[i]! - (value.left + value.right) / 2)
          : Math.abs(point(column) - point(value));
        return away <= (isRoomy ? reach[i]! * NEAR : EXACT);
      }),
    ),
  );
}
