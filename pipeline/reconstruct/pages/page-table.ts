import type { Doubt } from '../../contracts/doubt.ts';
import type { Box, Glyph } from '../../contracts/page.ts';
import type { Lattice } from './lattice.ts';
import type { Rules } from './rules.ts';

/** A cell of a table on one page with what stands in it. */
export interface TableCell {
  readonly row: number;
  readonly column: number;
  readonly rowSpan: number;
  readonly columnSpan: number;
  readonly text: string;
  readonly confidence: number;
  readonly page: number;
  readonly box: Box;
  /** The last line of the text reaches the end of the cell. */
  readonly full: boolean;
  /** What other readings of the same picture said. */
  readonly otherReadings?: readonly string[];
  readonly doubts?: readonly Doubt[];
}

/** A table, or the part of one that stands on one page; after joining, a table over several pages. */
export interface PageTable {
  /** x of the lines between columns, in points. */
  readonly xs: readonly number[];
  readonly rows: number;
  readonly cells: readonly TableCell[];
  readonly regions: readonly { readonly page: number; readonly bbox: Box }[];
}

/** The lines of a table with the characters that stand between them. */
export interface FilledLattice {
  readonly rules: Rules;
  readonly lattice: Lattice;
  readonly box: Box;
  readonly glyphs: readonly Glyph[];
}
