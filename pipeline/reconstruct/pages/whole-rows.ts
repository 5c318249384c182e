import { OPEN_TABLE_TOLERANCES } from '../../../config/limits/pages.ts';
import { matchLabel } from '../../form/label.ts';
import { startsWithOrdinal } from './cell-text.ts';
import { centreY } from './geometry.ts';
import type { OpenColumns } from './open-columns.ts';
import { boxOfLines, type OpenRow } from './open-row.ts';

const labelScore = (text: string): number => matchLabel(text)[0]?.score ?? 0;
const isFormLabel = (text: string): boolean => labelScore(text) >= OPEN_TABLE_TOLERANCES.labelScore;

/** Text of the label right in front of the values of a row. */
const labelOf = (row: OpenRow, { labelColumns }: OpenColumns): string => {
  const labels = row.cells.filter((cell) => cell.column < labelColumns).toSorted((a, b) => a.column - b.column);
  return (
    labels
      .at(-1)
      ?.lines.map((line) => line.text)
      .join('') ?? ''
  );
};

function oneRow(rows: readonly OpenRow[]): OpenRow {
  const cells = new Map<number, OpenRow['cells'][number]>();
  for (const cell of rows.flatMap((row) => row.cells)) {
    const above = cells.get(cell.column);
    cells.set(
      cell.column,
      above ? { ...above, lines: [...above.lines, ...cell.lines], sure: above.sure && cell.sure } : cell,
    );
  }
  return {
    y: centreY(boxOfLines(rows.flatMap((row) => row.cells.flatMap((cell) => cell.lines)))),
    hasValues: true,
    cells: [...cells.values()],
  };
}

/**
 * Rows, those made one of which only both together have a label of the form: its text and numbers too long for their
 * columns went on in the next line.
 */
export function withWholeRows(rows: readonly OpenRow[], columns: OpenColumns): readonly OpenRow[] {
  const whole: OpenRow[] = [];
  for (const row of rows) {
    const above = whole.at(-1);
    const [upper, lower] = [
      above?.hasValues ? labelOf(above, columns) : '',
      row.hasValues ? labelOf(row, columns) : '',
    ];
    const isOne =
      upper !== '' &&
      lower !== '' &&
      !startsWithOrdinal(lower) &&
      isFormLabel(upper + lower) &&
      labelScore(upper + lower) > Math.max(labelScore(upper), labelScore(lower));
    if (above && isOne) whole[whole.length - 1] = oneRow([above, row]);
    else whole.push(row);
  }
  return whole;
}
