import { EXTRACT_LIMITS, IMAGE_TOLERANCES } from '../../config/limits.ts';
import type { Extracted, Source } from '../contracts/document.ts';
import { ConversionError } from '../contracts/errors.ts';
import type { Page } from '../contracts/page.ts';
import { type ImageFrame, readImageFrames } from './image-frames.ts';

const POINTS_PER_INCH = 72;

/**
 * Gives one page for each picture of an image file, without text: what stands on it has not been read.
 * Where the file declares no resolution, a pixel counts as a point.
 * @throws ConversionError corrupt, unsupported-format, image-too-large, too-many-pages
 */
export function extractImage(source: Source): Extracted {
  const pages = readImageFrames(source.bytes).map((frame, i) => frameToPage(frame, i + 1));
  const notes = pages.map((page) => ({ code: 'scanned-page' as const, values: { page: page.number } }));
  return { kind: 'pages', pages, meta: [], notes, pageCount: pages.length };
}

function frameToPage(frame: ImageFrame, number: number): Page {
  if (frame.widthPx === 0 || frame.heightPx === 0) throw new ConversionError('corrupt', 'an image without an area');
  if (frame.widthPx * frame.heightPx > EXTRACT_LIMITS.imagePixels) {
    throw new ConversionError('image-too-large', `an image of ${frame.widthPx} by ${frame.heightPx} pixels`);
  }
  const declared = frame.dotsPerInch ?? 0;
  const plausible = declared >= IMAGE_TOLERANCES.leastDotsPerInch && declared <= IMAGE_TOLERANCES.mostDotsPerInch;
  const pointsPerPixel = plausible ? POINTS_PER_INCH / declared : 1;
  const across = frame.widthPx * pointsPerPixel;
  const down = frame.heightPx * pointsPerPixel;
  const [widthPt, heightPt] = frame.sideways ? [down, across] : [across, down];
  const images = [[0, 0, widthPt, heightPt]] as const;
  return { number, widthPt, heightPt, textLayer: 'none', glyphs: [], rulings: [], images };
}
