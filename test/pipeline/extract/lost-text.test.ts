import { expect, it } from 'vitest';
import type { Grid } from '../../../pipeline/contracts/grid.ts';
import { withLostText } from '../../../pipeline/extract/lost-text.ts';
import { OBJECT, UNSAID } from '../../../pipeline/unwrap/witness/written.ts';

const grid = (...texts: readonly string[]): Grid => ({
  kind: 'table',
  layout: 'geometric',
  regions: [],
  rows: 1,
  columns: texts.length,
  cells: texts.map((text, column) => ({
    ...{ row: 0, column, rowSpan: 1, columnSpan: 1, text, confidence: 1 },
    origin: { table: 1, row: 0, column },
  })),
});

/** The doubts of each cell of one row. */
const doubts = (texts: readonly string[], lost: Parameters<typeof withLostText>[1]): readonly string[] =>
  withLostText([grid(...texts)], lost)
    .flatMap((block) => block.cells)
    .map((cell) => (cell.doubts ?? []).map(({ code }) => code).join(' '));

it('a number that was lost may belong into any empty cell', () => {
  const leftOut = [{ kind: 'embedded', text: '12\n', origin: null }] as const;
  expect(doubts(['', '7'], { leftOut, unsure: [] })).toEqual(['unplaced-nearby', '']);
});

it('a cell is in doubt that has less than the file says, or another thing', () => {
  const unsure = [`1${UNSAID}`, `（一）${OBJECT}`, '345'];
  expect(doubts(['1', '345', '2', '（一）', '12'], { leftOut: [], unsure })).toEqual([
    'copies-differ',
    'copies-differ',
    '',
    'copies-differ',
    'copies-differ',
  ]);
});

it('nothing is in doubt where nothing was lost', () => {
  expect(doubts(['', '7'], { leftOut: [], unsure: [] })).toEqual(['', '']);
});
