import { TABLE_TOLERANCES } from '../../../config/limits/pages.ts';
import type { Glyph } from '../../contracts/page.ts';
import { hasTextIn, lastAtMost } from './geometry.ts';
import { disjointSets } from './lattice.ts';
import { type Rule, type Rules, type Segment, withInferred } from './rules.ts';

interface NumberedRule {
  readonly at: number;
  readonly segments: readonly (Segment & { readonly id: number })[];
}

/** Rules that hang together by crossing or meeting: the rules of one table each, or of no table. */
export function groupRules(rules: Rules): readonly Rules[] {
  let count = 0;
  const number = (list: readonly Rule[]): readonly NumberedRule[] =>
    list.map(({ at, segments }) => ({ at, segments: segments.map((segment) => ({ ...segment, id: count++ })) }));
  const horizontal = number(rules.horizontal);
  const vertical = number(rules.vertical);
  const sets = disjointSets(count);
  const reach = TABLE_TOLERANCES.meet;
  const verticalAt = vertical.map((rule) => rule.at);
  const verticalFrom = vertical.map((rule) => rule.segments.map((segment) => segment.from));
  for (const { at: y, segments } of horizontal) {
    for (const { from, to, id } of segments) {
      const last = lastAtMost(verticalAt, to + reach);
      for (let v = lastAtMost(verticalAt, from - reach) + 1; v <= last; v++) {
        const meeting = lastAtMost(verticalFrom[v]!, y + reach);
        for (const segment of vertical[v]!.segments.slice(Math.max(0, meeting - 1), meeting + 1)) {
          if (segment.to >= y - reach) sets.unite(id, segment.id);
        }
      }
    }
  }
  const groups = new Map<number, { horizontal: Map<number, Segment[]>; vertical: Map<number, Segment[]> }>();
  const collect = (list: readonly NumberedRule[], orientation: 'horizontal' | 'vertical'): void => {
    for (const { at, segments } of list) {
      for (const { id, ...segment } of segments) {
        const root = sets.find(id);
        const group = groups.get(root) ?? { horizontal: new Map(), vertical: new Map() };
        groups.set(root, group);
        const here = group[orientation].get(at);
        if (here) here.push(segment);
        else group[orientation].set(at, [segment]);
      }
    }
  };
  collect(horizontal, 'horizontal');
  collect(vertical, 'vertical');
  const asRules = (lines: ReadonlyMap<number, readonly Segment[]>): readonly Rule[] =>
    [...lines].map(([at, segments]) => ({ at, segments }));
  return [...groups.values()].map((group) => ({
    horizontal: asRules(group.horizontal),
    vertical: asRules(group.vertical),
  }));
}

/** The position at which most of the ends lie and how many do; null of none. */
function commonEnd(ends: readonly number[]): { readonly at: number; readonly count: number } | null {
  const sorted = ends.toSorted((a, b) => a - b);
  let best: readonly number[] = [];
  for (let i = 0; i < sorted.length; ) {
    let end = i + 1;
    while (end < sorted.length && sorted[end]! - sorted[i]! <= TABLE_TOLERANCES.snap) end++;
    if (end - i > best.length) best = sorted.slice(i, end);
    i = end;
  }
  return best.length > 0 ? { at: (best[0]! + best.at(-1)!) / 2, count: best.length } : null;
}

/**
 * Where rules jut out beyond the outermost rule across them and end flush, the outer rule was left out. A single one
 * tells only when `hasTextBetween` says that something stands beside it.
 */
function missingOuterRules(
  jutting: readonly Rule[],
  across: readonly Rule[],
  hasTextBetween: (from: number, to: number) => boolean,
): readonly number[] {
  const first = across[0]?.at ?? Infinity;
  const last = across.at(-1)?.at ?? -Infinity;
  const segments = jutting.flatMap((rule) => rule.segments);
  const before = commonEnd(segments.map((s) => s.from).filter((from) => from < first - TABLE_TOLERANCES.smallestCell));
  const after = commonEnd(segments.map((s) => s.to).filter((to) => to > last + TABLE_TOLERANCES.smallestCell));
  return [
    ...(before && (before.count > 1 || hasTextBetween(before.at, first)) ? [before.at] : []),
    ...(after && (after.count > 1 || hasTextBetween(last, after.at)) ? [after.at] : []),
  ];
}

/** Adds the outer rules that a table was drawn without: rows cut by a page break, tables open to the sides. */
export function completeFrame(rules: Rules, glyphs: readonly Glyph[]): Rules {
  const spanOf = (lines: readonly Rule[], across: readonly Rule[]): { from: number; to: number } => {
    const segments = lines.flatMap((rule) => rule.segments);
    const ats = across.map((rule) => rule.at);
    return {
      from: Math.min(...segments.map((s) => s.from), ...ats),
      to: Math.max(...segments.map((s) => s.to), ...ats),
    };
  };
  const columns = spanOf(rules.horizontal, rules.vertical);
  const rows = spanOf(rules.vertical, rules.horizontal);
  const above = missingOuterRules(rules.vertical, rules.horizontal, (from, to) =>
    hasTextIn(glyphs, [columns.from, from, columns.to, to]),
  );
  const beside = missingOuterRules(rules.horizontal, rules.vertical, (from, to) =>
    hasTextIn(glyphs, [from, rows.from, to, rows.to]),
  );
  return {
    horizontal: withInferred(
      rules.horizontal,
      above.map((at) => ({ at, ...columns })),
    ),
    vertical: withInferred(
      rules.vertical,
      beside.map((at) => ({ at, ...rows })),
    ),
  };
}
