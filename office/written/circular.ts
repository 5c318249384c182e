import { OUTGOING_LIMITS } from '../../config/limits/office.ts';
import { CIRCULAR_WORDS, LATE_WORDS } from '../../config/outgoing-words.ts';
import { daysBetween } from '../deadlines.ts';
import { type Deadline, latenessOf } from '../late-list.ts';
import type { Block, WrittenDocument } from './document.ts';

/** The letter to all: how the reports came in, what was wrong with them, and where each part of the tree stands. */

export interface CircularFiling extends Deadline {
  readonly agencyId: string;
  readonly path: string;
  readonly returns: number;
}

export interface CircularFacts {
  readonly year: number;
  readonly today: string;
  readonly filings: readonly CircularFiling[];
  /** What was found most, with its words. */
  readonly topRules: readonly { readonly title: string; readonly findings: number; readonly agencies: number }[];
  /** Bodies next below the scope that have others below them. */
  readonly parts: readonly { readonly id: string; readonly name: string }[];
  readonly office: string | null;
  readonly day: string;
}

interface Tally {
  readonly due: number;
  readonly filed: number;
  readonly onTime: number;
  readonly accepted: number;
  /** Filings that were returned at least once, and how often in all. */
  readonly returned: number;
  readonly returns: number;
}

export function tallyOf(filings: readonly CircularFiling[], today: string): Tally {
  const due = filings.filter(({ state }) => state !== 'exempt' && state !== 'merged');
  const filed = due.filter(({ state }) => state !== 'expected');
  const lateness = (filing: CircularFiling) =>
    filing.firstReceivedOn !== null && filing.firstReceivedOn > filing.submitBy;
  return {
    due: due.length,
    filed: filed.length,
    onTime: filed.filter((filing) => !lateness(filing) && latenessOf(filing, today) !== 'missing').length,
    accepted: due.filter(({ state }) => state === 'accepted' || state === 'published').length,
    returned: due.filter(({ returns }) => returns > 0).length,
    returns: due.reduce((sum, { returns }) => sum + returns, 0),
  };
}

export interface Ranked extends Tally {
  /** From 1; the same for what cannot be told apart. */
  readonly rank: number;
  readonly name: string;
}

/** Parts of the tree by the share that came in time, then by how often reports were returned. */
export function rank(facts: Pick<CircularFacts, 'filings' | 'parts' | 'today'>): readonly Ranked[] {
  const tallies = facts.parts
    .map(({ id, name }) => ({
      name,
      ...tallyOf(
        facts.filings.filter(({ path }) => path.includes(`/${id}/`)),
        facts.today,
      ),
    }))
    .filter(({ due }) => due > 0);
  const share = ({ onTime, due }: Tally): number => onTime / due;
  const perFiling = ({ returns, due }: Tally): number => returns / due;
  const order = (a: Tally, b: Tally): number => share(b) - share(a) || perFiling(a) - perFiling(b);
  const sorted = tallies.toSorted(order);
  return sorted.map((tally) => ({ ...tally, rank: 1 + sorted.findIndex((other) => order(other, tally) === 0) }));
}

export function circular(facts: CircularFacts): WrittenDocument {
  const { year, today, filings, topRules, office, day } = facts;
  const all = tallyOf(filings, today);
  const late = filings.flatMap((filing) => {
    const lateness = latenessOf(filing, today);
    return lateness === 'missing' || lateness === 'late' || lateness === 'overdue' ? [{ filing, lateness }] : [];
  });
  const ranked = rank(facts);
  const notInTime = late.filter(({ lateness }) => lateness !== 'overdue').length;
  return {
    title: CIRCULAR_WORDS.title(year),
    landscape: false,
    blocks: [
      { kind: 'heading', text: CIRCULAR_WORDS.filedHeading },
      { kind: 'paragraph', text: CIRCULAR_WORDS.filed(all.due, all.filed, all.due - all.filed, notInTime) },
      { kind: 'paragraph', text: CIRCULAR_WORDS.onTime(all.onTime, all.due) },
      { kind: 'heading', text: CIRCULAR_WORDS.checkedHeading },
      { kind: 'paragraph', text: CIRCULAR_WORDS.checked(all.accepted, all.returned, all.returns) },
      { kind: 'heading', text: CIRCULAR_WORDS.topHeading },
      ...topBlocks(topRules),
      { kind: 'heading', text: CIRCULAR_WORDS.rankHeading },
      ...rankBlocks(ranked),
      { kind: 'heading', text: CIRCULAR_WORDS.lateHeading },
      ...lateBlocks(late, today),
    ],
    signature: { office, day },
  };
}

function topBlocks(topRules: CircularFacts['topRules']): Block[] {
  if (topRules.length === 0) return [{ kind: 'paragraph', text: CIRCULAR_WORDS.topNone }];
  return [
    { kind: 'paragraph', text: CIRCULAR_WORDS.topIntro(topRules.length) },
    {
      kind: 'table',
      columns: CIRCULAR_WORDS.topColumns,
      widths: [1, 6, 1.4, 1.4],
      rows: topRules.map(({ title, agencies, findings }, index) => [
        `${index + 1}`,
        title,
        `${agencies}`,
        `${findings}`,
      ]),
    },
  ];
}

function rankBlocks(ranked: readonly Ranked[]): Block[] {
  if (ranked.length === 0) return [{ kind: 'paragraph', text: CIRCULAR_WORDS.rankNone }];
  const rows = ranked.map(({ rank: place, name, due, filed, onTime, accepted, returns }) => [
    ...[`${place}`, name, `${due}`, `${filed}`, `${onTime}`],
    ...[CIRCULAR_WORDS.rate(onTime, due), `${accepted}`, `${returns}`],
  ]);
  return [
    { kind: 'table', columns: CIRCULAR_WORDS.rankColumns, widths: [1, 4, 1, 1, 1, 1.4, 1, 1.5], rows },
    { kind: 'note', text: CIRCULAR_WORDS.rankHow },
  ];
}

function lateBlocks(
  late: readonly { readonly filing: CircularFiling; readonly lateness: 'missing' | 'late' | 'overdue' }[],
  today: string,
): Block[] {
  if (late.length === 0) return [{ kind: 'paragraph', text: CIRCULAR_WORDS.lateNone }];
  const rows = late.slice(0, OUTGOING_LIMITS.named).map(({ filing, lateness }) => {
    const { agency, submitBy, correctionBy, firstReceivedOn } = filing;
    const due = lateness === 'overdue' ? (correctionBy ?? submitBy) : submitBy;
    const until = lateness === 'late' ? (firstReceivedOn ?? today) : today;
    return [agency, LATE_WORDS[lateness], due, firstReceivedOn ?? '', `${daysBetween(due, until)}`];
  });
  const [agency, , kind, due, received, days] = LATE_WORDS.columns;
  const columns = [agency, kind, due, received, days];
  const more = late.length - rows.length;
  return [
    { kind: 'table', columns, widths: [4, 2, 2, 2, 1.4], rows },
    ...(more > 0 ? [{ kind: 'note' as const, text: CIRCULAR_WORDS.lateMore(more) }] : []),
  ];
}
