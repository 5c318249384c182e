import type { Box } from '../../contracts/page.ts';
import { boxAround } from './geometry.ts';
import type { TextLine } from './text-lines.ts';

/** A row in the making: `y` is where its values or, without values, its text stands. */
export interface OpenRow {
  readonly y: number;
  readonly hasValues: boolean;
  readonly cells: OpenCell[];
}

/** What stands in one place of such a row. */
export interface OpenCell {
  readonly column: number;
  readonly columnSpan: number;
  readonly lines: readonly TextLine[];
  readonly sure: boolean;
  /** Columns of values that it reaches into. */
  readonly touched?: readonly number[];
}

export const boxOfLines = (lines: readonly TextLine[]): Box => boxAround(lines.map((line) => line.box));
