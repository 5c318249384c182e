import { TABLE_TOLERANCES } from '../../../config/limits/pages.ts';
import type { Ruling } from '../../contracts/page.ts';

/** A drawn or inferred piece of a rule. */
export interface Segment {
  readonly from: number;
  readonly to: number;
  readonly inferred: boolean;
}

/** All rules on one line across the page: y of horizontal ones, x of vertical ones. Segments ascend and do not touch. */
export interface Rule {
  readonly at: number;
  readonly segments: readonly Segment[];
}

export interface Rules {
  readonly horizontal: readonly Rule[];
  readonly vertical: readonly Rule[];
}

/** Joins segments that touch or nearly touch; a join of drawn and inferred ones keeps them apart. */
export function joinSegments(segments: readonly Segment[]): readonly Segment[] {
  const joined: Segment[] = [];
  for (const segment of segments.toSorted((a, b) => a.from - b.from || b.to - a.to)) {
    const last = joined.at(-1);
    if (!last || segment.from > last.to + TABLE_TOLERANCES.join) joined.push(segment);
    else if (last.inferred === segment.inferred) {
      if (segment.to > last.to) joined[joined.length - 1] = { ...last, to: segment.to };
    } else if (segment.to > last.to) joined.push({ ...segment, from: Math.max(segment.from, last.to) });
  }
  return joined;
}

/** Brings pieces that lie nearly on one line onto that line. */
function snap(pieces: readonly { readonly at: number; readonly segment: Segment }[]): readonly Rule[] {
  const sorted = pieces.toSorted((a, b) => a.at - b.at);
  const rules: Rule[] = [];
  for (let i = 0; i < sorted.length; ) {
    let end = i + 1;
    const first = sorted[i]!.at;
    while (end < sorted.length && sorted[end]!.at - first <= TABLE_TOLERANCES.snap) end++;
    const group = sorted.slice(i, end);
    rules.push({
      at: (first + group.at(-1)!.at) / 2,
      segments: joinSegments(group.map(({ segment }) => segment)),
    });
    i = end;
  }
  return rules;
}

function rulesOf(rulings: readonly Ruling[], orientation: Ruling['orientation']): readonly Rule[] {
  const pieces = rulings
    .filter((ruling) => ruling.orientation === orientation)
    .map(({ at, from, to }) => ({ at, segment: { from, to, inferred: false } }));
  return snap(pieces)
    .map((rule) => ({
      at: rule.at,
      segments: rule.segments.filter(({ from, to }) => to - from >= TABLE_TOLERANCES.shortestRule),
    }))
    .filter((rule) => rule.segments.length > 0);
}

/** Drawn rules, snapped to common lines and joined: double borders become one, rules drawn cell by cell become whole. */
export const joinRulings = (rulings: readonly Ruling[]): Rules => ({
  horizontal: rulesOf(rulings, 'horizontal'),
  vertical: rulesOf(rulings, 'vertical'),
});

/** Adds inferred pieces to rules and snaps them to the lines that are there. */
export function withInferred(
  rules: readonly Rule[],
  added: readonly { readonly at: number; readonly from: number; readonly to: number }[],
): readonly Rule[] {
  if (added.length === 0) return rules;
  const result = rules.map((rule) => ({ at: rule.at, segments: [...rule.segments] }));
  for (const { at, from, to } of added) {
    const segment: Segment = { from, to, inferred: true };
    const near = result.find((rule) => Math.abs(rule.at - at) <= TABLE_TOLERANCES.snap);
    if (near) near.segments.push(segment);
    else result.push({ at, segments: [segment] });
  }
  return result.map((rule) => ({ at: rule.at, segments: joinSegments(rule.segments) })).toSorted((a, b) => a.at - b.at);
}
