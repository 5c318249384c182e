import { PDF_THRESHOLDS } from '../../../config/limits/extract.ts';
import type { Box } from '../../contracts/page.ts';
import type { GlyphLook, ShownGlyph } from './eye/glyph-look.ts';
import { IDENTITY, type Matrix } from './matrix.ts';

/** What the layout of text needs to know of a font. Widths and metrics in thousandths of the font size unless a matrix says otherwise. */
export interface FontFacts {
  readonly vertical: boolean;
  readonly type3: boolean;
  readonly matrix: Matrix;
  /** Advance, x and y of the origin of vertical writing, for glyphs without metrics of their own. */
  readonly verticalMetrics: readonly [number, number, number];
  /** Bottom and top of the font's box in units of its matrix. */
  readonly bottom: number;
  readonly top: number;
  /** It could not be loaded: nothing is known of the characters that are shown with it. */
  readonly lost: boolean;
  /** How a character of it is drawn and what it reads as. */
  /** Its codes are bytes of Chinese characters in GBK, two for each, which the file takes for Western letters. */
  readonly bytePairs: boolean;
  readonly lookOf: (glyph: ShownGlyph) => GlyphLook;
}

/** How the next mark is painted: relative luminance 0…1, opacity 0…1. */
export interface Ink {
  readonly luminance: number;
  readonly opacity: number;
  /** False for patterns, which may have holes. */
  readonly solid: boolean;
  /** Neither black nor grey, as stamps and seals are. */
  readonly coloured: boolean;
}

/** The part of a PDF graphics state that places and shows text, rules and images; one copy for each level of save. */
export interface DrawingState {
  ctm: Matrix;
  clip: Box;
  /** The clip is that box and no other shape within it. */
  clipsBox: boolean;
  fill: Ink;
  stroke: Ink;
  /** A blend mode that lets what lies below through. */
  blended: boolean;
  /** pdf.js switches the soft mask off just before it paints an image that has a mask of its own. */
  masked: 'never' | 'with' | 'without';
  /** Inside the content of a mask or of a group without opacity: nothing is seen. */
  veiled: boolean;
  /** Opacity of the groups around. */
  groupOpacity: number;
  /** One of the groups around lets what lies below through. */
  seeThrough: boolean;
  lineWidth: number;
  font: FontFacts | null;
  fontSize: number;
  characterSpacing: number;
  wordSpacing: number;
  horizontalScale: number;
  leading: number;
  rise: number;
  renderMode: number;
  textMatrix: Matrix;
  x: number;
  y: number;
  lineX: number;
  lineY: number;
}

export const BLACK: Ink = { luminance: 0, opacity: 1, solid: true, coloured: false };

export const initialState = (ctm: Matrix, clip: Box): DrawingState => ({
  ctm,
  clip,
  clipsBox: true,
  fill: BLACK,
  stroke: BLACK,
  blended: false,
  masked: 'never',
  veiled: false,
  groupOpacity: 1,
  seeThrough: false,
  lineWidth: 1,
  font: null,
  fontSize: 0,
  characterSpacing: 0,
  wordSpacing: 0,
  horizontalScale: 1,
  leading: 0,
  rise: 0,
  renderMode: 0,
  textMatrix: IDENTITY,
  x: 0,
  y: 0,
  lineX: 0,
  lineY: 0,
});

const channelsOf = (colour: unknown): readonly number[] | null =>
  typeof colour === 'string' && /^#[0-9a-f]{6}$/i.test(colour)
    ? [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
    : null;

/** Whether a colour "#rrggbb" is plainly one: its channels lie apart. */
export function isColoured(colour: unknown): boolean {
  const channels = channelsOf(colour);
  return channels !== null && Math.max(...channels) - Math.min(...channels) >= PDF_THRESHOLDS.chroma;
}

/** Relative luminance of "#rrggbb"; patterns and anything else count as dark, so that they are seen. */
export function luminanceOf(colour: unknown): number {
  const [red, green, blue] = channelsOf(colour) ?? [0, 0, 0];
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}

export const isWhite = (luminance: number): boolean => luminance >= PDF_THRESHOLDS.white;
export const isTransparent = (ink: Ink): boolean => ink.opacity < PDF_THRESHOLDS.opaque;
