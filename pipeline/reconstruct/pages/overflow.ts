import { TABLE_TOLERANCES, TEXT_TOLERANCES } from '../../../config/limits/pages.ts';
import type { Box, Glyph } from '../../contracts/page.ts';
import { overlap } from './geometry.ts';
import { boxOfCell } from './lattice.ts';
import { pieceLine } from './line-pieces.ts';
import type { FilledLattice } from './page-table.ts';
import { lineOf, linesOf, type TextLine } from './text-lines.ts';

/** Whether a line stands close below text of its own size within the same columns: both are lines of one cell. */
function continuesBelow(glyphs: readonly Glyph[], line: TextLine): boolean {
  return glyphs.some((glyph) => {
    const gap = line.box[1] - glyph.bbox[3];
    return (
      Math.abs(glyph.fontSizePt - line.fontSizePt) <= TEXT_TOLERANCES.sameSize * line.fontSizePt &&
      gap > -0.5 * line.fontSizePt &&
      gap < TABLE_TOLERANCES.overflowGap * line.fontSizePt &&
      overlap(glyph.bbox[0], glyph.bbox[2], line.box[0], line.box[2]) > 0
    );
  });
}

/**
 * Adds to a table the lines that run over its lower edge, as text does in a row cut by a page break.
 * Such a line is narrower than its cell, cuts the edge or follows one that does, and stands close to text in the cell.
 * It may also begin below the edge where there are only pieces of labels: a cell of several rows of which a page break cut off the last.
 */
function adopted(table: FilledLattice, lines: readonly TextLine[]): readonly TextLine[] {
  const { lattice, box } = table;
  const bottomCells = lattice.cells
    .filter((cell) => cell.row + cell.rowSpan === lattice.ys.length - 1)
    .map((cell) => boxOfCell(lattice, cell))
    .filter(([left, , right]) => right - left < (box[2] - box[0]) / 2);
  const cellOf = (line: Pick<TextLine, 'box'>): Box | undefined =>
    bottomCells.find(([left, , right]) => line.box[0] >= left - 1 && line.box[2] <= right + 1);
  const pieces = lines.flatMap((line) => pieceLine(line).pieces);
  const onlyLabels = pieces.every((piece) => !piece.isValue && cellOf(piece) !== undefined);
  const taken: TextLine[] = [];
  for (const line of onlyLabels ? pieces.flatMap(({ glyphs }) => lineOf(glyphs) ?? []) : lines) {
    const cell = cellOf(line);
    if (!cell) continue;
    const within = (glyph: Glyph) => glyph.bbox[0] >= cell[0] - 1 && glyph.bbox[2] <= cell[2] + 1;
    const cutsEdge = (line.box[1] < box[3] || onlyLabels) && continuesBelow(table.glyphs.filter(within), line);
    const follows = taken.some((before) => continuesBelow(before.glyphs.filter(within), line));
    if (cutsEdge || follows) taken.push(line);
  }
  return taken;
}

/** Moves lines that run over the lower edge of a table from the loose characters into it. */
export function adoptOverflow(
  tables: readonly FilledLattice[],
  loose: readonly Glyph[],
): { readonly tables: readonly FilledLattice[]; readonly loose: readonly Glyph[] } {
  const gone = new Set<Glyph>();
  const filled = tables.map((table) => {
    const reach = table.box[3] + TABLE_TOLERANCES.overflowReach;
    const near = loose.filter(
      (glyph) =>
        !gone.has(glyph) &&
        glyph.bbox[3] > table.box[3] &&
        glyph.bbox[1] < reach &&
        glyph.bbox[0] > table.box[0] - 1 &&
        glyph.bbox[2] < table.box[2] + 1,
    );
    const taken = adopted(table, linesOf(near)).flatMap((line) => line.glyphs);
    for (const glyph of taken) gone.add(glyph);
    return taken.length > 0 ? { ...table, glyphs: [...table.glyphs, ...taken] } : table;
  });
  return { tables: filled, loose: gone.size > 0 ? loose.filter((glyph) => !gone.has(glyph)) : loose };
}
