import type { FindingJudgement } from '../../../../contracts/api.ts';
import type { Person } from '../../../../contracts/people.ts';
import type { Finding } from '../../../../pipeline/contracts/finding.ts';

/**
 * What somebody may do about a finding that is not to be held against the agency: an error is waived by an approver, and
 * not by the one who confirmed it or proposed its waiver (server/routes/decisions.ts); whoever may not proposes it.
 */
export function waiverBy(
  person: Pick<Person, 'name' | 'roles'>,
  { severity }: Pick<Finding, 'severity'>,
  history: FindingJudgement['history'],
): 'waived' | 'proposed' {
  const last = history.at(-1);
  const isOwn = (last?.kind === 'confirmed' || last?.kind === 'proposed') && last.reviewer === person.name;
  return severity !== 'error' || (person.roles.includes('approver') && !isOwn) ? 'waived' : 'proposed';
}
