import { ALIGNMENT_LIMITS } from '../../../config/limits/form.ts';
import { doubt } from '../../contracts/doubt.ts';
import { type FormPlace, matchLabel } from '../../form/label.ts';
import type { FoldedCell } from './table-row.ts';

const linesOf = (text: string): readonly string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** Keys of one kind of place that a whole line names. */
const keysNamed = (line: string | undefined, kind: FormPlace['kind']): readonly string[] =>
  line === undefined
    ? []
    : matchLabel(line).flatMap(({ place, score }) =>
        place.kind === kind && score >= ALIGNMENT_LIMITS.wholeLabelScore ? [place.key] : [],
      );

/** Whether a whole line names a row of the form; 其他 and 总计 name columns as well. */
const namesRow = (line: string): boolean => keysNamed(line, 'row').length > 0;

/** Whether a line names the group of the row in the line below; its values stand in no line of their own. */
const isGroup = (line: string, below: string | undefined): boolean =>
  keysNamed(line, 'rowGroup').some((group) => keysNamed(below, 'row').some((key) => key.startsWith(`${group}.`)));

/** A cell of several lines without those that only name a group. */
function withoutGroups(cell: FoldedCell): FoldedCell {
  const lines = cell.folded.split('\n');
  const groups = new Set(lines.flatMap((line, i) => (isGroup(line, lines[i + 1]) ? [i] : [])));
  if (groups.size === 0) return cell;
  const keep = (text: string): string =>
    text.split('\n').length === lines.length
      ? text
          .split('\n')
          .filter((_, i) => !groups.has(i))
          .join('\n')
      : text;
  return { ...cell, text: keep(cell.text), folded: keep(cell.folded) };
}

/** Whether a cell holds the labels of several rows of the form, one a line. */
function holdsRows({ folded }: FoldedCell): boolean {
  if (!folded.includes('\n')) return false;
  const lines = linesOf(folded);
  return lines.length > 1 && lines.every(namesRow) && new Set(lines).size === lines.length;
}

/**
 * Gives each line of a row that prints several rows of the form in the lines of its cells a row of its own. A cell with
 * one line or none spans them all; where one has another number of lines nobody knows which line is whose.
 */
export function withLinesApart(
  printed: readonly FoldedCell[],
  rows: number,
): { readonly cells: readonly FoldedCell[]; readonly rows: number } {
  const cells = printed.map((cell) => {
    const rowsOnly = cell.folded.includes('\n') ? withoutGroups(cell) : cell;
    return holdsRows(rowsOnly) ? rowsOnly : cell;
  });
  const heights = new Map<number, number>();
  for (const cell of cells) {
    if (cell.rowSpan === 1 && holdsRows(cell)) heights.set(cell.row, linesOf(cell.folded).length);
  }
  if (heights.size === 0) return { cells, rows };
  const added = (upTo: number): number =>
    [...heights].reduce((sum, [row, height]) => (row < upTo ? sum + height - 1 : sum), 0);
  const apart = cells.flatMap((cell): readonly FoldedCell[] => {
    const height = heights.get(cell.row);
    const row = cell.row + added(cell.row);
    const end = cell.row + cell.rowSpan;
    const moved = { ...cell, row, rowSpan: end + added(end) - row };
    const lines = linesOf(cell.text);
    if (height === undefined || cell.rowSpan > 1 || lines.length <= 1) return [moved];
    const folded = linesOf(cell.folded);
    const unsure = lines.length !== height || folded.length !== height;
    return Array.from({ length: height }, (_, i): FoldedCell => {
      const line = { ...cell, row: row + i, rowSpan: 1, text: lines[i] ?? '', folded: folded[i] ?? '' };
      return unsure
        ? { ...line, text: cell.text, doubts: [...(cell.doubts ?? []), doubt('several-numbers', { seen: cell.text })] }
        : line;
    });
  });
  return { cells: apart, rows: rows + added(rows) };
}
