import { isFigure } from './form-words.ts';
import { textOf } from './pieces.ts';
import type { SourceRow } from './table-rows.ts';

const signatureOf = (row: SourceRow): string =>
  row.cells.map(({ columnSpan, content }) => `${columnSpan}:${textOf(content.pieces)}`).join('\t');

/** Whether a row names columns: by its place in the table, or because it has several cells and no figure in them. */
const isHead = ({ cells }: SourceRow): boolean =>
  cells.some(({ content }) => content.element.parent?.parent?.tag === 'thead') ||
  (cells.length > 1 && !cells.some(({ content }) => isFigure(textOf(content.pieces))));

/**
 * Rows of a table without the heads that are printed again where a page of the print-out begins. Spans that the print-out
 * cut in two there are mended as spans that end too early are.
 */
export function withoutRepeatedHead(rows: readonly SourceRow[]): readonly SourceRow[] {
  const end = rows.findIndex((row) => !isHead(row));
  const head = rows.slice(0, Math.max(0, end)).map(signatureOf);
  if (head.length === 0) return rows;
  const repeats = new Set<number>();
  for (let r = end; r + head.length <= rows.length; r++) {
    if (head.every((signature, i) => isHead(rows[r + i]!) && signatureOf(rows[r + i]!) === signature)) {
      for (let i = 0; i < head.length; i++) repeats.add(r + i);
    }
  }
  return repeats.size === 0 ? rows : rows.filter((_, r) => !repeats.has(r));
}
