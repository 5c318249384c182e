import { operandsOf } from '../pipeline/contracts/decision.ts';
import type { KeptDecision, NewDecision } from '../store/deciding.ts';
import { RequestError } from './errors.ts';
import { judge } from './judgement.ts';
import type { Asker } from './people/asker.ts';
import type { ReviewedReport } from './reviewed-report.ts';

/** What somebody says of a finding that he was shown. */
export type SaidOfFinding = {
  readonly fingerprint: string;
  /** Of the values on which he saw it. */
  readonly operandsDigest: string;
  readonly reviewer?: string | undefined;
} & ({ readonly kind: 'confirmed' | 'withdrawn' } | { readonly kind: 'waived' | 'proposed'; readonly reason: string });

/**
 * An error is waived by an approver, and not by the account that confirmed it or proposed that, whatever names were said.
 * @throws RequestError waive-needs-approver
 */
function requireApprover(asker: Asker, history: readonly KeptDecision[]): void {
  const last = history.findLast(({ kind }) => kind !== 'withdrawn');
  // by the address of the demo year come several people, as one account
  const byName = last?.personId === null || asker.hasNoPassword;
  const isOwn = byName ? last?.reviewer === asker.name : last?.personId === asker.id;
  const own = (last?.kind === 'confirmed' || last?.kind === 'proposed') && isOwn;
  if (!asker.roles.includes('approver') || own) throw new RequestError('waive-needs-approver');
}

/** Judges decisions on the findings of one report by who decides and what stands there now. */
export function decisionsOf(
  { report, decisions }: Pick<ReviewedReport, 'report' | 'decisions'>,
  asker: Asker,
): (said: SaidOfFinding) => NewDecision {
  const { findings } = judge(report, decisions);
  const places = new Map(findings.map(({ fingerprint }, place) => [fingerprint, place]));
  return ({ operandsDigest: seen, ...said }) => {
    const place = places.get(said.fingerprint) ?? -1;
    const [finding, judged] = [report.validation.findings[place], findings[place]];
    if (finding === undefined || judged === undefined) throw new RequestError('not-found');
    const nothingToTakeBack = said.kind === 'withdrawn' && judged.state.kind === 'open';
    if (judged.operandsDigest !== seen || nothingToTakeBack) throw new RequestError('finding-changed');
    if (said.kind === 'waived' && finding.severity === 'error')
      requireApprover(
        asker,
        decisions.filter(({ fingerprint }) => fingerprint === said.fingerprint),
      );
    // Who is signed in decides, whatever name is sent along. A program, and whoever came by the address of the demo year,
    // are nobody in particular and say for whom.
    const isSomebody = asker.kind === 'person' && !asker.hasNoPassword;
    const reviewer = isSomebody ? asker.name : (said.reviewer ?? asker.name);
    return { ...said, reviewer, operands: operandsOf(finding, report) };
  };
}
