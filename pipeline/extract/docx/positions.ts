import { EXTRACT_LIMITS } from '../../../config/limits/extract.ts';
import { DOCX_TOLERANCES } from '../../../config/limits/markup.ts';
import { ConversionError } from '../../contracts/errors.ts';
import type { Content, Merge, TableContent } from './content.ts';

/** A cell with the place of its left and right side in twips from the left side of its table. */
export interface PositionedCell {
  readonly left: number;
  readonly right: number;
  readonly verticalMerge: Merge;
  readonly crossed: boolean;
  readonly content: readonly Content[];
  /** Table, row and grid column that the file declares, from 1. */
  readonly source: { readonly table: number; readonly row: number; readonly column: number };
}

/**
 * Where the sides of all cells stand: by grid column, or by cell width where the rows leave the grid unused.
 * @throws ConversionError too-complex when the grid has more than EXTRACT_LIMITS.tableCells positions.
 */
export function positionCells(table: TableContent): readonly (readonly PositionedCell[])[] {
  const columns = largest(table.rows.map(gridEnd));
  if (columns * table.rows.length > EXTRACT_LIMITS.tableCells) {
    throw new ConversionError('too-complex', `a table of more than ${EXTRACT_LIMITS.tableCells} positions`);
  }
  const sideOfColumn = columnSides(table.gridTwips, columns);
  const byWidth = widthsTellPositions(table, columns);
  return table.rows.map((row, r) => {
    let column = row.gridBefore;
    let offset = 0;
    return row.cells.map((cell) => {
      const width = cell.widthTwips ?? 0;
      const left = byWidth ? offset : (sideOfColumn[column] ?? 0);
      const right = byWidth ? offset + width : (sideOfColumn[column + cell.gridSpan] ?? 0);
      const source = { table: table.ordinal, row: r + 1, column: column + 1 };
      column += cell.gridSpan;
      offset += width;
      const { verticalMerge, crossed, content } = cell;
      return { left, right, verticalMerge, crossed, content, source };
    });
  });
}

const gridEnd = (row: TableContent['rows'][number]): number =>
  row.cells.reduce((column, cell) => column + cell.gridSpan, row.gridBefore);

/** Left sides of the grid columns and the right side of the last; even steps where the file does not declare widths. */
function columnSides(gridTwips: readonly number[], columns: number): readonly number[] {
  const declared = gridTwips.length > 0 && gridTwips.every((w) => w > 0);
  const average = declared
    ? Math.max(1, Math.round(sum(gridTwips) / gridTwips.length))
    : DOCX_TOLERANCES.assumedColumnTwips;
  const sides = [0];
  for (let c = 0; c < columns; c++) sides.push((sides[c] ?? 0) + (declared ? (gridTwips[c] ?? average) : average));
  return sides;
}

/**
 * Some writers put one grid column under every cell and give only widths: rows then differ in their number of columns
 * although they are equally wide.
 */
function widthsTellPositions(table: TableContent, columns: number): boolean {
  const ragged = table.rows.some((row) => gridEnd(row) + row.gridAfter !== columns);
  if (!ragged || table.rows.some((row) => row.gridBefore > 0 || row.gridAfter > 0)) return false;
  const widths = table.rows.flatMap((row) => row.cells.map((cell) => cell.widthTwips));
  if (widths.includes(null)) return false;
  const rowWidths = table.rows.map((row) => sum(row.cells.map((cell) => cell.widthTwips ?? 0)));
  const narrowest = largest(rowWidths) * (1 - DOCX_TOLERANCES.rowWidthShare);
  return rowWidths.every((width) => width >= narrowest);
}

/** The largest of any count of numbers, 0 for none; spread into Math.max, a long table would overflow the stack. */
export const largest = (numbers: readonly number[]): number => numbers.reduce((a, b) => Math.max(a, b), 0);

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);

/**
 * The columns that a reader sees: sides of cells that stand closer together than a drawn column can be are one side,
 * and grid columns where no cell begins or ends are none. Gives for each side the number of its column, from 0.
 */
export function sidesToColumns(rows: readonly (readonly PositionedCell[])[]): ReadonlyMap<number, number> {
  const cells = rows.flat();
  const sides = [...new Set(cells.flatMap((cell) => [cell.left, cell.right]))].sort((a, b) => a - b);
  const tolerance = sliverTwips(rows, sides);
  /** For each right side the nearest left side of a cell that ends there: these two must stay apart. */
  const nearestLeft = new Map<number, number>();
  for (const cell of cells) nearestLeft.set(cell.right, Math.max(cell.left, nearestLeft.get(cell.right) ?? cell.left));

  const columnOf = new Map<number, number>();
  let column = -1;
  let first = Number.NEGATIVE_INFINITY;
  for (const side of sides) {
    const sameColumn = side - first <= tolerance && (nearestLeft.get(side) ?? Number.NEGATIVE_INFINITY) < first;
    if (!sameColumn) {
      column++;
      first = side;
    }
    columnOf.set(side, column);
  }
  return columnOf;
}

function sliverTwips(rows: readonly (readonly PositionedCell[])[], sides: readonly number[]): number {
  const width = (sides.at(-1) ?? 0) - (sides[0] ?? 0);
  const mostCells = Math.max(1, largest(rows.map((row) => row.length)));
  return Math.min(DOCX_TOLERANCES.sliverTwips, (width / mostCells) * DOCX_TOLERANCES.sliverShare);
}
