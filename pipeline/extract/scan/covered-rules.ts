import { SCAN_STRAY } from '../../../config/limits/scan.ts';
import type { RasterRule } from './rules.ts';
import type { TextPiece } from './text-lines.ts';

/** Rows of a table that a line down the page runs through: between rules above and below it that it crosses. */
function rowsAt({ at, from, to }: RasterRule, levels: readonly RasterRule[]): readonly (readonly [number, number])[] {
  const edges = levels
    .filter((r) => r.from < at && r.to > at && r.at >= from && r.at <= to)
    .map((r) => r.at)
    .toSorted((a, b) => a - b);
  return edges.slice(1).map((below, i) => [edges[i]!, below] as const);
}

/** Whether a line cuts a cell into two of the width that the other cells of its row have. */
function cutsEvenly(at: number, left: number, right: number, edges: readonly number[]): boolean {
  const sorted = edges.toSorted((a, b) => a - b);
  const widths = sorted.slice(1).map((edge, i) => edge - sorted[i]!);
  const others = widths.filter((width) => width < (right - left) * SCAN_STRAY.narrower).toSorted((a, b) => a - b);
  const usual = others[Math.floor(others.length / 2)] ?? 0;
  const isUsual = (width: number): boolean => Math.abs(width - usual) <= usual * SCAN_STRAY.evenly;
  return others.length >= SCAN_STRAY.fewestCells && isUsual(at - left) && isUsual(right - at);
}

/**
 * Rules of a table that lie right under stray lines: of such a rule nothing is left to see, but in the rows that it
 * divides print stands on both sides of it within one cell. One such row may be chance, several are a column, and so is
 * one that is cut into cells of the width of the others.
 */
export function coveredRules(
  stray: readonly RasterRule[],
  rules: readonly RasterRule[],
  pieces: readonly TextPiece[],
): readonly RasterRule[] {
  const levels = rules.filter((r) => r.orientation === 'horizontal');
  const uprights = rules.filter((r) => r.orientation === 'vertical');
  return stray.flatMap((line): readonly RasterRule[] => {
    if (line.orientation !== 'vertical') return [];
    let isEven = false;
    const divided = rowsAt(line, levels).filter(([top, bottom]) => {
      const middle = (top + bottom) / 2;
      const beside = uprights.filter((r) => r.from < middle && r.to > middle).map((r) => r.at);
      const left = Math.max(...beside.filter((at) => at < line.at), Number.NEGATIVE_INFINITY);
      const right = Math.min(...beside.filter((at) => at > line.at), Number.POSITIVE_INFINITY);
      if (!Number.isFinite(left) || !Number.isFinite(right)) return false;
      const inCell = pieces.filter((p) => p.top > top && p.bottom < bottom && p.left > left && p.right < right);
      const clear = (p: TextPiece): number => SCAN_STRAY.besideHeight * p.usual;
      const isWord = (p: TextPiece): boolean => p.bottom - p.top >= SCAN_STRAY.wordHeight * p.usual;
      const before = inCell.filter((p) => isWord(p) && p.right < line.at - clear(p));
      const behind = inCell.filter((p) => isWord(p) && p.left > line.at + clear(p));
      const isDivided = before.length > 0 && behind.length > 0 && before.length + behind.length === inCell.length;
      if (isDivided) isEven ||= cutsEvenly(line.at, left, right, beside);
      return isDivided;
    });
    if (divided.length < SCAN_STRAY.fewestDivided && !isEven) return [];
    return divided.map(([from, to]) => ({ ...line, from, to, runs: [] }));
  });
}
