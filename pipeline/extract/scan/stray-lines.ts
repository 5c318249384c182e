import { SCAN_RULES, SCAN_STRAY } from '../../../config/limits/scan.ts';
import type { Mask, Raster } from './raster.ts';
import type { RasterRule } from './rules.ts';

/** The pieces of one straight line, as breaks and crossings left them. */
interface Line {
  readonly orientation: RasterRule['orientation'];
  readonly at: number;
  readonly from: number;
  readonly to: number;
  readonly parts: readonly RasterRule[];
}

function linesOf(rules: readonly RasterRule[], off: number): readonly Line[] {
  const lines: RasterRule[][] = [];
  for (const rule of rules.toSorted((a, b) => a.at - b.at)) {
    const line = lines.find((parts) => parts.some((p) => Math.abs(p.at - rule.at) <= off));
    if (line) line.push(rule);
    else lines.push([rule]);
  }
  return lines.map((parts) => ({
    orientation: parts[0]!.orientation,
    at: parts.reduce((sum, p) => sum + p.at * (p.to - p.from), 0) / parts.reduce((sum, p) => sum + p.to - p.from, 0),
    from: Math.min(...parts.map((p) => p.from)),
    to: Math.max(...parts.map((p) => p.to)),
    parts,
  }));
}

/** Whether an end of a line is that of a rule: another rule runs across it there, or others of its direction end there too. */
function isAnchored(
  line: Line,
  end: 'from' | 'to',
  along: readonly Line[],
  across: readonly RasterRule[],
  dpi: number,
): boolean {
  const reach = SCAN_STRAY.reachInches * dpi;
  const place = line[end];
  const isMet = across.some(
    (r) => Math.abs(r.at - place) <= reach && r.from <= line.at + reach && r.to >= line.at - reach,
  );
  return (
    isMet ||
    along.some(
      (o) => o !== line && Math.abs(o.at - line.at) > reach * 2 && Math.abs(o[end] - place) <= reach && isLong(o, dpi),
    )
  );
}

const isLong = ({ from, to }: Line, dpi: number): boolean => to - from >= SCAN_RULES.loneInches * dpi;

/**
 * Lines that are no rules: what dirt on the glass of a scanner, toner or a fold drew across the page. Such a line ends
 * at no other rule and not where others of its direction end; it runs across rules, or over much of the page.
 */
export function strayLines(rules: readonly RasterRule[], dpi: number): ReadonlySet<RasterRule> {
  const stray = new Set<RasterRule>();
  for (const orientation of ['vertical', 'horizontal'] as const) {
    const across = rules.filter((r) => r.orientation !== orientation);
    const along = linesOf(
      rules.filter((r) => r.orientation === orientation),
      SCAN_STRAY.offInches * dpi,
    );
    for (const line of along) {
      if (line.to - line.from < SCAN_STRAY.shortestInches * dpi) continue;
      if (isAnchored(line, 'from', along, across, dpi) || isAnchored(line, 'to', along, across, dpi)) continue;
      const crosses = across.some((r) => r.at > line.from && r.at < line.to && r.from < line.at && r.to > line.at);
      const isAcrossPage = orientation === 'vertical' && line.to - line.from >= SCAN_STRAY.longInches * dpi;
      if (crosses || isAcrossPage) for (const part of line.parts) stray.add(part);
    }
  }
  return stray;
}

/** Usual grey of the ink of a line: little of it lies on print. */
function levelOf({ width, grey }: Raster, { ink }: Mask, { orientation, runs }: RasterRule): number {
  const counts = new Uint32Array(256);
  let total = 0;
  for (const { row, from, to } of runs) {
    for (let i = from; i < to; i += 3) {
      const at = orientation === 'horizontal' ? row * width + i : i * width + row;
      if (ink[at] === 0) continue;
      counts[grey[at]!]!++;
      total++;
    }
  }
  let level = 0;
  for (let seen = counts[0]!; seen < total / 2 && level < 255; ) seen += counts[++level]!;
  return level;
}

/**
 * Paints a stray line out: where it runs over paper it becomes paper, and strokes that it runs across go on from one side
 * to the other. What is darker than the line stays.
 */
export function paintedOut(page: Raster, ink: Mask, rule: RasterRule, margin: number): Raster {
  const { width, height } = page;
  const grey = page.grey.slice();
  const level = levelOf(page, ink, rule);
  const isVertical = rule.orientation === 'vertical';
  const [length, breadth] = isVertical ? [height, width] : [width, height];
  const lows = new Int32Array(length).fill(breadth);
  const highs = new Int32Array(length).fill(-1);
  for (const { row, from, to } of rule.runs) {
    for (let i = Math.max(0, from); i < Math.min(length, to); i++) {
      lows[i] = Math.min(lows[i]!, row);
      highs[i] = Math.max(highs[i]!, row);
    }
  }
  const at = (along: number, across: number): number => (isVertical ? along * width + across : across * width + along);
  for (let i = 0; i < length; i++) {
    if (highs[i]! < 0) continue;
    const [low, high] = [Math.max(1, lows[i]! - margin), Math.min(breadth - 2, highs[i]! + margin)];
    const [before, behind] = [page.grey[at(i, low - 1)]!, page.grey[at(i, high + 1)]!];
    for (let a = low; a <= high; a++) {
      if (page.grey[at(i, a)]! < level - SCAN_STRAY.darker) continue;
      grey[at(i, a)] = before + ((behind - before) * (a - low + 1)) / (high - low + 2);
    }
  }
  return { width, height, grey };
}
