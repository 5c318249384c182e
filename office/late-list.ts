import { LATE_WORDS } from '../config/outgoing-words.ts';
import type { FilingState } from '../contracts/states.ts';
import { daysBetween } from './deadlines.ts';

/** Who has not handed in, or not in time. */

export interface Deadline {
  readonly agency: string;
  readonly state: FilingState;
  readonly submitBy: string;
  readonly correctionBy: string | null;
  /** YYYY-MM-DD where the office is; null before the first version. */
  readonly firstReceivedOn: string | null;
}

/** How somebody is late; `awaited` is not late yet, and still missing. */
export type Lateness = 'missing' | 'awaited' | 'late' | 'overdue';

/** Null: nothing is to be said of it. A day counts to its end. */
export function latenessOf(filing: Deadline, today: string): Lateness | null {
  const { state, submitBy, correctionBy, firstReceivedOn } = filing;
  if (state === 'exempt' || state === 'merged') return null;
  if (state === 'expected') return today > submitBy ? 'missing' : 'awaited';
  if (state === 'returned' && correctionBy !== null && today > correctionBy) return 'overdue';
  return firstReceivedOn !== null && firstReceivedOn > submitBy ? 'late' : null;
}

interface Listed extends Deadline {
  readonly above: readonly string[];
  readonly contact: string;
  readonly phone: string;
}

/** The list as a table of texts, headers first, in the order of the roster. */
export function lateTable(filings: readonly Listed[], today: string): string[][] {
  const rows = filings.flatMap((filing) => {
    const lateness = latenessOf(filing, today);
    if (lateness === null) return [];
    const { agency, above, submitBy, correctionBy, firstReceivedOn, contact, phone } = filing;
    const due = lateness === 'overdue' ? (correctionBy ?? submitBy) : submitBy;
    const until = lateness === 'late' ? (firstReceivedOn ?? today) : today;
    const days = lateness === 'awaited' ? '' : `${daysBetween(due, until)}`;
    return [[agency, above.join(' › '), LATE_WORDS[lateness], due, firstReceivedOn ?? '', days, contact, phone]];
  });
  return [[...LATE_WORDS.columns], ...rows];
}
