import { HTML_LIMITS, HTML_TOLERANCES } from '../../../config/limits/markup.ts';
import { isValueText } from '../../wording/cell-value.ts';
import { compacted } from './compacted.ts';
import { gridTracks, placeGridItems } from './css-grid.ts';
import { isFormLabel, isMetaLabel, isSectionHeading } from './form-words.ts';
import { gridOfRows, type LaidGrid, type LaidRow } from './row-geometry.ts';
import {
  classOf,
  isBlankText,
  isElement,
  NEVER_CELLS,
  NEVER_ROWS,
  onlyElements,
  widthOf,
  wrappedRows,
} from './side-by-side.ts';
import { rowFinder, rowOfOne, type StyledRow } from './styled-rows.ts';
import type { VisibleElement, VisibleNode } from './visible-tree.ts';

/** A grid whose cells are the elements that hold their text. */
export type StyledGrid = LaidGrid<VisibleElement>;

const cellsOf = (row: LaidRow<VisibleElement>): VisibleElement[] =>
  row.cells.flatMap(({ inside }) => (inside.kind === 'content' ? [inside.content] : inside.rows.flatMap(cellsOf)));

const isOfOneMaking = (rows: readonly StyledRow[]): boolean => rows.every((row) => row.shape === rows[0]?.shape);

/**
 * Finds tables that are made of other elements than table: rows of cells by styles, class names or repeated structure,
 * cells that wrap, grid containers. Gives the children of an element with the runs that are rows replaced by grids.
 */
export function styledTables(
  cellText: (element: VisibleElement) => string,
): (element: VisibleElement) => readonly (StyledGrid | VisibleNode)[] {
  const rowsOf = rowFinder();
  const texts = new Map<VisibleElement, string>();

  function textOf(element: VisibleElement): string {
    const known = texts.get(element);
    if (known !== undefined) return known;
    const text = element.characters === 0 ? '' : cellText(element);
    texts.set(element, text);
    return text;
  }

  /** Whether rows hold what the tables of these reports hold, rather than the layout of a page. */
  function holdsTable(rows: readonly StyledRow[]): boolean {
    const stated = rows.filter((row) => row.evidence !== 'none').length >= rows.length * HTML_TOLERANCES.alikeRows;
    if (!rows.some((row) => row.laid.cells.length > 1) || (!stated && rows.length < 3)) return false;
    const inked = rows.flatMap((row) => cellsOf(row.laid).map(textOf)).filter((text) => text !== '');
    const labels = inked.filter(isFormLabel).length;
    const figures = inked.filter(isValueText).length;
    const hasFigures = figures >= inked.length * HTML_TOLERANCES.figureShare;
    if (!stated) return isOfOneMaking(rows) && labels > HTML_TOLERANCES.tableLabels && hasFigures;
    if (labels >= HTML_TOLERANCES.tableLabels) return true;
    // a break may leave a single row: a label of the form and its values, and nothing else
    if (rows.length === 1 && labels > 0 && figures > 0 && labels + figures === inked.length) return true;
    if (inked.filter(isMetaLabel).length >= HTML_TOLERANCES.tableLabels) return true;
    return rows.length > 1 && figures >= HTML_TOLERANCES.tableFigures && hasFigures;
  }

  /** No row of a table but a part of the page: the heading of a section is in it, or a sentence. */
  function isPassage(row: StyledRow): boolean {
    const cells = cellsOf(row.laid);
    const longest = cells.length > 1 ? HTML_TOLERANCES.sentenceCharacters : 0;
    return cells.some((cell) => {
      if (cell.characters <= HTML_TOLERANCES.tellingLabel) return false;
      const text = textOf(cell);
      return isSectionHeading(text) || (cell.characters > longest && text.includes('。') && !isFormLabel(text));
    });
  }

  /** A line without cells between rows: a heading over the columns. */
  function headingRow(element: VisibleElement, neighbours: readonly VisibleElement[]): StyledRow | null {
    const isShort = element.characters > 0 && element.characters <= HTML_LIMITS.labelCharacters;
    if (!isShort || NEVER_ROWS.has(element.tag) || element.hasTable) return null;
    const isAlike = classOf(element) !== '' && neighbours.some((other) => classOf(other) === classOf(element));
    const row = rowOfOne(element, null, 'name');
    return (isAlike || isFormLabel(textOf(element))) && !isPassage(row) ? row : null;
  }

  /** Cells that follow each other in a container and wrap into rows, or are placed on the grid of the container. */
  function flatTable(element: VisibleElement): StyledGrid | null {
    const cells = onlyElements(element);
    if (cells === null || element.hasTable || cells.length < HTML_TOLERANCES.tableFigures) return null;
    if (cells.some((cell) => NEVER_CELLS.has(cell.tag) || cell.characters > HTML_LIMITS.cellCharacters)) return null;
    const tracks = element.display === 'grid' ? gridTracks(element.declarations) : null;
    const wrapped = tracks === null ? wrappedRows(element, cells) : null;
    if (tracks === null && wrapped === null) return null;
    const rows = (wrapped ?? [cells]).map((row): StyledRow => {
      const laid = row.map((cell) => ({ width: widthOf(cell), inside: { kind: 'content' as const, content: cell } }));
      return { laid: { cells: laid }, evidence: 'style', isTableRow: false, shape: '' };
    });
    if (!holdsTable(rows)) return null;
    if (tracks === null) return gridOfRows(rows.map((row) => row.laid));
    const declarations = cells.map((cell) => cell.declarations);
    const places = placeGridItems(declarations, tracks.length);
    const placed = compacted(places.map((place, i) => ({ ...place, content: cells[i]! })));
    return {
      layout: 'geometric',
      rows: placed.reduce((most, cell) => Math.max(most, cell.row + cell.rowSpan), 0),
      columns: placed.reduce((most, cell) => Math.max(most, cell.column + cell.columnSpan), 0),
      cells: placed,
    };
  }

  function rowsAmong(nodes: readonly VisibleNode[]): readonly (readonly StyledRow[] | null)[] {
    const all = nodes.map((node) => (isElement(node) ? rowsOf(node) : null));
    if (!all.some((rows) => rows?.some((row) => row.laid.cells.length > 1))) return nodes.map(() => null);
    const found = all.map((rows) => (rows?.some(isPassage) ? null : rows));
    return nodes.map((node, i) => {
      const rows = found[i] ?? null;
      if (rows !== null || !isElement(node)) return rows;
      const neighbours = [i - 1, i + 1].flatMap((k) => {
        const other = nodes[k];
        return found[k] && other !== undefined && isElement(other) ? [other] : [];
      });
      const heading = neighbours.length > 0 ? headingRow(node, neighbours) : null;
      return heading ? [heading] : null;
    });
  }

  return (element) => {
    const flat = flatTable(element);
    if (flat) return [flat];
    const nodes = element.children.filter((node) => !isBlankText(node));
    const rows = rowsAmong(nodes);
    const parts: (StyledGrid | VisibleNode)[] = [];
    let hasGrid = false;
    for (let i = 0; i < nodes.length; ) {
      let end = i;
      while (end < nodes.length && rows[end]) end++;
      const run = rows.slice(i, end).flatMap((part) => part ?? []);
      end = Math.max(end, i + 1);
      if (run.length > 0 && holdsTable(run)) {
        const laid = run.map((row) => row.laid);
        parts.push(
          gridOfRows(
            laid,
            run.every((row) => row.isTableRow),
          ),
        );
        hasGrid = true;
      } else {
        for (const node of nodes.slice(i, end)) parts.push(node);
      }
      i = end;
    }
    return hasGrid ? parts : element.children;
  };
}
