import type { Cell } from '../../../../pipeline/contracts/report.ts';
import type { Wanted } from './wanted-by-sums.ts';

/** A number that a cell in doubt may hold, with those who say so: engines, or the sums of the form. */
export interface Candidate {
  readonly value: number;
  /** Names as the canonical JSON has them; `sums` for what a sum demands. */
  readonly by: readonly string[];
}

const NUMBER = /^\d{1,12}$/;

/** Other numbers than the one that was read, the likeliest first: those that the sums demand, then other readings. */
export function candidatesOf(cell: Cell, wanted: readonly Wanted[]): readonly Candidate[] {
  const found = new Map<number, string[]>();
  const add = (value: number | null, by: string): void => {
    if (value === null || value < 0 || value === cell.value) return;
    const names = found.get(value) ?? [];
    if (!names.includes(by)) names.push(by);
    found.set(value, names);
  };
  for (const { value } of wanted) add(value, 'sums');
  for (const { value, by } of cell.readings ?? []) add(value, by);
  for (const text of cell.otherReadings ?? []) add(NUMBER.test(text.trim()) ? Number(text.trim()) : null, 'ocr');
  return [...found].map(([value, by]) => ({ value, by }));
}
