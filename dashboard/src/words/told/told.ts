import type { Language } from '../../../../config/rule-words/words-of.ts';
import type { Cause, Severity } from '../../../../pipeline/contracts/finding.ts';
import { EN } from './en.ts';
import { ZH } from './zh.ts';

/** What the page tells of findings and rules: one module a language, of one type, to grow with what is told in both. */
export interface Told {
  /** The language by its own name. */
  readonly name: string;
  readonly switch: string;
  readonly severities: Readonly<Record<Severity, string>>;
  readonly causes: Readonly<Record<Cause, { readonly short: string; readonly long: string }>>;
  readonly suggestion: string;
  readonly follows: string;
  readonly expectedActual: (expected: string, actual: string) => string;
  readonly rules: {
    readonly title: string;
    readonly lead: string;
    readonly sample: (
      day: string,
      reports: number,
      sentences: number,
      documents: number,
      corpus: number | null,
    ) => string;
    readonly bars: string;
    readonly rule: string;
    readonly basis: string;
    readonly severity: string;
    readonly precision: string;
    readonly sampled: string;
    readonly recall: string;
    readonly open: string;
    readonly openOf: (findings: number, reports: number) => string;
    readonly none: string;
    readonly off: string;
    readonly changed: (severity: string) => string;
    readonly notMeasured: string;
    readonly count: (rules: number) => string;
    readonly back: string;
    readonly unknown: string;
    readonly wants: string;
    readonly formula: string;
    readonly example: string;
    readonly forms: string;
    readonly allForms: string;
    readonly form: (version: string) => string;
    readonly measured: (findings: number, percent: string, faults: number, found: string) => string;
    readonly filings: string;
    readonly setting: string;
    readonly usual: string;
    readonly dryRun: string;
    readonly dryRunLead: string;
    readonly dryRunAs: string;
    readonly running: string;
    readonly wouldFire: (fires: number, reports: number, findings: number) => string;
    readonly byExamples: string;
    readonly families: Readonly<Record<string, string>>;
  };
}

export const TOLD: Readonly<Record<Language, Told>> = { zh: ZH, en: EN };
