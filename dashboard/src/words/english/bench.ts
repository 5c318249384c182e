import type { FactKey } from '../../../../config/fact-keys.ts';
import { FACT_WORDS, NAMED_FACT_WORDS } from './report.ts';

export const BENCH_WORDS = {
  panel: 'Review item by item',
  kinds: { doubt: 'Doubt', mistake: 'Error', verdict: 'Conclusion' },
  position: (at: number, all: number): string => `Item ${at} of ${all}`,
  open: (n: number): string => (n === 0 ? 'All settled' : `${n} left`),
  all: (n: number): string => `All items (${n})`,
  previous: 'Previous item (K)',
  next: 'Next item (J)',
  settled: 'settled',
  undo: 'Take back',
  undoKey: 'U',
  busy: 'Checking again',
  help: 'Keyboard shortcuts (?)',
  close: 'Close',
};

export const DOUBT_PANEL_WORDS = {
  question: 'Is this what the original says?',
  factQuestion: (fact: FactKey): string => `Is this the ${factName(fact).toLowerCase()} in the original?`,
  read: 'Read as',
  readings: 'Readings by engine',
  otherReadings: 'Other readings',
  wanted: 'What the sums require',
  why: 'Why it is doubtful',
  accept: 'Same as original',
  correct: 'Correct',
  illegible: 'Illegible in the original',
  look: 'Compared with the original',
  lookNote: 'This is a doubt about our reading: just compare with the original. It does not go into the return notice.',
  pieces: (n: number): string => `Content without a place in the report (${n})`,
  noText: '(no text was read)',
  nothing: 'nothing was read',
  notSaid: 'not stated in the original',
  crop: 'This cell in the original',
  place: 'See it in the original',
  use: (value: string): string => `Take ${value}`,
  was: (value: string): string => `was read as ${value}`,
  by: (who: string, when: string): string => `${who} ${when}`,
};

export const ENGINE_WORDS = { sums: 'required by sums', ocr: 'another reading' };

export const EDITOR_WORDS = {
  value: 'Number',
  text: 'Text',
  status: 'State',
  reason: 'Reason',
  note: 'Note (optional)',
  reasons: { misread: 'misread', 'agency-correction': 'corrected by the agency' },
  save: 'Save (Enter)',
  cancel: 'Cancel (Esc)',
  notANumber: 'Enter a number, or choose another state.',
  hints: {
    year: 'four digits, such as 2025',
    publishedOn: 'year-month-day, such as 2026-01-20',
    signedOn: 'year-month-day, such as 2026-01-20',
    period: 'from/to, such as 2025-01-01/2025-12-31',
    template: '2021, 2019 or narrative',
  } as Readonly<Partial<Record<FactKey, string>>>,
};

export const MISTAKE_PANEL_WORDS = {
  question: 'Is this a mistake of the agency?',
  confirm: 'Confirm, put into the return notice',
  agree: 'Agree to waive',
  awaits: 'Waived only when another approver agrees.',
  follows: 'Follows from the same cause',
};

export const REVIEW_END_WORDS = {
  bar: 'Conclusion of the review',
  accept: 'Accept',
  return: 'Return',
  hold: 'Put aside',
  inTheWay: 'Cannot be accepted yet: ',
  openItems: (n: number): string => (n === 1 ? '1 item is not settled.' : `${n} items are not settled.`),
  unassigned:
    'This report has not been assigned to an agency, so it cannot be accepted or returned; the return notice can be drafted already.',
  accepted: 'Accepted.',
  returned: 'Returned; the return notice is kept on file.',
  held: 'Put aside.',
  resume: 'Resume review',
  resumed: 'Review resumed.',
  heldWhy: (reason: string): string => (reason === '' ? 'Put aside' : `Put aside: ${reason}`),
  holdReason: 'Why it is put aside (optional)',
  notMain: 'This is not the main file of the report; open the main file to review it.',
  noRole: 'Your role cannot accept or return reports.',
  comesBack: (version: number): string => `What version ${version} changes`,
};

export const LETTER_WORDS = {
  title: 'Return notice (in Chinese)',
  office: 'Signed by (office)',
  due: 'To be corrected by',
  date: 'Date of signature',
  addressee: 'Addressee',
  opening: 'Opening',
  closing: 'Closing',
  found: 'Issue',
  expected: 'What it should be',
  remedy: 'How to correct it',
  drop: 'Leave out',
  keep: 'Put in',
  note: 'Note (the agency sees it)',
  sign: 'Sign and return (Ctrl + Enter)',
  signOnly: 'Sign',
  download: 'Download',
  signed: (hash: string): string => `Signed, hash ${hash.slice(0, 16)}`,
  empty: 'There is nothing that the agency must correct; say in the note why it is returned.',
  edited: 'edited',
};

export const WALK_WORDS = {
  position: (at: number, all: number): string => `${at} / ${all}`,
  previous: 'Previous report (P)',
  next: 'Next report (N)',
};

export const KEY_WORDS: readonly (readonly [string, string])[] = [
  ['Enter', 'Doubt: same as original; conclusion: the step that is suggested'],
  ['1 – 9', 'Doubt: take the reading of that number'],
  ['E', 'Correct'],
  ['I', 'Illegible in the original'],
  ['C', 'Confirm that it is a mistake of the agency'],
  ['X', 'Waive or propose to waive, with a reason'],
  ['U', 'Take back what was said of this item'],
  ['J / K', 'Next item / previous item'],
  ['N / P', 'Next report / previous report'],
  ['G', 'Go to a page of the original'],
  ['?', 'Show or close this help'],
];

export const factName = (fact: FactKey): string => (fact === 'title' ? NAMED_FACT_WORDS.title : FACT_WORDS[fact]);
