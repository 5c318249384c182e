import { ALIGNMENT_LIMITS } from '../../../config/limits/form.ts';
import { headerCells, headerRanges, isHeaderRow, printedOrder } from './headers.ts';
import { beginsIn, type FoldedCell, type FoldedGrid, isBlankCell, isValueCell } from './table-row.ts';
import { type HeaderRanges, NO_COLUMNS, numbersOf, type RowCheck, type ValueColumns } from './values.ts';

const meets = ([from, to]: readonly [number, number], [left, right]: readonly [number, number]): boolean =>
  from < right && left < to;

const extent = (cell: FoldedCell): readonly [number, number] => [cell.column, cell.column + cell.columnSpan];

/** Header cells behind the labels that stand above none of the columns of the form. */
function foreignColumns(grid: FoldedGrid, ranges: HeaderRanges): ValueColumns['foreign'] {
  const known = [...ranges.values()];
  const first = Math.min(...known.map(([from]) => from));
  return grid.rows
    .filter(isHeaderRow)
    .flatMap((row) => row.cells.filter((cell) => beginsIn(row, cell) && !isBlankCell(cell)))
    .map(extent)
    .filter((range) => range[0] >= first && !known.some((k) => meets(k, range)));
}

/** The columns in which rows with a value for every key print them, as most of them agree; null where they do not. */
function rangesByExample(rows: readonly (readonly FoldedCell[])[], keys: readonly string[]): HeaderRanges | null {
  const complete = rows
    .map((cells) => cells.filter((cell) => !isBlankCell(cell)))
    .filter((inked) => inked.length === keys.length && inked.every(isValueCell));
  const alike = new Map<string, (readonly FoldedCell[])[]>();
  for (const inked of complete) {
    const layout = inked.map((cell) => extent(cell).join('-')).join(' ');
    alike.set(layout, [...(alike.get(layout) ?? []), inked]);
  }
  const [most] = [...alike.values()].toSorted((a, b) => b.length - a.length);
  const isUsual = most !== undefined && most.length > complete.length * ALIGNMENT_LIMITS.usualShare;
  return isUsual ? new Map(keys.map((key, i) => [key, extent(most[0]![i]!)])) : null;
}

const inkedValues = (cells: readonly FoldedCell[]): number =>
  cells.filter((cell) => !isBlankCell(cell) && isValueCell(cell)).length;

/** Whether more than half of the rows that hold values hold more than one for each key. */
function areCrowded(rows: readonly (readonly FoldedCell[])[], keys: readonly string[]): boolean {
  const counts = rows.map(inkedValues).filter((count) => count > 1);
  return counts.filter((count) => count > keys.length).length * 2 > counts.length;
}

/** How many rows add up, and how many do not, with their values in these columns; rows of nothing but zeros say nothing. */
function sumsUnder(
  rows: readonly (readonly FoldedCell[])[],
  ranges: readonly (readonly [number, number])[],
  check: RowCheck,
): { readonly hold: number; readonly fail: number } {
  const numbers = rows.flatMap((cells) => {
    const texts = ranges.map(([from]) => cells.find((cell) => cell.column === from)?.text ?? '');
    const read = numbersOf(texts);
    return read?.some((n) => n !== 0) ? [read] : [];
  });
  const hold = numbers.filter(check).length;
  return { hold, fail: numbers.length - hold };
}

/**
 * The columns that have ink in any row, where they are as many as the keys. With a blank column between them one may be
 * a stray beside the table, so that the sums of its rows must speak for them.
 */
function rangesInUse(
  rows: readonly (readonly FoldedCell[])[],
  keys: readonly string[],
  check: RowCheck,
): HeaderRanges | null {
  const used = new Map<number, readonly [number, number]>();
  for (const cell of rows.flat()) if (!isBlankCell(cell) && isValueCell(cell)) used.set(cell.column, extent(cell));
  const ranges = [...used.values()].toSorted((a, b) => a[0] - b[0]);
  const apart = ranges.every((range, i) => i === 0 || range[0] >= ranges[i - 1]![1]);
  if (ranges.length !== keys.length || !apart) return null;
  const closed = ranges.every((range, i) => i === 0 || range[0] === ranges[i - 1]![1]);
  const { hold, fail } = sumsUnder(rows, ranges, check);
  return hold > fail || (closed && hold === fail) ? new Map(keys.map((key, i) => [key, ranges[i]!])) : null;
}

