import { HTML_TOLERANCES } from '../../../config/limits/markup.ts';
import { type PlacedCell, placeCells } from '../../grid/occupancy.ts';
import { type CompactedCell, compacted } from './compacted.ts';
import { withContinuedCells } from './continued-cells.ts';
import { dividedCells } from './divided-cells.ts';
import { type ContentReader, type GridPiece, type Piece, type RowCell, type SourcedCell, sumOf } from './pieces.ts';
import { withoutRepeatedHead } from './repeated-head.ts';
import { withMendedRowSpans } from './row-spans.ts';
import { withoutSlivers } from './slivers.ts';
import { isLabelCell, isPassageRow, opensSection, purposeOf } from './table-purpose.ts';
import {
  childrenNamed,
  pixelsOf,
  readRows,
  type SourceCell,
  type SourceRow,
  widthOf,
  withoutGiantSpans,
} from './table-rows.ts';
import type { VisibleElement } from './visible-element.ts';

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

interface Part {
  readonly kind: 'rows' | 'passage';
  readonly rows: readonly SourceRow[];
}

const contentOf = (row: SourceRow): SourceCell[] => row.cells.map((cell) => cell.content);

/** Rows of a table that belong together, and passages between them. The heading of a section ends all that reaches into it. */
function partsOf(rows: readonly SourceRow[]): readonly Part[] {
  const parts: { kind: Part['kind']; rows: SourceRow[] }[] = [];
  let coveredUntil = 0;
  rows.forEach((row, r) => {
    const isPassage = isPassageRow(contentOf(row)) && (r >= coveredUntil || opensSection(contentOf(row)));
    const kind = isPassage ? 'passage' : 'rows';
    const reach = row.cells.reduce((most, cell) => Math.max(most, cell.rowSpan), 1);
    coveredUntil = isPassage ? r + 1 : Math.max(coveredUntil, r + reach);
    const last = parts.at(-1);
    if (last?.kind === kind) last.rows.push(row);
    else parts.push({ kind, rows: [row] });
  });
  return parts;
}

const singleRowOf = (rows: readonly SourceRow[], { cellOf }: ContentReader): readonly RowCell[] | null =>
  rows.length === 1
    ? (rows[0]?.cells ?? []).map(({ columnSpan, content }) => ({
        text: cellOf(content.element, content.pieces).text,
        columnSpan,
        width: widthOf(content),
      }))
    : null;

const columnsOf = (cells: readonly CompactedCell<SourceCell>[]): number =>
  cells.reduce((most, cell) => Math.max(most, cell.column + cell.columnSpan), 0);

/** Cells of some rows of a table at their places. `sourceRow` counts from the first of these rows. */
function placed(rows: readonly SourceRow[]): readonly CompactedCell<SourceCell>[] {
  const { cells, columns } = placeCells(withMendedRowSpans(withoutGiantSpans(rows)));
  return compacted(withoutSlivers(cells, columns, pixelsOf));
}

/** The rows as a grid; as paragraphs where they have but one column and no label of the form. */
function readPart(
  table: VisibleElement,
  ordinal: number,
  part: readonly SourceRow[],
  isWhole: boolean,
  reader: ContentReader,
): readonly Piece[] {
  const pieces = part.flatMap(contentOf).flatMap((cell) => cell.pieces);
  const cellsAt = placed(part);
  const columns = columnsOf(cellsAt);
  if (pieces.length === 0) return [];
  if (columns === 1 && !part.flatMap(contentOf).some(isLabelCell)) return pieces;
  const rows = cellsAt.reduce((most, cell) => Math.max(most, cell.row + cell.rowSpan), 0);
  const cells = cellsAt.map(({ sourceRow, content, ...place }): SourcedCell => {
    const origin = { table: ordinal, row: (part[sourceRow]?.index ?? sourceRow) + 1, column: place.column + 1 };
    return { ...place, ...reader.cellOf(content.element, content.pieces), origin };
  });
  const layout = hasLostSpans(cellsAt, rows, columns) ? 'sequence' : 'geometric';
  const singleRow = isWhole ? singleRowOf(part, reader) : null;
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
export function readTable(table: VisibleElement, ordinal: number, reader: ContentReader): readonly Piece[] {
  const { piecesOf } = reader;
  const captions = childrenNamed(table, ['caption']).flatMap((caption) => piecesOf(caption));
  const rows = withoutRepeatedHead(withContinuedCells(readRows(table, piecesOf).filter((row) => !row.isSpacer)));
  const sources = rows.flatMap((row) => row.cells.map((cell) => cell.content));
  const purpose = purposeOf(sources);
  const content = sources.flatMap((cell) => cell.pieces);
  if (purpose === 'layout') return [...captions, ...content];
  if (purpose === 'divided') {
    const divided = dividedCells(placed(rows), ordinal, reader);
    if (divided === null) return [...captions, ...content];
    const base = { kind: 'grid', element: table, layout: 'geometric', tables: [ordinal], singleRow: null } as const;
    return [...captions, { ...base, ...divided, ...countsOf(content) }];
  }
  const parts = partsOf(rows);
  const read = parts.flatMap((part) =>
    part.kind === 'rows'
      ? readPart(table, ordinal, part.rows, parts.length === 1, reader)
      : part.rows.flatMap(contentOf).flatMap((cell) => cell.pieces),
  );
  return [...captions, ...read];
}
