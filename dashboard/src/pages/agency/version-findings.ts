import type { Finding } from '../../../../pipeline/contracts/finding.ts';

/** What came of the findings of one version in the next. */
export interface FindingsDiff {
  readonly closed: readonly Finding[];
  readonly fresh: readonly Finding[];
  readonly still: readonly Finding[];
}

/** What an agency or a reviewer has to do with; notes of ours are not told of. */
const counts = ({ severity }: Finding): boolean => severity !== 'info';

/** By the fingerprints, which name a finding over all versions of a report. @param before null: there was no version before */
export function diffOfFindings(before: readonly Finding[] | null, now: readonly Finding[]): FindingsDiff {
  const old = (before ?? []).filter(counts);
  const present = now.filter(counts);
  const known = new Set(old.map(({ fingerprint }) => fingerprint));
  const left = new Set(present.map(({ fingerprint }) => fingerprint));
  return {
    closed: old.filter(({ fingerprint }) => !left.has(fingerprint)),
    fresh: present.filter(({ fingerprint }) => !known.has(fingerprint)),
    still: present.filter(({ fingerprint }) => known.has(fingerprint)),
  };
}
