import { OPEN_TABLE_TOLERANCES } from '../../../config/limits/pages.ts';
import { centreX } from './geometry.ts';
import type { PiecedLine } from './line-pieces.ts';
import type { OpenRegion } from './open-regions.ts';

/** A row with a value in every column, by its place among the lines of the region. */
interface FullRow {
  readonly at: number;
  readonly line: PiecedLine;
}

/** How far the values of two rows stand apart, in points, by the side of their column that they share best. */
function shift(a: PiecedLine, b: PiecedLine): number {
  const mean = (place: (box: readonly [number, number, number, number]) => number): number =>
    a.values.reduce((sum, value, i) => sum + Math.abs(place(value.box) - place(b.values[i]!.box)), 0) / a.values.length;
  return Math.min(
    mean((box) => box[0]),
    mean(centreX),
    mean((box) => box[2]),
  );
}

/** Runs of full rows whose values stand below one another. */
function runsOf(rows: readonly FullRow[], tolerancePt: number): readonly (readonly FullRow[])[] {
  const runs: FullRow[][] = [];
  for (const row of rows) {
    const run = runs.at(-1);
    if (run && shift(run.at(-1)!.line, row.line) <= tolerancePt) run.push(row);
    else runs.push([row]);
  }
  return runs;
}

/** The line before which the lines from…to part: behind the widest gap. */
function widestGap(lines: readonly PiecedLine[], from: number, to: number): number {
  const gapBefore = (i: number): number => lines[i]!.line.box[1] - lines[i - 1]!.line.box[3];
  let best = from + 1;
  for (let i = from + 2; i <= to; i++) if (gapBefore(i) > gapBefore(best)) best = i;
  return best;
}

/**
 * The tables of a region, one below the other, where the values of later rows stand in other places than those of
 * earlier ones: parts of a table that was torn, each with columns of its own.
 */
export function partsOf(region: OpenRegion): readonly OpenRegion[] {
  const { lines, from, fontSizePt } = region;
  const most = Math.max(...lines.map((line) => line.values.length));
  if (most < OPEN_TABLE_TOLERANCES.rowValues) return [region];
  const full = lines.flatMap((line, at): FullRow[] => (line.values.length === most ? [{ at, line }] : []));
  const runs = runsOf(full, OPEN_TABLE_TOLERANCES.columnShift * fontSizePt);
  if (runs.length < 2 || runs.some((run) => run.length < 2)) return [region];
  const starts = runs.map((run, i) => (i === 0 ? 0 : widestGap(lines, runs[i - 1]!.at(-1)!.at, run[0]!.at)));
  return starts.map((start, i): OpenRegion => {
    const end = starts[i + 1] ?? lines.length;
    return { from: from + start, to: from + end - 1, lines: lines.slice(start, end), fontSizePt };
  });
}
