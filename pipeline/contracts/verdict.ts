import type { Cause, Severity } from './finding.ts';
import type { CanonicalReport, ValidationStatus } from './report.ts';

/** What the verdict looks at in a finding; `confirmed`: a reviewer says that the agency made it. */
interface Weighed {
  readonly severity: Severity;
  readonly cause: Cause;
  readonly confirmed?: boolean;
}

const hasDoubt = (tables: CanonicalReport['tables']): boolean =>
  Object.values(tables).some(
    (table) =>
      table !== null && Object.values(table.rows).some((row) => Object.values(row).some((cell) => cell.needsReview)),
  );

/** `failed` with an error that the agency made; else `needsReview` with any error or any cell that a person must look at. */
export function verdictOf(tables: CanonicalReport['tables'], findings: readonly Weighed[]): ValidationStatus {
  const errors = findings.filter(({ severity }) => severity === 'error');
  if (errors.some(({ cause, confirmed }) => cause === 'agency' || confirmed === true)) return 'failed';
  return errors.length > 0 || hasDoubt(tables) ? 'needsReview' : 'passed';
}
