import { HTML_LIMITS, HTML_TOLERANCES } from '../../../config/limits.ts';
import type { GridCell } from '../../contracts/grid.ts';
import { type DeclaredCell, type PlacedCell, placeCells } from '../../grid/occupancy.ts';
import { cellWidth, type Width } from './cell-width.ts';
import { compacted } from './compacted.ts';
import { isFormLabel, isSectionHeading } from './form-words.ts';
import { type GridPiece, type Piece, sumOf, textOf } from './pieces.ts';
import { gridOfRectangles, type Rectangle } from './row-geometry.ts';
import { withMendedRowSpans } from './row-spans.ts';
import { withoutSlivers } from './slivers.ts';
import type { VisibleElement } from './visible-tree.ts';

interface SourceCell {
  readonly element: VisibleElement;
  readonly pieces: readonly Piece[];
}
interface SourceRow {
  readonly cells: readonly DeclaredCell<SourceCell>[];
  /** A row that only states widths and has no height. */
  readonly isSpacer: boolean;
}

const isElement = (node: VisibleElement | string): node is VisibleElement => typeof node !== 'string';
const childrenNamed = (element: VisibleElement, names: readonly string[]): VisibleElement[] =>
  element.children.filter(isElement).filter((child) => names.includes(child.tag));

/** Groups of rows in the order in which they are shown: the first head on top, the first foot at the bottom. */
function rowGroups(table: VisibleElement): VisibleElement[][] {
  const parts = childrenNamed(table, ['thead', 'tbody', 'tfoot', 'tr']);
  const head = parts.find((part) => part.tag === 'thead');
  const foot = parts.find((part) => part.tag === 'tfoot');
  const middle = parts.filter((part) => part !== head && part !== foot);
  return [...(head ? [head] : []), ...middle, ...(foot ? [foot] : [])].map((part) =>
    part.tag === 'tr' ? [part] : childrenNamed(part, ['tr']),
  );
}

const spanOf = (text: string | undefined): number | null => {
  const span = Number.parseInt(text ?? '', 10);
  return Number.isNaN(span) ? null : Math.max(0, span);
};

/** Spans as a browser reads them; 0 rows means to the end of the group, more than the group has are cut. */
function spansOf(cell: VisibleElement, rowsLeft: number): { rowSpan: number; columnSpan: number } {
  const rowSpan = spanOf(cell.attributes.rowspan) ?? 1;
  const columnSpan = spanOf(cell.attributes.colspan) ?? 1;
  return {
    rowSpan: rowSpan === 0 ? rowsLeft : Math.min(rowSpan, rowsLeft),
    columnSpan: Math.min(Math.max(1, columnSpan), HTML_LIMITS.columnSpan),
  };
}

/** A span far beyond all other rows means: across the whole table. */
function withoutGiantSpans(rows: readonly SourceRow[]): readonly (readonly DeclaredCell<SourceCell>[])[] {
  const widthOf = (row: SourceRow): number =>
    row.cells.reduce((sum, cell) => sum + (cell.columnSpan > HTML_LIMITS.plausibleSpan ? 1 : cell.columnSpan), 0);
  const widest = rows.reduce((most, row) => Math.max(most, widthOf(row)), 1);
  return rows.map((row) =>
    row.cells.map((cell) =>
      cell.columnSpan > HTML_LIMITS.plausibleSpan ? { ...cell, columnSpan: Math.min(cell.columnSpan, widest) } : cell,
    ),
  );
}

const hasNoHeight = (row: VisibleElement): boolean =>
  /^0+(?:px|pt)?$/.test(row.attributes.height ?? '') ||
  /^0+(?:px|pt)?$/.test(row.declarations.get('height')?.value ?? '');

function readRows(
  table: VisibleElement,
  piecesOf: (element: VisibleElement) => readonly Piece[],
): readonly SourceRow[] {
  return rowGroups(table).flatMap((group) =>
    group.map((row, r): SourceRow => {
      const cells = childrenNamed(row, ['td', 'th']).map((element) => {
        return { ...spansOf(element, group.length - r), content: { element, pieces: piecesOf(element) } };
      });
      return { cells, isSpacer: hasNoHeight(row) && cells.every((cell) => cell.content.pieces.length === 0) };
    }),
  );
}

