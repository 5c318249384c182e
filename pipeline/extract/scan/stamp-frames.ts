import { SCAN_STAMPS } from '../../../config/limits/scan.ts';
import type { Bounds } from './laid-over.ts';
import type { RasterRule } from './rules.ts';

export interface StampFrame extends Bounds {
  /** The lines that it is made of, those within it included. */
  readonly lines: readonly RasterRule[];
}

/**
 * Frames of stamps that were put over a table: four lines that end at one another and nowhere else, while rules of the
 * table run on through them.
 */
export function stampFrames(rules: readonly RasterRule[], dpi: number): readonly StampFrame[] {
  const reach = SCAN_STAMPS.reachInches * dpi;
  const [least, most] = [SCAN_STAMPS.leastInches * dpi, SCAN_STAMPS.mostInches * dpi];
  const isNear = (a: number, b: number): boolean => Math.abs(a - b) <= reach;
  const isOfSize = ({ from, to }: RasterRule): boolean => to - from >= least && to - from <= most;
  const of = (orientation: RasterRule['orientation']) => rules.filter((r) => r.orientation === orientation);
  const [levels, uprights] = [of('horizontal'), of('vertical')];
  const sides = uprights.filter(isOfSize);
  const frames: StampFrame[] = [];
  for (const left of sides) {
    for (const right of sides) {
      if (right.at - left.at < least || right.at - left.at > most) continue;
      if (!isNear(left.from, right.from) || !isNear(left.to, right.to)) continue;
      const between = levels.filter((r) => isNear(r.from, left.at) && isNear(r.to, right.at));
      // one line of the frame may lie right on a rule of the table and be one with it
      const covers = (r: RasterRule): boolean => r.from <= left.at + reach && r.to >= right.at - reach;
      const [top, bottom] = [left.from, left.to].map((y) => levels.find((r) => isNear(r.at, y) && covers(r)));
      if (!top || !bottom || !(between.includes(top) || between.includes(bottom))) continue;
      const isColumn = (r: RasterRule): boolean => r.at > left.at + reach && r.at < right.at - reach;
      if (uprights.some((r) => isColumn(r) && isNear(r.from, top.at) && isNear(r.to, bottom.at))) continue;
      const through = (others: readonly RasterRule[], side: RasterRule): readonly RasterRule[] =>
        others.filter(
          (r) =>
            r.at > side.from + reach && r.at < side.to - reach && r.from < side.at - reach && r.to > side.at + reach,
        );
      const crossing = new Set([
        ...[left, right].flatMap((side) => through(levels, side)),
        ...[top, bottom].flatMap((side) => through(uprights, side)),
      ]);
      if (crossing.size < SCAN_STAMPS.fewestCrossing) continue;
      const within = between.filter((r) => r.at >= top.at - reach && r.at <= bottom.at + reach);
      frames.push({
        left: left.at,
        right: right.at,
        top: top.at,
        bottom: bottom.at,
        lines: [left, right, ...within],
      });
    }
  }
  return frames;
}
