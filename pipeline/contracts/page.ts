/**
 * Coordinates everywhere in gouji: points (1/72 inch), origin at the top left of the upright page, y downwards,
 * pages counted from 1. A box is [left, top, right, bottom]. Confidence is always 0…1.
 */
export type Box = readonly [left: number, top: number, right: number, bottom: number];

/** One character as drawn. A run is one text-showing operation; glyphs of a run share its index. */
export interface Glyph {
  readonly text: string;
  readonly bbox: Box;
  readonly fontSizePt: number;
  readonly run: number;
  /** True for vertical writing (a -V CMap) or text rotated by 90°. */
  readonly vertical: boolean;
  /** How sure the character is where it was read from a picture; left out where the document itself names it. */
  readonly confidence?: number;
  /** What other readings of the same piece of picture said. */
  readonly otherReadings?: readonly string[];
}

/** A visible straight rule, axis-parallel: a stroke or a thin filled rectangle. */
export interface Ruling {
  readonly orientation: 'horizontal' | 'vertical';
  /** y of a horizontal rule, x of a vertical one. */
  readonly at: number;
  readonly from: number;
  readonly to: number;
  readonly thicknessPt: number;
}

/**
 * How far the text of a page can be relied on. `none` and `garbled` pages have ink that was not read;
 * the text of `recognised` pages was read from a picture.
 */
export type TextLayer = 'trusted' | 'recognised' | 'garbled' | 'none';

export interface Page {
  readonly number: number;
  readonly widthPt: number;
  readonly heightPt: number;
  readonly textLayer: TextLayer;
  readonly glyphs: readonly Glyph[];
  readonly rulings: readonly Ruling[];
  /** Boxes of raster images on the page. */
  readonly images: readonly Box[];
}

/** Whether what stands on a page is known as text, drawn or recognised. */
export const isRead = (page: Page): boolean => page.textLayer === 'trusted' || page.textLayer === 'recognised';
