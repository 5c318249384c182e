import type { Box } from './page.ts';

/**
 * Where something stands in its source: a box on a page, or a cell of the n-th table of the file.
 * Tables, rows, columns, paragraphs and lines count from 1. `line` is the line of a plain text file;
 * a table that was pasted as paragraphs counts after those of the file, its cells name their `paragraph` as well.
 */
export type Origin =
  | { readonly page: number; readonly bbox: Box }
  | {
      readonly table: number;
      readonly row: number;
      readonly column: number;
      readonly line?: number | undefined;
      readonly paragraph?: number | undefined;
    }
  | { readonly paragraph: number; readonly line?: number | undefined };

/** A cell with the area it covers. Rows and columns of the grid count from 0. Text keeps the source's characters; inner line breaks are "\n". */
export interface GridCell {
  readonly row: number;
  readonly column: number;
  readonly rowSpan: number;
  readonly columnSpan: number;
  readonly text: string;
  readonly confidence: number;
  readonly origin: Origin;
  /** What other readings of the same picture said; left out where the document itself names its text. */
  readonly otherReadings?: readonly string[];
}

/**
 * A recovered table.
 * `geometric`: rows and columns are those that a reader sees, so a cell belongs to the header above it.
 * `sequence`: only the order of the cells in a row is known (plain text, rows of div elements, lost spans).
 */
export interface Grid {
  readonly kind: 'table';
  readonly layout: 'geometric' | 'sequence';
  readonly rows: number;
  readonly columns: number;
  readonly cells: readonly GridCell[];
  readonly regions: readonly Region[];
}

/** An area of the source that a table takes up: page and box in points, or the ordinal of the table in the file. */
export type Region = { readonly page: number; readonly bbox: Box } | { readonly table: number };

export interface Paragraph {
  readonly kind: 'paragraph';
  /** Text as in the source, automatic numbering included, without line breaks that only the layout made. */
  readonly text: string;
  readonly alignment: 'left' | 'center' | 'right' | null;
  /** Level that the source itself declares (h1…h6, a heading style or outline level); null if none. */
  readonly headingLevel: number | null;
  readonly origin: Origin;
}

export type Block = Paragraph | Grid;
