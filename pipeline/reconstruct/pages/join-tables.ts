import { TABLE_TOLERANCES } from '../../../config/limits/pages.ts';
import { joinRows } from './join-rows.ts';
import type { PageTable, TableCell } from './page-table.ts';

/** Column lines of two parts brought together: the lines of the finer part, and where the lines of each part are among them. */
interface CommonColumns {
  readonly xs: readonly number[];
  readonly ofFirst: readonly number[];
  readonly ofSecond: readonly number[];
}

/** For each line of the coarser part the same line of the finer one; null when one has no counterpart. */
function counterparts(coarse: readonly number[], fine: readonly number[], shift: number): readonly number[] | null {
  const places: number[] = [];
  for (const x of coarse) {
    const place = fine.findIndex((other) => Math.abs(other + shift - x) <= TABLE_TOLERANCES.columnShift);
    if (place < 0 || places.includes(place)) return null;
    places.push(place);
  }
  return places;
}

/**
 * Parts of one table have the same width and the same columns, though one may show fewer of them where its cells span.
 * The whole part may be shifted, as the text of left and right pages is.
 */
function commonColumns(first: readonly number[], second: readonly number[]): CommonColumns | null {
  const shift = second[0]! - first[0]!;
  if (Math.abs(second.at(-1)! - shift - first.at(-1)!) > TABLE_TOLERANCES.columnShift) return null;
  if (first.length >= second.length) {
    const places = counterparts(second, first, shift);
    return places && { xs: first, ofFirst: first.map((_, i) => i), ofSecond: places };
  }
  const places = counterparts(first, second, -shift);
  return places && { xs: second.map((x) => x - shift), ofFirst: places, ofSecond: second.map((_, i) => i) };
}

/** Cells on the columns of the whole table. Cells that stay where they are stay the same: a long table is joined page by page. */
function onColumns(cells: readonly TableCell[], places: readonly number[]): readonly TableCell[] {
  if (places.every((place, i) => place === i)) return cells;
  return cells.map((cell) => {
    const column = places[cell.column]!;
    return { ...cell, column, columnSpan: places[cell.column + cell.columnSpan]! - column };
  });
}

/** Joins a table with the part of it that stands at the top of the next page; null when it is no such part. */
function joinPair(first: PageTable, second: PageTable): PageTable | null {
  if (second.regions[0]!.page !== first.regions.at(-1)!.page + 1) return null;
  const columns = commonColumns(first.xs, second.xs);
  if (!columns) return null;
  const joined = joinRows(
    { rows: first.rows, cells: onColumns(first.cells, columns.ofFirst) },
    { rows: second.rows, cells: onColumns(second.cells, columns.ofSecond) },
  );
  return { xs: columns.xs, ...joined, regions: [...first.regions, ...second.regions] };
}

/** Joins tables that follow one another without text between them where one goes on over a page break. */
export function joinTables(tables: readonly PageTable[]): readonly PageTable[] {
  const result: PageTable[] = [];
  for (const table of tables) {
    const last = result.at(-1);
    const joined = last ? joinPair(last, table) : null;
    if (joined) result[result.length - 1] = joined;
    else result.push(table);
  }
  return result;
}
