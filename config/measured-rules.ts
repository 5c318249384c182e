import type { RuleId } from './rule-words/english.ts';

/** What `npm run rules:precision -- --write` measured of one rule. */
export interface MeasuredRule {
  /** Findings that are so, and those that are not. */
  readonly right: number;
  readonly wrong: number;
  /** Faults that were put in for it to find, and those that it found. */
  readonly faults: number;
  readonly found: number;
}

/** One measurement of all rules, with what it rests on. */
export interface MeasuredRules {
  /** ISO date. */
  readonly measuredOn: string;
  /** Faultless reports that were composed, right sentences put into them, and documents of every format. */
  readonly reports: number;
  readonly sentences: number;
  readonly documents: number;
  /** Documents of a corpus with its truth; null where there was none. */
  readonly corpus: number | null;
  /** Reports with one fault and with two, and those that told them by one error and by two at most. */
  readonly causes: {
    readonly single: number;
    readonly toldOnce: number;
    readonly double: number;
    readonly toldTwice: number;
  };
  /** Numbers of the corpus's prose that repeat a number of its tables, and those that were bound to its cell. */
  readonly mentions: { readonly stated: number; readonly right: number } | null;
  readonly rules: Readonly<Record<RuleId, MeasuredRule>>;
}

/** Shares of findings that are so below which a rule is no error, and below which it is off unless a campaign turns it on. */
export const PRECISION_BARS = { error: 0.95, on: 0.8 } as const;

/** Share of findings that are so; null where there was none to judge. */
export const precisionOf = ({ right, wrong }: Pick<MeasuredRule, 'right' | 'wrong'>): number | null =>
  right + wrong === 0 ? null : right / (right + wrong);

/** Share of faults that were found; null where none was put in. */
export const recallOf = ({ faults, found }: Pick<MeasuredRule, 'faults' | 'found'>): number | null =>
  faults === 0 ? null : found / faults;
