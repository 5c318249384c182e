import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Finding } from './finding.ts';
import type { Cell, CheckedReport, ValidationStatus } from './report.ts';
import { verdictOf } from './verdict.ts';

/**
 * What a reviewer says about a finding. Kept against the finding's fingerprint and the values of its operands: it holds
 * for every report in which the same finding stands on the same values, and for no other.
 */

/** One value that a finding rests on: `name` is a cell path or the name of a part of the finding. */
export const operandSchema = z.object({ name: z.string(), value: z.string() });
export type Operand = z.infer<typeof operandSchema>;

export const DECISION_KINDS = ['confirmed', 'waived', 'withdrawn', 'proposed'] as const;
export type DecisionKind = (typeof DECISION_KINDS)[number];
/** Those that say something: a withdrawn one leaves the finding open. */
export const STANDING_DECISIONS = ['confirmed', 'waived'] as const satisfies readonly DecisionKind[];

const common = {
  fingerprint: z.string(),
  operands: z.array(operandSchema).readonly(),
  /** Name that the reviewer gave. */
  reviewer: z.string().min(1),
  decidedAt: z.iso.datetime(),
};
export const decisionSchema = z.discriminatedUnion('kind', [
  /** The finding is right and the agency has to mend it. */
  z.object({ kind: z.literal('confirmed'), ...common }),
  /** The finding is not held against the agency. */
  z.object({ kind: z.literal('waived'), reason: z.string().min(1), ...common }),
  /** What was decided on these values before is taken back. */
  z.object({ kind: z.literal('withdrawn'), ...common }),
  /** Somebody who may not waive it says that it should be, and why. */
  z.object({ kind: z.literal('proposed'), reason: z.string().min(1), ...common }),
]);
export type Decision = z.infer<typeof decisionSchema>;
type Standing = Exclude<Decision, { kind: 'withdrawn' }>;

/** An operand whose value is another than the one that was decided on; null: there was, or is, none of this name. */
export interface ChangedOperand {
  readonly name: string;
  readonly before: string | null;
  readonly now: string | null;
}

/** Where a finding stands. `void`: something was decided, but on other values than the report has. */
export type FindingState =
  | { readonly kind: 'open' }
  | { readonly kind: 'confirmed'; readonly decision: Extract<Decision, { kind: 'confirmed' }> }
  | { readonly kind: 'waived'; readonly decision: Extract<Decision, { kind: 'waived' }> }
  /** It stands as an open one does, until another person waives it. */
  | { readonly kind: 'proposed'; readonly decision: Extract<Decision, { kind: 'proposed' }> }
  | { readonly kind: 'void'; readonly decision: Standing; readonly changed: readonly ChangedOperand[] };
export const FINDING_STATES = [
  'open',
  'confirmed',
  'waived',
  'proposed',
  'void',
] as const satisfies readonly FindingState['kind'][];

export interface JudgedFinding {
  readonly finding: Finding;
  readonly state: FindingState;
}

/** The words of a formula change with ours, its numbers with the report's. */
const NUMBERS = /-?\d+(?:\.\d+)?/g;

type Operable = Pick<CheckedReport, 'tables'>;

/**
 * The values that a finding rests on: its cells as the report has them, both sides and the numbers of its formula.
 * Only a finding that has none of these rests on what it quotes or, without a quote, on what it says.
 */
export function operandsOf(finding: Finding, { tables }: Operable): readonly Operand[] {
  const cells = [...new Set(finding.cells)].toSorted().map((path) => ({ name: path, value: cellValue(path, tables) }));
  const numbers = finding.formula?.match(NUMBERS)?.join(' ') ?? null;
  const sides = (['expected', 'actual'] as const).flatMap((name) => stated(name, finding[name]));
  const operands = [...cells, ...sides, ...stated('formula', numbers)];
  if (operands.length > 0) return operands;
  return [...stated('quote', finding.quote), ...stated('message', finding.quote === null ? finding.message : null)];
}

const stated = (name: string, value: string | number | null): Operand[] =>
  value === null ? [] : [{ name, value: folded(String(value)) }];

