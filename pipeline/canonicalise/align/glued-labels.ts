import { ALIGNMENT_LIMITS } from '../../../config/limits/form.ts';
import { matchLabel } from '../../form/label.ts';
import type { FoldedCell } from './table-row.ts';

/** A label with a number behind it; years and ordinals within a label stand before other words. */
const LABEL_AND_NUMBER = /^(.*[^\d０-９.．,，\s])\s*([-−]?[\d０-９][\d０-９.．,，]*(?:万元|元|[件项条个宗次])?)$/su;

/** The label of a row of the form and the number that ran into it; null for any other text. */
function partsOf(text: string): { readonly label: string; readonly number: string } | null {
  const [, label, number] = LABEL_AND_NUMBER.exec(text.trim()) ?? [];
  if (label === undefined || number === undefined) return null;
  const isRow = matchLabel(label).some(
    ({ place, score }) => place.kind === 'row' && score >= ALIGNMENT_LIMITS.wholeLabelScore,
  );
  return isRow ? { label, number } : null;
}

/**
 * Gives a number that ran into the label of its row to the blank cell behind the label, marked as taken from there.
 * Where the cell behind holds a value of its own, the number is no value of the row but a footnote, and stays.
 */
export function withGluedValues(cells: readonly FoldedCell[]): readonly FoldedCell[] {
  const changed = new Map<FoldedCell, FoldedCell>();
  for (const cell of cells) {
    const parts = /\p{Number}/u.test(cell.folded) ? partsOf(cell.folded) : null;
    if (parts === null) continue;
    const behind = cells.find(
      (other) => other.row === cell.row && other.column === cell.column + cell.columnSpan && other.text.trim() === '',
    );
    if (behind === undefined) continue;
    const { label, number } = parts;
    changed.set(cell, { ...cell, text: label, folded: label });
    changed.set(behind, { ...behind, text: number, folded: number, origin: cell.origin, fromLabel: true });
  }
  return changed.size === 0 ? cells : cells.map((cell) => changed.get(cell) ?? cell);
}
