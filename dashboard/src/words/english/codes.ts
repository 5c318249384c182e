import type { DocumentState, FilingFlag, FilingState } from '../../../../contracts/states.ts';
import type { Cause, Severity } from '../../../../pipeline/contracts/finding.ts';
import type { ValidationStatus } from '../../../../pipeline/contracts/report.ts';

export const STATE_WORDS: Readonly<Record<DocumentState, string>> = {
  received: 'Waiting',
  converting: 'Converting',
  converted: 'Done',
  'conversion-failed': 'Failed',
  duplicate: 'Duplicate',
  rejected: 'Rejected',
  removed: 'Removed',
};

export const FILING_STATE_WORDS: Readonly<Record<FilingState, string>> = {
  expected: 'Not filed',
  received: 'Received',
  converting: 'Converting',
  checking: 'Checking',
  needsReview: 'To review',
  clear: 'Ready to accept',
  returned: 'Returned',
  accepted: 'Accepted',
  published: 'Published',
  exempt: 'Exempt',
  merged: 'Merged',
};

export const FILING_FLAG_WORDS: Readonly<Record<FilingFlag, string>> = {
  late: 'Filed late',
  missing: 'Overdue',
  dueSoon: 'Due soon',
  overdueCorrection: 'Correction overdue',
  cameBack: 'Correction is in',
  conversionFailed: 'Conversion failed',
  versionsDiffer: 'Formats differ',
  changedAfterAcceptance: 'Changed after acceptance',
  putAside: 'Put aside',
  waiverProposed: 'Waiver to approve',
};

export const SEVERITY_WORDS: Readonly<Record<Severity, string>> = { error: 'Error', warning: 'Warning', info: 'Note' };

export const VERDICT_WORDS: Readonly<Record<ValidationStatus, string>> = {
  passed: 'Passed',
  failed: 'To return',
  needsReview: 'To review',
};

export const VERDICT_ADVICE: Readonly<Record<ValidationStatus, string>> = {
  passed: 'No errors, and no cells to review; see to the warnings as you think fit.',
  failed: 'The report itself has errors and should be returned to the agency for correction.',
  needsReview: 'Someone must compare parts of it with the original before it can be judged.',
};

export const CAUSE_WORDS: Readonly<Record<Cause, { readonly short: string; readonly long: string }>> = {
  agency: { short: 'agency', long: 'Cause: the report is wrong' },
  extraction: { short: 'reading', long: 'Cause: our reading may be wrong; compare with the original' },
  unknown: { short: 'undecided', long: 'Cause: cannot be told from this file alone' },
};
