import type { Cell } from '../contracts/report.ts';
import { readCell } from './number.ts';

/** One number that the ink of a cell may be, 0…1 how likely by the engines alone. */
export interface InkReading {
  readonly value: number;
  readonly by: string;
  readonly confidence: number;
}

/** What is left of a reading when all that cannot be part of a number is taken for dirt. */
const LETTERS_AS_DIGITS: Readonly<Record<string, string>> = { o: '0', O: '0', 〇: '0', l: '1', I: '1', 丨: '1' };
const WITHOUT_DIRT = /[^\d.,]/gu;
/** A reading out of which dirt was taken counts for less. */
const SALVAGED = 0.4;
const OTHER = 0.3;

/** The numbers of a text, each without what cannot be part of it. */
function salvaged(text: string): readonly number[] {
  const folded = text.normalize('NFKC').replace(/[oOlI〇丨]/gu, (c) => LETTERS_AS_DIGITS[c] ?? c);
  return folded.split(/\s+/u).flatMap((part) => {
    const digits = part.replace(WITHOUT_DIRT, '').replace(/^[.,]+|[.,]+$/gu, '');
    return digits === '' ? [] : (readCell(digits).value ?? []);
  });
}

/**
 * What the ink of a cell that was read from a picture can be, the likeliest first: what the engines read at any look,
 * then the same without what is no part of a number.
 */
export function inkReadings(cell: Cell): readonly InkReading[] {
  const found = new Map<number, InkReading>();
  const add = (value: number | null, confidence: number): void => {
    if (value !== null && value >= 0 && !found.has(value)) found.set(value, { value, by: 'ocr', confidence });
  };
  if (cell.value !== null) add(cell.value, cell.confidence);
  for (const text of cell.otherReadings ?? []) add(readCell(text).value, OTHER);
  // the text of a whole row is nothing that the ink of one cell can be
  const ofCell = cell.doubts.includes('value-count') ? [] : [cell.raw, ...(cell.otherReadings ?? [])];
  for (const value of ofCell.flatMap(salvaged)) add(value, SALVAGED);
  return [...found.values()];
}
