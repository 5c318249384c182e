import type { ReturnPile } from '../../filters.ts';
import { counted } from './counted.ts';

export const RETURNS_WORDS = {
  title: (year: number): string => `Returns and corrections of ${year}`,
  lead: 'How long returned reports have been with the agencies and when they are due; corrections that are in come first, with what they change.',
  piles: 'Where returned reports are',
  pile: {
    cameBack: 'Correction is in',
    overdue: 'Overdue',
    due: 'Due soon',
    sent: 'With the agency',
  } satisfies Record<ReturnPile, string>,
  empty: {
    cameBack: 'No corrections wait for review.',
    overdue: 'No agency is overdue with a correction.',
    due: 'No corrections are due soon.',
    sent: 'No returned reports are with agencies.',
  } satisfies Record<ReturnPile, string>,
  agency: 'Agency',
  returned: 'Version returned',
  at: 'Returned',
  dueOn: 'Due',
  left: 'Left',
  came: 'Correction',
  reviewer: 'Reviewer',
  versionOf: (n: number): string => `version ${n}`,
  cameAt: (version: number, when: string): string => `version ${version}, ${when}`,
  daysLeft: (days: number): string =>
    days < 0 ? `${counted(-days, 'day')} overdue` : days === 0 ? 'due today' : counted(days, 'day'),
  open: 'See changes and review',
  total: (n: number): string => counted(n, 'agency', 'agencies'),
  export: 'Export this list',
  none: '—',
};
