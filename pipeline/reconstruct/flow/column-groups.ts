import { FLOW_TOLERANCES } from '../../../config/limits/lines.ts';
import type { Block, Grid, GridCell } from '../../contracts/grid.ts';
import { looksLikeValue, placesIn } from '../lines/cell-text.ts';

interface Heads {
  /** Columns of the form that the headers name. */
  readonly keys: ReadonlySet<string>;
  /** The grid column of the first of them. */
  readonly first: number;
}

function headsOf(grid: Grid): Heads | null {
  const values = Math.min(...grid.cells.flatMap(({ text, row }) => (looksLikeValue(text) ? [row] : [])));
  const heads = grid.cells.flatMap(({ text, row, column }) => {
    const [best] = row < values ? placesIn(text, ['column']) : [];
    return best && best.score >= FLOW_TOLERANCES.score ? [{ key: best.place.key, column }] : [];
  });
  const first = Math.min(...heads.map(({ column }) => column));
  return heads.length > 0 && first > 0 ? { keys: new Set(heads.map(({ key }) => key)), first } : null;
}

/** What stands before the first header in each row, from top to bottom. */
const labelsOf = (grid: Grid, first: number): string =>
  grid.cells
    .filter((cell) => cell.column < first)
    .toSorted((a, b) => a.row - b.row || a.column - b.column)
    .map((cell) => `${cell.row} ${cell.text.replace(/\s+/gu, '')}`)
    .join('\n');

/** One grid of two that print the same rows under other columns of the form; null where they do not. */
function joined(left: Grid, right: Grid): Grid | null {
  if (left.layout !== 'geometric' || right.layout !== 'geometric' || left.rows !== right.rows) return null;
  const [own, others] = [headsOf(left), headsOf(right)];
  if (own === null || others === null || [...others.keys].some((key) => own.keys.has(key))) return null;
  if (left.rows < FLOW_TOLERANCES.groupRows || labelsOf(left, own.first) !== labelsOf(right, others.first)) return null;
  const shift = left.columns - others.first;
  const beside = right.cells
    .filter((cell) => cell.column >= others.first)
    .map((cell): GridCell => ({ ...cell, column: cell.column + shift }));
  return {
    ...left,
    columns: right.columns + shift,
    cells: [...left.cells, ...beside],
    regions: [...left.regions, ...right.regions],
  };
}

/**
 * Puts the parts of a table side by side that was too wide for its page: each has the labels of all rows and some of
 * the columns. Nothing but a short line (续表) stands between them.
 */
export function withColumnGroupsJoined(blocks: readonly Block[]): readonly Block[] {
  const result: Block[] = [];
  let last = -1;
  for (const block of blocks) {
    const above = result[last];
    const whole = block.kind === 'table' && above?.kind === 'table' ? joined(above, block) : null;
    if (whole) {
      result[last] = whole;
      continue;
    }
    if (block.kind === 'table') last = result.length;
    else if (block.text.trim().length > FLOW_TOLERANCES.captionCharacters) last = -1;
    result.push(block);
  }
  return result;
}
