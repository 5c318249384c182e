import { REVIEW_BELOW } from './limits/doubts.ts';

/**
 * What a campaign may set about the validation rules: off, another severity, other thresholds.
 * The defaults follow the catalogue of rules; a change here changes what is returned to agencies.
 */
export const RULE_THRESHOLDS = {
  /** Confidence 0…1 below which a cell must be looked at. */
  lowConfidence: REVIEW_BELOW,
  /** Share of 其他处理 in all outcomes above which is asked what it is, and the outcomes from which the share means anything. */
  otherShare: 0.3,
  otherShareHandled: 5,
  /** Share of applications left over at the end of the year. */
  backlogShare: 0.5,
  /** Edit distance as a share of the longer label above which two labels are not compared word by word. */
  labelDistance: 0.5,
  /** A year's figure over the year's before, judged from `jumpBase` on. */
  jumpRatio: 5,
  jumpBase: 20,
  /** Times the highest figure of the peers that is an outlier, judged from `outlierFloor` on. */
  outlierFactor: 10,
  outlierFloor: 50,
  /** Fees in 万元 that look like 元: times last year's, or so many digits before the point without decimals. */
  feeFactor: 10_000,
  feeDigits: 5,
  /** Share of equal shingles with the own report of the year before and with other reports. */
  similarSelf: 0.85,
  similarPeer: 0.8,
  /** Characters below which the section on problems says nothing. */
  problemsShort: 20,
} as const;

export type RuleThreshold = keyof typeof RULE_THRESHOLDS;
export const THRESHOLD_KEYS = Object.keys(RULE_THRESHOLDS) as RuleThreshold[];
export type RuleThresholds = { readonly [K in RuleThreshold]: number };

/** What must hold, in names; made of the thresholds where it names some. */
export type RuleFormula = string | ((by: RuleThresholds) => string);
export const formulaIn = (formula: RuleFormula | null, by: RuleThresholds): string | null =>
  typeof formula === 'function' ? formula(by) : formula;
/** A share as it is written, without what binary digits add to it. */
export const asPercent = (share: number): string => `${Number((100 * share).toPrecision(12))}%`;
/** The other end of a range of times. */
export const inverse = (times: number): number => Number((1 / times).toPrecision(2));

/** What a threshold counts in. A `share` is 0…1 and shown in percent. */
export const THRESHOLD_UNITS = ['share', 'times', 'applications', 'digits', 'characters', 'number'] as const;
export type ThresholdUnit = (typeof THRESHOLD_UNITS)[number];

/** What each counts in, and the least and the most that a campaign may set: beyond them the rule says nothing, or of everything. */
export const THRESHOLD_RANGES: {
  readonly [K in RuleThreshold]: { readonly unit: ThresholdUnit; readonly least: number; readonly most: number };
} = {
  // A year may look at more than is usual, never at less.
  lowConfidence: { unit: 'share', least: REVIEW_BELOW, most: 1 },
  otherShare: { unit: 'share', least: 0, most: 1 },
  otherShareHandled: { unit: 'applications', least: 0, most: 100_000 },
  backlogShare: { unit: 'share', least: 0, most: 1 },
  labelDistance: { unit: 'share', least: 0.1, most: 1 },
  jumpRatio: { unit: 'times', least: 1, most: 1_000 },
  jumpBase: { unit: 'number', least: 0, most: 1_000_000 },
  outlierFactor: { unit: 'times', least: 1, most: 1_000 },
  outlierFloor: { unit: 'number', least: 0, most: 1_000_000 },
  feeFactor: { unit: 'times', least: 10, most: 1_000_000 },
  feeDigits: { unit: 'digits', least: 1, most: 12 },
  similarSelf: { unit: 'share', least: 0.5, most: 1 },
  similarPeer: { unit: 'share', least: 0.5, most: 1 },
  problemsShort: { unit: 'characters', least: 0, most: 2_000 },
};

export interface RuleSettings {
  /** Ids of rules that do not run. */
  readonly off: readonly string[];
  /** Severity other than the rule's own, by id. */
  readonly severity: Readonly<Record<string, 'error' | 'warning' | 'info'>>;
  readonly thresholds: RuleThresholds;
}

export const DEFAULT_RULE_SETTINGS: RuleSettings = { off: [], severity: {}, thresholds: RULE_THRESHOLDS };