/** Whether rows have ink under the last header and none behind it: columns more than the headers have are blank ones. */
function endsBlank(rows: readonly (readonly FoldedCell[])[], ranges: HeaderRanges): boolean {
  const [from, to] = [...ranges.values()].reduce((a, b) => (b[0] > a[0] ? b : a));
  const inked = rows.flatMap((cells) => cells.filter((cell) => !isBlankCell(cell)));
  const first = Math.min(...[...ranges.values()].map((range) => range[0]));
  const beyond = (cell: FoldedCell): boolean => cell.column < first || cell.column + cell.columnSpan > to;
  return inked.some((cell) => cell.column === from) && !inked.some(beyond);
}

const sameRanges = (a: HeaderRanges, b: HeaderRanges): boolean =>
  [...a].every(([key, [from, to]]) => b.get(key)?.[0] === from && b.get(key)?.[1] === to);

/** The column in which values can begin: behind the longest labels. */
const startOf = (rows: readonly (readonly FoldedCell[])[]): number =>
  Math.max(-1, ...rows.flatMap(([first]) => (first ? [first.column] : [])));

/** Whether values can begin in a column: the labels end there, or leave blank cells up to it. */
const beginsAt = (rows: readonly (readonly FoldedCell[])[], start: number): boolean =>
  startOf(rows) === start ||
  (startOf(rows) < start && !rows.flat().some((cell) => cell.column < start && !isBlankCell(cell)));

/** The columns of a grid under its own headers. */
interface Headed extends ValueColumns {
  readonly ranges: HeaderRanges;
  readonly width: number;
  /** Where the cells behind the labels begin. */
  readonly start: number;
  /** Numbers stand under headers that the form does not have: further grids have them too, and no header tells where. */
  readonly numbersBeside: boolean;
}

/** Keys from left to right. */
const orderOf = (ranges: HeaderRanges): readonly string[] =>
  [...ranges].toSorted((a, b) => a[1][0] - b[1][0]).map(([key]) => key);

/**
 * The same columns in the order of the form, where the headers have another one in which more rows break than hold:
 * a wrong span pushed a header over its neighbour's numbers. The headers' own where the rows fit neither.
 */
function reordered(
  ranges: HeaderRanges,
  rows: readonly (readonly FoldedCell[])[],
  keys: readonly string[],
  check: RowCheck,
): { readonly ranges: HeaderRanges; readonly isContradicted: boolean } {
  const isOther = ranges.size === keys.length && orderOf(ranges).some((key, i) => key !== keys[i]);
  const named = isOther
    ? sumsUnder(
        rows,
        keys.map((key) => ranges.get(key)!),
        check,
      )
    : { hold: 0, fail: 0 };
  if (named.fail <= named.hold) return { ranges, isContradicted: false };
  const places = [...ranges.values()].toSorted((a, b) => a[0] - b[0]);
  const inForm = sumsUnder(rows, places, check);
  const isForm = inForm.hold > inForm.fail;
  return { ranges: isForm ? new Map(keys.map((key, i) => [key, places[i]!])) : ranges, isContradicted: true };
}

/** The columns under headers that leave out one of the form, where all values stand under the others: it was not printed. */
function rangesWithoutOne(
  named: ReadonlyMap<string, FoldedCell>,
  keys: readonly string[],
  rows: readonly (readonly FoldedCell[])[],
): HeaderRanges | null {
  const printed = keys.filter((key) => named.has(key));
  const ranges = printed.length === keys.length - 1 ? headerRanges(named, printed) : null;
  const known = [...(ranges?.values() ?? [])];
  const values = rows.flatMap((cells) => cells.filter((cell) => !isBlankCell(cell) && isValueCell(cell)));
  return values.every((cell) => known.some((range) => meets(range, extent(cell)))) ? ranges : null;
}

