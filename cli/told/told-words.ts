import type { ErrorCode } from '../../pipeline/contracts/errors.ts';
import type { Cause, Severity } from '../../pipeline/contracts/finding.ts';
import type { ValidationStatus } from '../../pipeline/contracts/report.ts';

/** What the command line tells of reports and their findings: one module a language. */
export interface ToldWords {
  readonly verdicts: Readonly<Record<ValidationStatus, string>>;
  readonly severities: Readonly<Record<Severity, string>>;
  readonly causes: Readonly<Record<Cause, string>>;
  readonly errors: Readonly<Record<ErrorCode, string>>;
  readonly checked: (name: string, verdict: string, errors: number, warnings: number, infos: number) => string;
  readonly section: (number: number) => string;
  /** What must hold, in names where the rule has them, and the numbers as they are. */
  readonly relation: (names: string | null, numbers: string | null) => string;
  readonly quote: string;
  readonly suggestion: string;
  readonly follows: string;
  readonly unusable: (file: string, reason: string) => string;
  readonly unusedLastYear: (file: string) => string;
  readonly converted: (name: string, verdict: string, file: string) => string;
  readonly failed: (name: string, code: string, message: string) => string;
  readonly renamed: (name: string, file: string) => string;
  readonly missing: string;
  readonly outputFailed: string;
  readonly summary: (converted: number, failed: number, skipped: number, seconds: string, folder: string) => string;
  readonly interrupted: string;
}
