import type { Doubt } from '../../contracts/doubt.ts';
import type { Box, Ruling } from '../../contracts/page.ts';
import type { Belief } from './eye/glyph-look.ts';

/** A character laid out on the page, before it is known whether it is seen. */
export interface PlacedGlyph {
  readonly text: string;
  readonly bbox: Box;
  readonly fontSizePt: number;
  /** Quarter turns clockwise that the character itself stands turned by: 0…3. */
  readonly turns: number;
  /** Neither upright nor turned by quarters. */
  readonly oblique: boolean;
  /** Written downwards by a font of vertical writing mode. */
  readonly verticalFont: boolean;
  /** How far its text can be believed; `text` is empty where it is lost. */
  readonly belief: Belief;
  /** The digit that it looks like, where that is known. */
  readonly digit: number | null;
}

/** A character that a reader sees, with the text-showing operation that it came from. */
export interface SeenGlyph extends PlacedGlyph {
  readonly run: number;
  /** Printed with little contrast to its ground. */
  readonly pale: boolean;
  /** Printed in a colour. */
  readonly coloured: boolean;
  readonly doubts?: readonly Doubt[];
  /** The small picture that lies on it and lets nothing through: it may show another number, or a seal. */
  readonly under?: Box;
}

/** Ink that is no text and no rule, and may be read as text: a small picture or stencil, a character drawn as a shape. */
export interface Mark {
  readonly kind: 'picture' | 'shape';
  readonly box: Box;
}

/** Everything that a reader sees on a page, and how much text there is that nobody sees. */
export interface SeenPage {
  readonly glyphs: readonly SeenGlyph[];
  readonly rulings: readonly Ruling[];
  readonly images: readonly Box[];
  readonly marks: readonly Mark[];
  readonly hiddenGlyphs: number;
  /** Characters laid across others. */
  readonly watermarkGlyphs: number;
  /** Coloured areas and shapes that are neither text nor rules nor images. */
  readonly shapes: number;
}