/** The number of a cell; for a cell without one its status, and with it what is written where a number is due. */
function cellValue(path: string, tables: CheckedReport['tables']): string {
  const [table = '', row = '', column = ''] = path.split('/');
  const cell = cellAt(tables, table, row, column);
  if (cell === null) return 'absent';
  if (cell.value !== null) return String(cell.value);
  return cell.status === 'illegible' ? folded(`illegible ${cell.raw}`) : cell.status;
}

function cellAt(tables: CheckedReport['tables'], table: string, row: string, column: string): Cell | null {
  const found = Object.entries(tables).find(([key]) => key === table)?.[1];
  return found?.rows[row]?.[column] ?? null;
}

/** The same words set in another format have other spaces. */
const folded = (text: string): string => text.replaceAll(/\s+/gu, ' ').trim();

/** SHA-256 in hex over operands: what the values of a finding are compared and looked up by. */
export const operandsDigest = (operands: readonly Operand[]): string =>
  createHash('sha256')
    .update(JSON.stringify(operands.map(({ name, value }) => [name, value])))
    .digest('hex');

/**
 * Each finding of a report with what the decisions say about it.
 * @param decisions in the order in which they were made: of those on the same values the last one counts. Those about
 * findings that the report does not have say nothing. What another finding explains stands as that one does.
 */
export function applyDecisions(
  report: Pick<CheckedReport, 'tables' | 'validation'>,
  decisions: readonly Decision[],
): readonly JudgedFinding[] {
  const made = byFinding(decisions);
  const { findings } = report.validation;
  const byFingerprint = new Map(findings.map((finding) => [finding.fingerprint, finding]));
  const judge = (finding: Finding): FindingState => {
    const about = made.get(finding.fingerprint);
    return about === undefined ? { kind: 'open' } : stateOf(operandsOf(finding, report), about);
  };
  return findings.map((finding) => {
    const cause = finding.explainedBy === null ? undefined : byFingerprint.get(finding.explainedBy);
    return { finding, state: judge(cause ?? finding) };
  });
}

/** The decisions on each finding by its fingerprint, in the order in which they were made. */
export function byFinding(decisions: readonly Decision[]): ReadonlyMap<string, readonly Decision[]> {
  const made = new Map<string, Decision[]>();
  for (const decision of decisions) {
    const earlier = made.get(decision.fingerprint);
    if (earlier === undefined) made.set(decision.fingerprint, [decision]);
    else earlier.push(decision);
  }
  return made;
}

/** @param decisions about one finding, in the order in which they were made */
function stateOf(operands: readonly Operand[], decisions: readonly Decision[]): FindingState {
  const digest = operandsDigest(operands);
  const decision = decisions.findLast((made) => operandsDigest(made.operands) === digest) ?? decisions.at(-1);
  if (decision === undefined || decision.kind === 'withdrawn') return { kind: 'open' };
  const changed = changesBetween(decision.operands, operands);
  if (changed.length > 0) return { kind: 'void', decision, changed };
  switch (decision.kind) {
    case 'waived':
      return { kind: 'waived', decision };
    case 'proposed':
      return { kind: 'proposed', decision };
    case 'confirmed':
      return { kind: 'confirmed', decision };
    default:
      return decision satisfies never;
  }
}

function changesBetween(before: readonly Operand[], now: readonly Operand[]): readonly ChangedOperand[] {
  const old = new Map(before.map(({ name, value }) => [name, value]));
  const present = new Map(now.map(({ name, value }) => [name, value]));
  return [...new Set([...old.keys(), ...present.keys()])].flatMap((name) => {
    const change = { name, before: old.get(name) ?? null, now: present.get(name) ?? null };
    return change.before === change.now ? [] : [change];
  });
}

/** A finding that is decided on: not one that another finding explains. */
export const isOwnCause = ({ explainedBy }: Finding): boolean => explainedBy === null;

/** A finding that the report still has against it: everything but what was waived. */
export const stands = ({ state }: Pick<JudgedFinding, 'state'>): boolean => state.kind !== 'waived';

/** The verdict after the decisions: a waived error does not count, a confirmed one is the agency's. */
export const verdictAfter = ({ tables }: Operable, judged: readonly JudgedFinding[]): ValidationStatus =>
  verdictOf(
    tables,
    judged.filter(stands).map(({ finding: { severity, cause, waits }, state }) => ({
      severity,
      cause,
      waits,
      confirmed: state.kind === 'confirmed',
    })),
  );
