import type { GridCell } from '../../contracts/grid.ts';
import { placeCells } from '../../grid/occupancy.ts';
import { type GridPiece, type Piece, type RowCell, sumOf } from './pieces.ts';
import { gridOfRows, type LaidRow } from './row-geometry.ts';

interface SingleRow extends GridPiece {
  readonly singleRow: readonly RowCell[];
}

const isSingleRow = (piece: Piece): piece is SingleRow => piece.kind === 'grid' && piece.singleRow !== null;
const spanOf = (row: readonly RowCell[]): number => row.reduce((sum, cell) => sum + cell.columnSpan, 0);

/** Places from column spans, where these add up to the same number in every row. */
function placedBySpans(
  rows: readonly (readonly RowCell[])[],
): { cells: readonly Omit<GridCell, 'text' | 'confidence' | 'origin'>[]; columns: number } | null {
  const spans = new Set(rows.map(spanOf));
  if (spans.size !== 1 || spans.has(1)) return null;
  const { cells, columns } = placeCells(
    rows.map((row) => row.map((cell) => ({ rowSpan: 1, columnSpan: cell.columnSpan, content: cell }))),
  );
  return {
    cells: cells.map(({ row, column, rowSpan, columnSpan }) => ({ row, column, rowSpan, columnSpan })),
    columns,
  };
}

function joined(pieces: readonly SingleRow[]): GridPiece {
  const rows = pieces.map((piece) => piece.singleRow);
  const sources = pieces.flatMap((piece) => piece.cells);
  const bySpans = placedBySpans(rows);
  const laid: LaidRow<number>[] = [];
  let at = 0;
  for (const row of rows)
    laid.push({ cells: row.map(({ width }) => ({ width, inside: { kind: 'content', content: at++ } })) });
  const grid = bySpans
    ? {
        layout: 'geometric' as const,
        rows: rows.length,
        columns: bySpans.columns,
        cells: bySpans.cells.map((place, i) => ({ ...place, content: i })),
      }
    : gridOfRows(laid);
  return {
    kind: 'grid',
    element: pieces[0]!.element,
    layout: grid.layout,
    rows: grid.rows,
    columns: grid.columns,
    cells: grid.cells.flatMap(({ content, ...place }) => {
      const source = sources[content];
      return source ? [{ ...source, ...place }] : [];
    }),
    tables: pieces.flatMap((piece) => piece.tables),
    singleRow: null,
    characters: sumOf(pieces, 'characters'),
    linkCharacters: sumOf(pieces, 'linkCharacters'),
  };
}

/** Puts tables of one row that follow each other directly together: some pages give each row a table of its own. */
export function joinSingleRows(pieces: readonly Piece[]): {
  readonly pieces: readonly Piece[];
  readonly parts: readonly number[];
} {
  const result: Piece[] = [];
  const parts: number[] = [];
  for (let i = 0; i < pieces.length; ) {
    const run: SingleRow[] = [];
    for (let k = i; k < pieces.length; k++) {
      const piece = pieces[k]!;
      if (!isSingleRow(piece)) break;
      run.push(piece);
    }
    if (run.length > 1) {
      result.push(joined(run));
      parts.push(run.length);
    } else {
      result.push(pieces[i]!);
    }
    i += Math.max(1, run.length);
  }
  return { pieces: result, parts };
}
