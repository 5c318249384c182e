import { isOfReading } from '../contracts/doubt.ts';
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

/** Formats that do not say where a cell ends: its words are told by where they stand. */
const DRAWN: ReadonlySet<CanonicalReport['source']['format']> = new Set(['pdf', 'ofd', 'image']);

/** Whether the source says which words are one cell. */
export const namesCells = ({ source }: Pick<CanonicalReport, 'source'>): boolean => !DRAWN.has(source.format);

/**
 * Whether a label that differs from the form may be our reading: engines read it, or its words were told from others by where
 * they stand, and of the cells that it names not one stands for certain where it was read. `isOfAnother`: it is the name of
 * another column; where the columns were told by their order, the header stands beside its cells rather than changed.
 */
export function isLabelOurs(
  { source }: Pick<CanonicalReport, 'source'>,
  cells: readonly (Cell | undefined)[],
  isOfAnother = false,
): boolean {
  if (source.ocrEngines.length > 0) return true;
  if (isOfAnother && cells.some((cell) => cell?.doubts.includes('column-inferred'))) return true;
  if (namesCells({ source })) return false;
  return cells.length > 0 && cells.every((cell) => cell !== undefined && cell.confidence < 1);
}

/** What would be an error of the agency's and may be our reading is put to the reviewer first. */
export const AS_OUR_READING = { cause: 'extraction', severity: 'warning', waits: 'mistake' } as const;