/**
 * For each grid the columns of its values: under its own headers, else under those of the grid before it if its rows
 * agree, else where its complete rows print them, in the order of the last headers.
 */
export function valueColumnsOf(
  grids: readonly FoldedGrid[],
  keys: readonly string[],
  cellsOfRows: (grid: FoldedGrid) => readonly (readonly FoldedCell[])[],
  check: RowCheck,
): { readonly columns: ReadonlyMap<number, ValueColumns>; readonly headers: ReadonlyMap<string, FoldedCell> } {
  const columns = new Map<number, ValueColumns>();
  const headers = new Map<string, FoldedCell>();
  const { order: stated, isOther } = printedOrder(
    grids.flatMap((grid) => grid.rows.filter(isHeaderRow)),
    keys,
  );
  const heads = stated ?? keys;
  const unsure = stated === null && isOther;
  const isWhole = (order: readonly string[]): boolean => order.length === keys.length;
  const printedAs = (order: readonly string[]) =>
    isWhole(order) && order.some((key, i) => key !== keys[i]) ? order : null;
  const inOrder =
    (order: readonly string[]): RowCheck =>
    (numbers) =>
      check(keys.map((key) => numbers[order.indexOf(key)] ?? 0));
  const allCrowded = areCrowded(grids.flatMap(cellsOfRows), keys);
  let last: Headed | null = null;
  for (const grid of grids) {
    const named = headerCells(grid.rows.filter(isHeaderRow), 'applications', keys);
    const headed = named.size > keys.length / 2;
    if (headed) for (const [key, cell] of named) if (!headers.has(key)) headers.set(key, cell);
    const rows = cellsOfRows(grid);
    const stood = headed ? (headerRanges(named, keys) ?? rangesWithoutOne(named, keys, rows)) : null;
    const crowded = allCrowded || areCrowded(rows, keys);
    if (stood) {
      const { ranges: own, isContradicted } = reordered(stood, rows, keys, check);
      const foreign = foreignColumns(grid, own);
      const isNumber = (cell: FoldedCell): boolean => !isBlankCell(cell) && isValueCell(cell);
      last = {
        ranges: own,
        foreign,
        numbersBeside: rows
          .flat()
          .some((cell) => isNumber(cell) && foreign.some((range) => meets(range, extent(cell)))),
        width: grid.columns,
        start: startOf(rows),
        crowded,
        borrowed: false,
        orderInferred: isContradicted,
        printed: printedAs(grid.layout === 'geometric' ? orderOf(own) : heads),
        unsure: grid.layout === 'geometric' ? !isWhole(orderOf(own)) : unsure,
      };
      columns.set(grid.index, last);
      continue;
    }
    const order = last ? orderOf(last.ranges) : heads;
    const inUse = (last?.foreign.length ?? 0) > 0 ? null : rangesInUse(rows, order, inOrder(order));
    const isOpen = headed || crowded || last?.numbersBeside === true;
    const shown = isOpen ? null : (rangesByExample(rows, order) ?? inUse);
    const fits = last !== null && (last.width === grid.columns || endsBlank(rows, last.ranges));
    const agrees = last !== null && (shown ? sameRanges(shown, last.ranges) : beginsAt(rows, last.start));
    const inherited = fits && agrees ? last : null;
    columns.set(
      grid.index,
      inherited
        ? { ...inherited, crowded, borrowed: true }
        : {
            ...NO_COLUMNS,
            ranges: shown,
            crowded,
            printed: printedAs(order),
            orderInferred: last === null && printedAs(order) !== null,
            unsure: last === null ? unsure : last.numbersBeside || !isWhole(order),
          },
    );
  }
  return { columns, headers };
}
