import { type FormVersion, proactiveDisclosure, rowsOf } from '../../../config/catalogue/form.ts';
import { ALIGNMENT_LIMITS } from '../../../config/limits/form.ts';
import { isLongerName } from '../../form/label.ts';
import { type ExtraRow, extraRow, isOfOtherTable } from './extra-rows.ts';
import { columnLabelsIn, headerRanges } from './headers.ts';
import {
  beginsIn,
  bestPlace,
  type FoldedCell,
  type FoldedGrid,
  isBlankCell,
  isValueCell,
  placesOf,
  type TableRow,
} from './table-row.ts';
import { type PlacedRow, placeValues, valueCellsOf } from './values.ts';

export interface AlignedBandRow {
  readonly key: string;
  readonly columns: readonly string[];
  readonly row: TableRow;
  readonly label: FoldedCell;
  readonly placed: PlacedRow;
  /** No header above the row names its columns. */
  readonly inferred: boolean;
  /** What stands here may be less or something else than the row of the form: a part of it, or one of a longer name. */
  readonly isPart: boolean;
}

export interface AlignedProactive {
  readonly version: FormVersion;
  readonly rows: readonly AlignedBandRow[];
  /** Rows with values among those of the form that no row of the form explains. */
  readonly extra: readonly ExtraRow[];
  /** Rows of the form that stand in the document again with other values. */
  readonly conflicting: ReadonlySet<string>;
  /** Headers as printed, with the rows they stand above. */
  readonly headers: readonly { readonly key: string; readonly block: string; readonly cell: FoldedCell }[];
  readonly blockHeadings: readonly FoldedCell[];
  readonly gridIndexes: readonly number[];
}

/** A cell in a header row; without a key it heads a column that the form does not have. */
interface HeaderCell {
  readonly key: string | null;
  readonly cell: FoldedCell;
  readonly gridIndex: number;
  readonly gridColumns: number;
}

interface BandRow {
  readonly key: string;
  /** Likeness of its label to that of the form. */
  readonly score: number;
  /** Another label stands between its own and its values: the row of the form is split. */
  readonly isSplit: boolean;
  readonly row: TableRow;
  readonly label: FoldedCell;
  readonly cells: readonly FoldedCell[];
  /** The headers above the cells of the row, the nearest ones. */
  readonly headers: readonly HeaderCell[];
}

const VERSIONS: readonly FormVersion[] = ['2021', '2019'];

const columnsFor = (version: FormVersion, rowKey: string): readonly string[] =>
  proactiveDisclosure.blocks[version].find((block) => block.rows.includes(rowKey))?.columns ?? [];

const isBlockHeading = (cell: FoldedCell): boolean =>
  placesOf(cell).some((m) => m.place.kind === 'blockHeading' && m.score > ALIGNMENT_LIMITS.repeatedRowScore);

const inked = (row: TableRow): readonly FoldedCell[] => row.cells.filter((c) => beginsIn(row, c) && !isBlankCell(c));

/** Whether a cell belongs to a band rather than to its headers: a row label, 信息内容, 第二十条第（一）项. */
const isOwnLabel = (cell: FoldedCell): boolean =>
  placesOf(cell).some(
    ({ place, score }) =>
      place.table === 'proactiveDisclosure' && place.kind !== 'column' && score >= ALIGNMENT_LIMITS.headerScore,
  );

/** The cells of a row that heads columns of table two; empty for any other row. */
function headersIn(row: TableRow, grid: FoldedGrid): readonly HeaderCell[] {
  const labels = columnLabelsIn(row, 'proactiveDisclosure');
  const ofOthers = columnLabelsIn(row, 'applications').length + columnLabelsIn(row, 'remedies').length;
  if (labels.length === 0 || ofOthers > labels.length) return [];
  const first = Math.min(...labels.map(({ cell }) => cell.column));
  return inked(row)
    .filter((cell) => cell.column >= first && !isValueCell(cell) && !isOwnLabel(cell))
    .map((cell) => ({
      key: labels.find((label) => label.cell === cell)?.key ?? null,
      cell,
      gridIndex: grid.index,
      gridColumns: grid.columns,
    }));
}

