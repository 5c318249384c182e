import { HTML_TOLERANCES } from '../../../config/limits/markup.ts';
import { isFormLine, isSectionHeading, tableSection } from './form-words.ts';
import { isStatutory } from './linear.ts';
import { isLarge } from './pictures.ts';
import type { Piece } from './pieces.ts';
import type { VisibleElement } from './visible-element.ts';

/** Whether a picture stands in a section where a table of the form belongs, and no table does. */
export function picturedTables(pieces: readonly Piece[], pictures: readonly VisibleElement[]): number {
  const headings = pieces.filter((piece) => piece.kind === 'paragraph' && isSectionHeading(piece.text));
  const sections = headings.filter((piece) => piece.kind === 'paragraph' && tableSection(piece.text) !== null);
  if (sections.length < HTML_TOLERANCES.tableSections) return 0;
  return sections.filter((section) => {
    const from = section.element.first;
    const to = headings[headings.indexOf(section) + 1]?.element.first ?? Number.POSITIVE_INFINITY;
    const isWithin = (element: VisibleElement): boolean => element.first > from && element.first < to;
    const hasTable = pieces.some(
      (piece) =>
        isWithin(piece.element) && (isStatutory(piece) || (piece.kind === 'paragraph' && isFormLine(piece.text))),
    );
    return !hasTable && pictures.some((picture) => isWithin(picture) && isLarge(picture));
  }).length;
}
