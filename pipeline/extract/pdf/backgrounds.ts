import { PDF_THRESHOLDS } from '../../../config/limits/extract.ts';
import type { Box } from '../../contracts/page.ts';
import { type Ink, isTransparent, isWhite } from './drawing-state.ts';
import { contains } from './matrix.ts';

/** The areas that were painted so far, to tell what is seen on them. */
export interface Backgrounds {
  luminanceAt(x: number, y: number): number;
  isSeenAt(ink: Ink, x: number, y: number): boolean;
  /** Adds a rectangle and gives its luminance as it looks, and that of what lay there before. */
  add(box: Box, rectangle: boolean, ink: Ink): { readonly luminance: number; readonly below: number };
}

export function paintedBackgrounds(): Backgrounds {
  const areas: { readonly box: Box; readonly luminance: number }[] = [];
  const luminanceAt = (x: number, y: number): number => {
    for (let i = areas.length - 1; i >= 0; i--) if (contains(areas[i]!.box, x, y)) return areas[i]!.luminance;
    return 1;
  };
  return {
    luminanceAt,
    isSeenAt: (ink, x, y) =>
      !isTransparent(ink) && (!isWhite(ink.luminance) || ink.luminance - luminanceAt(x, y) >= PDF_THRESHOLDS.contrast),
    add(box, rectangle, ink) {
      const below = luminanceAt((box[0] + box[2]) / 2, (box[1] + box[3]) / 2);
      const luminance = below + (ink.luminance - below) * ink.opacity;
      const isNew = luminance < below || areas.length > 0;
      if (rectangle && isNew && areas.length < PDF_THRESHOLDS.backgrounds) areas.push({ box, luminance });
      return { luminance, below };
    },
  };
}
