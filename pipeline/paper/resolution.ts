import { PAPER_LIMITS } from '../../config/limits/paper.ts';

const POINTS_PER_INCH = 72;

/** Pixels for a point of a page of this size in points: as many as asked for, fewer where the picture would be too large. */
export function pixelsPerPoint(widthPt: number, heightPt: number, dpi: number): number {
  const [width, height] = [Math.max(1, widthPt), Math.max(1, heightPt)];
  return Math.min(
    dpi / POINTS_PER_INCH,
    Math.sqrt(PAPER_LIMITS.pixels / (width * height)),
    PAPER_LIMITS.sidePixels / Math.max(width, height),
  );
}

/** A length in points as it is told: a hundredth is 4 µm. */
export const hundredths = (points: number): number => Math.round(points * 100) / 100;
