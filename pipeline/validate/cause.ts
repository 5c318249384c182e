import { isOfReading } from '../contracts/doubt.ts';
import type { Cause } from '../contracts/finding.ts';
import type { Cell } from '../contracts/report.ts';

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
