import { SPREAD_DIGITS } from '../../../config/limits/pages.ts';
import type { Glyph } from '../../contracts/page.ts';
import { glyphsByCell } from './fill-cells.ts';
import { centreY, isBlank } from './geometry.ts';
import { boxOfCell } from './lattice.ts';
import type { FilledLattice } from './page-table.ts';

const DIGIT = /^[0-9０-９.．,，]$/u;

/** The digits of a cell that holds nothing else, on one line from left to right; null for any other cell. */
function loneDigits(glyphs: readonly Glyph[]): readonly Glyph[] | null {
  const inked = glyphs.filter((glyph) => !isBlank(glyph)).toSorted((a, b) => a.bbox[0] - b.bbox[0]);
  if (inked.length < 2 || !inked.every(({ text, vertical }) => DIGIT.test(text) && !vertical)) return null;
  const [first] = inked;
  const isLevel = (glyph: Glyph): boolean =>
    Math.abs(centreY(glyph.bbox) - centreY(first!.bbox)) < SPREAD_DIGITS.level * glyph.fontSizePt;
  return inked.every(isLevel) ? inked : null;
}

const gapsOf = (digits: readonly Glyph[]): readonly number[] =>
  digits.slice(1).map((glyph, i) => (glyph.bbox[0] - digits[i]!.bbox[2]) / glyph.fontSizePt);

/** Whether digits are spread over their cell: at even distances, as far from its left side as from its right one. */
function areSpread(digits: readonly Glyph[], left: number, right: number): boolean {
  const gaps = gapsOf(digits);
  if (Math.min(...gaps) < SPREAD_DIGITS.leastGap) return false;
  if (Math.max(...gaps) - Math.min(...gaps) > SPREAD_DIGITS.uneven * Math.max(...gaps)) return false;
  const [before, after] = [digits[0]!.bbox[0] - left, right - digits.at(-1)!.bbox[2]];
  const width = right - left;
  return (
    width - before - after >= SPREAD_DIGITS.filled * width && Math.abs(before - after) <= SPREAD_DIGITS.centred * width
  );
}

/** The digits side by side as a number is printed, around the middle of where they stood. */
function closedUp(digits: readonly Glyph[]): ReadonlyMap<Glyph, Glyph> {
  const width = digits.reduce((sum, { bbox }) => sum + bbox[2] - bbox[0], 0);
  let left = (digits[0]!.bbox[0] + digits.at(-1)!.bbox[2] - width) / 2;
  const moved = new Map<Glyph, Glyph>();
  for (const glyph of digits) {
    const right = left + glyph.bbox[2] - glyph.bbox[0];
    moved.set(glyph, { ...glyph, bbox: [left, glyph.bbox[1], right, glyph.bbox[3]] });
    left = right;
  }
  return moved;
}

/**
 * A table whose numbers are set apart digit by digit, as distributed alignment does, with their digits closed up. Only
 * where most of its numbers of several digits stand so: two numbers in one cell have gaps as well.
 */
export function withClosedDigits(table: FilledLattice): FilledLattice {
  const { glyphs } = glyphsByCell(table);
  const spread: (readonly Glyph[])[] = [];
  let others = 0;
  table.lattice.cells.forEach((cell, i) => {
    const digits = loneDigits(glyphs[i]!);
    if (!digits) return;
    const [left, , right] = boxOfCell(table.lattice, cell);
    if (areSpread(digits, left, right)) spread.push(digits);
    else if (Math.max(...gapsOf(digits)) >= SPREAD_DIGITS.leastGap) others++;
  });
  if (spread.length < SPREAD_DIGITS.fewest || others > SPREAD_DIGITS.others * spread.length) return table;
  const moved = new Map(spread.flatMap((digits) => [...closedUp(digits)]));
  return { ...table, glyphs: table.glyphs.map((glyph) => moved.get(glyph) ?? glyph) };
}
