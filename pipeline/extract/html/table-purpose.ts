import { HTML_LIMITS, HTML_TOLERANCES } from '../../../config/limits/markup.ts';
import { isValueText } from '../../wording/cell-value.ts';
import { withoutPinyin } from '../../wording/fold.ts';
import { isFormLabel, isReportTitle, isSectionHeading } from './form-words.ts';
import { type GridPiece, type ParagraphPiece, sumOf, textOf } from './pieces.ts';
import type { SourceCell } from './table-rows.ts';

const inkedCells = (piece: GridPiece): number => piece.cells.filter((cell) => cell.text !== '').length;
/** Tables in a cell that have more than one filled cell; others only frame its text. */
export const nestedGrids = (cell: SourceCell): GridPiece[] =>
  cell.pieces.flatMap((piece) => (piece.kind === 'grid' && inkedCells(piece) > 1 ? [piece] : []));

/** Characters of a paragraph, readings of mirror sites not counted. */
const lengthOf = ({ text, characters }: ParagraphPiece): number =>
  characters > HTML_LIMITS.labelCharacters * 4 ? characters : withoutPinyin(text).text.length;

/** Whether a cell holds a passage of the page rather than an entry of a table. */
function holdsPassage(cell: SourceCell): boolean {
  const paragraphs = cell.pieces.filter((piece) => piece.kind === 'paragraph');
  const longest = paragraphs.reduce((most, paragraph) => Math.max(most, lengthOf(paragraph)), 0);
  if (paragraphs.some((p) => p.headingLevel !== null) && paragraphs.length > 1) return true;
  if (paragraphs.length > 2 && paragraphs.some((p) => isSectionHeading(p.text))) return true;
  return (
    longest > HTML_TOLERANCES.passageCharacters ||
    (paragraphs.length > 2 && longest > HTML_TOLERANCES.passageCharacters / 3)
  );
}

export const isLabelCell = (cell: SourceCell): boolean =>
  cell.element.characters <= HTML_LIMITS.labelCharacters && isFormLabel(textOf(cell.pieces));

const isFigureCell = (cell: SourceCell): boolean =>
  cell.element.characters <= HTML_LIMITS.metaCharacters && isValueText(textOf(cell.pieces));

/** Whether a row tells something across the table instead of filling its columns: a heading, a title, a passage. */
export function isPassageRow(cells: readonly SourceCell[]): boolean {
  const inked = cells.filter((cell) => cell.pieces.length > 0);
  if (inked.filter(isFigureCell).length > 1) return false;
  if (inked.some(holdsPassage)) return true;
  const [only] = inked;
  if (inked.length !== 1 || only === undefined || only.element.characters > HTML_LIMITS.labelCharacters) return false;
  const text = textOf(only.pieces);
  return isSectionHeading(text) || isReportTitle(text) || (text.includes('。') && !isFormLabel(text));
}

/** Whether a row holds nothing but the heading of a section. */
export function opensSection(cells: readonly SourceCell[]): boolean {
  const inked = cells.filter((cell) => cell.pieces.length > 0);
  return inked.length === 1 && inked.every((cell) => isSectionHeading(textOf(cell.pieces)));
}

export type Purpose = 'data' | 'layout' | 'divided';

/** Cells of one row of a table that another table divides: nothing else in them, and little text. */
const isDividedCell = (cell: SourceCell): boolean =>
  cell.pieces.every((piece) => piece.kind === 'grid') && cell.element.characters <= HTML_LIMITS.cellCharacters;

/** What a table is for: data, the layout of the page, or data with cells that another table divides. */
export function purposeOf(cells: readonly SourceCell[]): Purpose {
  const inked = cells.filter((cell) => cell.pieces.length > 0);
  const nested = inked.filter((cell) => nestedGrids(cell).length > 0);
  const labels = inked.filter((cell) => !nested.includes(cell) && isLabelCell(cell)).length;
  if (nested.length > 0)
    return labels >= HTML_TOLERANCES.tableLabels && nested.every(isDividedCell) ? 'divided' : 'layout';
  if (inked.length === 1 && !inked.every(isLabelCell)) return 'layout';
  if (labels >= HTML_TOLERANCES.formLabels) return 'data';
  const all = inked.reduce((sum, cell) => sum + sumOf(cell.pieces, 'characters'), 0);
  const inPassages = inked.filter(holdsPassage).reduce((sum, cell) => sum + sumOf(cell.pieces, 'characters'), 0);
  return inPassages > all * HTML_TOLERANCES.passageShare ? 'layout' : 'data';
}
