import type { FilingFlag, FilingState } from '../contracts/states.ts';

/** Days of the office: dates as YYYY-MM-DD, which compare as texts. Nothing here is kept; it is worked out when asked. */

export const OFFICE_TIME_ZONE = 'Asia/Shanghai';

const dayFormat = new Intl.DateTimeFormat('en-CA', {
  timeZone: OFFICE_TIME_ZONE,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

/** The day that a moment belongs to where the office is. */
export const dayOf = (moment: Date): string => dayFormat.format(moment);

export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);

/** The day so many working days later; Saturdays and Sundays are none. Public holidays are not known here. */
export function workingDaysAfter(day: string, count: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  for (let left = count; left > 0; ) {
    date.setUTCDate(date.getUTCDate() + 1);
    if (date.getUTCDay() !== 0 && date.getUTCDay() !== 6) left -= 1;
  }
  return date.toISOString().slice(0, 10);
}

/** What the flags of a filing are worked out from. */
export interface FilingDates {
  readonly state: FilingState;
  /** By when the report is due: the agency's own day, else the campaign's. */
  readonly submitBy: string;
  /** Set while it is returned. */
  readonly correctionBy: string | null;
  /** When its first version came in; null before. */
  readonly firstReceivedAt: Date | null;
}

const AWAITED: readonly FilingState[] = ['expected', 'returned'];

/** The day by which something is awaited of the agency; null where nothing is. */
export const dueOn = ({ state, submitBy, correctionBy }: FilingDates): string | null => {
  if (!AWAITED.includes(state)) return null;
  return state === 'returned' ? correctionBy : submitBy;
};

/** The flags that days give. A day counts to its end. */
export function flagsOfDays(filing: FilingDates, today: string, dueSoonDays: number): readonly FilingFlag[] {
  const flags: FilingFlag[] = [];
  if (filing.state === 'exempt' || filing.state === 'merged') return flags;
  if (filing.firstReceivedAt !== null && dayOf(filing.firstReceivedAt) > filing.submitBy) flags.push('late');
  if (filing.state === 'expected' && today > filing.submitBy) flags.push('missing');
  if (filing.state === 'returned' && filing.correctionBy !== null && today > filing.correctionBy) {
    flags.push('overdueCorrection');
  }
  const due = dueOn(filing);
  if (due !== null && today <= due && daysBetween(today, due) <= dueSoonDays) flags.push('dueSoon');
  return flags;
}
