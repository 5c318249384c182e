import type { Doubt } from '../../contracts/doubt.ts';
import type { Block, Paragraph } from '../../contracts/grid.ts';
import type { LeftOut } from '../../contracts/ink.ts';
import type { ShownPicture } from '../pictures.ts';
import type { Numbering } from './numbering.ts';
import type { StyleSheet } from './styles.ts';

/** A picture that a paragraph shows, its file still named by the relationship of the part. */
export interface PictureReference extends Pick<ShownPicture, 'widthPt' | 'heightPt' | 'cropped'> {
  readonly relationship: string;
}

/** A paragraph as a reader sees it: fields, notes, revisions and hidden text settled. */
export interface ParagraphContent {
  readonly kind: 'paragraph';
  /** Printed number of automatic numbering, '' without one. */
  readonly number: string;
  /** Line breaks of the author are "\n". */
  readonly text: string;
  readonly alignment: Paragraph['alignment'];
  readonly headingLevel: number | null;
  /** The end of the paragraph is a tracked deletion: the next paragraph goes on in the same line. */
  readonly runsOn: boolean;
  /** Pictures large enough to hold a table or a page of text. */
  readonly pictures: readonly PictureReference[];
  /** Something else is drawn in the line that is no text: a small picture, an object, an equation field. */
  readonly hasOtherInk: boolean;
  /** Objects and charts that no picture shows. */
  readonly embedded: number;
  /** Text that nobody sees. */
  readonly hidden: string;
  /** Text crossed out by hand. */
  readonly struck: string;
  readonly doubts: readonly Doubt[];
}

export type Merge = 'none' | 'restart' | 'continue';

/** A cell as the row declares it. */
export interface CellContent {
  readonly gridSpan: number;
  /** Preferred width in twips, null where the cell states none or in another unit. */
  readonly widthTwips: number | null;
  readonly verticalMerge: Merge;
  /** A line is drawn across it from corner to corner. */
  readonly crossed: boolean;
  readonly content: readonly Content[];
}

export interface RowContent {
  /** Grid columns left out before the first and after the last cell. */
  readonly gridBefore: number;
  readonly gridAfter: number;
  readonly cells: readonly CellContent[];
}

export interface TableContent {
  readonly kind: 'table';
  /** Place among all tables of the file in document order, from 1. */
  readonly ordinal: number;
  /** Declared widths of the grid columns in twips; may be empty or too short. */
  readonly gridTwips: readonly number[];
  /** The columns are as wide as declared, whatever stands in them. */
  readonly fixed: boolean;
  readonly rows: readonly RowContent[];
  /** Text of rows that nobody sees, a row each. */
  readonly hiddenRows: readonly string[];
}

/** A file in another format that stands in the flow as a part of it. */
export interface ChunkContent {
  readonly kind: 'chunk';
  readonly relationship: string;
}

export type Content = ParagraphContent | TableContent | ChunkContent;

/** Parts in other formats in a content, in reading order. */
export const chunksIn = (content: Content): readonly ChunkContent[] => {
  if (content.kind === 'chunk') return [content];
  if (content.kind === 'paragraph') return [];
  return content.rows.flatMap((row) => row.cells.flatMap((cell) => cell.content.flatMap(chunksIn)));
};

/** What a chunk was read as. */
export interface ReadChunk {
  readonly blocks: readonly (Block | ShownPicture)[];
  readonly leftOut: readonly LeftOut[];
  /** The program that made it of the part; left out where none was needed. */
  readonly through?: string | null;
}

/** What was left out or settled on the way; becomes the notes of the document. */
export interface Oddities {
  hidden: number;
  tracked: number;
  contentsEntries: number;
  embedded: number;
  /** The program that made a part of the document what was read; null where none was needed. */
  through: string | null;
}

/** What reading in document order needs: definitions, the running numbers, and the tally of oddities. */
export interface StoryContext {
  readonly styles: StyleSheet;
  readonly numbering: Numbering;
  readonly oddities: Oddities;
  /** The ordinal of the table that begins now. */
  readonly nextTable: () => number;
  /**
   * What the text stands on: six hex digits, `auto` for paper, `unknown` where it may be anything, `pictured` where
   * pictures lie behind the text of pages, though seldom behind tables.
   */
  readonly ground: string;
}
