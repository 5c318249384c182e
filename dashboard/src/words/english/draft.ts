import type { SectionRole } from '../../../../config/catalogue/sections.ts';
import { DRAFT_LIMITS } from '../../../../config/limits/own-door.ts';
import type { DraftFault } from '../../../../pipeline/draft/draft-problems.ts';
import { counted } from './counted.ts';

export const DRAFT_WORDS = {
  title: 'Fill in',
  heading: (agency: string, year: number): string => `Report of ${agency} for ${year}`,
  noYear: 'Your agency has nothing to file for this year, or the year has no prescribed form.',
  intro:
    'Fill in the prescribed form. It is saved by itself and only your agency sees it; it is reviewed once it is filed.',
  due: (day: string): string => `To be filed by ${day}.`,
  saving: 'Saving …',
  saved: (when: string): string => `Saved ${when}`,
  unsaved: 'Changes not saved yet',
  saveFailed: (why: string): string => `Not saved: ${why}`,
  conflict: 'Another window has saved something else.',
  takeTheirs: 'Take what was saved (and drop the changes here)',
  keepMine: 'Keep what stands here',
  lastYearNone: 'There is no accepted report of last year; enter what is carried over yourself.',
  lastYear: (year: number): string =>
    `What is carried over comes from “carried forward to next year” of your accepted report of ${year}.`,
  keys: 'Enter or arrow keys change cells, Tab goes to the next; a block of numbers can be pasted from Excel or WPS.',
  fillZero: (n: number): string => `Enter 0 in all blanks (${counted(n, 'cell')})`,
  fillTotals: (n: number): string => `Enter the totals that can be computed (${counted(n, 'cell')})`,
  undo: 'Take these entries back',
  problems: 'Checks',
  clean: 'No issues found: it can be filed.',
  sum: (errors: number, warnings: number): string =>
    `${counted(errors, 'error')} to correct, ${counted(warnings, 'warning')} to look at`,
  blanks: (n: number): string => `${counted(n, 'cell')} not filled in yet. Enter 0 where nothing happened.`,
  firstBlank: 'To the first blank',
  use: (text: string): string => `Change to ${text}`,
  more: (n: number): string => `${n} more; correct those above first.`,
  aspects: 'Insert headings of the five aspects',
  noFee: 'Insert the words for “none received”',
  characters: (n: number): string => counted(n, 'character'),
  under: 'Note below the table (optional)',
  signature: 'Signature',
  signer: 'Signed by',
  signedOn: 'Signed on',
  page: 'Download web page (to print)',
  word: 'Download Word',
  check: 'Check by all rules',
  handIn: 'File',
  handInSure: 'Yes, file it',
  handInAsk: (warnings: number): string =>
    warnings === 0
      ? 'Once filed it is reviewed by the competent office.'
      : `${counted(warnings, 'warning')} not changed; make sure that all is right before you file.`,
  cancel: 'Look again',
  handedIn: 'Filed; being read and checked. The result appears on the page of your agency.',
  handedInAt: (when: string): string => `filed ${when}`,
  changedSince: 'changed since it was filed, not filed again yet',
  sameAgain: 'It is identical to a report that was received; no new version was made.',
  obstacle: 'It cannot be filed now',
  toOwn: 'Page of your agency',
};

export const SECTION_ADVICE: Readonly<Record<SectionRole, string>> = {
  overview:
    'Tell of five aspects: disclosure on own initiative, disclosure on application, management of information, platforms, and supervision; governments also of assessment, appraisal and accountability. Say what your agency did this year, and how much.',
  proactiveDisclosure: 'Article 20 (1), (5), (6) and (8) of the Regulations; fees in CNY 10,000.',
  applications: 'In each column, newly received and carried over must add up to total and carried forward.',
  remedies:
    'Reconsideration, litigation without and litigation after reconsideration; each total is the sum of its four results.',
  problems: 'Tell concrete problems and improvements, not just “none”, and do not copy last year.',
  other: 'State the notices of fees issued, their total amount and the amount received, also where there were none.',
};

interface Told {
  readonly expected: number | string | null;
  readonly actual: number | string | null;
  readonly formula: string | null;
}

/** What an overview has to tell of (config/catalogue/section-contents.ts). */
const ASPECTS: Readonly<Record<string, string>> = {
  主动公开: 'disclosure on own initiative',
  依申请公开: 'disclosure on application',
  政府信息管理: 'management of information',
  平台建设: 'platforms',
  监督保障: 'supervision',
  工作考核: 'assessment',
  社会评议: 'appraisal by the public',
  责任追究: 'accountability',
};
const aspectsOf = (listed: Told['actual']): string =>
  String(listed)
    .split('、')
    .map((name) => ASPECTS[name] ?? name)
    .join(', ');

export const PROBLEM_WORDS = {
  blank: () => 'Not filled in. Enter 0 where nothing happened.',
  placeholder: ({ actual }) => `“${actual}” is no number. Enter 0 where nothing happened.`,
  'full-width': ({ actual }) => `“${actual}” has full-width digits.`,
  thousands: ({ actual }) => `“${actual}” must have no separators.`,
  unit: ({ actual }) => `“${actual}” must have no unit.`,
  'not-a-number': ({ actual }) => `“${actual}” is no number.`,
  'leading-zero': ({ actual }) => `“${actual}” begins with a nought.`,
  negative: ({ actual }) => `“${actual}” must have no sign.`,
  decimals: ({ actual }) => `“${actual}” must be a whole number.`,
  'too-fine': ({ actual }) => `“${actual}” is too fine: in CNY 10,000 at most ${DRAFT_LIMITS.amountDecimals} decimals.`,
  'too-large': ({ actual }) => `“${actual}” is very large; please check.`,
  'sum-broken': ({ formula }) => `The sum does not hold: ${formula}.`,
  'carried-differs': ({ expected, actual }) =>
    `${actual} is carried over, but last year’s report carried ${expected} forward.`,
  'no-authority': () => 'Your agency has no power to make rules: enter 0; normative documents go into the next row.',
  'in-force-differs': ({ formula }) =>
    `Those in force do not carry on from last year: ${formula}. Explain changes from clearing up in the text.`,
  'in-force-small': ({ formula }) => `Too few in force: ${formula}.`,
  'likely-yuan': ({ actual, expected }) =>
    `CNY ${actual} × 10,000 seems to be meant in CNY; if it is CNY ${actual}, enter ${expected}.`,
  'pending-lost': ({ expected, actual }) =>
    `${expected} were pending last year, the total of this year is only ${actual}.`,
  jump: ({ expected, actual }) => `${actual}, and ${expected} last year: a large change; please check.`,
  'section-empty': () => 'Nothing is written yet.',
  'section-short': ({ actual, expected }) =>
    `Only ${actual} characters, which is little (fewer than ${expected}, or just “none”).`,
  'aspects-missing': ({ actual }) => `Not told of: ${aspectsOf(actual)}. Say so where nothing happened.`,
  'fee-missing': () => 'Nothing is said of fees for information processing; say so where there were none.',
  'heading-inside': ({ actual }) =>
    `“${actual}” at the beginning of a paragraph would be taken for another section; use ordinals in brackets.`,
  'signer-missing': () => 'The signing agency is missing.',
  'day-missing': () => 'The date of signature is missing.',
  'day-early': ({ actual }) => `${actual} is before the end of the year; please check.`,
} satisfies Readonly<Record<DraftFault, (told: Told) => string>>;
