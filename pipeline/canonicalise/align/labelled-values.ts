import { ALIGNMENT_LIMITS } from '../../../config/limits/form.ts';
import { matchLabel } from '../../form/label.ts';
import { isValueText } from '../../wording/cell-value.ts';
import type { FoldedCell } from './table-row.ts';

const LABELLED = /^(?<label>[^:：\d]*\p{Script=Han}[^:：\d]*)[:：]\s*(?<value>\S.*)$/su;

interface Labelled {
  readonly value: string;
  readonly columns: ReadonlySet<string>;
}

/** The value of a cell that says the column it stands in itself, with the columns that it may mean: 自然人：12. */
function labelledOf(cell: FoldedCell): Labelled | null {
  const { label, value } = LABELLED.exec(cell.folded.trim())?.groups ?? {};
  if (label === undefined || value === undefined || !isValueText(value)) return null;
  const columns = matchLabel(label).flatMap(({ place, score }) =>
    place.kind === 'column' && score >= ALIGNMENT_LIMITS.wholeLabelScore ? [`${place.table}/${place.key}`] : [],
  );
  return columns.length === 0 ? null : { value, columns: new Set(columns) };
}

/**
 * Takes the names of columns out of the cells of values where cells name them again, as far as the header above, of the
 * same columns of the grid, names the same; others stay as they are, and are no numbers.
 */
export function withoutRepeatedLabels(cells: readonly FoldedCell[]): readonly FoldedCell[] {
  const labelled = new Map(
    cells.flatMap((cell) => {
      const found = labelledOf(cell);
      return found ? [[cell, found] as const] : [];
    }),
  );
  if (labelled.size < ALIGNMENT_LIMITS.headerLabels) return cells;
  const heads = cells.flatMap((cell) =>
    matchLabel(cell.folded).flatMap(({ place, score }) =>
      place.kind === 'column' && score >= ALIGNMENT_LIMITS.headerScore
        ? [{ cell, column: `${place.table}/${place.key}` }]
        : [],
    ),
  );
  return cells.map((cell) => {
    const found = labelled.get(cell);
    const isHeaded = heads.some(
      (head) =>
        head.cell.row < cell.row &&
        head.cell.column < cell.column + cell.columnSpan &&
        cell.column < head.cell.column + head.cell.columnSpan &&
        found?.columns.has(head.column),
    );
    return found && isHeaded ? { ...cell, text: found.value, folded: found.value } : cell;
  });
}
