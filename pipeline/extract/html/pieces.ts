import type { Doubt } from '../../contracts/doubt.ts';
import type { GridCell, Paragraph } from '../../contracts/grid.ts';
import type { Width } from './cell-width.ts';
import type { VisibleElement } from './visible-element.ts';

interface PieceBase {
  /** The block that the piece is the content of. */
  readonly element: VisibleElement;
  /** Characters but white space, and how many of them stand in links. */
  readonly characters: number;
  readonly linkCharacters: number;
}

export interface ParagraphPiece extends PieceBase {
  readonly kind: 'paragraph';
  readonly text: string;
  readonly alignment: Paragraph['alignment'];
  readonly headingLevel: number | null;
  /** Empty lines between this paragraph and what stands before it. */
  readonly blankBefore: number;
  /** Why it is not sure that it is a part of the page. */
  readonly doubts?: readonly Doubt[];
}

/** A cell with the element that shows it. */
export interface SourcedCell extends GridCell {
  readonly element: VisibleElement;
}

/** A cell as its row declares it, kept of tables of one row, which may be one row of a larger table. */
export interface RowCell {
  readonly text: string;
  readonly columnSpan: number;
  readonly width: Width | null;
}

export interface GridPiece extends PieceBase {
  readonly kind: 'grid';
  readonly layout: 'geometric' | 'sequence';
  readonly rows: number;
  readonly columns: number;
  readonly cells: readonly SourcedCell[];
  /** Ordinals of the tables of the file that it was made of. */
  readonly tables: readonly number[];
  /** The cells of a table of one row, else null. */
  readonly singleRow: readonly RowCell[] | null;
}

/** What a page consists of, in reading order, before the page around the report is taken away. */
export type Piece = ParagraphPiece | GridPiece;

/** How the content of an element is read. */
export interface ContentReader {
  readonly piecesOf: (element: VisibleElement) => readonly Piece[];
  /** What a cell with this content says, and why that is not sure. */
  readonly cellOf: (
    element: VisibleElement,
    pieces: readonly Piece[],
  ) => Pick<SourcedCell, 'text' | 'confidence' | 'doubts' | 'element'>;
}

/** Text of some pieces as one cell holds it: a line for each paragraph, nested tables cell by cell. */
export const textOf = (pieces: readonly Piece[]): string =>
  pieces
    .flatMap((piece) => (piece.kind === 'paragraph' ? [piece.text] : piece.cells.map((cell) => cell.text)))
    .filter((text) => text !== '')
    .join('\n');

export const sumOf = (pieces: readonly Piece[], count: 'characters' | 'linkCharacters'): number =>
  pieces.reduce((sum, piece) => sum + piece[count], 0);
