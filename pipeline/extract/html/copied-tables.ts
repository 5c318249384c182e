import { HTML_TOLERANCES } from '../../../config/limits/markup.ts';
import { isValueText } from '../../wording/cell-value.ts';
import type { GridPiece, Piece } from './pieces.ts';

/** A table as its rows say it: those with figures cell by cell, and all its words. */
interface Said {
  readonly grid: GridPiece;
  /** Texts of each row with figures, each between tabs. */
  readonly rows: readonly string[];
  readonly words: ReadonlySet<string>;
}

const compact = (text: string): string => text.replace(/\s+/g, '');

function saidBy(grid: GridPiece): Said {
  const rows = Array.from({ length: grid.rows }, (): string[] => []);
  const words = new Set<string>();
  for (const cell of grid.cells.toSorted((a, b) => a.column - b.column)) {
    const text = compact(cell.text);
    if (text !== '') rows[cell.row]?.push(text);
    if (text !== '' && !isValueText(text)) words.add(text);
  }
  const withFigures = rows.filter((row) => row.some(isValueText));
  return { grid, rows: withFigures.map((row) => `\t${row.join('\t')}\t`), words };
}

/** Whether everything that a table says stands in another one as well, row by row. */
const isPartOf = (copy: Said, whole: Said): boolean =>
  (copy.words.size + copy.rows.length > 1 || copy.grid.cells.length >= HTML_TOLERANCES.tableFigures) &&
  [...copy.words].every((word) => whole.words.has(word)) &&
  copy.rows.every((row) => whole.rows.some((other) => other.includes(row)));

/**
 * Tables that say nothing but what another table of the page says: its columns that stay in place when it is scrolled,
 * the same table for small windows, which styles outside the file hide. Of two equal ones the second is the copy.
 */
export function copiedTables(pieces: readonly Piece[]): ReadonlySet<Piece> {
  const tables = pieces.flatMap((piece) => (piece.kind === 'grid' ? [saidBy(piece)] : []));
  const copies = new Set<Piece>();
  for (const [i, table] of tables.entries()) {
    const isCopy = tables.some(
      (other, j) => i !== j && !copies.has(other.grid) && isPartOf(table, other) && (j < i || !isPartOf(other, table)),
    );
    if (isCopy) copies.add(table.grid);
  }
  return copies;
}
