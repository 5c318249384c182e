import type { Template } from '../../config/catalogue/form.ts';
import { DEFAULT_RULE_SETTINGS } from '../../config/rules.ts';
import type { Finding, Severity } from '../contracts/finding.ts';
import type { CanonicalReport, ValidationStatus } from '../contracts/report.ts';
import type { ValidationContext } from '../contracts/validation-context.ts';
import { verdictOf } from '../contracts/verdict.ts';
import { causeOfAbsence } from './absence.ts';
import { RULES } from './catalogue.ts';
import { type Evidence, gather } from './evidence.ts';
import { fingerprint, reportIdentity } from './fingerprint.ts';
import type { Fault, Instance, Rule } from './rule.ts';
import { toldOnce } from './told-once.ts';

/** What one rule said about one report, instance by instance. */
export interface RuleOutcome {
  readonly rule: Rule;
  readonly instances: readonly Instance[];
}

const SEVERITY_ORDER: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 };

const appliesTo = (rule: Rule, template: Template | null): boolean =>
  rule.versions === 'all' || (template !== null && rule.versions.includes(template));

function outcomesFor(evidence: Evidence): readonly RuleOutcome[] {
  const { off } = evidence.context.settings ?? DEFAULT_RULE_SETTINGS;
  const { template } = evidence.report.report;
  return RULES.filter((rule) => !off.includes(rule.id)).map((rule) => ({
    rule,
    instances: appliesTo(rule, template) ? rule.check(evidence) : [{ result: 'na' }],
  }));
}

/** Every rule put to the report, in the order of the catalogue: what passed and what did not apply included. */
export const applyRules = (report: CanonicalReport, context: ValidationContext = {}): readonly RuleOutcome[] =>
  outcomesFor(gather(report, context));

/** Families that rest on words: where a machine recognised the words, it may be the machine that is wrong. */
const ON_WORDS = /^(?:narrative|identity|structure|template|privacy|publication)\.|^remedies\.total-label$/u;

/**
 * A fault in recognised text is put to the reviewer before it is put to the agency, and so is one in numbers of which the
 * engines were not sure; until then the report waits. What does not rest on words is told as it is.
 */
function weakened(rule: Rule, fault: Fault, report: CanonicalReport): Fault {
  if (report.source.ocrEngines.length === 0 || fault.beyondWords) return fault;
  const blamed = (fault.cause ?? 'agency') === 'agency';
  if (blamed && !ON_WORDS.test(rule.id)) return fault;
  const severity = fault.severity ?? rule.severity;
  const cause = blamed ? 'unknown' : fault.cause!;
  return severity === 'error' ? { ...fault, cause, severity: 'warning', waits: 'mistake' } : { ...fault, cause };
}

/** What a rule misses may stand where nobody read, or may have been read and found no place: then nobody is blamed. */
function excused(rule: Rule, fault: Fault, report: CanonicalReport): Fault {
  if (rule.ofAbsence !== true || (fault.cause ?? 'agency') !== 'agency') return fault;
  const cause = causeOfAbsence(report, fault.sought ?? []);
  return cause === 'agency' ? fault : { ...fault, cause };
}

/** Binary dust of sums and shares of amounts: 271.59999999999997 is 271.6. */
const DUST = /\d+\.\d{10,}/gu;
const PLACES = 1e6;
const dusted = (value: number): number => Math.round(value * PLACES) / PLACES;
const withoutDust = <T extends number | string | null>(value: T): T =>
  (typeof value === 'number' && !Number.isInteger(value)
    ? dusted(value)
    : typeof value === 'string'
      ? value.replace(DUST, (digits) => String(dusted(Number(digits))))
      : value) as T;

function findingOf(rule: Rule, fault: Fault, severity: Severity, identity: string): Finding {
  const cells = [...(fault.cells ?? [])];
  const keys = fault.key !== undefined ? [...cells, fault.key] : cells.length > 0 ? cells : [fault.quote ?? ''];
  return {
    rule: rule.id,
    severity,
    cause: fault.cause ?? 'agency',
    message: withoutDust(fault.message),
    formula: withoutDust(fault.formula ?? null),
    cells,
    expected: withoutDust(fault.expected ?? null),
    actual: withoutDust(fault.actual ?? null),
    suggestion: withoutDust(fault.suggestion ?? null),
    section: fault.section ?? null,
    quote: fault.quote ?? null,
    ...(fault.repairs === undefined || fault.repairs.length === 0 ? {} : { repairs: fault.repairs }),
    ...(fault.otherAgency === undefined ? {} : { otherAgency: fault.otherAgency }),
    waits: fault.waits ?? rule.waits ?? null,
    explainedBy: null,
    fingerprint: fingerprint(identity, rule.id, keys),
  };
}

/** Equal statements in one report must not share a decision: the second and later ones are told apart by their turn. */
function distinct(findings: readonly Finding[]): Finding[] {
  const seen = new Map<string, number>();
  return findings.map((finding) => {
    const turn = (seen.get(finding.fingerprint) ?? 0) + 1;
    seen.set(finding.fingerprint, turn);
    return turn === 1
      ? finding
      : { ...finding, fingerprint: fingerprint(finding.fingerprint, finding.rule, [String(turn)]) };
  });
}

/**
 * Checks a canonical report against the catalogue of rules and gives the findings, errors first.
 * Pure; rules that need last year's report, the roster or other reports say nothing without them.
 */
export function validate(
  report: CanonicalReport,
  context: ValidationContext = {},
): { status: ValidationStatus; findings: Finding[] } {
  const { severity } = context.settings ?? DEFAULT_RULE_SETTINGS;
  const identity = reportIdentity(report, context);
  const evidence = gather(report, context);
  const findings = outcomesFor(evidence).flatMap(({ rule, instances }) =>
    instances.flatMap((instance) => {
      if (instance.result !== 'fail') return [];
      const fault = weakened(rule, excused(rule, instance, report), report);
      return [findingOf(rule, fault, severity[rule.id] ?? fault.severity ?? rule.severity, identity)];
    }),
  );
  const told = toldOnce(distinct(findings), evidence.causes());
  const ordered = told.toSorted((a, b) => SEVERITY_ORDER[a.severity] - SEVERITY_ORDER[b.severity]);
  return { status: verdictOf(report.tables, ordered), findings: ordered };
}
