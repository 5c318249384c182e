import { PAPER_LIMITS } from '../../../../config/limits/paper.ts';
import type { Box } from '../../../../pipeline/contracts/page.ts';
import type { Sheet } from '../../../../pipeline/contracts/paper.ts';

/** Quarter turns clockwise by which the reader turned the pages. */
export type Quarters = 0 | 1 | 2 | 3;

/** Shares of the shown page, 0…100. */
export interface Percent {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

const POINTS_PER_INCH = 72;
/** CSS pixels for a point: a page in its natural size. */
export const PIXELS_PER_POINT = 96 / POINTS_PER_INCH;

/** Size of a page as it is shown, in points. */
export const shownSize = ({ widthPt, heightPt }: Sheet, quarters: Quarters): Size =>
  quarters % 2 === 0 ? { width: widthPt, height: heightPt } : { width: heightPt, height: widthPt };

/** A box of a page on the page as it is shown. It is given a little room, so that its line runs beside the ink. */
export function boxOnPage([left, top, right, bottom]: Box, sheet: Sheet, quarters: Quarters, room = 1): Percent {
  const { widthPt: w, heightPt: h } = sheet;
  const [l, t, r, b] = [
    Math.max(0, Math.min(left, right) - room),
    Math.max(0, Math.min(top, bottom) - room),
    Math.min(w, Math.max(left, right) + room),
    Math.min(h, Math.max(top, bottom) + room),
  ];
  const turned = (
    [
      [l, t, r, b],
      [h - b, l, h - t, r],
      [w - r, h - b, w - l, h - t],
      [t, w - r, b, w - l],
    ] as const
  )[quarters];
  const { width, height } = shownSize(sheet, quarters);
  return {
    left: (turned[0] / width) * 100,
    top: (turned[1] / height) * 100,
    width: (Math.max(0, turned[2] - turned[0]) / width) * 100,
    height: (Math.max(0, turned[3] - turned[1]) / height) * 100,
  };
}

/** The resolution in which a page is fetched that is shown so many pixels of the screen wide. */
export function resolutionFor(pixels: number, widthPt: number): number {
  const needed = (pixels / Math.max(1, widthPt)) * POINTS_PER_INCH;
  // a little too coarse is not seen, twice the bytes are
  const enough = PAPER_LIMITS.resolutions.find((dpi) => dpi >= needed * 0.9);
  return enough ?? PAPER_LIMITS.resolutions.at(-1) ?? PAPER_LIMITS.usualDpi;
}

/** Steps of zoom, 1 is as wide as there is room. */
export const ZOOMS = [0.5, 0.75, 1, 1.25, 1.5, 2, 3, 4] as const;

export const nextZoom = (zoom: number, direction: 1 | -1): number =>
  direction === 1
    ? (ZOOMS.find((step) => step > zoom + 0.001) ?? zoom)
    : (ZOOMS.findLast((step) => step < zoom - 0.001) ?? zoom);
