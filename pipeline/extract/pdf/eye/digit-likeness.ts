import { DIGIT_LIKENESS, OUTLINE } from '../../../../config/limits/eye.ts';
import { DIGIT_SHAPES } from './digit-shapes.ts';
import type { GlyphShape } from './glyph-outline.ts';

interface DigitShape {
  readonly digit: number;
  readonly coverage: readonly number[];
  readonly proportion: number;
}

const SQUARES = OUTLINE.columns * OUTLINE.rows;
const KNOWN: readonly DigitShape[] = DIGIT_SHAPES.flatMap((font) =>
  font.map((figures, digit) => ({
    digit,
    coverage: Array.from(figures.slice(0, SQUARES), (figure) => Number.parseInt(figure, 16) / 15),
    proportion: Number(figures.slice(SQUARES)) / 100,
  })),
);

function distance({ coverage, width, bottom, top }: GlyphShape, known: DigitShape): number {
  let squares = 0;
  for (let i = 0; i < SQUARES; i++) squares += (coverage[i]! - known.coverage[i]!) ** 2;
  return squares / SQUARES + DIGIT_LIKENESS.proportion * (width / (top - bottom) - known.proportion) ** 2;
}

/** The digit that a character looks like most, whatever it is said to be; null where it looks like none. */
export function digitSeenIn(shape: GlyphShape): number | null {
  if (!shape.inked || shape.frame) return null;
  let best = { digit: -1, distance: DIGIT_LIKENESS.farthest as number };
  for (const known of KNOWN) {
    const d = distance(shape, known);
    if (d < best.distance) best = { digit: known.digit, distance: d };
  }
  return best.digit < 0 ? null : best.digit;
}
