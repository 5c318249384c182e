import { codePoint } from 'dingbat-to-unicode';
import { PDF_THRESHOLDS } from '../../../config/limits/extract.ts';
import { boxThrough, compose, isOblique, type Matrix, quarterTurns } from '../pdf/matrix.ts';
import type { PlacedGlyph } from '../pdf/seen-page.ts';
import { childrenOf, numberOf, type OfdElement } from './xml.ts';

/** Share of the size above and below the base line that the box of a character reaches: the em box of Chinese fonts. */
const ASCENT = 0.88;
const DESCENT = 0.12;
/** Share of the size that a letter or digit is wide at most, and one of which nothing else is known. */
const WIDEST_LETTER = 0.6;
const LETTER = 0.5;

/** Private characters but those of symbol fonts, controls, what could not be decoded: the file has no character for what is drawn. */
const MEANINGLESS = /(?![\uf000-\uf0ff])[\p{Cc}\p{Co}\p{Cn}\ufffd]/u;

/** Distances between characters: numbers, or `g` with how often a number comes. @source GB/T 33190-2016, 11.3 */
function distances(text: string | undefined, most: number): readonly number[] {
  const found: number[] = [];
  const tokens = (text ?? '').trim().split(/[\s,]+/);
  for (let i = 0; i < tokens.length && found.length < most; i++) {
    const repeated = tokens[i] === 'g';
    const times = repeated ? Math.min(most, numberOf(tokens[i + 1], 0)) : 1;
    const distance = numberOf(tokens[repeated ? i + 2 : i], Number.NaN);
    if (repeated) i += 2;
    if (Number.isNaN(distance)) break;
    for (let n = 0; n < times && found.length < most; n++) found.push(distance);
  }
  return found;
}

/** Fonts that draw something else than the letters of their text. */
const SYMBOL_FONT = /^(?:Symbol|Wingdings(?: [23])?|Webdings|ZapfDingbats)$/i;

/** The character that a font draws for one of the text; '' where nobody can say. */
function drawnBy(font: string, character: string): string {
  if (!SYMBOL_FONT.test(font) || character.trim() === '') return MEANINGLESS.test(character) ? '' : character;
  const code = character.codePointAt(0)!;
  return codePoint(font, code >= 0xf000 && code <= 0xf0ff ? code - 0xf000 : code)?.string ?? '';
}

const isWide = (character: string): boolean => character >= '\u2e80' || /[\u2010-\u203f\u2460-\u24ff]/u.test(character);

const turnedBy = (degrees: number, x: number, y: number): Matrix => {
  const [cos, sin] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
  return [cos, sin, -sin, cos, x - cos * x + sin * y, y - sin * x - cos * y];
};

/**
 * Lays out the characters of a text object, one list for each of its text codes.
 * @param toPage from the space of the object to points of the page
 * @param font the name of its font
 * @source GB/T 33190-2016, 11
 */
export function placeTextObject(object: OfdElement, toPage: Matrix, font: string): readonly (readonly PlacedGlyph[])[] {
  const size = Math.abs(numberOf(object.attributes.Size, 0));
  const horizontalScale = numberOf(object.attributes.HScale, 1);
  const charDirection = numberOf(object.attributes.CharDirection, 0);
  const readsDown = Math.abs(numberOf(object.attributes.ReadDirection, 0)) === 90;
  let x = 0;
  let y = 0;
  return childrenOf(object, 'TextCode').map((code) => {
    x = numberOf(code.attributes.X, x);
    y = numberOf(code.attributes.Y, y);
    // lines and blanks around are those of the XML
    const isLaidOut = /[\r\n]/.test(code.text);
    const characters = [...(isLaidOut ? code.text.trim() : code.text).replace(/[\r\n\t]+/g, '')];
    const along = distances(code.attributes.DeltaX, characters.length);
    const down = distances(code.attributes.DeltaY, characters.length);
    const isColumn = sum(down) > sum(along) || (readsDown && along.length === 0);
    let [atX, atY] = [x, y];
    return characters.map((text, i): PlacedGlyph => {
      const natural = (isWide(text) ? 1 : LETTER) * size * horizontalScale;
      const widest = (isWide(text) ? 1 : WIDEST_LETTER) * size * horizontalScale;
      const step = along[i] ?? 0;
      const width = step > 0 ? Math.min(step, widest) : natural;
      const own = charDirection === 0 ? toPage : compose(toPage, turnedBy(charDirection, atX, atY));
      const drawn = drawnBy(font, text);
      const isLost = drawn === '';
      const placed: PlacedGlyph = {
        text: drawn,
        bbox: boxThrough(own, atX, atY - ASCENT * size, atX + width, atY + DESCENT * size),
        fontSizePt: size * Math.hypot(own[2], own[3]),
        turns: quarterTurns(own),
        oblique: isOblique(own, PDF_THRESHOLDS.obliqueDegrees),
        verticalFont: isColumn && characters.length > 1,
        belief: isLost ? 'unseen' : 'sure',
        digit: null,
      };
      atX += along[i] ?? (isColumn ? 0 : natural);
      atY += down[i] ?? (isColumn ? size : 0);
      return placed;
    });
  });
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, n) => total + Math.abs(n), 0);
