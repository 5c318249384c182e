import { HTML_LIMITS } from '../../../config/limits/markup.ts';
import type { DeclaredCell } from '../../grid/occupancy.ts';
import { cellWidth, type Width } from './cell-width.ts';
import type { Piece } from './pieces.ts';
import type { VisibleElement } from './visible-element.ts';

/** A cell of a table element with what it holds. */
export interface SourceCell {
  readonly element: VisibleElement;
  readonly pieces: readonly Piece[];
}
export interface SourceRow {
  readonly cells: readonly DeclaredCell<SourceCell>[];
  /** Place among the rows as shown, from 0. */
  readonly index: number;
  /** A row that only states widths and has no height. */
  readonly isSpacer: boolean;
}

const isElement = (node: VisibleElement | string): node is VisibleElement => typeof node !== 'string';
export const childrenNamed = (element: VisibleElement, names: readonly string[]): VisibleElement[] =>
  element.children.filter(isElement).filter((child) => names.includes(child.tag));

/** Groups of rows in the order in which they are shown: the first head on top, the first foot at the bottom. */
function rowGroups(table: VisibleElement): VisibleElement[][] {
  const parts = childrenNamed(table, ['thead', 'tbody', 'tfoot']);
  const head = parts.find((part) => part.tag === 'thead');
  const foot = parts.find((part) => part.tag === 'tfoot');
  const middle = parts.filter((part) => part !== head && part !== foot);
  return [...(head ? [head] : []), ...middle, ...(foot ? [foot] : [])].map((part) => childrenNamed(part, ['tr']));
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
export function withoutGiantSpans(rows: readonly SourceRow[]): readonly (readonly DeclaredCell<SourceCell>[])[] {
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

/** Rows of a table in the order in which they are shown, spans within the bounds of their groups. */
export function readRows(
  table: VisibleElement,
  piecesOf: (element: VisibleElement) => readonly Piece[],
): readonly SourceRow[] {
  let index = 0;
  return rowGroups(table).flatMap((group) =>
    group.map((row, r): SourceRow => {
      const cells = childrenNamed(row, ['td', 'th']).map((element) => {
        return { ...spansOf(element, group.length - r), content: { element, pieces: piecesOf(element) } };
      });
      return {
        cells,
        index: index++,
        isSpacer: hasNoHeight(row) && cells.every((cell) => cell.content.pieces.length === 0),
      };
    }),
  );
}

export const widthOf = (cell: SourceCell): Width | null => {
  const { width } = cell.element.attributes;
  return cellWidth(cell.element.declarations, width === undefined ? {} : { width });
};

export const pixelsOf = (cell: SourceCell): number | null => {
  const width = widthOf(cell);
  return width?.unit === 'px' ? width.value : null;
};
