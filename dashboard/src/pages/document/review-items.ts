import { CORRECTABLE_FACTS, type FactKey, factOf, factPath } from '../../../../config/fact-keys.ts';
import type { FindingJudgement, ReportJudgement } from '../../../../contracts/api.ts';
import type { FindingState } from '../../../../pipeline/contracts/decision.ts';
import type { Finding } from '../../../../pipeline/contracts/finding.ts';
import type { Unplaced } from '../../../../pipeline/contracts/ink.ts';
import type { Cell, CheckedReport, Correction } from '../../../../pipeline/contracts/report.ts';
import { isAboutReading } from '../../../../pipeline/contracts/verdict.ts';

/** What a reviewer goes through, one thing at a time: doubts first, then mistakes, then the verdict. */

interface Common {
  /** Names the item in the address; the same after each answer. */
  readonly key: string;
  /** Somebody has answered. */
  readonly settled: boolean;
}

/** Does the paper say this? Settled by a look: accepted, corrected, or said to be unreadable. */
export type DoubtItem =
  | (Common & {
      readonly kind: 'doubt';
      readonly about: 'cell';
      readonly path: string;
      readonly cell: Cell;
      readonly correction: Correction | null;
    })
  | (Common & {
      readonly kind: 'doubt';
      readonly about: 'fact';
      readonly fact: FactKey;
      readonly correction: Correction | null;
    })
  /** What was not read, found no place, or rests on what was read with doubt: settled by a look, never put to the agency. */
  | (Common & {
      readonly kind: 'doubt';
      readonly about: 'rest';
      /** Place in the list of findings. */
      readonly finding: number;
      /** Places in the list of what found none. */
      readonly pieces: readonly number[];
    });

/** The agency wrote something wrong: confirmed, or waived with a reason. */
export interface MistakeItem extends Common {
  readonly kind: 'mistake';
  /** Places in the list of findings: the one that is decided on, then those that it explains. */
  readonly findings: readonly [number, ...number[]];
}

export type ReviewItem = DoubtItem | MistakeItem | { readonly kind: 'verdict'; readonly key: 'verdict' };
export const VERDICT_ITEM: ReviewItem = { kind: 'verdict', key: 'verdict' };

/** Findings that say what the facts and pieces themselves are asked for. */
const OF_FACTS: ReadonlySet<string> = new Set([
  'identity.in-doubt',
  'identity.agency-unknown',
  'identity.year-unknown',
]);
/** What looks of unplaced pieces a finding sums up. */
const PIECES: Readonly<Record<string, readonly Unplaced['looksLike'][]>> = {
  'document.unplaced': ['number', 'label', 'row', 'paragraph'],
  'document.unread': ['picture', 'embedded'],
  'document.hidden-part': ['hidden'],
};

const isDecided = (kind: FindingState['kind'] | undefined): boolean => kind === 'confirmed' || kind === 'waived';

/** All that there is to look at in a report, in the order in which it is gone through; the verdict comes last. */
export function reviewItems(report: CheckedReport, judgement: ReportJudgement | null): readonly ReviewItem[] {
  // By the finding, not by its place: after a correction the one comes before the other.
  const states = new Map(judgement?.findings.map(({ fingerprint, state }) => [fingerprint, state.kind]));
  const stateOf = (index: number) => states.get(report.validation.findings[index]?.fingerprint ?? '');
  return [
    ...cellItems(report),
    ...factItems(report),
    ...restItems(report, stateOf),
    ...mistakes(report, stateOf),
  ].concat(VERDICT_ITEM);
}

function cellItems({ tables, corrections = [] }: CheckedReport): ReviewItem[] {
  const corrected = new Map(corrections.map((correction) => [correction.path, correction]));
  const items: ReviewItem[] = [];
  for (const [table, data] of Object.entries(tables)) {
    for (const [row, cells] of Object.entries(data?.rows ?? {})) {
      for (const [column, cell] of Object.entries(cells)) {
        const path = `${table}/${row}/${column}`;
        const correction = corrected.get(path) ?? null;
        if (!cell.needsReview && correction === null) continue;
        const settled = !cell.needsReview;
        items.push({ kind: 'doubt', about: 'cell', key: `cell:${path}`, path, cell, correction, settled });
      }
    }
  }
  return items;
}

/** Facts that rest on words of which we are not sure, those without which a report belongs nowhere, and those corrected. */
function factItems({ report, doubts, corrections = [] }: CheckedReport): ReviewItem[] {
  const doubted = new Set(doubts.flatMap(({ cells }) => cells).map(factOf));
  return CORRECTABLE_FACTS.flatMap((fact): ReviewItem[] => {
    const correction = corrections.find(({ path }) => path === factPath(fact)) ?? null;
    const isOpen = doubted.has(fact) || ((fact === 'agency' || fact === 'year') && report[fact] === null);
    if (!isOpen && correction === null) return [];
    return [{ kind: 'doubt', about: 'fact', key: `fact:${fact}`, fact, correction, settled: !isOpen }];
  });
}

