import type { CellPath } from '../../config/catalogue/form.ts';
import type { Finding, Severity } from '../contracts/finding.ts';
import type { Change, SumCause } from './causes.ts';
import type { Evaluation } from './identity.ts';

/** Rules that look at one odd number: what it is off by breaks its sums too. */
const OF_ODD_NUMBERS: ReadonlySet<string> = new Set(['cell.negative', 'cell.not-integer']);
/** Rules that remark on the shape of a wrong row or number whose sums fail. */
const OF_SHAPES: ReadonlySet<string> = new Set([
  'applications.zero-total',
  'applications.column-slip',
  'cell.split-digits',
  'cell.merged-digits',
]);
const RANK: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 };

const operandsOf = (e: Evaluation): string => [...e.left, ...e.right].map((o) => o.path).join();

/** Whether the finding would be gone if the cause were mended. */
function isExplained({ rule, cells, expected, actual }: Finding, cause: SumCause): boolean {
  if (cause.evaluations.some((e) => e.identity.rule === rule && operandsOf(e) === cells.join())) return true;
  const changes = cause.candidates.flat();
  const isConcerned = ({ path }: Change): boolean => cells.includes(path);
  if (OF_ODD_NUMBERS.has(rule) || OF_SHAPES.has(rule)) return changes.some(isConcerned);
  const isStatement = rule.startsWith('narrative.') && cells.length === 1;
  return isStatement && changes.some((c) => isConcerned(c) && (c.repaired === expected || c.repaired === actual));
}

/** What tells a cause best: the odd number itself, then the sum of a row, which is the easiest to follow. */
const telling = ({ rule }: Finding): number => (OF_ODD_NUMBERS.has(rule) ? 0 : rule === 'applications.row-sum' ? 1 : 2);

/** Cells that were not filled in: the sums that want their numbers say nothing that the blanks do not. */
function isOfBlanks({ candidates, evaluations }: SumCause): boolean {
  const [changes = []] = candidates;
  const operands = evaluations.flatMap((e) => [...e.left, ...e.right]);
  const isBlank = (path: CellPath): boolean => operands.find((o) => o.path === path)?.cell.status === 'blank';
  return changes.length > 0 && changes.every(({ path }) => isBlank(path));
}

/**
 * One cause, told once: of the findings that one cause explains the best one leads, the others say which it is and are
 * no errors of their own. Their order and their fingerprints stay.
 */
export function toldOnce(findings: readonly Finding[], causes: readonly SumCause[]): readonly Finding[] {
  const leads = new Map<Finding, Finding>();
  const noted = new Set<Finding>();
  for (const cause of causes) {
    const members = findings.filter((finding) => !leads.has(finding) && isExplained(finding, cause));
    const [lead] = members.toSorted((a, b) => RANK[a.severity] - RANK[b.severity] || telling(a) - telling(b));
    for (const member of members) {
      if (lead === undefined || member === lead) continue;
      leads.set(member, lead);
      if (isOfBlanks(cause)) noted.add(member);
    }
  }
  return findings.map((finding) => {
    const lead = leads.get(finding);
    if (lead === undefined) return finding;
    return {
      ...finding,
      severity: noted.has(finding) ? 'info' : finding.severity === 'error' ? 'warning' : finding.severity,
      explainedBy: lead.fingerprint,
    };
  });
}