/** Whether so many rows end before the last column that their spans must have been lost on the way. */
function hasLostSpans(cells: readonly PlacedCell<unknown>[], rows: number, columns: number): boolean {
  const ends = new Array<number>(rows).fill(0);
  const counts = new Array<number>(rows).fill(0);
  for (const cell of cells) {
    counts[cell.row]!++;
    for (let r = cell.row; r < cell.row + cell.rowSpan; r++)
      ends[r] = Math.max(ends[r]!, cell.column + cell.columnSpan);
  }
  const judged = ends.filter((_, r) => counts[r]! > 1);
  return judged.filter((end) => end < columns).length > judged.length * HTML_TOLERANCES.raggedRows;
}

const inkedCells = (piece: GridPiece): number => piece.cells.filter((cell) => cell.text !== '').length;
const nestedGrids = (cell: SourceCell): GridPiece[] =>
  cell.pieces.flatMap((piece) => (piece.kind === 'grid' && inkedCells(piece) > 1 ? [piece] : []));

/** Whether a cell holds a passage of the page rather than an entry of a table. */
function holdsPassage(cell: SourceCell): boolean {
  const paragraphs = cell.pieces.filter((piece) => piece.kind === 'paragraph');
  const longest = paragraphs.reduce((most, paragraph) => Math.max(most, paragraph.characters), 0);
  if (paragraphs.some((p) => p.headingLevel !== null) && paragraphs.length > 1) return true;
  if (paragraphs.length > 2 && paragraphs.some((p) => isSectionHeading(p.text))) return true;
  return (
    longest > HTML_TOLERANCES.passageCharacters ||
    (paragraphs.length > 2 && longest > HTML_TOLERANCES.passageCharacters / 3)
  );
}

const widthOf = (cell: SourceCell): Width | null => {
  const { width } = cell.element.attributes;
  return cellWidth(cell.element.declarations, width === undefined ? {} : { width });
};

const pixelsOf = (cell: SourceCell): number | null => {
  const width = widthOf(cell);
  return width?.unit === 'px' ? width.value : null;
};

const isLabelCell = (cell: SourceCell): boolean =>
  cell.element.characters <= HTML_LIMITS.labelCharacters && isFormLabel(textOf(cell.pieces));

type Purpose = 'data' | 'layout' | 'divided';

/** What a table is for: data, the layout of the page, or data with cells that another table divides. */
function purposeOf(cells: readonly SourceCell[]): Purpose {
  const inked = cells.filter((cell) => cell.pieces.length > 0);
  const own = inked.filter((cell) => nestedGrids(cell).length === 0);
  const isForm = own.filter(isLabelCell).length >= HTML_TOLERANCES.tableLabels;
  if (own.length < inked.length) return isForm ? 'divided' : 'layout';
  if (inked.length === 1 && !inked.every(isLabelCell)) return 'layout';
  const all = inked.reduce((sum, cell) => sum + sumOf(cell.pieces, 'characters'), 0);
  const inPassages = inked.filter(holdsPassage).reduce((sum, cell) => sum + sumOf(cell.pieces, 'characters'), 0);
  return inPassages > all * HTML_TOLERANCES.passageShare ? 'layout' : 'data';
}

