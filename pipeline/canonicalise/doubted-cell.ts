import { REVIEW_BELOW } from '../../config/limits/doubts.ts';
import { asksForLook, confidenceUnder, type DoubtCode } from '../contracts/doubt.ts';
import type { Cell } from '../contracts/report.ts';

type Undoubted = Omit<Cell, 'confidence' | 'needsReview' | 'doubts' | 'reviewReasons'>;

/**
 * A cell under all that speaks against it: the one place where doubts become a confidence and a call for a look.
 * `legibility` is how sure the engines were of its characters, 0…1.
 */
export function doubtedCell(cell: Undoubted, codes: Iterable<DoubtCode>, legibility = 1): Cell {
  const all = new Set(codes);
  const confidence = Math.min(legibility, confidenceUnder(all));
  const doubts = [...all].filter(asksForLook);
  if (confidence < REVIEW_BELOW && doubts.length === 0) doubts.push('low-confidence');
  return { ...cell, confidence, needsReview: doubts.length > 0, doubts, reviewReasons: doubts };
}

/** The same cell with more doubts. */
export function withDoubts({ doubts, confidence, ...cell }: Cell, more: readonly DoubtCode[]): Cell {
  return doubtedCell(cell, [...doubts, ...more], confidence);
}
