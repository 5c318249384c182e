import { HTML_TOLERANCES } from '../../../config/limits/markup.ts';
import { cellWidth, type Width } from './cell-width.ts';
import { gridTracks, placeGridItems } from './css-grid.ts';
import type { VisibleElement } from './visible-element.ts';

/** What tells that the children of an element stand beside each other: its styles, its names, or nothing but their kind. */
export type Evidence = 'style' | 'name' | 'none';

export const NEVER_ROWS = new Set([
  'p',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'a',
  'table',
  'pre',
  'br',
  'hr',
  'img',
  'input',
  'nav',
  'footer',
]);
export const NEVER_CELLS = new Set(['br', 'hr', 'img', 'table', 'input']);
const ROW_NAME = /(?:^|[-_ ])(?:t?row|tr|line)s?(?:[-_ \d]|$)|vrow|tablerow/i;
const CELL_NAME = /(?:^|[-_ ])(?:t?cell|td|th|col|column)s?(?:[-_ \d]|$)|vcell|tablecell/i;

export const isElement = (node: VisibleElement | string): node is VisibleElement => typeof node !== 'string';
export const isBlankText = (node: VisibleElement | string): boolean => !isElement(node) && node.trim() === '';
export const classOf = (element: VisibleElement): string => element.attributes.class ?? '';
export const widthOf = (element: VisibleElement): Width | null => cellWidth(element.declarations, element.attributes);
const floats = (element: VisibleElement): boolean =>
  /^(?:left|right)$/.test(element.declarations.get('float')?.value ?? '');
const isFullWidth = (element: VisibleElement): boolean => {
  const width = widthOf(element);
  return width?.unit === '%' && width.value >= 100 * (1 - HTML_TOLERANCES.fullRow);
};
const isBesideOthers = (element: VisibleElement): boolean =>
  element.display === 'table-cell' ||
  ((element.display === 'inline-block' || floats(element)) && !isFullWidth(element));

/** Cells that are wider than their row together stand in several rows. */
export function overflows(cells: readonly VisibleElement[]): boolean {
  const shares = cells.map((cell) => {
    const width = widthOf(cell);
    return width?.unit === '%' ? width.value / 100 : 0;
  });
  return shares.reduce((sum, share) => sum + share, 0) > 1 + HTML_TOLERANCES.rowOverflow;
}

/** Element children where there is nothing else but white space, else null. */
export function onlyElements(element: VisibleElement): readonly VisibleElement[] | null {
  const elements = element.children.filter(isElement);
  return elements.length > 0 && element.children.every((node) => isElement(node) || isBlankText(node))
    ? elements
    : null;
}

export function evidenceOf(element: VisibleElement, cells: readonly VisibleElement[]): Evidence {
  if (element.display === 'flex-row' || element.display === 'table-row') return 'style';
  if (element.display === 'flex-wrap' && cells.length > 1) return 'style';
  if (cells.every(isBesideOthers)) return 'style';
  if (cells.length > 1 && cells.every((cell) => widthOf(cell)?.unit === 'share')) return 'style';
  const isNamed = ROW_NAME.test(classOf(element)) || cells.every((cell) => CELL_NAME.test(classOf(cell)));
  return isNamed ? 'name' : 'none';
}

/** Widths of the cells of a row that is a grid container with room for all of them. */
export function gridRowWidths(
  element: VisibleElement,
  cells: readonly VisibleElement[],
): readonly (Width | null)[] | null {
  const tracks = gridTracks(element.declarations);
  if (tracks === null) return null;
  const places = placeGridItems(
    cells.map((cell) => cell.declarations),
    tracks.length,
  );
  if (places.some((place) => place.row > 0)) return null;
  return places.map(({ column, columnSpan }) => {
    const spanned = tracks.slice(column, column + columnSpan);
    const [first] = spanned;
    const isSized = spanned.every((track) => track !== null && track.unit === first?.unit);
    const value = spanned.reduce((sum, track) => sum + (track?.value ?? 0), 0);
    return first && isSized ? { value, unit: first.unit } : null;
  });
}

/** Rows that cells of known width fill one after the other; null where they do not fill them. */
export function wrappedRows(
  element: VisibleElement,
  cells: readonly VisibleElement[],
): readonly VisibleElement[][] | null {
  if (element.display !== 'flex-wrap' && !cells.every((cell) => isBesideOthers(cell) || isFullWidth(cell))) return null;
  const widths = cells.map(widthOf);
  const unit = widths[0]?.unit;
  if (unit === undefined || unit === 'share' || widths.some((width) => width?.unit !== unit)) return null;
  const whole = unit === '%' ? 100 : widthOf(element)?.unit === 'px' ? (widthOf(element)?.value ?? 0) : 0;
  if (whole <= 0) return null;
  const rows: VisibleElement[][] = [];
  let filled = Number.POSITIVE_INFINITY;
  for (const [i, cell] of cells.entries()) {
    const width = widths[i]!.value / whole;
    if (filled + width > 1 + HTML_TOLERANCES.fullRow) {
      rows.push([]);
      filled = 0;
    }
    rows.at(-1)?.push(cell);
    filled += width;
  }
  return rows.length > 1 ? rows : null;
}
