import type { CellPath, Template } from '../../config/catalogue/form.ts';
import type { RuleId } from '../../config/rule-words/english.ts';
import type { RuleFormula, RuleThreshold } from '../../config/rules.ts';
import type { Cause, Finding, Severity, Waits } from '../contracts/finding.ts';
import type { Evidence } from './evidence.ts';
import type { ReportSketch } from './example.ts';

/** What one application of a rule to one place of a report found wrong. Left out parts are unknown. */
export interface Fault {
  /** A sentence for the agency: what stands where, and what is wrong with it. */
  readonly message: string;
  readonly cause?: Cause;
  /** Where the evidence is weaker than the rule's severity supposes. */
  readonly severity?: Severity;
  readonly waits?: Waits;
  /** What the rows of a table show whatever their words are: that a machine read the words does not weaken it. */
  readonly beyondWords?: true;
  /** Words that were looked for and not found: where they stand among what found no place, they were there. */
  readonly sought?: readonly string[];
  readonly formula?: string | null;
  readonly cells?: readonly CellPath[];
  readonly expected?: number | string | null;
  readonly actual?: number | string | null;
  readonly suggestion?: string | null;
  /** Alternatives of changes that would set the numbers right. */
  readonly repairs?: Finding['repairs'];
  readonly section?: number | null;
  readonly quote?: string | null;
  /** Another agency whose report it is about; no other part of the fault names it. */
  readonly otherAgency?: string;
  /** What else than the cells tells this finding from others of the rule; default is the quote. */
  readonly key?: string;
}

/**
 * Result of one application of a rule. `na`: does not apply or what it needs was not given.
 * `unsure`: applies, but something it needs could not be read.
 */
export type Instance =
  | { readonly result: 'pass' }
  | { readonly result: 'na' }
  | { readonly result: 'unsure' }
  | ({ readonly result: 'fail' } & Fault);

export const PASS: Instance = { result: 'pass' };
export const NA: Instance = { result: 'na' };
export const UNSURE: Instance = { result: 'unsure' };
export const fail = (fault: Fault): Instance => ({ result: 'fail', ...fault });

/** No fault: one pass. */
export const failEach = (faults: readonly Fault[]): readonly Instance[] =>
  faults.length === 0 ? [PASS] : faults.map(fail);

export type RuleVersions = 'all' | readonly Template[];

/** A rule of the catalogue with everything that its tests and its page need. Its words are Chinese: agencies read them. */
export interface Rule {
  /** A key of the English words, so that no rule lacks them. */
  readonly id: RuleId;
  readonly severity: Severity;
  /** What a report with such a finding waits for; left out where it does not hold the report up. */
  readonly waits?: Waits;
  /** It says that something is not there: what was not read or found no place may be it. */
  readonly ofAbsence?: true;
  readonly versions: RuleVersions;
  readonly title: string;
  readonly explanation: string;
  /** The provision or practice that the rule rests on. */
  readonly basis: string;
  /** Over named cells, null for rules about wording. */
  readonly formula: RuleFormula | null;
  /** Thresholds that it judges by, which a campaign may set. */
  readonly thresholds?: readonly RuleThreshold[];
  readonly check: (evidence: Evidence) => readonly Instance[];
  /** Sketches over a clean report: on the first the rule finds nothing, on the second it must find a fault. */
  readonly passes: ReportSketch;
  readonly fails: ReportSketch;
}

/** Templates that a rule can be bound to. */
export const VERSIONS = {
  both: ['2021', '2019'],
  only2021: ['2021'],
  only2019: ['2019'],
  narrative: ['narrative'],
} as const satisfies Readonly<Record<string, readonly Template[]>>;
