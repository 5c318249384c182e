import sharp from 'sharp';
import { EXTRACT_LIMITS, PICTURE_LIMITS } from '../../config/limits.ts';
import type { Extracted, Source } from '../contracts/document.ts';
import { ConversionError } from '../contracts/errors.ts';
import { engineNames, type OcrEngines } from '../contracts/ocr.ts';
import type { Page } from '../contracts/page.ts';
import { LONE_DESK, type PageDesk } from '../contracts/page-desk.ts';
import { type ImageFrame, readImageFrames } from './image-frames.ts';
import { readPageByPage } from './scan/page-by-page.ts';
import type { Samples } from './scan/raster.ts';
import { readScan } from './scan/scan.ts';

const POINTS_PER_INCH = 72;

/**
 * One unread page for each picture of an image file, from its headers alone. A picture that declares no plausible resolution is taken for a sheet of A4 from edge to edge.
 * @throws ConversionError corrupt, unsupported-format, image-too-large, too-many-pages
 */
export const unreadPages = (bytes: Uint8Array): readonly Page[] =>
  readImageFrames(bytes).map((frame, i) => frameToPage(frame, i + 1));

/**
 * Reads the pictures of an image file with the engines; without engines its pages stay unread.
 * @throws ConversionError corrupt, unsupported-format, image-too-large, too-many-pages
 */
export async function extractImage(
  source: Source,
  engines: OcrEngines | null,
  desk: PageDesk = LONE_DESK,
): Promise<Extracted> {
  const unread = unreadPages(source.bytes);
  const pages = engines ? await readPictures(source.bytes, unread, engines, desk) : unread;
  const notes = pages.map((page) => ({ code: 'scanned-page' as const, values: { page: page.number } }));
  const ocrEngines = engines ? engineNames(engines) : [];
  return { kind: 'pages', pages, meta: [], notes, pageCount: unread.length, ocrEngines };
}

const readPictures = (bytes: Uint8Array, unread: readonly Page[], engines: OcrEngines, desk: PageDesk) =>
  readPageByPage(unread.length, desk, (number, picture) =>
    picture(async () => {
      const samples = await samplesOf(bytes, number - 1);
      const dpi = (samples.width / unread[number - 1]!.widthPt) * POINTS_PER_INCH;
      return readScan(samples, dpi, number, engines);
    }),
  );

/** Decodes one picture of the file, turned as its header says, on white where it is transparent. */
async function samplesOf(bytes: Uint8Array, page: number): Promise<Samples> {
  try {
    const { data, info } = await sharp(bytes, { page, limitInputPixels: EXTRACT_LIMITS.imagePixels })
      .autoOrient()
      .flatten({ background: 'white' })
      .toColourspace('srgb')
      .raw()
      .toBuffer({ resolveWithObject: true });
    return { width: info.width, height: info.height, channels: info.channels === 1 ? 1 : 3, data };
  } catch (cause) {
    throw new ConversionError('corrupt', 'the image cannot be decoded', { cause });
  }
}

function frameToPage(frame: ImageFrame, number: number): Page {
  if (frame.widthPx === 0 || frame.heightPx === 0) throw new ConversionError('corrupt', 'an image without an area');
  if (frame.widthPx * frame.heightPx > EXTRACT_LIMITS.imagePixels) {
    throw new ConversionError('image-too-large', `an image of ${frame.widthPx} by ${frame.heightPx} pixels`);
  }
  const shownWidth = frame.sideways ? frame.heightPx : frame.widthPx;
  const shownHeight = frame.sideways ? frame.widthPx : frame.heightPx;
  const declared = frame.dotsPerInch ?? 0;
  const plausible = declared >= PICTURE_LIMITS.leastDpi && declared <= PICTURE_LIMITS.mostDpi;
  const dpi =
    plausible && shownWidth / declared <= PICTURE_LIMITS.widestInches
      ? declared
      : shownWidth / PICTURE_LIMITS.sheetWidthInches;
  const widthPt = (shownWidth / dpi) * POINTS_PER_INCH;
  const heightPt = (shownHeight / dpi) * POINTS_PER_INCH;
  return { number, widthPt, heightPt, textLayer: 'none', glyphs: [], rulings: [], images: [[0, 0, widthPt, heightPt]] };
}
