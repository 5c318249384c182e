import { ALIGNMENT_LIMITS } from '../../../config/limits/form.ts';
import { doubt } from '../../contracts/doubt.ts';
import { matchLabel } from '../../form/label.ts';
import { type FoldedCell, isValueCell } from './table-row.ts';

/** A header of the form with a value behind it: 自然人：12. */
const LABELLED = /^(\p{Script=Han}[^:：\d０-９]*?)\s*[:：]?\s*([^\p{Script=Han}:：\s][^:：]*|无|零)$/su;

/** Columns of the form that a text names, as table/key. */
const columnsNamed = (text: string): readonly string[] =>
  matchLabel(text).flatMap(({ place, score }) =>
    place.kind === 'column' && score >= ALIGNMENT_LIMITS.wholeLabelScore ? [`${place.table}/${place.key}`] : [],
  );

interface Labelled {
  readonly columns: readonly string[];
  readonly value: string;
}

function labelledValue(cell: FoldedCell): Labelled | null {
  const [, label = '', value = ''] = LABELLED.exec(cell.folded.trim()) ?? [];
  if (value === '' || !isValueCell({ ...cell, folded: value })) return null;
  const columns = columnsNamed(label);
  return columns.length === 0 ? null : { columns, value: value.trim() };
}

const overlaps = (a: FoldedCell, b: FoldedCell): boolean =>
  a.column < b.column + b.columnSpan && b.column < a.column + a.columnSpan;

/**
 * Takes the label of its column out of the cells of a row that repeats it in each; where the header above names another
 * column it is not sure which of them is right.
 */
export function withoutRepeatedLabels(cells: readonly FoldedCell[]): readonly FoldedCell[] {
  const byRow = new Map<number, Map<FoldedCell, Labelled>>();
  for (const cell of cells) {
    const labelled = /[\p{Number}无零/]/u.test(cell.folded) ? labelledValue(cell) : null;
    if (labelled === null) continue;
    byRow.set(cell.row, (byRow.get(cell.row) ?? new Map()).set(cell, labelled));
  }
  const rows = [...byRow.values()].filter((row) => row.size >= ALIGNMENT_LIMITS.repeatedLabels);
  if (rows.length === 0) return cells;
  const found = new Map(rows.flatMap((row) => [...row]));
  const headers = cells.flatMap((cell) => {
    const columns = found.has(cell) ? [] : columnsNamed(cell.folded);
    return columns.length > 0 ? [{ cell, columns }] : [];
  });
  return cells.map((cell) => {
    const labelled = found.get(cell);
    if (labelled === undefined) return cell;
    const above = headers.filter((header) => header.cell.row < cell.row && overlaps(header.cell, cell)).at(-1);
    const differs = above !== undefined && !above.columns.some((column) => labelled.columns.includes(column));
    const read = { ...cell, text: labelled.value, folded: labelled.value };
    return differs ? { ...read, doubts: [...(cell.doubts ?? []), doubt('copies-differ', { seen: cell.text })] } : read;
  });
}
