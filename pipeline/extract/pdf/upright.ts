import type { Box, Glyph, Ruling } from '../../contracts/page.ts';
import type { Belief } from './eye/glyph-look.ts';
import type { Mark, SeenGlyph, SeenPage } from './seen-page.ts';

/** A character of an upright page before it is known whether its text holds. */
export interface UprightGlyph extends Glyph {
  readonly belief: Belief;
  /** The digit that it looks like, where that is known. */
  readonly digit: number | null;
  /** The small picture that lies on it and lets nothing through. */
  readonly under?: Box;
}

/** A page turned so that most of its text stands upright. */
export interface UprightPage {
  readonly widthPt: number;
  readonly heightPt: number;
  readonly glyphs: readonly UprightGlyph[];
  readonly rulings: readonly Ruling[];
  readonly images: readonly Box[];
  readonly marks: readonly Mark[];
  /** Quarter turns anticlockwise that it was turned by. */
  readonly turns: number;
}

/** The quarter turn that most characters stand turned by: tables in landscape are often drawn sideways on an upright sheet. */
function prevailingTurns(glyphs: readonly SeenGlyph[]): number {
  const counts = [0, 0, 0, 0];
  for (const { turns } of glyphs) counts[turns]!++;
  return counts.indexOf(Math.max(...counts));
}

/** Boxes turned back, anticlockwise, by quarter turns around a page of the given size. */
function turnBack(turns: number, width: number, height: number): (box: Box) => Box {
  switch (turns) {
    case 1:
      return ([left, top, right, bottom]) => [top, width - right, bottom, width - left];
    case 2:
      return ([left, top, right, bottom]) => [width - right, height - bottom, width - left, height - top];
    case 3:
      return ([left, top, right, bottom]) => [height - bottom, left, height - top, right];
    default:
      return (box) => box;
  }
}

function turnRuling(ruling: Ruling, turn: (box: Box) => Box, turns: number): Ruling {
  const { orientation, at, from, to, thicknessPt } = ruling;
  const [left, top, right, bottom] = turn(orientation === 'horizontal' ? [from, at, to, at] : [at, from, at, to]);
  const horizontal = (orientation === 'horizontal') === (turns % 2 === 0);
  return horizontal
    ? { orientation: 'horizontal', at: top, from: left, to: right, thicknessPt }
    : { orientation: 'vertical', at: left, from: top, to: bottom, thicknessPt };
}

/** Turns a page so that most of its text stands upright, and tells which characters are written downwards. */
export function turnUpright(seen: SeenPage, widthPt: number, heightPt: number): UprightPage {
  const turns = prevailingTurns(seen.glyphs);
  const turn = turnBack(turns, widthPt, heightPt);
  const sideways = turns % 2 === 1;
  return {
    widthPt: sideways ? heightPt : widthPt,
    heightPt: sideways ? widthPt : heightPt,
    glyphs: seen.glyphs.map((glyph) => ({
      text: glyph.text,
      bbox: turn(glyph.bbox),
      fontSizePt: glyph.fontSizePt,
      run: glyph.run,
      vertical: glyph.verticalFont === ((glyph.turns - turns + 4) % 2 === 0),
      belief: glyph.belief,
      digit: glyph.digit,
      ...(glyph.doubts ? { doubts: glyph.doubts } : {}),
      ...(glyph.under ? { under: turn(glyph.under) } : {}),
    })),
    rulings: turns === 0 ? seen.rulings : seen.rulings.map((ruling) => turnRuling(ruling, turn, turns)),
    images: seen.images.map(turn),
    marks: seen.marks.map(({ kind, box }) => ({ kind, box: turn(box) })),
    turns,
  };
}
