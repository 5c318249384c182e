import { type DoubtCode, isOfReading } from '../contracts/doubt.ts';
import type { Cause } from '../contracts/finding.ts';
import type { CanonicalReport, Cell } from '../contracts/report.ts';

/**
 * Who is to blame when these cells contradict one another: cells read exactly speak for the agency's error;
 * a cell that must be looked at anyway speaks for our reading until a person has looked.
 */
export function causeOf(cells: readonly (Cell | undefined)[], lowConfidence: number): Cause {
  let cause: Cause = 'agency';
  for (const cell of cells) {
    if (cell === undefined) continue;
    const ours = cell.doubts.some(isOfReading);
    if (ours || (cell.needsReview && cell.doubts.length === 0)) return 'extraction';
    if (cell.needsReview || cell.confidence < lowConfidence) cause = 'unknown';
  }
  return cause;
}

/** Doubts of cells whose column no border tells. */
const BY_PLACE: ReadonlySet<DoubtCode> = new Set(['column-inferred', 'order-only', 'by-position', 'value-count']);

/** Formats that do not say where a cell ends: its words are told by where they stand. */
const DRAWN: ReadonlySet<CanonicalReport['source']['format']> = new Set(['pdf', 'ofd', 'image']);

/** Whether the source says which words are one cell. */
export const namesCells = ({ source }: Pick<CanonicalReport, 'source'>): boolean => !DRAWN.has(source.format);

/**
 * Whether a label that differs from the form may be our reading: engines read it, or its words were told from others by where
 * they stand, and of the cells that it names not one stands for certain where it was read. `isAstray`: it is the name of
 * another column, or a piece of its own; where columns were told by place or order, it was put together wrongly rather than
 * changed.
 */
export function isLabelOurs(
  { source }: Pick<CanonicalReport, 'source'>,
  cells: readonly (Cell | undefined)[],
  isAstray = false,
): boolean {
  if (source.ocrEngines.length > 0) return true;
  if (isAstray && cells.some((cell) => cell?.doubts.some((code) => BY_PLACE.has(code)))) return true;
  if (namesCells({ source })) return false;
  return cells.length > 0 && cells.every((cell) => cell !== undefined && cell.confidence < 1);
}

/** What would be an error of the agency's and may be our reading is put to the reviewer first. */
export const AS_OUR_READING = { cause: 'extraction', severity: 'warning', waits: 'mistake' } as const;
