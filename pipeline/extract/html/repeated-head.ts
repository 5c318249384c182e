import { HTML_LIMITS } from '../../../config/limits/markup.ts';
import { isValueText } from '../../wording/cell-value.ts';
import { textOf } from './pieces.ts';
import type { SourceRow } from './table-rows.ts';

const signatureOf = (row: SourceRow): string =>
  row.cells.map(({ columnSpan, content }) => `${columnSpan}:${textOf(content.pieces)}`).join('\t');

/** Whether a row names columns: by its place in the table, or because it has several cells and no figure in them. */
const isHead = ({ cells }: SourceRow): boolean =>
  cells.some(({ content }) => content.element.parent?.parent?.tag === 'thead') ||
  (cells.length > 1 && !cells.some(({ content }) => isValueText(textOf(content.pieces))));

const declaredRows = ({ content }: SourceRow['cells'][number]): number =>
  Math.min(HTML_LIMITS.plausibleSpan, Number.parseInt(content.element.attributes.rowspan ?? '1', 10) || 1);

/**
 * Rows of a table without the heads that are printed again where a page of the print-out begins. A span that ends there
 * because the head ends the group of its rows goes on as far as it declares.
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
  if (repeats.size === 0) return rows;
  const rowsFrom = (r: number): number => rows.length - r - [...repeats].filter((repeat) => repeat > r).length;
  const cut = (r: number, rowSpan: number): boolean => repeats.has(r + rowSpan);
  return rows.flatMap((row, r) => {
    if (repeats.has(r)) return [];
    const cells = row.cells.map((cell) =>
      cut(r, cell.rowSpan)
        ? { ...cell, rowSpan: Math.max(cell.rowSpan, Math.min(declaredRows(cell), rowsFrom(r))) }
        : cell,
    );
    return [{ ...row, cells }];
  });
}
