import { LINE_TOLERANCES } from '../../../config/limits.ts';
import { isAligned } from './aligned-lines.ts';
import type { RunLine } from './table-runs.ts';

/** How the cells of a run are set apart: by delimiters, by position, or one after another. */
export type RunMode = 'delimited' | 'aligned' | 'stream';

/** Tells how a run is to be read from the lines that hold several cells. */
export function modeOf(run: readonly RunLine[]): RunMode {
  const inked = run.filter((line) => line.kind === 'row' || line.kind === 'text');
  const several = inked.filter((line) => line.kind === 'row' && line.cells.filter((cell) => cell !== '').length > 1);
  if (several.length > 0 && several.length >= inked.length * LINE_TOLERANCES.delimitedShare) return 'delimited';
  return isAligned(run) ? 'aligned' : 'stream';
}
