import { SCAN_BROKEN_RULES, SCAN_RULES } from '../../../config/limits/scan.ts';
import type { Component } from './components.ts';
import type { RasterRule } from './rules.ts';

/** A dash seen along its rule: where it begins and ends, its middle across, its thickness. */
interface Dash {
  readonly from: number;
  readonly to: number;
  readonly at: number;
  readonly thickness: number;
}

const alongRow = ({ left, right, top, bottom }: Component): Dash => ({
  from: left,
  to: right,
  at: (top + bottom) / 2,
  thickness: bottom - top,
});

const alongColumn = ({ left, right, top, bottom }: Component): Dash => ({
  from: top,
  to: bottom,
  at: (left + right) / 2,
  thickness: right - left,
});

/** Dashes that follow one another on a line: each joins the chain whose last dash lies shortly before it. */
function chainsOf(dashes: readonly Dash[], dpi: number): Dash[][] {
  const widest = SCAN_BROKEN_RULES.widestGapInches * dpi;
  const off = Math.max(1.5, SCAN_BROKEN_RULES.offInches * dpi);
  const chains: Dash[][] = [];
  let open: Dash[][] = [];
  for (const dash of dashes.toSorted((a, b) => a.from - b.from)) {
    open = open.filter((chain) => dash.from - chain.at(-1)!.to <= widest);
    const chain = open.find(
      (c) => Math.abs(c.at(-1)!.at - dash.at) <= off && dash.from >= c.at(-1)!.to - off && isAlike(c.at(-1)!, dash),
    );
    if (chain) {
      chain.push(dash);
    } else {
      const started = [dash];
      chains.push(started);
      open.push(started);
    }
  }
  return chains;
}

/** Dashes of one rule are of one thickness. */
const isAlike = (a: Dash, b: Dash): boolean => Math.abs(a.thickness - b.thickness) <= Math.max(2, a.thickness * 0.6);

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/** A row of dashes is a rule if it is long, of many dashes, and its gaps are of one width: those of print are not. */
function ruleFrom(chain: readonly Dash[], orientation: RasterRule['orientation'], dpi: number): RasterRule | null {
  const [first, last] = [chain[0]!, chain.at(-1)!];
  const { fewest, shortestInches, regular, usualGapInches } = SCAN_BROKEN_RULES;
  if (chain.length < fewest || last.to - first.from < shortestInches * dpi) return null;
  const gaps = chain.slice(1).map((dash, i) => dash.from - chain[i]!.to);
  const usual = Math.max(2, median(gaps));
  if (usual > usualGapInches * dpi) return null;
  if (gaps.filter((gap) => Math.abs(gap - usual) <= Math.max(2, usual * 0.5)).length < gaps.length * regular)
    return null;
  const thickness = median(chain.map((dash) => dash.thickness));
  const low = Math.floor(Math.min(...chain.map((dash) => dash.at - dash.thickness / 2)));
  const high = Math.ceil(Math.max(...chain.map((dash) => dash.at + dash.thickness / 2)));
  const runs = Array.from({ length: high - low }, (_, i) => ({ row: low + i, from: first.from, to: last.to }));
  const end = SCAN_BROKEN_RULES.endInches * dpi;
  const at = median(chain.map((dash) => dash.at));
  return { orientation, at, from: first.from - end, to: last.to + end, thickness, runs };
}

/** Whether print stands closely beside many dashes of a chain: they are strokes of its characters. */
function isOfPrint(chain: readonly Dash[], all: readonly Dash[], dpi: number): boolean {
  const beside = SCAN_BROKEN_RULES.besideInches * dpi;
  const own = new Set(chain);
  const [from, to] = [chain[0]!.from, chain.at(-1)!.to];
  const [low, high] = [Math.min(...chain.map((d) => d.at)), Math.max(...chain.map((d) => d.at))];
  const near = all.filter(
    (d) =>
      !own.has(d) &&
      d.from < to &&
      d.to > from &&
      d.at - d.thickness / 2 < high + beside * 2 &&
      d.at + d.thickness / 2 > low - beside * 2,
  );
  const crowded = chain.filter((dash) =>
    near.some(
      (d) =>
        d.from < dash.to && d.to > dash.from && Math.abs(d.at - dash.at) - (d.thickness + dash.thickness) / 2 <= beside,
    ),
  );
  return crowded.length > chain.length * SCAN_BROKEN_RULES.crowded;
}

function brokenRules(
  ink: readonly Component[],
  orientation: RasterRule['orientation'],
  dpi: number,
): readonly RasterRule[] {
  const thin = SCAN_BROKEN_RULES.thickestInches * dpi;
  const longest = SCAN_BROKEN_RULES.longestDashInches[orientation] * dpi;
  const all = ink.map(orientation === 'horizontal' ? alongRow : alongColumn);
  const dashes = all.filter(
    ({ from, to, thickness }) => thickness <= thin && to - from <= longest && to - from >= thickness * 0.7,
  );
  return chainsOf(dashes, dpi).flatMap((chain) => {
    const rule = ruleFrom(chain, orientation, dpi);
    return rule && !isOfPrint(chain, all, dpi) ? [rule] : [];
  });
}

/** Level rules drawn as dashes or dots. */
export const horizontalBroken = (ink: readonly Component[], dpi: number): readonly RasterRule[] =>
  brokenRules(ink, 'horizontal', dpi);

/** Upright rules drawn as dashes or dots. */
export const verticalBroken = (ink: readonly Component[], dpi: number): readonly RasterRule[] =>
  brokenRules(ink, 'vertical', dpi);

/** Upright rules between two columns that meet no other rule: thin strokes higher than any character. */
export function loneRules(ink: readonly Component[], dpi: number): readonly RasterRule[] {
  return ink.flatMap(({ left, right, top, bottom }): RasterRule[] => {
    const [width, height] = [right - left, bottom - top];
    const isRule =
      height >= SCAN_RULES.loneInches * dpi && width <= SCAN_RULES.thickestInches * dpi && height >= width * 8;
    if (!isRule) return [];
    const runs = Array.from({ length: width }, (_, i) => ({ row: left + i, from: top, to: bottom }));
    return [{ orientation: 'vertical', at: (left + right) / 2, from: top, to: bottom, thickness: width, runs }];
  });
}
