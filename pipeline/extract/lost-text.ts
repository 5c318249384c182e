import { type DoubtCode, doubt } from '../contracts/doubt.ts';
import type { Grid, GridCell } from '../contracts/grid.ts';
import { letters } from '../unwrap/letters.ts';
import type { Lost } from '../unwrap/lost.ts';
import { OBJECT, UNSAID } from '../unwrap/witness/written.ts';

/**
 * Blocks with doubts in the cells to which something belongs that was lost on the way through a program: a number that
 * was lost may belong into any empty cell, and a text that is not what the file says stands in the cells that say it.
 */
export function withLostText<T extends object>(blocks: readonly T[], { leftOut, unsure }: Lost): readonly T[] {
  const isAnyNumber = leftOut.some(({ kind, text }) => kind === 'embedded' && (text === '' || /\d/.test(text)));
  const lines = unsure.flatMap((line) => {
    const said = letters(line);
    return said === '' ? [] : [{ said, isPart: line.includes(OBJECT) || line.includes(UNSAID) }];
  });
  if (!isAnyNumber && lines.length === 0) return blocks;
  const isUnsure = (text: string): boolean => {
    const whole = letters(text);
    // what the program printed of an object or a field may stand behind it
    return (
      whole !== '' && lines.some(({ said, isPart }) => said.startsWith(whole) || (isPart && whole.startsWith(said)))
    );
  };
  const doubtOf = (text: string): DoubtCode | null => {
    if (text.trim() === '') return isAnyNumber ? 'unplaced-nearby' : null;
    return text.split('\n').some(isUnsure) ? 'copies-differ' : null;
  };
  const doubted = (cell: GridCell): GridCell => {
    const code = doubtOf(cell.text);
    return code === null ? cell : { ...cell, doubts: [...(cell.doubts ?? []), doubt(code)] };
  };
  return blocks.map((block) => (isGrid(block) ? { ...block, cells: block.cells.map(doubted) } : block));
}

const isGrid = (block: object): block is Grid => 'kind' in block && block.kind === 'table';
