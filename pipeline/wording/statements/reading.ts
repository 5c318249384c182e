import { type CellPath, cellPath, type FormVersion, rowsOf, type TableKey } from '../../../config/catalogue/form.ts';
import type { Phrase } from './phrase.ts';
import type { Concept, Word } from './words.ts';

/** The cells whose sum a number of the prose states. */
export interface StatedCount {
  readonly cells: readonly CellPath[];
  /** What else it may be: where two bindings are possible the number is wrong only against both. */
  readonly otherwise: readonly (readonly CellPath[])[];
  /** What a sum of several cells is called; empty for one cell. */
  readonly name: string;
  /**
   * `part`: it counts a part of what the cells count, by channel, applicant, topic or manner. `up-to`: all of it, or less
   * where some of last year's is among it: 当年办结.
   */
  readonly scope: 'own' | 'up-to' | 'part';
  /** 0…1, see STATEMENT_CONFIDENCE. */
  readonly confidence: number;
  readonly phrase: Phrase;
}

/** What is known of the report that a number stands in. */
export interface Setting {
  /** The years that are the report's: that of its title and that of its period, which may differ. */
  readonly years: readonly number[];
  readonly form: FormVersion | null;
}

export type Binding = Omit<StatedCount, 'phrase' | 'otherwise' | 'name' | 'scope'> &
  Partial<Pick<StatedCount, 'otherwise' | 'name' | 'scope'>>;

/** Everything before the number in the same sentence that has been bound already. */
export interface Earlier {
  readonly phrases: readonly { readonly phrase: Phrase; readonly count: StatedCount | null }[];
}

export const total = (row: string): CellPath => cellPath('applications', row, 'total');

export const rowsLike = (prefix: string): readonly CellPath[] =>
  rowsOf('applications')
    .filter((r) => r.key.startsWith(prefix))
    .map((r) => total(r.key));

export const ofForm = (table: TableKey, row: string, column: string): CellPath => cellPath(table, row, column);

export const has = (phrase: Phrase, ...concepts: Concept[]): boolean =>
  phrase.words.some((w) => concepts.includes(w.concept));

export const lastOf = (phrase: Phrase, ...concepts: Concept[]): Word | undefined =>
  phrase.words.findLast((w) => concepts.includes(w.concept));

export const sumName = (names: readonly string[]): string => names.join('与');

/** Whether all the words between the first and the last of these join them: 部分公开及不予公开. */
export function areJoined(phrase: Phrase, words: readonly Word[]): boolean {
  return words
    .slice(1)
    .every((word, i) =>
      /^(?:的|案件|申请|决定)?(?:[、和与及或]|以及|或者)(?:者)?(?:被)?(?:提起|申请|引发|引起)?(?:的)?$/u.test(
        phrase.text.slice(words[i]!.end, word.start),
      ),
    );
}
