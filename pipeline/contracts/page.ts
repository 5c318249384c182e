import { z } from 'zod';
import { EXTRACT_LIMITS } from '../../config/limits/extract.ts';
import { type Doubt, doubtSchema } from './doubt.ts';

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
  readonly doubts?: readonly Doubt[];
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

/**
 * Where a page that was made level to be read stands on the sheet that the file shows: points evenly spaced over `box`
 * of the level page, row by row, each as x and y on the sheet turned upright.
 */
export interface Laid {
  readonly box: Box;
  readonly columns: number;
  readonly rows: number;
  readonly points: readonly number[];
}

export interface Page {
  readonly number: number;
  readonly widthPt: number;
  readonly heightPt: number;
  readonly textLayer: TextLayer;
  readonly glyphs: readonly Glyph[];
  readonly rulings: readonly Ruling[];
  /** Boxes of raster images on the page. */
  readonly images: readonly Box[];
  /** What speaks against everything on the page, also where nothing stands. */
  readonly doubts?: readonly Doubt[];
  /**
   * Upper edges, from the top, of the sheets that the picture of the page shows, where it shows several: a long picture,
   * two pages side by side. They stand one below another here, in reading order.
   */
  readonly sheets?: readonly number[];
  /** Left out where its boxes stand on the sheet as they are. */
  readonly laid?: readonly Laid[];
  /** Quarter turns clockwise that bring the page, as the file shows it, upright; left out for none. */
  readonly turns?: 1 | 2 | 3;
}

const coordinate = z.number();
const boxSchema = z.tuple([coordinate, coordinate, coordinate, coordinate]);
const confidenceSchema = z.number().min(0).max(1);

/** A page that was written down and is taken up again. */
export const pageSchema: z.ZodType<Page> = z.object({
  number: z.int().min(1).max(EXTRACT_LIMITS.pages),
  widthPt: z.number().positive(),
  heightPt: z.number().positive(),
  textLayer: z.enum(['trusted', 'recognised', 'garbled', 'none']),
  glyphs: z.array(
    z.object({
      text: z.string(),
      bbox: boxSchema,
      fontSizePt: z.number(),
      run: z.int(),
      vertical: z.boolean(),
      confidence: confidenceSchema.exactOptional(),
      otherReadings: z.array(z.string()).exactOptional(),
      doubts: z.array(doubtSchema).exactOptional(),
    }),
  ),
  rulings: z.array(
    z.object({
      orientation: z.enum(['horizontal', 'vertical']),
      at: coordinate,
      from: coordinate,
      to: coordinate,
      thicknessPt: z.number(),
    }),
  ),
  images: z.array(boxSchema),
  doubts: z.array(doubtSchema).exactOptional(),
  sheets: z.array(coordinate).exactOptional(),
  laid: z
    .array(
      z.object({
        box: boxSchema,
        columns: z.int().min(2).max(64),
        rows: z.int().min(2).max(64),
        points: z.array(coordinate).max(2 * 64 * 64),
      }),
    )
    .exactOptional(),
  turns: z.literal([1, 2, 3]).exactOptional(),
});

/** Whether what stands on a page is known as text, drawn or recognised. */
export const isRead = (page: Page): boolean => page.textLayer === 'trusted' || page.textLayer === 'recognised';
