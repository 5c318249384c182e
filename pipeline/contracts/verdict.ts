import type { Cause, Severity, Waits } from './finding.ts';
import type { CanonicalReport, ValidationStatus } from './report.ts';

/** What the verdict looks at in a finding; `confirmed`: a reviewer says that the agency made it. */
interface Weighed {
  readonly severity: Severity;
  readonly cause: Cause;
  readonly waits: Waits | null;
  readonly confirmed?: boolean;
}

const hasDoubt = (tables: CanonicalReport['tables']): boolean =>
  Object.values(tables).some(
    (table) =>
      table !== null && Object.values(table.rows).some((row) => Object.values(row).some((cell) => cell.needsReview)),
  );

/**
 * A finding about our reading, not about the agency. Whoever confirms it says that he has looked at the paper: it then
 * holds nothing up, and whatever is said of it, it is put to nobody.
 */
export const isAboutReading = ({ cause, waits }: Pick<Weighed, 'cause' | 'waits'>): boolean =>
  waits === 'doubt' || (cause === 'extraction' && waits !== 'mistake');

/** A mistake that the report must be returned for: an error of the agency, or one that a reviewer has confirmed. */
const isMistake = (weighed: Weighed): boolean => {
  const { severity, cause, waits, confirmed = false } = weighed;
  if (isAboutReading(weighed)) return false;
  return (severity === 'error' && (cause === 'agency' || confirmed)) || (waits === 'mistake' && confirmed);
};

/** What a person has confirmed is a mistake, or was settled by a look. */
const holdsUp = ({ severity, waits, confirmed }: Weighed): boolean =>
  (severity === 'error' || waits !== null) && confirmed !== true;

/**
 * `failed` with a mistake of the agency; else `needsReview` with any error, anything that waits for a person, or any
 * cell in doubt. `passed` is what is left: everything was read, and nothing is open.
 */
export function verdictOf(tables: CanonicalReport['tables'], findings: readonly Weighed[]): ValidationStatus {
  if (findings.some(isMistake)) return 'failed';
  return findings.some(holdsUp) || hasDoubt(tables) ? 'needsReview' : 'passed';
}
