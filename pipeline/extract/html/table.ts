import { HTML_TOLERANCES } from '../../../config/limits.ts';
import type { GridCell } from '../../contracts/grid.ts';
import { type PlacedCell, placeCells } from '../../grid/occupancy.ts';
import { type CompactedCell, compacted } from './compacted.ts';
import { dividedCells } from './divided-cells.ts';
import { type GridPiece, type Piece, type RowCell, sumOf, textOf } from './pieces.ts';
import { withMendedRowSpans } from './row-spans.ts';
import { withoutSlivers } from './slivers.ts';
import { isPassageRow, purposeOf } from './table-purpose.ts';
import {
  childrenNamed,
  pixelsOf,
  readRows,
  type SourceCell,
  type SourceRow,
  widthOf,
  withoutGiantSpans,
} from './table-rows.ts';
import type { VisibleElement } from './visible-tree.ts';

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

type Part = readonly CompactedCell<SourceCell>[];

/** Rows of a table that belong together, and passages between them. */
function partsOf(
  cells: Part,
  rows: number,
): readonly ({ kind: 'rows'; cells: Part } | { kind: 'passage'; cells: Part })[] {
  const beginning = Array.from({ length: rows }, (): CompactedCell<SourceCell>[] => []);
  let coveredUntil = 0;
  for (const cell of cells) beginning[cell.row]?.push(cell);
  const parts: { kind: 'rows' | 'passage'; cells: CompactedCell<SourceCell>[] }[] = [];
  beginning.forEach((row, r) => {
    const kind = r >= coveredUntil && isPassageRow(row.map((cell) => cell.content)) ? 'passage' : 'rows';
    coveredUntil = row.reduce((end, cell) => Math.max(end, cell.row + cell.rowSpan), coveredUntil);
    const last = parts.at(-1);
    if (last?.kind === kind) for (const cell of row) last.cells.push(cell);
    else parts.push({ kind, cells: [...row] });
  });
  return parts;
}

const singleRowOf = (rows: readonly SourceRow[]): readonly RowCell[] | null =>
  rows.length === 1
    ? (rows[0]?.cells ?? []).map(({ columnSpan, content }) => ({
        text: textOf(content.pieces),
        columnSpan,
        width: widthOf(content),
      }))
    : null;

function gridPiece(table: VisibleElement, ordinal: number, part: Part, singleRow: readonly RowCell[] | null): Piece[] {
  const placed = compacted(part);
  const rows = placed.reduce((most, cell) => Math.max(most, cell.row + 1), 0);
  const columns = placed.reduce((most, cell) => Math.max(most, cell.column + 1), 0);
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
  if (cells.every((cell) => cell.text === '')) return [];
  const layout = hasLostSpans(placed, rows, columns) ? 'sequence' : 'geometric';
  const pieces = part.flatMap((cell) => cell.content.pieces);
  return [
    { kind: 'grid', element: table, layout, cells, rows, columns, tables: [ordinal], singleRow, ...countsOf(pieces) },
  ];
}

const countsOf = (pieces: readonly Piece[]): Pick<GridPiece, 'characters' | 'linkCharacters'> => ({
  characters: sumOf(pieces, 'characters'),
  linkCharacters: sumOf(pieces, 'linkCharacters'),
});

/**
 * Reads a table element: its caption, then its rows as grids, with passages between them as paragraphs; only the
 * content of its cells where it lays out the page.
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
  const content = sources.flatMap((cell) => cell.pieces);
  if (purpose === 'layout') return [...captions, ...content];
  const { cells: declared, columns } = placeCells(withMendedRowSpans(withoutGiantSpans(rows)));
  const placed = compacted(withoutSlivers(declared, columns, pixelsOf));
  if (purpose === 'divided') {
    const divided = dividedCells(placed, ordinal);
    if (divided === null) return [...captions, ...content];
    const base = { kind: 'grid', element: table, layout: 'geometric', tables: [ordinal], singleRow: null } as const;
    return [...captions, { ...base, ...divided, ...countsOf(content) }];
  }
  const parts = partsOf(placed, rows.length).flatMap((part) =>
    part.kind === 'rows'
      ? gridPiece(table, ordinal, part.cells, singleRowOf(rows))
      : part.cells.flatMap((cell) => cell.content.pieces),
  );
  return [...captions, ...parts];
}
