import { TABLE_CONFIDENCE, TABLE_TOLERANCES } from '../../../config/limits/pages.ts';
import type { Glyph } from '../../contracts/page.ts';
import { textOfCell } from './cell-text.ts';
import { centreX, centreY, lastAtMost, surenessOf } from './geometry.ts';
import { carried, doubtsOf } from './glyph-doubts.ts';
import { boxOfCell, type Lattice } from './lattice.ts';
import type { FilledLattice, PageTable, TableCell } from './page-table.ts';

const NUMERIC = /^[\d０-９,，.．%％]$/u;

/** For each position of a lattice the index of the cell that covers it. */
function cellIndex({ xs, ys, cells }: Lattice): Int32Array {
  const columns = xs.length - 1;
  const index = new Int32Array((ys.length - 1) * columns).fill(-1);
  cells.forEach((cell, i) => {
    for (let r = cell.row; r < cell.row + cell.rowSpan; r++) {
      index.fill(i, r * columns + cell.column, r * columns + cell.column + cell.columnSpan);
    }
  });
  return index;
}

/** Whether a character goes on with the number that the one before it belongs to, without any gap. */
const continuesNumber = (before: Glyph, glyph: Glyph): boolean =>
  NUMERIC.test(before.text) &&
  NUMERIC.test(glyph.text) &&
  Math.abs(centreY(glyph.bbox) - centreY(before.bbox)) < 0.1 * glyph.fontSizePt &&
  Math.abs(glyph.bbox[0] - before.bbox[2]) < TABLE_TOLERANCES.digitGap * glyph.fontSizePt;

/**
 * The characters of each cell, by their centres. A number that runs over the rule without a gap stays whole in the cell
 * that it begins in: it was too long for its cell. Cells on both sides of such a rule are doubtful.
 */
export function glyphsByCell(table: FilledLattice): {
  readonly glyphs: readonly Glyph[][];
  readonly doubtful: ReadonlySet<number>;
} {
  const { lattice } = table;
  const columns = lattice.xs.length - 1;
  const index = cellIndex(lattice);
  const glyphs: Glyph[][] = lattice.cells.map(() => []);
  const doubtful = new Set<number>();
  const cellAt = (glyph: Glyph): number => {
    const column = Math.min(columns - 1, Math.max(0, lastAtMost(lattice.xs, centreX(glyph.bbox))));
    const row = Math.min(lattice.ys.length - 2, Math.max(0, lastAtMost(lattice.ys, centreY(glyph.bbox))));
    return index[row * columns + column]!;
  };
  let before: Glyph | null = null;
  let cellBefore = -1;
  for (const glyph of table.glyphs) {
    let cell = cellAt(glyph);
    if (before && cell !== cellBefore && !glyph.vertical && continuesNumber(before, glyph)) {
      doubtful.add(cell).add(cellBefore);
      cell = cellBefore;
    }
    if (cell >= 0) glyphs[cell]!.push(glyph);
    before = glyph;
    cellBefore = cell;
  }
  return { glyphs, doubtful };
}

/** Other readings of a cell that holds one piece of recognised text; of several pieces no reading is the whole. */
function otherReadingsOf(glyphs: readonly Glyph[]): Pick<TableCell, 'otherReadings'> {
  const [first] = glyphs;
  const onePiece = first && glyphs.every((glyph) => glyph.run === first.run);
  return onePiece && first.otherReadings?.length ? { otherReadings: first.otherReadings } : {};
}

/** Puts text into the cells of a table on a page. */
export function fillCells(table: FilledLattice, page: number): PageTable {
  const { lattice, box } = table;
  const { glyphs, doubtful } = glyphsByCell(table);
  const cells = lattice.cells.map((cell, i): TableCell => {
    const cellBox = boxOfCell(lattice, cell);
    const { text, full, joinedNumber } = textOfCell(glyphs[i]!, cellBox);
    const sure = doubtful.has(i) || joinedNumber ? TABLE_CONFIDENCE.brokenNumber : 1;
    const confidence = Math.min(cell.confidence, sure, surenessOf(glyphs[i]!));
    const doubts = carried(doubtsOf(glyphs[i]!));
    return { ...cell, text, full, page, box: cellBox, confidence, ...otherReadingsOf(glyphs[i]!), ...doubts };
  });
  return { xs: lattice.xs, rows: lattice.ys.length - 1, cells, regions: [{ page, bbox: box }] };
}
