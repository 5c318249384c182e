import { HTML_LIMITS, HTML_TOLERANCES } from '../../../config/limits.ts';
import { cellWidth, type Width } from './cell-width.ts';
import { compacted } from './compacted.ts';
import { gridTracks, placeGridItems } from './css-grid.ts';
import { isFigure, isFormLabel, isMetaLabel } from './form-words.ts';
import { gridOfRows, type LaidCell, type LaidGrid, type LaidRow } from './row-geometry.ts';
import type { VisibleElement } from './visible-tree.ts';

/** What tells that the children of an element stand beside each other: its styles, its names, or nothing but their kind. */
type Evidence = 'style' | 'name' | 'none';

interface Row {
  readonly laid: LaidRow<string>;
  readonly evidence: Evidence;
  /** Made by style sheets as a table: the n-th cells are one column. */
  readonly isTableRow: boolean;
}

/** Rows and grids found below one page; text of a cell comes from the caller. */
export interface StyledTables {
  /** Runs of children that are the rows of a table, and what stands between them, in order. */
  readonly partition: (element: VisibleElement) => readonly (LaidGrid<string> | VisibleElement['children'][number])[];
}

const NEVER_ROWS = new Set([
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
const NEVER_CELLS = new Set(['br', 'hr', 'img', 'table', 'input']);
const ROW_NAME = /(?:^|[-_ ])(?:t?row|tr|line)s?(?:[-_ \d]|$)|vrow|tablerow/i;
const CELL_NAME = /(?:^|[-_ ])(?:t?cell|td|th|col|column)s?(?:[-_ \d]|$)|vcell|tablecell/i;

const isElement = (node: VisibleElement | string): node is VisibleElement => typeof node !== 'string';
const isBlankText = (node: VisibleElement | string): boolean => !isElement(node) && node.trim() === '';
const classOf = (element: VisibleElement): string => element.attributes.class ?? '';
const widthOf = (element: VisibleElement): Width | null => cellWidth(element.declarations, element.attributes);
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
function overflows(cells: readonly VisibleElement[]): boolean {
  const shares = cells.map((cell) => {
    const width = widthOf(cell);
    return width?.unit === '%' ? width.value / 100 : 0;
  });
  return shares.reduce((sum, share) => sum + share, 0) > 1 + HTML_TOLERANCES.rowOverflow;
}

/** Element children where there is nothing else but white space, else null. */
function onlyElements(element: VisibleElement): readonly VisibleElement[] | null {
  const elements = element.children.filter(isElement);
  return elements.length > 0 && element.children.every((node) => isElement(node) || isBlankText(node))
    ? elements
    : null;
}

function evidenceOf(element: VisibleElement, cells: readonly VisibleElement[]): Evidence {
  if (element.display === 'flex-row' || element.display === 'table-row') return 'style';
  if (element.display === 'flex-wrap' && cells.length > 1) return 'style';
  if (cells.every(isBesideOthers)) return 'style';
  if (cells.length > 1 && cells.every((cell) => widthOf(cell)?.unit === 'share')) return 'style';
  const isNamed = ROW_NAME.test(classOf(element)) || cells.every((cell) => CELL_NAME.test(classOf(cell)));
  return isNamed ? 'name' : 'none';
}

/** Widths of the cells of a row that is a grid container with room for all of them. */
function gridRowWidths(element: VisibleElement, cells: readonly VisibleElement[]): readonly (Width | null)[] | null {
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

const textsOf = (row: LaidRow<string>): string[] =>
  row.cells.flatMap(({ inside }) => (inside.kind === 'content' ? [inside.content] : inside.rows.flatMap(textsOf)));

/** Whether rows hold what the tables of these reports hold, rather than the layout of a page. */
function holdsTable(rows: readonly Row[]): boolean {
  const texts = rows.flatMap((row) => textsOf(row.laid));
  const inked = texts.filter((text) => text !== '');
  if (!rows.some((row) => row.laid.cells.length > 1)) return false;
  const labels = inked.filter(isFormLabel).length;
  const figures = inked.filter(isFigure).length;
  const stated = rows.filter((row) => row.evidence !== 'none').length >= rows.length * HTML_TOLERANCES.alikeRows;
  if (stated) {
    return (
      labels >= HTML_TOLERANCES.tableLabels ||
      inked.filter(isMetaLabel).length >= HTML_TOLERANCES.tableLabels ||
      (rows.length > 1 &&
        figures >= HTML_TOLERANCES.tableFigures &&
        figures >= inked.length * HTML_TOLERANCES.figureShare)
    );
  }
  return (
    rows.length > 2 && labels > HTML_TOLERANCES.tableLabels && figures >= inked.length * HTML_TOLERANCES.figureShare
  );
}

/** Finds tables that are made of other elements than table: rows of cells by styles, class names or repeated structure. */
export function styledTables(cellText: (element: VisibleElement) => string): StyledTables {
  const knownRows = new Map<VisibleElement, Row | null>();
  const knownStacks = new Map<VisibleElement, readonly Row[] | null>();

  function cellOf(element: VisibleElement, width: Width | null): LaidCell<string> | null {
    if (NEVER_CELLS.has(element.tag) || element.hasTable) return null;
    const stack = stackOf(element);
    if (stack?.every((row) => row.evidence !== 'none') && stack.some((row) => row.laid.cells.length > 1)) {
      return { width, inside: { kind: 'rows', rows: stack.map((row) => row.laid) } };
    }
    if (element.characters > HTML_LIMITS.cellCharacters) return null;
    return { width, inside: { kind: 'content', content: cellText(element) } };
  }

  function findRow(element: VisibleElement): Row | null {
    const children = onlyElements(element);
    if (
      children === null ||
      NEVER_ROWS.has(element.tag) ||
      element.hasTable ||
      children.length > HTML_LIMITS.cellsInRow
    )
      return null;
    const tracks = element.display === 'grid' ? gridRowWidths(element, children) : null;
    if (element.display === 'grid' && tracks === null) return null;
    const cells: LaidCell<string>[] = [];
    for (const [i, child] of children.entries()) {
      const cell = cellOf(child, tracks ? (tracks[i] ?? null) : widthOf(child));
      if (cell === null) return null;
      cells.push(cell);
    }
    if (!tracks && overflows(children)) return null;
    const evidence = tracks ? 'style' : evidenceOf(element, children);
    const isTableRow = element.display === 'table-row' || children.every((child) => child.display === 'table-cell');
    return { laid: { cells }, evidence, isTableRow };
  }

  function rowOf(element: VisibleElement): Row | null {
    const known = knownRows.get(element);
    if (known !== undefined) return known;
    const row = findRow(element);
    knownRows.set(element, row);
    return row;
  }

  /** Terms with what belongs to them, each a row. */
  function definitionRows(element: VisibleElement): readonly Row[] | null {
    const children = onlyElements(element)?.filter((child) => child.tag === 'dt' || child.tag === 'dd') ?? [];
    if (element.tag !== 'dl' || children[0]?.tag !== 'dt' || element.hasTable) return null;
    const rows: LaidCell<string>[][] = [];
    for (const child of children) {
      const cell = cellOf(child, widthOf(child));
      if (cell === null) return null;
      if (child.tag === 'dt') rows.push([cell]);
      else rows.at(-1)?.push(cell);
    }
    return rows.map((cells) => ({ laid: { cells }, evidence: 'name', isTableRow: false }));
  }

  function findStack(element: VisibleElement): readonly Row[] | null {
    const definitions = definitionRows(element);
    if (definitions) return definitions;
    const children = onlyElements(element);
    if (
      children === null ||
      NEVER_ROWS.has(element.tag) ||
      element.hasTable ||
      evidenceOf(element, children) === 'style'
    )
      return null;
    const rows: Row[] = [];
    for (const child of children) {
      const inner = rowsOf(child);
      if (inner === null) return null;
      for (const row of inner) rows.push(row);
    }
    return rows;
  }

  function stackOf(element: VisibleElement): readonly Row[] | null {
    const known = knownStacks.get(element);
    if (known !== undefined) return known;
    const stack = findStack(element);
    knownStacks.set(element, stack);
    return stack;
  }

  /** The rows that an element is: one, or those of a group of rows. */
  function rowsOf(element: VisibleElement): readonly Row[] | null {
    const row = rowOf(element);
    if (row?.evidence === 'style') return [row];
    const stack = stackOf(element);
    if (stack?.every((inner) => inner.evidence !== 'none')) return stack;
    return row ? [row] : stack;
  }

  /** A line without cells between rows: a heading over the columns. */
  function headingRow(element: VisibleElement, neighbours: readonly VisibleElement[]): Row | null {
    if (NEVER_ROWS.has(element.tag) || element.hasTable || element.characters > HTML_LIMITS.labelCharacters)
      return null;
    const text = cellText(element);
    const isAlike = classOf(element) !== '' && neighbours.some((other) => classOf(other) === classOf(element));
    if (text === '' || (!isAlike && !isFormLabel(text))) return null;
    return {
      laid: { cells: [{ width: null, inside: { kind: 'content', content: text } }] },
      evidence: 'name',
      isTableRow: false,
    };
  }

  /** Cells that follow each other in a container and wrap into rows, or are placed on the grid of the container. */
  function flatTable(element: VisibleElement): LaidGrid<string> | null {
    const cells = onlyElements(element);
    if (cells === null || element.hasTable || cells.length < HTML_TOLERANCES.tableFigures) return null;
    if (cells.some((cell) => NEVER_CELLS.has(cell.tag) || cell.characters > HTML_LIMITS.cellCharacters)) return null;
    const tracks = element.display === 'grid' ? gridTracks(element.declarations) : null;
    const wrapped = tracks === null ? wrappedRows(element, cells) : null;
    if (tracks === null && wrapped === null) return null;
    const laid = (cell: VisibleElement): LaidCell<string> => ({
      width: widthOf(cell),
      inside: { kind: 'content', content: cellText(cell) },
    });
    const rows = (wrapped ?? [cells]).map(
      (row): Row => ({ laid: { cells: row.map(laid) }, evidence: 'style', isTableRow: false }),
    );
    if (!holdsTable(rows)) return null;
    if (tracks === null) return gridOfRows(rows.map((row) => row.laid));
    const places = placeGridItems(
      cells.map((cell) => cell.declarations),
      tracks.length,
    );
    const placed = compacted(places.map((place, i) => ({ ...place, content: cellText(cells[i]!) })));
    return {
      layout: 'geometric',
      rows: placed.reduce((most, cell) => Math.max(most, cell.row + cell.rowSpan), 0),
      columns: placed.reduce((most, cell) => Math.max(most, cell.column + cell.columnSpan), 0),
      cells: placed,
    };
  }

  function partition(element: VisibleElement): readonly (LaidGrid<string> | VisibleElement['children'][number])[] {
    const flat = flatTable(element);
    if (flat) return [flat];
    const nodes = element.children.filter((node) => !isBlankText(node));
    if (!nodes.some((node) => isElement(node) && rowsOf(node) !== null)) return element.children;
    const found = nodes.map((node) => (isElement(node) ? rowsOf(node) : null));
    const rows = nodes.map((node, i) => {
      if (found[i]) return found[i];
      const neighbours = [i - 1, i + 1].flatMap((k) => {
        const other = nodes[k];
        return found[k] && other !== undefined && isElement(other) ? [other] : [];
      });
      const heading = isElement(node) && neighbours.length > 0 ? headingRow(node, neighbours) : null;
      return heading ? [heading] : null;
    });
    const parts: (LaidGrid<string> | VisibleElement['children'][number])[] = [];
    for (let i = 0; i < nodes.length; ) {
      let end = i;
      while (end < nodes.length && rows[end]) end++;
      const run = rows.slice(i, end).flatMap((part) => part ?? []);
      if (run.length > 0 && holdsTable(run))
        parts.push(
          gridOfRows(
            run.map((row) => row.laid),
            run.every((row) => row.isTableRow),
          ),
        );
      else for (const node of nodes.slice(i, Math.max(end, i + 1))) parts.push(node);
      i = Math.max(end, i + 1);
    }
    return parts.some((part) => typeof part !== 'string' && 'layout' in part) ? parts : element.children;
  }
  return { partition };
}

/** Rows that cells of known width fill one after the other; null where they do not fill them. */
function wrappedRows(element: VisibleElement, cells: readonly VisibleElement[]): readonly VisibleElement[][] | null {
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
