import { GLYPH_LOOK } from '../../../../config/limits/eye.ts';
import { seenCharacters } from '../seen-characters.ts';
import { digitSeenIn } from './digit-likeness.ts';
import type { GlyphShape } from './glyph-outline.ts';

/** What pdf.js gives for each character code that is shown. */
export interface ShownGlyph {
  readonly originalCharCode: number;
  /** Its place in the font as pdf.js has rebuilt it. */
  readonly fontChar: string;
  readonly unicode: string;
  readonly width: number;
  readonly vmetric?: readonly number[] | null;
  readonly operatorListId?: string | null;
  readonly isSpace?: boolean;
  readonly isInFont?: boolean;
}

/**
 * How far the text of a character can be believed. `sure`: nothing speaks against it. `lost`: something is drawn that
 * the file has no character for. `unseen`: the same, and it cannot be drawn here, so that nobody can look. `unlike`: what
 * is drawn does not look like it.
 */
export type Belief = 'sure' | 'lost' | 'unseen' | 'unlike';

/** Whether the file has no character for it. */
export const isLost = (belief: Belief): boolean => belief === 'lost' || belief === 'unseen';

export interface GlyphLook {
  /** What the file says it is, as a reader would see it; empty for what has no character. */
  readonly text: string;
  readonly belief: Belief;
  /** The digit that it looks like, where its outline is known and looks like one. */
  readonly digit: number | null;
}

/** Characters that have no look of their own: private ones but those of symbol fonts, controls, what could not be decoded. */
const MEANINGLESS = /(?![\uf000-\uf0ff])[\p{Cc}\p{Co}\p{Cn}\ufffd]/u;
const ONE_DIGIT = /^[\d０-９]$/u;
const ANY_DIGIT = /\d/u;
/** Digits in another dress: raised, lowered, styled, or of another script. */
const DRESSED_DIGIT = /^[¹²³\u2070-\u2079\u2080-\u2089]$|^(?![0-9０-９])\p{Nd}$/u;
/** Letters that a digit may be taken for. */
const DIGIT_LOOKALIKE = /^[OoQDlISBZ]$/u;
const LOW_MARK = /^[.,，．]$/u;

const isMeaningless = (text: string): boolean => text.trim() === '' || MEANINGLESS.test(text);

/** Whether an outline is as high as a digit and stands on the line. */
const isFullSize = ({ bottom, top }: GlyphShape): boolean =>
  Math.abs(bottom) <= GLYPH_LOOK.digitBottom && top - bottom >= GLYPH_LOOK.digitHeight;

type Shown = Pick<ShownGlyph, 'unicode' | 'isSpace'>;

/** What kind of font a character is shown with. */
export interface FontKind {
  /** Its characters are painted by procedures. */
  readonly procedural: boolean;
  /** The file brings it along, and it could not be read: pdf.js then has spaces for what it does not know. */
  readonly broken: boolean;
}

/** The text of a code that has no meaning of its own, by what is drawn for it. */
function lookOfMeaningless(
  { unicode, isSpace }: Shown,
  text: string,
  shape: GlyphShape | null,
  font: FontKind,
): GlyphLook {
  if (!shape) {
    const isUnseen = MEANINGLESS.test(unicode) || (font.broken && isSpace !== true);
    return { text: text.trim() === '' && !isUnseen ? text : '', belief: isUnseen ? 'unseen' : 'sure', digit: null };
  }
  // Fonts draw a frame for a space that they do not have; for a code without a meaning it is what a reader sees.
  const isBlank = !shape.inked || (shape.frame && unicode.trim() === '');
  if (isBlank) return { text: text.trim() === '' ? text : '', belief: 'sure', digit: null };
  return { text: '', belief: 'lost', digit: digitSeenIn(shape) };
}

/**
 * Holds the text of a character against its outline, which is only asked for where it can matter: characters that
 * numbers are made of, and codes without a meaning. It is null where the font gives none: it is not embedded, and a
 * reader's own font draws what the text says, or it is made of procedures that paint more than paths.
 */
export function lookOf(shown: Shown, outline: () => GlyphShape | null, font: FontKind): GlyphLook {
  const { unicode } = shown;
  const text = seenCharacters(unicode);
  if (isMeaningless(unicode) || text === '') return lookOfMeaningless(shown, text, outline(), font);
  const isDigit = ONE_DIGIT.test(text);
  const isDressed = DRESSED_DIGIT.test(unicode);
  if (DIGIT_LOOKALIKE.test(text)) {
    const shape = outline();
    return { text, belief: 'sure', digit: shape && digitSeenIn(shape) };
  }
  if (!isDigit && !isDressed && !LOW_MARK.test(text)) {
    return { text, belief: text.length > 1 && ANY_DIGIT.test(text) ? 'unlike' : 'sure', digit: null };
  }
  const shape = outline();
  // A procedure that paints pictures can paint anything, whatever its character is called.
  if (!shape) return { text, belief: font.procedural ? 'unlike' : 'sure', digit: null };
  if (isDressed && !(shape.inked && isFullSize(shape))) return { text, belief: 'sure', digit: null };
  if (isDigit || isDressed) {
    const digit = digitSeenIn(shape);
    const plain = text.normalize('NFKC');
    return { text: isDressed ? plain : text, belief: digit === Number(plain) ? 'sure' : 'unlike', digit };
  }
  const isLow = shape.inked && shape.top - shape.bottom <= GLYPH_LOOK.lowMark;
  return { text, belief: isLow ? 'sure' : 'unlike', digit: null };
}
