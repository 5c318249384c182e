import { SCAN_LAID_OVER } from '../../../config/limits/scan.ts';
import type { PixelBox } from './crop.ts';
import type { Mask } from './raster.ts';
import type { RasterRule } from './rules.ts';

export type Bounds = Pick<PixelBox, 'left' | 'top' | 'right' | 'bottom'>;

interface Point {
  readonly x: number;
  readonly y: number;
}

/** Places where ink runs across a rule: print stands between rules, what was laid over a table does not keep to them. */
function crossings({ width, height, ink }: Mask, rules: readonly RasterRule[], fringe: number): readonly Point[] {
  const found: Point[] = [];
  const slack = 2 + fringe;
  for (const rule of rules) {
    const isLevel = rule.orientation === 'horizontal';
    const [length, breadth] = isLevel ? [width, height] : [height, width];
    const at = (along: number, across: number): number => (isLevel ? across * width + along : along * width + across);
    const others = rules.filter((o) => o.orientation !== rule.orientation && o.from <= rule.at && o.to >= rule.at);
    const half = Math.max(...rule.runs.map((run) => Math.abs(run.row + 0.5 - rule.at)), rule.thickness / 2) + fringe;
    const [low, high] = [Math.floor(rule.at - half) - 1, Math.ceil(rule.at + half)];
    if (low < 2 || high >= breadth - 2) continue;
    const inkBeside = (along: number, across: number, outward: number): boolean => {
      for (let a = along - slack; a <= along + slack; a++) {
        if (a >= 0 && a < length && ink[at(a, across)] === 1 && ink[at(a, across + outward)] === 1) return true;
      }
      return false;
    };
    const step = slack * 2 + 1;
    for (let along = Math.max(0, Math.round(rule.from)); along < Math.min(length, rule.to); along += step) {
      if (others.some((o) => Math.abs(o.at - along) <= o.thickness + slack * 2)) continue;
      if (!inkBeside(along, low, -1) || !inkBeside(along, high, 1)) continue;
      found.push(isLevel ? { x: along, y: rule.at } : { x: rule.at, y: along });
    }
  }
  return found;
}

/** Areas over which something was laid that is no print: a seal, a stamp, handwriting across several cells. */
export function laidOver(mask: Mask, rules: readonly RasterRule[], fringe: number, dpi: number): readonly Bounds[] {
  const near = SCAN_LAID_OVER.nearInches * dpi;
  const margin = SCAN_LAID_OVER.marginInches * dpi;
  const groups: Point[][] = [];
  for (const point of crossings(mask, rules, fringe)) {
    const close = groups.filter((g) => g.some((p) => Math.hypot(p.x - point.x, p.y - point.y) <= near));
    const group = [point, ...close.flat()];
    for (const g of close) groups.splice(groups.indexOf(g), 1);
    groups.push(group);
  }
  return groups
    .filter((group) => group.length >= SCAN_LAID_OVER.fewest)
    .map((group) => ({
      left: Math.min(...group.map((p) => p.x)) - margin,
      right: Math.max(...group.map((p) => p.x)) + margin,
      top: Math.min(...group.map((p) => p.y)) - margin,
      bottom: Math.max(...group.map((p) => p.y)) + margin,
    }));
}

/** Whether a box lies in the oval that fits an area: seals are round, and corners of their bounds are clear. */
export function liesIn(box: Bounds, { left, right, top, bottom }: Bounds): boolean {
  const [cx, cy] = [(left + right) / 2, (top + bottom) / 2];
  const x = Math.max(box.left, Math.min(box.right, cx));
  const y = Math.max(box.top, Math.min(box.bottom, cy));
  return ((x - cx) / ((right - left) / 2)) ** 2 + ((y - cy) / ((bottom - top) / 2)) ** 2 <= 1;
}

export const overlaps = (box: Bounds, { left, top, right, bottom }: Bounds): boolean =>
  box.right >= left && box.left <= right && box.bottom >= top && box.top <= bottom;
