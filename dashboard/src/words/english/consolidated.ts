import type { Explanation, MissingReport, Share, SumState } from '../../../../contracts/consolidated.ts';
import { count, counted } from './counted.ts';

export const CONSOLIDATED_WORDS = {
  title: (year: number): string => `Consolidated tables of ${year}`,
  state: 'Reports counted',
  scope: 'Scope',
  all: 'All agencies',
  tree: 'Scope of the sums',
  find: 'Find an agency by name',
  part: (included: number, due: number): string => `${count(included)}/${count(due)}`,
  complete: (included: number, due: number): string =>
    `${count(included)} of ${counted(due, 'agency', 'agencies')} included`,
  missing: (n: number): string => `${counted(n, 'agency', 'agencies')} missing`,
  nobodyMissing: 'No agency is missing.',
  rolledUp: (n: number): string =>
    `The roll-up reports of ${counted(n, 'agency', 'agencies')} are for comparison only and are not counted twice.`,
  uncertain: (n: number): string =>
    n === 0
      ? 'Every cell was read for sure.'
      : `${counted(n, 'cell')} with doubtful or unread reports behind them (numbers with *): not final.`,
  balanced: 'All sums of the form hold among the totals.',
  unbalanced: (n: number): string =>
    `${counted(n, 'sum')} of the form ${n === 1 ? 'does' : 'do'} not hold among the totals: errors of reports were added with them.`,
  unbalancedAt: (left: number, right: number, difference: number): string =>
    `${left} against ${right}, a difference of ${difference}`,
  unbalancedIssues: 'See these issues',
  hint: 'Click a number to see the agencies behind it.',
  previous: (year: number): string => `Compare with ${year}`,
  previousNone: 'There is no year before to compare with.',
  previousOf: (year: number, included: number): string =>
    `${year} (${counted(included, 'agency', 'agencies')} included)`,
  was: (value: number | null, change: string): string => `last year ${value ?? '—'}${change}`,
  changed: (difference: number): string =>
    difference === 0 ? '' : difference > 0 ? `, up ${difference}` : `, down ${-difference}`,
  behind: (cell: string): string => `${cell}: by agency`,
  close: 'Close',
  agency: 'Agency',
  value: 'Reported',
  share: 'Share',
  openReport: 'See report',
  sum: 'Total',
  more: (from: number, to: number, total: number): string => `${from}–${to} of ${count(total)}`,
  next: 'Next page',
  back: 'Previous page',
  crossFoot: (agency: string): string => `Compared with the roll-up report of ${agency}`,
  crossFootSame: (cells: number): string => `${counted(cells, 'cell')} compared, all agree.`,
  crossFootDiffers: (cells: number, differs: number): string =>
    `${counted(cells, 'cell')} compared, ${count(differs)} ${differs === 1 ? 'differs' : 'differ'}:`,
  allDiffers: (n: number): string => `List all ${count(n)}`,
  cell: 'Cell',
  own: 'Its own report',
  summed: 'Sum of the agencies',
  difference: 'Difference',
  why: 'Possible reason',
  nothingExplains: 'no agency explains it exactly',
  others: (n: number): string => ` and ${count(n)} more`,
  exports: 'Export',
  snapshots: 'Snapshots',
  keep: 'Keep these tables',
  keepNote: 'Note (optional)',
  kept: 'Kept; the same can be had again later, to the byte.',
  noSnapshots: 'None have been kept yet.',
  madeAt: 'Time',
  who: 'Kept by',
  note: 'Note',
  hash: 'Hash',
  take: 'Get',
  noTables: 'The reports of this year have no statistical tables and cannot be summed.',
  nothing: 'There are no reports to count yet.',
};

export const SHARE_STATUS_WORDS: Readonly<Record<Share['status'], string>> = {
  reported: '',
  blank: 'blank',
  notApplicable: 'n/a',
  illegible: 'not read',
  absent: 'no such cell',
  none: 'no such cell',
};

export const SUM_STATE_WORDS: Readonly<Record<SumState, string>> = {
  accepted: 'Accepted reports',
  read: 'All reports read',
};

export const MISSING_WORDS: Readonly<Record<MissingReport['reason'], string>> = {
  'not-handed-in': 'not filed',
  'not-read': 'not read yet',
  'not-accepted': 'not accepted yet',
  'other-form': 'another form',
};

export const EXPLANATION_WORDS: Readonly<Record<Explanation['reason'], string>> = {
  'left-out': 'leaving this number out makes exactly the difference',
  'counted-twice': 'counting this number twice makes exactly the difference',
  'own-report': 'the number of its own roll-up report was taken',
  missing: 'not included yet',
  unread: 'this cell was not read',
  doubtful: 'this cell is doubtful',
};

export const sumCellNote = (sum: { doubtful: number; unread: number; blank: number }): string =>
  [
    sum.doubtful > 0 ? `${sum.doubtful} doubtful` : '',
    sum.unread > 0 ? `${sum.unread} not read` : '',
    sum.blank > 0 ? `${sum.blank} blank` : '',
  ]
    .filter((part) => part !== '')
    .join(', ');
