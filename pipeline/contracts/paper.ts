import { z } from 'zod';
import { EXTRACT_LIMITS } from '../../config/limits/extract.ts';
import { PAPER_LIMITS } from '../../config/limits/paper.ts';

/** The paper as the agency sent it, drawn for a person who compares: pages, or a flow. Points, pages from 1. */

const pageNumber = z.int().min(1).max(EXTRACT_LIMITS.pages);

export const sheetSchema = z.object({ page: pageNumber, widthPt: z.number(), heightPt: z.number() });
export type Sheet = Readonly<z.infer<typeof sheetSchema>>;

/** A page that lies on its side in the file: quarter turns clockwise that bring it upright. */
export const turnedPageSchema = z.object({ page: pageNumber, quarters: z.int().min(1).max(3) });
export type TurnedPage = Readonly<z.infer<typeof turnedPageSchema>>;

/**
 * Text of a page as its file names it, for a reader who marks and copies: where its first character begins, on the page
 * as it is drawn, how long and how high it is, and degrees clockwise by which it is aslant.
 */
export const textRunSchema = z.object({
  text: z.string().max(PAPER_LIMITS.runCharacters),
  left: z.number(),
  top: z.number(),
  length: z.number(),
  height: z.number(),
  degrees: z.number(),
});
export type TextRun = Readonly<z.infer<typeof textRunSchema>>;
export const pageTextSchema = z.array(textRunSchema).max(PAPER_LIMITS.runs);

/** Pages to draw, in this order, each for the strip of pages as well where that is coarser. */
export const sheetOrderSchema = z.object({
  pages: z.array(pageNumber).max(EXTRACT_LIMITS.pages),
  dpi: z.number().positive(),
  turned: z.array(turnedPageSchema),
});
export type SheetOrder = Readonly<z.infer<typeof sheetOrderSchema>>;

/** A page drawn upright. */
export interface DrawnSheet {
  readonly page: number;
  readonly dpi: number;
  readonly webp: Uint8Array;
}

/** Formats that have pages; the others are shown as a flow. */
export const hasPages = (format: string): boolean => format === 'pdf' || format === 'image';

/** The size of a page after its quarter turns. */
export const turnedSheet = (sheet: Sheet, quarters: number): Sheet =>
  quarters % 2 === 0 ? sheet : { ...sheet, widthPt: sheet.heightPt, heightPt: sheet.widthPt };

/** The resolution in which a page is kept that is asked for in another: the next finer one, else the finest. */
export const keptDpi = (asked: number): number =>
  PAPER_LIMITS.resolutions.find((dpi) => dpi >= asked) ?? Math.max(...PAPER_LIMITS.resolutions);
