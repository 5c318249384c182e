import { createHash } from 'node:crypto';
import type { CanonicalReport } from '../contracts/report.ts';
import type { ValidationContext } from '../contracts/validation-context.ts';

/**
 * Whose report of which year it is. Not the hash of the file: a corrected or re-exported file is the same report to the
 * reviewer, whose decisions must outlive it; they die by the operand values stored beside them. A file without an agency
 * or a year has no better name than its bytes.
 */
export function reportIdentity(report: CanonicalReport, context: ValidationContext): string {
  const agency = context.roster?.agency ?? report.report.agency;
  const year = context.roster?.year ?? report.report.year;
  return agency === null || year === null ? report.source.sha256 : `${agency}|${year}`;
}

/** SHA-256 in hex over the report's identity, the rule and the keys of its operands, whose order does not matter. */
export const fingerprint = (identity: string, rule: string, keys: readonly string[]): string =>
  createHash('sha256')
    .update([identity, rule, ...keys.toSorted()].join('\n'))
    .digest('hex');