/** Columns that a header row speaks for: from its first header to the next label or number of another band, or to the end. */
function areaOf(row: TableRow, own: readonly HeaderCell[]): readonly [from: number, to: number] {
  const from = Math.min(...own.map(({ cell }) => cell.column));
  const next = row.cells.find((cell) => cell.column > from && !isBlankCell(cell) && !own.some((o) => o.cell === cell));
  return [from, next?.column ?? Number.POSITIVE_INFINITY];
}

/** The headers that stay in force beside a new header row: those of a band at its side. */
function headersBeside(
  headers: readonly HeaderCell[],
  row: TableRow,
  own: readonly HeaderCell[],
): readonly HeaderCell[] {
  if (row.layout === 'sequence') return [];
  const [from, to] = areaOf(row, own);
  return headers.filter(
    ({ cell, gridIndex }) => gridIndex === row.gridIndex && (cell.column < from || cell.column >= to),
  );
}

/** Labels of rows of table two in one row of a grid; several where bands stand side by side. */
function labelsIn(row: TableRow): readonly { readonly key: string; score: number; readonly label: FoldedCell }[] {
  return inked(row).flatMap((label) => {
    const match = isBlockHeading(label) ? null : bestPlace(label, 'row', 'proactiveDisclosure');
    return match && match.score >= ALIGNMENT_LIMITS.headerScore ? [{ ...match, label }] : [];
  });
}

