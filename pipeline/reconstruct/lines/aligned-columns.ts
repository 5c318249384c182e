import { columnsOf, type TableKey } from '../../../config/catalogue/form.ts';
import { LINE_TOLERANCES } from '../../../config/limits/lines.ts';
import type { AlignedLine, Spaced } from './aligned-lines.ts';
import { placesIn } from './cell-text.ts';
import { REMEDY_VALUES } from './form-row.ts';
import { joinPieces } from './label-joining.ts';

/** What a column takes up of a line: one of its values, or the label above it. */
export interface ColumnSpan {
  readonly left: number;
  readonly right: number;
}

const middle = ({ left, right }: ColumnSpan): number => (left + right) / 2;
const apart = (a: ColumnSpan, b: ColumnSpan): number => Math.max(0, a.left - b.right, b.left - a.right);

/** Column in which a value stands: one it overlaps, else the nearest within half the way to its neighbours; -1 for none. */
function columnOf(value: ColumnSpan, columns: readonly ColumnSpan[]): number {
  let best = -1;
  let least = Number.POSITIVE_INFINITY;
  for (const [i, column] of columns.entries()) {
    const away = Math.abs(middle(column) - middle(value));
    const distance = apart(value, column) > 0 ? away + Number.MAX_SAFE_INTEGER / 2 : away;
    if (distance < least) [best, least] = [i, distance];
  }
  const own = columns[best];
  if (!own || apart(value, own) === 0) return best;
  const neighbours = [columns[best - 1], columns[best + 1]].flatMap((n) =>
    n ? [Math.abs(middle(n) - middle(own))] : [],
  );
  return Math.abs(middle(own) - middle(value)) <= Math.min(...neighbours, Number.MAX_VALUE) / 2 ? best : -1;
}

/** Values by column, null where a column has none; null as a whole when they do not fit the columns one for one. */
export function placeByColumns(
  values: readonly Spaced[],
  columns: readonly ColumnSpan[],
): readonly (Spaced | null)[] | null {
  const placed: (Spaced | null)[] = columns.map(() => null);
  for (const value of values) {
    const column = columnOf(value, columns);
    if (column < 0 || placed[column]) return null;
    placed[column] = value;
  }
  return placed;
}

/** What a label takes up that is put together from words above one another. */
export const spanOf = (words: readonly Spaced[]): ColumnSpan => ({
  left: Math.min(...words.map((word) => word.left)),
  right: Math.max(...words.map((word) => word.right)),
});

/** Columns by which the middles of words differ that stand above one another in a header cell. */
const SAME_COLUMN = 1.5;

/** Whether a word is a label above several columns; 其他 and 总计 also name rows, but not those of table four. */
export const isSpanning = (word: Spaced, table: TableKey): boolean =>
  placesIn(word.text, table === 'remedies' ? ['columnGroup', 'row'] : ['columnGroup', 'note'], table).length > 0;

/**
 * The column labels of a header from left to right, each put together from the words above one another;
 * empty when less than most columns of the table are named, or when labels stand above one another.
 */
export function columnLabels(lines: readonly AlignedLine[], table: TableKey): readonly (readonly Spaced[])[] {
  const words = lines.flatMap((line) => [...line.words, ...line.values].filter((word) => !isSpanning(word, table)));
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
  const spans = columns.map(spanOf);
  if (spans.some((span, i) => i > 0 && span.left < spans[i - 1]!.right)) return [];
  const expected = table === 'remedies' ? REMEDY_VALUES : columnsOf(table).length;
  return columns.length >= expected * LINE_TOLERANCES.headedColumns ? columns : [];
}
