import type { DecisionKind, FindingState } from '../../../../pipeline/contracts/decision.ts';

export const FINDING_STATE_WORDS: Readonly<Record<FindingState['kind'], string>> = {
  open: 'Open',
  confirmed: 'Confirmed',
  waived: 'Waived',
  proposed: 'Proposed to waive',
  void: 'Decision no longer holds',
};

export const DECISION_WORDS: Readonly<Record<DecisionKind, { readonly act: string; readonly done: string }>> = {
  confirmed: { act: 'Confirm', done: 'Confirmed' },
  waived: { act: 'Waive', done: 'Waived' },
  withdrawn: { act: 'Take back', done: 'Taken back' },
  proposed: { act: 'Propose to waive', done: 'Proposed to waive' },
};

export const REVIEW_FORM_WORDS = {
  reviewer: 'Reviewer',
  reviewerHint: 'Name, recorded with the decision',
  reason: 'Why it is waived',
  proposal: 'Why it should be waived by an approver',
  reasonHint: 'such as: confirmed by phone with the agency, the number is right',
  submit: 'Submit',
  cancel: 'Cancel',
  keys: 'Ctrl + Enter to submit, Esc to cancel',
  nameMissing: 'Enter the name of the reviewer.',
  reasonMissing: 'Enter a reason.',
  changed: 'This issue has just changed. Look at it once more.',
  why: 'Reason: ',
  history: (steps: number): string => `History (${steps})`,
  progress: (decided: number, all: number): string => `${decided} / ${all} decided`,
  loadFailed: 'The decisions could not be read',
  passed: 'Waived issues aside, no errors and no cells to review; see to the warnings as you think fit.',
  waivedCount: (n: number): string => `${n} waived`,
};

export const NOTICE_WORDS = {
  title: 'Return notice',
  points: (n: number): string => (n === 1 ? '1 issue listed' : `${n} issues listed`),
  formats: { docx: 'Word', html: 'Web page' },
  more: 'Signature and deadline',
  office: 'Signed by (office)',
  officeHint: 'such as: Office of Government Information Disclosure of the city',
  due: 'To be corrected by',
};

export const OPERAND_WORDS = {
  expected: 'expected',
  actual: 'found',
  formula: 'numbers of the formula',
  quote: 'original',
  message: 'issue',
};

export const CHANGE_WORDS = {
  nothing: 'nothing',
  void: (changes: readonly string[], all: number): string =>
    `Data have changed: ${changes.join('; ')}${all > changes.length ? ` (${all} in all)` : ''}. Please review again.`,
};
