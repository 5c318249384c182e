import { columnsOf, type TableKey } from '../../../config/catalogue/form.ts';
import { LINE_TOLERANCES } from '../../../config/limits.ts';
import { type AlignedLine, centersOf, type Spaced } from './aligned-lines.ts';
import { placesIn } from './cell-text.ts';
import { REMEDY_VALUES } from './form-row.ts';
import { joinPieces } from './label-joining.ts';

/** Half the way to the nearest neighbour of each column: how far a cell may stand from it. */
function tolerances(centers: readonly number[]): readonly number[] {
  return centers.map((center, i) => {
    const left = center - (centers[i - 1] ?? Number.NEGATIVE_INFINITY);
    const right = (centers[i + 1] ?? Number.POSITIVE_INFINITY) - center;
    const nearest = Math.min(left, right);
    return Number.isFinite(nearest) ? nearest / 2 : 0;
  });
}

/** Column in which a text stands, -1 for none. */
function columnOf(center: number, centers: readonly number[], reach: readonly number[]): number {
  const distances = centers.map((c) => Math.abs(c - center));
  const nearest = distances.indexOf(Math.min(...distances));
  return nearest >= 0 && distances[nearest]! <= reach[nearest]! ? nearest : -1;
}

/** Values by column, null where a column has none; null as a whole when they do not fit the columns one for one. */
export function placeByColumns(
  values: readonly Spaced[],
  centers: readonly number[],
): readonly (Spaced | null)[] | null {
  const reach = tolerances(centers);
  const placed: (Spaced | null)[] = centers.map(() => null);
  for (const [i, center] of centersOf(values).entries()) {
    const column = columnOf(center, centers, reach);
    if (column < 0 || placed[column]) return null;
    placed[column] = values[i]!;
  }
  return placed;
}

/** Columns by which the middles of words differ that stand above one another in a header cell. */
const SAME_COLUMN = 1.5;

/**
 * The column labels of a header from left to right, each put together from the words above one another;
 * empty when less than most columns of the table are named.
 */
export function columnLabels(lines: readonly AlignedLine[], table: TableKey): readonly (readonly Spaced[])[] {
  const words = lines.flatMap((line) =>
    [...line.words, ...line.values].filter((w) => placesIn(w.text, ['columnGroup', 'row', 'note'], table).length === 0),
  );
  const stacks: Spaced[][] = [];
  for (const word of words.toSorted((a, b) => a.left + a.right - b.left - b.right)) {
    const last = stacks.at(-1)?.at(-1);
    const isAbove = last && word.left + word.right - last.left - last.right <= 2 * SAME_COLUMN;
    if (isAbove) stacks.at(-1)!.push(word);
    else stacks.push([word]);
  }
  const labels = stacks.flatMap((stack) => {
    const fromAbove = stack.toSorted((a, b) => a.line - b.line);
    return joinPieces(fromAbove.map((word) => word.text)).map(([from, to]) => fromAbove.slice(from, to));
  });
  const columns = labels.filter((label) => placesIn(label.map((w) => w.text).join(''), ['column'], table).length > 0);
  const expected = table === 'remedies' ? REMEDY_VALUES : columnsOf(table).length;
  return columns.length >= expected * LINE_TOLERANCES.headedColumns ? columns : [];
}
