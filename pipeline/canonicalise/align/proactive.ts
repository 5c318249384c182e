import { type FormVersion, proactiveDisclosure, rowsOf } from '../../../config/catalogue/form.ts';
import { ALIGNMENT_LIMITS } from '../../../config/limits.ts';
import { columnLabelsIn, headerRanges, isHeaderRow } from './headers.ts';
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
}

export interface AlignedProactive {
  readonly version: FormVersion;
  readonly rows: readonly AlignedBandRow[];
  /** Headers as printed, with the rows they stand above. */
  readonly headers: readonly { readonly key: string; readonly block: string; readonly cell: FoldedCell }[];
  readonly blockHeadings: readonly FoldedCell[];
  readonly gridIndexes: readonly number[];
}

interface BandHeader {
  readonly cells: ReadonlyMap<string, FoldedCell>;
  readonly gridIndex: number;
  readonly gridColumns: number;
}

interface BandRow {
  readonly key: string;
  readonly row: TableRow;
  readonly label: FoldedCell;
  readonly header: BandHeader | null;
}

const VERSIONS: readonly FormVersion[] = ['2021', '2019'];

const columnsFor = (version: FormVersion, rowKey: string): readonly string[] =>
  proactiveDisclosure.blocks[version].find((block) => block.rows.includes(rowKey))?.columns ?? [];

function bandHeaderOf(row: TableRow, grid: FoldedGrid): BandHeader | null {
  const labels = columnLabelsIn(row, 'proactiveDisclosure');
  const holdsValues = row.cells.some((cell) => isValueCell(cell) && !isBlankCell(cell));
  const ofOtherTable =
    columnLabelsIn(row, 'applications').length + columnLabelsIn(row, 'remedies').length > labels.length;
  if (labels.length === 0 || holdsValues || ofOtherTable) return null;
  const cells = new Map<string, FoldedCell>();
  for (const label of labels) if (!cells.has(label.key)) cells.set(label.key, label.cell);
  return { cells, gridIndex: grid.index, gridColumns: grid.columns };
}

function rowLabelOf(row: TableRow): { key: string; label: FoldedCell } | null {
  if (isHeaderRow(row)) return null;
  for (const cell of row.cells) {
    if (isBlankCell(cell) || !beginsIn(row, cell)) continue;
    const match = bestPlace(cell, 'row', 'proactiveDisclosure');
    return match && match.score >= ALIGNMENT_LIMITS.headerScore ? { key: match.key, label: cell } : null;
  }
  return null;
}

/** The rows of table two with the header that stands above each; a header counts until the next one. */
function bandRows(grids: readonly FoldedGrid[]): { rows: readonly BandRow[]; headings: readonly FoldedCell[] } {
  const rows = new Map<string, BandRow>();
  const headings: FoldedCell[] = [];
  let header: BandHeader | null = null;
  for (const grid of grids) {
    for (const row of grid.rows) {
      const heading = row.cells.find(
        (c) => beginsIn(row, c) && placesOf(c).some((m) => m.place.kind === 'blockHeading' && m.score > 0.9),
      );
      if (heading) headings.push(heading);
      const own = bandHeaderOf(row, grid);
      if (own) header = own;
      const labelled = own ? null : rowLabelOf(row);
      if (labelled && (header || headings.length > 0) && !rows.has(labelled.key))
        rows.set(labelled.key, { ...labelled, row, header });
    }
  }
  return { rows: [...rows.values()], headings };
}

/** Which form the bands follow: the one whose columns the headers name; without headers, the one that has all the rows. */
function versionOf(rows: readonly BandRow[]): FormVersion {
  const agreement = (version: FormVersion): number =>
    rows.reduce((sum, { key, header }) => {
      const columns = columnsFor(version, key);
      const named = [...(header?.cells.keys() ?? [])].filter((k) => columns.includes(k)).length;
      return sum + named * 2 - Math.abs(columns.length - (header?.cells.size ?? columns.length));
    }, 0) - rows.filter(({ key }) => !rowsOf('proactiveDisclosure', version).some((r) => r.key === key)).length;
  return agreement('2019') > agreement('2021') ? '2019' : '2021';
}

function placeBandRow(row: BandRow, version: FormVersion, grids: readonly FoldedGrid[]): AlignedBandRow {
  const form = columnsFor(version, row.key);
  const other = VERSIONS.map((v) => columnsFor(v, row.key)).find((columns) =>
    columns.some((c) => row.header?.cells.has(c)),
  );
  const columns = form.some((c) => row.header?.cells.has(c))
    ? form
    : (other ?? (form.length > 0 ? form : columnsFor('2019', row.key)));
  const named = columns.some((c) => row.header?.cells.has(c));
  const grid = grids[row.row.gridIndex];
  const comparable = row.header?.gridIndex === row.row.gridIndex || row.header?.gridColumns === grid?.columns;
  const placed = placeValues(row.row, valueCellsOf(row.row, row.label), {
    keys: columns,
    ranges: row.header && named && comparable ? headerRanges(row.header.cells, columns) : null,
    usualStart: 0,
    check: () => false,
  });
  return { key: row.key, columns, row: row.row, label: row.label, placed, inferred: !named };
}

/** Brings the rows of all grids to the bands of table two. Null when no row of it is found. */
export function alignProactive(grids: readonly FoldedGrid[]): AlignedProactive | null {
  const { rows, headings } = bandRows(grids);
  if (rows.length === 0) return null;
  const version = versionOf(rows);
  const aligned = rows.map((row) => placeBandRow(row, version, grids));
  const headers = rows.flatMap((row) =>
    [...(row.header?.cells ?? [])].map(([key, cell]) => ({ key, block: row.key, cell })),
  );
  return {
    version,
    rows: aligned,
    headers,
    blockHeadings: headings,
    gridIndexes: [...new Set(rows.map((r) => r.row.gridIndex))],
  };
}