type StateOf = (index: number) => FindingState['kind'] | undefined;

function restItems({ validation, unplaced, tables }: CheckedReport, stateOf: StateOf): ReviewItem[] {
  const inDoubt = (path: string): boolean => {
    const [table = '', row = '', column = ''] = path.split('/');
    return Object.entries(tables).find(([key]) => key === table)?.[1]?.rows[row]?.[column]?.needsReview ?? false;
  };
  return validation.findings.flatMap((finding, index): ReviewItem[] => {
    const asks = finding.severity !== 'info' || finding.waits !== null;
    // What rests on cells in doubt is told anew once these are settled.
    if (
      !isAboutReading(finding) ||
      finding.explainedBy !== null ||
      !asks ||
      OF_FACTS.has(finding.rule) ||
      finding.cells.some(inDoubt)
    )
      return [];
    const looks = PIECES[finding.rule] ?? [];
    return [
      {
        ...{ kind: 'doubt', about: 'rest', key: findingKey(finding), finding: index },
        pieces: unplaced.flatMap(({ looksLike }, place) => (looks.includes(looksLike) ? [place] : [])),
        settled: isDecided(stateOf(index)),
      },
    ];
  });
}

/** Enough of a fingerprint to tell the findings of one report apart. */
const KEY_DIGITS = 12;

/** Names the item of a finding in the address. */
export const findingKey = (finding: Pick<Finding, 'cause' | 'waits' | 'fingerprint'>): string =>
  `${isAboutReading(finding) ? 'look' : 'mistake'}:${finding.fingerprint.slice(0, KEY_DIGITS)}`;

/** One cause is one item: what it explains stands with it and as it does. */
function mistakes({ validation: { findings } }: CheckedReport, stateOf: StateOf): ReviewItem[] {
  return findings.flatMap((finding, index): ReviewItem[] => {
    const { severity, waits, explainedBy, fingerprint } = finding;
    if (isAboutReading(finding) || explainedBy !== null || (severity === 'info' && waits === null)) return [];
    const explained = findings.flatMap((other, place) => (other.explainedBy === fingerprint ? [place] : []));
    return [
      {
        ...{ kind: 'mistake', key: findingKey(finding) },
        findings: [index, ...explained],
        settled: isDecided(stateOf(index)),
      },
    ];
  });
}

export const isOpen = (item: ReviewItem): boolean => item.kind !== 'verdict' && !item.settled;

/** The item that is shown next: the first open one after this, else the first open one, else the verdict. */
export function nextOpen(items: readonly ReviewItem[], key: string | null): ReviewItem {
  const here = items.findIndex((item) => item.key === key);
  return items.slice(here + 1).find(isOpen) ?? items.find((item) => isOpen(item) && item.key !== key) ?? VERDICT_ITEM;
}

/** The neighbour of an item; the item itself at either end. */
export function neighbourOf(items: readonly ReviewItem[], key: string, step: 1 | -1): ReviewItem {
  const here = items.findIndex((item) => item.key === key);
  return items[here + step] ?? items[here] ?? VERDICT_ITEM;
}

/** The cells of an item, for the form. */
export function cellsOfItem(item: ReviewItem, findings: readonly Finding[]): readonly string[] {
  if (item.kind === 'verdict') return [];
  if (item.kind === 'mistake') return [...new Set(item.findings.flatMap((index) => findings[index]?.cells ?? []))];
  if (item.about === 'cell') return [item.path];
  return item.about === 'rest' ? (findings[item.finding]?.cells ?? []) : [];
}

/** How the findings of a report stand, in their order; null for one of which it is not known yet. */
export function standings(
  { validation }: CheckedReport,
  judgement: ReportJudgement,
): readonly (FindingJudgement | null)[] {
  const known = new Map(judgement.findings.map((finding) => [finding.fingerprint, finding]));
  return validation.findings.map(({ fingerprint }) => known.get(fingerprint) ?? null);
}

/** The item that asks about a cell: its doubt, else the mistake that names it. */
export function itemOfCell(
  items: readonly ReviewItem[],
  path: string,
  findings: readonly Finding[],
): ReviewItem | null {
  return (
    items.find((item) => item.kind === 'doubt' && item.about === 'cell' && item.path === path) ??
    items.find((item) => cellsOfItem(item, findings).includes(path)) ??
    null
  );
}