/** What stands between a label and its values without naming anything: a unit, a remark in brackets. */
const NO_LABEL = /^(?:[(（【[].*|.)$/u;

/** Whether a cell stands below a header of its grid: words there are a value that is no number, and no label. */
const isHeaded = (cell: FoldedCell, row: TableRow, headers: readonly HeaderCell[]): boolean =>
  headers.some(
    ({ cell: header, gridIndex }) =>
      gridIndex === row.gridIndex && cell.column >= header.column && cell.column < header.column + header.columnSpan,
  );

/** Whether a label of its own stands between the label of a row and its values. */
function isSplit(row: TableRow, label: FoldedCell, headers: readonly HeaderCell[]): boolean {
  const value = row.cells.find((cell) => cell.column > label.column && !isBlankCell(cell) && isValueCell(cell));
  const between = row.cells.filter((cell) => cell.column > label.column && cell.column < (value?.column ?? 0));
  return between.some(
    (cell) =>
      !isBlankCell(cell) &&
      !NO_LABEL.test(cell.folded.trim()) &&
      !/\d/u.test(cell.folded) &&
      cell !== label &&
      !isHeaded(cell, row, headers),
  );
}

/** The rows of table two that one row of a grid prints, each with its values and the headers above them. */
function bandRowsIn(row: TableRow, headers: readonly HeaderCell[]): readonly BandRow[] {
  const labels = labelsIn(row).filter(({ label }, i, all) => label.folded !== all[i - 1]?.label.folded);
  const [only] = labels;
  if (only && labels.length === 1) {
    const first = inked(row).find((cell) => !isBlockHeading(cell) && !isValueCell(cell));
    if (first?.folded !== only.label.folded) return [];
    return [
      { ...only, row, cells: valueCellsOf(row, only.label), headers, isSplit: isSplit(row, only.label, headers) },
    ];
  }
  return labels.map(({ key, score, label }, i) => {
    const end = labels[i + 1]?.label.column ?? Number.POSITIVE_INFINITY;
    const within = (cell: FoldedCell): boolean => cell.column > label.column && cell.column < end;
    const cells = valueCellsOf(row, label).filter(within);
    return { key, score, label, row, cells, isSplit: false, headers: headers.filter(({ cell }) => within(cell)) };
  });
}

/** Whether rows with these labels can be rows of table two: by headers, by the heading of the section, or behind a part of it. */
const mayBelong = (grid: FoldedGrid, headed: boolean, known: boolean, last: number | null): boolean =>
  headed ||
  grid.section === 'proactiveDisclosure' ||
  (last !== null && last + 1 === grid.index) ||
  (known && grid.section === null);

/** A label alone below its headers in a text that leaves blank cells out. */
const hasLostBlanks = ({ row, headers }: BandRow): boolean =>
  row.layout === 'sequence' && headers.length > 0 && inked(row).length === 1;

interface Bands {
  readonly rows: readonly BandRow[];
  /** Rows among them that print no row of the form. */
  readonly others: readonly TableRow[];
  readonly headings: readonly FoldedCell[];
}

/** The rows between the first of a table and the one where another table begins, less those that are read and its headers. */
function othersAmong(grid: FoldedGrid, found: readonly BandRow[]): readonly TableRow[] {
  const read = new Set(found.map(({ row }) => row));
  const own = (row: TableRow): boolean => read.has(row) || headersIn(row, grid).length > 0;
  const first = grid.rows.findIndex(own);
  const next = grid.rows.findIndex((row, i) => i > first && !own(row) && isOfOtherTable(row, 'proactiveDisclosure'));
  return grid.rows.slice(first, next < 0 ? undefined : next).filter((row) => !own(row));
}

/** The rows of table two with the headers that stand above each; a header counts until another one stands below it. */
function bandRows(grids: readonly FoldedGrid[]): Bands {
  const rows: BandRow[] = [];
  const others: TableRow[] = [];
  const headings: FoldedCell[] = [];
  let headers: readonly HeaderCell[] = [];
  let last: number | null = null;
  for (const grid of grids) {
    const ownHeadings = grid.rows.flatMap((row) => inked(row).filter(isBlockHeading));
    const headed = ownHeadings.length > 0 || grid.rows.some((row) => headersIn(row, grid).length > 0);
    if (!mayBelong(grid, headed, headings.length > 0 || headers.length > 0, last)) continue;
    headings.push(...ownHeadings);
    const found: BandRow[] = [];
    for (const row of grid.rows) {
      const own = headersIn(row, grid);
      if (own.length > 0) headers = [...headersBeside(headers, row, own), ...own];
      found.push(...bandRowsIn(row, headers));
    }
    if (found.length > 0 || headed) last = grid.index;
    rows.push(...found.filter((r) => r.cells.length > 0 || hasLostBlanks(r)));
    if (found.length > 0) others.push(...othersAmong(grid, found));
  }
  return { rows, others, headings };
}

const named = (row: BandRow): ReadonlyMap<string, FoldedCell> =>
  new Map(row.headers.toReversed().flatMap(({ key, cell }) => (key === null ? [] : [[key, cell] as const])));

/** Which form the bands follow: the one whose columns the headers name; without headers, the one that has all the rows. */
function versionOf(rows: readonly BandRow[]): FormVersion {
  const agreement = (version: FormVersion): number =>
    rows.reduce((sum, row) => {
      const columns = columnsFor(version, row.key);
      const keys = [...named(row).keys()];
      const agreeing = keys.filter((k) => columns.includes(k)).length;
      return sum + agreeing * 2 - Math.abs(columns.length - (keys.length || columns.length));
    }, 0) - rows.filter(({ key }) => !rowsOf('proactiveDisclosure', version).some((r) => r.key === key)).length;
  return agreement('2019') > agreement('2021') ? '2019' : '2021';
}

/** The columns of a row in another order than the form's, if its headers print them so. */
function otherOrder(row: BandRow, columns: readonly string[]): readonly string[] | null {
  const order = row.headers.flatMap(({ key }) => (key !== null && columns.includes(key) ? [key] : []));
  const isWhole = order.length === columns.length && columns.every((key) => order.includes(key));
  return isWhole && order.some((key, i) => key !== columns[i]) ? order : null;
}

function placeBandRow(row: BandRow, version: FormVersion, grids: readonly FoldedGrid[]): AlignedBandRow {
  const cells = named(row);
  const form = columnsFor(version, row.key);
  const isNamed = (columns: readonly string[]): boolean => columns.some((c) => cells.has(c));
  const other = VERSIONS.map((v) => columnsFor(v, row.key)).find(isNamed);
  const columns = isNamed(form) ? form : (other ?? (form.length > 0 ? form : columnsFor('2019', row.key)));
  const [header] = row.headers;
  const width = grids.find((g) => g.index === row.row.gridIndex)?.columns;
  const comparable = header !== undefined && (header.gridIndex === row.row.gridIndex || header.gridColumns === width);
  const placed = placeValues(row.row, row.cells, {
    keys: columns,
    ranges: isNamed(columns) && comparable ? headerRanges(cells, columns) : null,
    foreign: row.headers
      .filter(({ key }) => key === null)
      .map(({ cell }) => [cell.column, cell.column + cell.columnSpan] as const),
    crowded: false,
    unsure: false,
    printed: otherOrder(row, columns),
    borrowed: header?.gridIndex !== row.row.gridIndex,
    orderInferred: false,
    usualStart: row.row.layout === 'sequence' ? 0 : undefined,
    check: () => false,
  });
  const isPart = row.isSplit || isLongerName(row.label.folded, 'proactiveDisclosure', row.key);
  return { key: row.key, columns, row: row.row, label: row.label, placed, inferred: !isNamed(columns), isPart };
}

/** Rows of the form that the document prints again, with other values than the first time. */
function conflictsAmong(rows: readonly AlignedBandRow[]): ReadonlySet<string> {
  const textsOf = (row: AlignedBandRow): string => row.placed.values.map((v) => v.text.trim()).join('\t');
  const first = (key: string): AlignedBandRow | undefined => rows.find((r) => r.key === key);
  return new Set(rows.filter((row) => textsOf(row) !== textsOf(first(row.key) ?? row)).map((row) => row.key));
}

/** Parts rows from those whose label is clearly less like that of the form than another row's is: these are other rows. */
function withoutUnlike(rows: readonly BandRow[]): readonly [like: readonly BandRow[], unlike: readonly BandRow[]] {
  const best = (key: string): number => Math.max(...rows.filter((row) => row.key === key).map(({ score }) => score));
  const isLike = (row: BandRow): boolean => row.score >= best(row.key) - ALIGNMENT_LIMITS.sameLabelMargin;
  return [rows.filter(isLike), rows.filter((row) => !isLike(row))];
}

/** Brings the rows of all grids to the bands of table two. Null when no row of it is found. */
export function alignProactive(grids: readonly FoldedGrid[]): AlignedProactive | null {
  const { rows: all, others, headings } = bandRows(grids);
  if (all.length === 0) return null;
  const [alike, unlike] = withoutUnlike(all);
  const valued = new Set(alike.flatMap(({ key, cells }) => (cells.length > 0 ? [key] : [])));
  const found = alike.filter(({ key, cells }) => cells.length > 0 || !valued.has(key));
  const rows = found.filter((row, i) => found.findIndex((other) => other.key === row.key) === i);
  const split = rows.filter((row) => row.isSplit);
  const version = versionOf(rows);
  return {
    version,
    rows: rows.map((row) => placeBandRow(row, version, grids)),
    conflicting: conflictsAmong(found.map((row) => placeBandRow(row, version, grids))),
    extra: [...split.map(({ row }) => row), ...unlike.map(({ row }) => row), ...others].flatMap(
      (row) => extraRow(row) ?? [],
    ),
    headers: rows.flatMap((row) => [...named(row)].map(([key, cell]) => ({ key, block: row.key, cell }))),
    blockHeadings: headings,
    gridIndexes: [...new Set(rows.map((r) => r.row.gridIndex))],
  };
}
