import type { Origin } from '../contracts/origin.ts';

/** One paragraph of the document, folded to Simplified. */
export interface Line {
  readonly text: string;
  readonly alignment: 'left' | 'center' | 'right' | null;
  readonly headingLevel: number | null;
  /** It stands in a cell of a statutory table that was used as a heading. */
  readonly inTable: boolean;
  /** It is a table that the agency made for itself, as one paragraph. */
  readonly ofOwnTable?: true;
  readonly origin: Origin | null;
}
