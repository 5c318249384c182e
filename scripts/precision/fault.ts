import type { CellPath } from '../../config/catalogue/form.ts';
import { changeCells, type Draft, type Part } from '../../test/composer/draft.ts';
import type { Random } from '../../test/composer/random.ts';
import type { Figures } from './figures.ts';

/** One way in which an agency gets its report wrong, put into a faultless one. */
export interface Fault {
  /** The rule that must find it. */
  readonly rule: string;
  /** Rules that find the same fault from another side; what they say of the report is true too. */
  readonly also: readonly string[];
  /** The faulty report, null where this report cannot have the fault. */
  readonly put: (draft: Draft, figures: Figures, random: Random) => Draft | null;
}

/** What follows from a wrong number in a sum: the other sums, where it is, and sentences that repeat it. */
export const SUMS: readonly string[] = [
  'applications.balance',
  'applications.result-total',
  'applications.result-total-19',
  'applications.row-sum',
  'applications.grid-locate',
  'applications.zero-total',
  'applications.column-slip',
  'applications.other-share',
  'applications.backlog',
  'cell.split-digits',
  'cell.merged-digits',
  'remedies.sum',
  'remedies.many',
  'narrative.newly-received',
  'narrative.carried-over',
  'narrative.carried-forward',
  'narrative.handled',
  'narrative.no-applications',
  'narrative.no-remedies',
];

export const printed = (draft: Draft, path: CellPath): string | null => {
  for (const part of draft.parts) {
    if (part.kind !== 'table') continue;
    const cell = part.matrix.cells.find((c) => c.path === path);
    if (cell) return cell.text;
  }
  return null;
};

/** Other texts in some value cells; null where the report has none of them. */
export function withCells(draft: Draft, texts: ReadonlyMap<CellPath, string>): Draft | null {
  if (![...texts.keys()].every((path) => printed(draft, path) !== null)) return null;
  return changeCells(draft, (cell) => {
    const text = cell.path === undefined ? undefined : texts.get(cell.path);
    return text === undefined ? cell : { ...cell, text };
  });
}

export const withCell = (draft: Draft, path: CellPath, text: string): Draft | null =>
  withCells(draft, new Map([[path, text]]));

/** Some cells greater by a number. */
export function raised(draft: Draft, paths: readonly CellPath[], by: number): Draft | null {
  const texts = paths.map((path) => [path, printed(draft, path)] as const);
  if (texts.some(([, text]) => text === null)) return null;
  return withCells(draft, new Map(texts.map(([path, text]) => [path, String(Number(text) + by)])));
}

/** The first line whose text matches, in other words; null where none does. */
export function withLine(draft: Draft, words: RegExp, change: (text: string) => string | null): Draft | null {
  let done = false;
  const parts = draft.parts.flatMap((part): Part[] => {
    if (done || part.kind !== 'line' || !words.test(part.text)) return [part];
    done = true;
    const text = change(part.text);
    return text === null ? [] : [{ ...part, text }];
  });
  return done ? { ...draft, parts } : null;
}
