import type { Doubt } from './doubt.ts';
import type { Origin, Region } from './origin.ts';
import type { Page } from './page.ts';

/** A cell with the area it covers. Rows and columns of the grid count from 0. Text keeps the source's characters; inner line breaks are "\n". */
export interface GridCell {
  readonly row: number;
  readonly column: number;
  readonly rowSpan: number;
  readonly columnSpan: number;
  readonly text: string;
  /** How sure the engines were of its characters, 0…1; 1 where the source itself names them. */
  readonly confidence: number;
  /** Why it is not sure what the cell says or where it belongs. */
  readonly doubts?: readonly Doubt[];
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

export interface Paragraph {
  readonly kind: 'paragraph';
  /** Text as in the source, automatic numbering included, without line breaks that only the layout made. */
  readonly text: string;
  readonly alignment: 'left' | 'center' | 'right' | null;
  /** Level that the source itself declares (h1…h6, a heading style or outline level); null if none. */
  readonly headingLevel: number | null;
  readonly origin: Origin;
  readonly doubts?: readonly Doubt[];
}

export type Block = Paragraph | Grid;

/**
 * A picture in the flow that may hold a table or a page of text, as a page of its own: `page.number` is its place among
 * these pictures of the file, from 1, its boxes count from its own top left. Its text layer is `none` where it was not
 * read or nothing in it can be read.
 */
export interface Picture {
  readonly kind: 'picture';
  readonly page: Page;
  /** Where it stands in the flow. */
  readonly origin: Origin;
  /** Names of the engines that looked at it, whether they could read it or not; empty where none did. */
  readonly readBy: readonly string[];
}
