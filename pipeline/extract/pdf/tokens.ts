import { CORRECTIONS } from '../../../config/limits/eye.ts';
import { centreY } from './matrix.ts';
import type { PlacedGlyph } from './seen-page.ts';

type Placed = Pick<PlacedGlyph, 'text' | 'bbox' | 'fontSizePt' | 'belief' | 'digit'>;

const NUMERIC = /^[\d０-９,，.．%％¹²³\u2070-\u2079]$/u;

/** A character that can be a part of a number, or of which that cannot be said. */
export const maybeNumeric = ({ text, belief, digit }: Placed): boolean =>
  belief !== 'sure' || digit !== null || NUMERIC.test(text);

/** A letter among digits that looks like one. */
export const isLetterForDigit = ({ text, digit }: Placed): boolean => digit !== null && /^\p{L}$/u.test(text);

/** Whether a character stands right behind another one on its line. */
export function isNext(before: Placed, glyph: Placed): boolean {
  const size = Math.max(before.fontSizePt, glyph.fontSizePt);
  return (
    Math.abs(centreY(glyph.bbox) - centreY(before.bbox)) <= CORRECTIONS.sameLine * size &&
    Math.abs(glyph.bbox[0] - before.bbox[2]) <= CORRECTIONS.tokenGap * size
  );
}

/** Characters that were drawn one after the other and stand together as a number does. */
export function numberTokens<G extends Placed>(glyphs: readonly G[]): readonly (readonly G[])[] {
  const tokens: G[][] = [];
  let before: G | null = null;
  for (const glyph of glyphs) {
    if (!maybeNumeric(glyph)) {
      before = null;
      continue;
    }
    if (before && isNext(before, glyph)) tokens.at(-1)!.push(glyph);
    else tokens.push([glyph]);
    before = glyph;
  }
  return tokens;
}
