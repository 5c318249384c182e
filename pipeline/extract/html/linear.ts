import { HTML_TOLERANCES } from '../../../config/limits/markup.ts';
import type { TextLine } from '../../contracts/document.ts';
import { isFormLabel, isFormLine } from './form-words.ts';
import type { GridPiece, ParagraphPiece, Piece } from './pieces.ts';
import type { VisibleElement } from './visible-element.ts';

/** Whether a piece is one of the tables of the form, or a part of one. */
export const isStatutory = (piece: Piece): boolean =>
  piece.kind === 'grid' && piece.cells.filter((cell) => isFormLabel(cell.text)).length >= HTML_TOLERANCES.tableLabels;

/**
 * Whether a page prints its tables as lines of text: one cell a line, or a row a line. A page with other tables that
 * are tables counts as such only when enough of its lines are labels to make up table three.
 */
export function isLinear(pieces: readonly Piece[]): boolean {
  const lines = pieces.filter((piece) => piece.kind === 'paragraph' && isFormLine(piece.text)).length;
  return lines >= (pieces.some(isStatutory) ? HTML_TOLERANCES.linearTableLines : HTML_TOLERANCES.linearLines);
}

/** Rows of a table as lines, cells set apart by tabs. */
function rowLines(grid: GridPiece): string[] {
  const rows = Array.from({ length: grid.rows }, (): string[] => []);
  for (const cell of grid.cells.toSorted((a, b) => a.column - b.column))
    rows[cell.row]?.push(cell.text.replaceAll('\n', ''));
  return rows.map((row) => row.join('\t'));
}

/** Several wide blanks, which a browser does not collapse, set cells apart; how many they are says nothing of columns. */
const CELL_GAP = /[\u00a0\u2002-\u200a\u3000]{2,}/gu;

/** A line of a row with its cells set apart by tabs. Preformatted lines keep their columns. */
function rowText({ text, element }: ParagraphPiece): string {
  const parts = element.isPreformatted ? [] : text.split(CELL_GAP);
  return parts.some(isFormLabel) ? parts.join('\t') : text;
}

/** The page as the lines that a reader sees, blank ones included: they may stand for empty cells. */
export function linesOf(pieces: readonly Piece[]): readonly TextLine[] {
  const texts = pieces.flatMap((piece): string[] =>
    piece.kind === 'grid' ? rowLines(piece) : [...new Array<string>(piece.blankBefore).fill(''), rowText(piece)],
  );
  return texts.map((text, i) => ({ number: i + 1, text }));
}

/** For each of these lines the element that it stands in; null for a blank one. A row stands in the parent of its cells. */
export const lineElements = (pieces: readonly Piece[]): readonly (VisibleElement | null)[] =>
  pieces.flatMap((piece): (VisibleElement | null)[] => {
    if (piece.kind === 'paragraph') return [...new Array<null>(piece.blankBefore).fill(null), piece.element];
    return Array.from({ length: piece.rows }, (_, r) => {
      const cell = piece.cells.find(({ row }) => row === r)?.element;
      return cell?.parent ?? cell ?? piece.element;
    });
  });
