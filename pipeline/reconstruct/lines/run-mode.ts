import { LINE_TOLERANCES } from '../../../config/limits/lines.ts';
import { isAligned, isSpaced } from './aligned-lines.ts';
import type { RunLine } from './table-runs.ts';

/** How the cells of a run are set apart: by delimiters, by position, or one after another. */
export type RunMode = 'delimited' | 'aligned' | 'stream';

function modeOf(run: readonly RunLine[]): RunMode {
  const inked = run.filter((line) => line.kind === 'row' || line.kind === 'text');
  const several = inked.filter((line) => line.kind === 'row' && line.cells.filter((cell) => cell !== '').length > 1);
  if (several.length > 0 && several.length >= inked.length * LINE_TOLERANCES.delimitedShare) return 'delimited';
  return isAligned(run) ? 'aligned' : 'stream';
}

/**
 * Tells how each run of a document is to be read from the lines that hold several cells. Where one table is set by
 * position, so are the others: table four alone has too few lines to show it.
 */
export function modesOf(runs: readonly (readonly RunLine[])[]): ReadonlyMap<readonly RunLine[], RunMode> {
  const own = new Map(runs.map((run) => [run, modeOf(run)]));
  const byPosition = [...own.values()].includes('aligned');
  return new Map(
    [...own].map(([run, mode]) => [
      run,
      mode === 'stream' && byPosition && run.length <= LINE_TOLERANCES.gridRows && run.some(isSpaced)
        ? 'aligned'
        : mode,
    ]),
  );
}
