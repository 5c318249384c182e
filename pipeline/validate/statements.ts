import type { CellPath } from '../../config/catalogue/form.ts';
import type { Quantity } from '../wording/quantities.ts';
import { statedCounts } from '../wording/statements/stated-counts.ts';
import { yearsOf } from '../wording/statements/years.ts';
import type { Line, ReportLines, Sentence } from './report-lines.ts';

/** A number of the prose together with the cells whose sum it states. */
export interface Statement {
  readonly cells: readonly CellPath[];
  /** Sums that it may state instead; it is wrong only where it is none of them. */
  readonly otherwise: readonly (readonly CellPath[])[];
  /** What the sum is called in a message; empty for one cell. */
  readonly name: string;
  readonly quantity: Quantity;
  readonly line: Line;
  readonly sentence: Sentence;
  /** Words between the number before it, or the beginning of the sentence, and the number. */
  readonly words: string;
  /** The number with the words that bind it, as printed but for white space. */
  readonly said: string;
  /** See `StatedCount`. */
  readonly scope: 'own' | 'up-to' | 'part';
  /** How sure it is that these cells are meant, 0…1; see STATEMENT_CONFIDENCE. */
  readonly confidence: number;
}

/** Every number of the prose that states a number of the tables, all occurrences, those of other years left out. */
export function statementsOf(report: ReportLines): readonly Statement[] {
  const setting = { years: yearsOf(report.year, report.report.report.period), form: report.form };
  return report.lines().flatMap((line) => {
    if (line.kind === 'closing') return [];
    const quantities = line.quantities();
    if (quantities.length === 0) return [];
    const sentences = line.sentences();
    let at = 0;
    return statedCounts(line.text, quantities, setting).flatMap((count, i): Statement[] => {
      const quantity = quantities[i]!;
      while (at < sentences.length - 1 && sentences[at]!.end <= quantity.start) at++;
      if (count === null) return [];
      const { phrase, ...rest } = count;
      const words =
        phrase.order === 'number-last' ? phrase.text : (/[^，,、；;：:。（(]*$/u.exec(phrase.lead)?.[0] ?? '');
      const behind =
        phrase.order === 'number-first'
          ? phrase.text
          : phrase.order === 'noun-after'
            ? phrase.text.slice(words.length)
            : '';
      const said = `${words}${quantity.text}${behind}`;
      return [{ ...rest, quantity, line, sentence: sentences[at]!, words: phrase.lead, said }];
    });
  });
}
