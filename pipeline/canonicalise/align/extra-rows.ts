import type { TableKey } from '../../../config/catalogue/form.ts';
import { ALIGNMENT_LIMITS } from '../../../config/limits/form.ts';
import { labelParts } from '../../form/label.ts';
import { beginsIn, type FoldedCell, isBlankCell, isValueCell, placesOf, type TableRow } from './table-row.ts';

/** A row with values among those of a table that is none of the form's: what it says is kept. */
export interface ExtraRow {
  readonly row: TableRow;
  /** All that names it, labels that span it among them; empty where nothing does. */
  readonly text: string;
  /** Its label, or its first value where it has none. */
  readonly label: FoldedCell;
  readonly values: readonly FoldedCell[];
}

const ownLabel = (row: TableRow, texts: readonly FoldedCell[]): FoldedCell | undefined =>
  texts.findLast((cell) => beginsIn(row, cell)) ?? texts.at(-1);

/** What a row says that no row of the form explains; null where it holds no values. */
export function extraRow(row: TableRow): ExtraRow | null {
  const inked = row.cells.filter((cell) => !isBlankCell(cell));
  const values = inked.filter((cell) => isValueCell(cell) && beginsIn(row, cell));
  const texts = inked.filter((cell) => !isValueCell(cell));
  const label = ownLabel(row, texts) ?? values[0];
  if (label === undefined || !values.some((cell) => /\d/u.test(cell.folded))) return null;
  const text = [...new Set(texts.map((cell) => cell.folded.replace(/\s+/gu, '')))].join(' ');
  return { row, text, label, values };
}

/** Whether a row is rather one of another table of the form: by a label that is long enough to tell, or by several of its headers. */
export function isOfOtherTable(row: TableRow, table: TableKey): boolean {
  const foreign = row.cells.flatMap((cell) => {
    const [best] = placesOf(cell);
    return best && best.score >= ALIGNMENT_LIMITS.headerScore && best.place.table !== table ? [cell] : [];
  });
  const isTelling = (cell: FoldedCell): boolean => labelParts(cell.folded).body.length >= ALIGNMENT_LIMITS.tellingLabel;
  return foreign.length >= ALIGNMENT_LIMITS.headerLabels || foreign.some(isTelling);
}