/** Expands cells that hold a table into the cells of that table, on a common grid. */
function dividedCells(
  cells: readonly PlacedCell<SourceCell>[],
  rows: number,
  columns: number,
  ordinal: number,
): { cells: readonly GridCell[]; rows: number; columns: number } | null {
  const inner = (cell: PlacedCell<SourceCell>): GridPiece | null => nestedGrids(cell.content)[0] ?? null;
  const heights = Array.from({ length: rows }, () => 1);
  for (const cell of cells)
    if (cell.rowSpan === 1) heights[cell.row] = Math.max(heights[cell.row]!, inner(cell)?.rows ?? 1);
  const tops = [0];
  for (const height of heights) tops.push(tops.at(-1)! + height);
  const rectangles = cells.flatMap((cell): Rectangle<GridCell>[] => {
    const top = tops[cell.row]!;
    const height = tops[cell.row + cell.rowSpan]! - top;
    const left = cell.column / columns;
    const width = cell.columnSpan / columns;
    const grid = inner(cell);
    const own = {
      row: 0,
      column: 0,
      rowSpan: 1,
      columnSpan: 1,
      text: textOf(cell.content.pieces),
      confidence: 1,
      origin: { table: ordinal, row: cell.row + 1, column: cell.column + 1 },
    };
    if (grid === null || height % grid.rows !== 0)
      return [{ left, right: left + width, row: top, rowSpan: height, content: own }];
    const scale = height / grid.rows;
    return grid.cells.map((c) => ({
      left: left + (width * c.column) / grid.columns,
      right: left + (width * (c.column + c.columnSpan)) / grid.columns,
      row: top + c.row * scale,
      rowSpan: c.rowSpan * scale,
      content: c,
    }));
  });
  const grid = gridOfRectangles(rectangles);
  return (
    grid && {
      rows: grid.rows,
      columns: grid.columns,
      cells: grid.cells.map(({ content, ...place }) => ({ ...content, ...place })),
    }
  );
}

/**
 * Reads a table element: its caption, and then a grid, or the content of its cells where it only lays out the page.
 * @throws ConversionError too-complex when the grid has more than EXTRACT_LIMITS.tableCells positions
 */
export function readTable(
  table: VisibleElement,
  ordinal: number,
  piecesOf: (element: VisibleElement) => readonly Piece[],
): readonly Piece[] {
  const captions = childrenNamed(table, ['caption']).flatMap((caption) => piecesOf(caption));
  const rows = readRows(table, piecesOf).filter((row) => !row.isSpacer);
  const sources = rows.flatMap((row) => row.cells.map((cell) => cell.content));
  const purpose = purposeOf(sources);
  if (purpose === 'layout') return [...captions, ...sources.flatMap((cell) => cell.pieces)];
  const { cells: declared, columns } = placeCells(withMendedRowSpans(withoutGiantSpans(rows)));
  const placed = compacted(withoutSlivers(declared, columns, pixelsOf));
  const size = {
    rows: placed.reduce((most, cell) => Math.max(most, cell.row + 1), 0),
    columns: placed.reduce((most, cell) => Math.max(most, cell.column + 1), 0),
  };
  const divided = purpose === 'divided' ? dividedCells(placed, size.rows, size.columns, ordinal) : null;
  if (purpose === 'divided' && divided === null) return [...captions, ...sources.flatMap((cell) => cell.pieces)];
  const cells = placed.map(
    ({ row, column, rowSpan, columnSpan, sourceRow, content }): GridCell => ({
      row,
      column,
      rowSpan,
      columnSpan,
      text: textOf(content.pieces),
      confidence: 1,
      origin: { table: ordinal, row: sourceRow + 1, column: column + 1 },
    }),
  );
  const [firstRow] = rows;
  const singleRow =
    rows.length === 1 && purpose === 'data'
      ? (firstRow?.cells ?? []).map(({ columnSpan, content }) => ({
          text: textOf(content.pieces),
          columnSpan,
          width: widthOf(content),
        }))
      : null;
  const pieces = sources.flatMap((cell) => cell.pieces);
  const grid: GridPiece = {
    kind: 'grid',
    element: table,
    layout: hasLostSpans(placed, size.rows, size.columns) ? 'sequence' : 'geometric',
    cells,
    ...size,
    ...divided,
    tables: [ordinal],
    singleRow,
    characters: sumOf(pieces, 'characters'),
    linkCharacters: sumOf(pieces, 'linkCharacters'),
  };
  return cells.every((cell) => cell.text === '') ? captions : [...captions, grid];
}
