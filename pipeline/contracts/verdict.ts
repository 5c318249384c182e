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

/** A mistake that the report must be returned for: an error of the agency, or one that a reviewer has confirmed. */
const isMistake = ({ severity, cause, waits, confirmed }: Weighed): boolean =>
  (severity === 'error' && (cause === 'agency' || confirmed === true)) || (waits === 'mistake' && confirmed === true);

/** A doubt that a reviewer has settled by a look at the paper holds nothing up any longer. */
const holdsUp = ({ severity, waits, confirmed }: Weighed): boolean =>
  severity === 'error' || (waits !== null && confirmed !== true);

/**
 * `failed` with a mistake of the agency; else `needsReview` with any error, anything that waits for a person, or any
 * cell in doubt. `passed` is what is left: everything was read, and nothing is open.
 */
export function verdictOf(tables: CanonicalReport['tables'], findings: readonly Weighed[]): ValidationStatus {
  if (findings.some(isMistake)) return 'failed';
  return findings.some(holdsUp) || hasDoubt(tables) ? 'needsReview' : 'passed';
}
