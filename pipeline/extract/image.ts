import { EXTRACT_LIMITS, PICTURE_LIMITS } from '../../config/limits/extract.ts';
import type { Extracted, Source } from '../contracts/document.ts';
import { ConversionError } from '../contracts/errors.ts';
import { engineNames, type OcrEngines } from '../contracts/ocr.ts';
import type { Page } from '../contracts/page.ts';
import { LONE_DESK, type PageDesk } from '../contracts/page-desk.ts';
import { loadSharp } from '../decoders/sharp.ts';
import { type ImageFrame, readImageFrames } from './image-frames.ts';
import { COARSER } from './scan/coarser.ts';
import { readPageByPage } from './scan/page-by-page.ts';
import type { Samples } from './scan/raster.ts';
import { readScan } from './scan/scan.ts';

const POINTS_PER_INCH = 72;

/**
 * Reads the pictures of an image file with the engines; without engines its pages stay unread.
 * @throws ConversionError corrupt, unsupported-format, image-too-large, too-many-pages
 */
export async function extractImage(
  source: Source,
  engines: OcrEngines | null,
  desk: PageDesk = LONE_DESK,
): Promise<Extracted> {
  const frames = readImageFrames(source.bytes);
  const unread = frames.map((frame, i) => frameToPage(frame, i + 1));
  const pages = engines ? await readPictures(source.bytes, unread, frames, engines, desk) : unread;
  const notes = pages.map((page) => ({ code: 'scanned-page' as const, values: { page: page.number } }));
  const ocrEngines = engines ? engineNames(engines) : [];
  return { kind: 'pages', pages, meta: [], notes, leftOut: [], pageCount: unread.length, ocrEngines };
}

const readPictures = (
  bytes: Uint8Array,
  unread: readonly Page[],
  frames: readonly ImageFrame[],
  engines: OcrEngines,
  desk: PageDesk,
) =>
  readPageByPage(unread.length, desk, (number, picture) =>
    picture(async () => {
      const page = unread[number - 1]!;
      const samples = await samplesOf(bytes, page, frames[number - 1]!);
      const dpi = (samples.width / page.widthPt) * POINTS_PER_INCH;
      return readScan(samples, dpi, number, engines);
    }),
  );

/** Width in pixels at which a picture without square pixels is drawn; null where they are square. */
function drawnWidth({ widthPx, heightPx, pixelAspect, sideways }: ImageFrame): number | null {
  if (pixelAspect === 1) return null;
  return Math.round(sideways ? heightPx * Math.max(1, pixelAspect) : widthPx / Math.min(1, pixelAspect));
}

/** Width in pixels to which a picture is scaled down while it is decoded; null where it can be held as it is. */
function affordableWidth(frame: ImageFrame, page: Page): number | null {
  const pixels = frame.widthPx * frame.heightPx * Math.max(frame.pixelAspect, 1 / frame.pixelAspect);
  if (pixels <= EXTRACT_LIMITS.decodedPixels) return null;
  const width = frame.sideways ? frame.heightPx : frame.widthPx;
  const dpi = (width / page.widthPt) * POINTS_PER_INCH;
  const scale = Math.min(Math.sqrt(EXTRACT_LIMITS.decodedPixels / pixels), PICTURE_LIMITS.enoughDpi / dpi);
  if (dpi * scale < PICTURE_LIMITS.coarsestDpi) {
    throw new ConversionError('image-too-large', `an image of ${frame.widthPx} by ${frame.heightPx} pixels`);
  }
  return Math.floor(width * scale);
}

/** Width in pixels to which a picture is made coarser while it is decoded, as a page is read; null where it is not so fine. */
function coarserWidth(frame: ImageFrame, page: Page): number | null {
  const width = drawnWidth(frame) ?? (frame.sideways ? frame.heightPx : frame.widthPx);
  const dpi = (width / page.widthPt) * POINTS_PER_INCH;
  return dpi >= PICTURE_LIMITS.finestDpi ? Math.round((width * PICTURE_LIMITS.enoughDpi) / dpi) : null;
}

/**
 * Decodes one picture of the file, turned as its header says, on white where it is transparent. Where its pixels are not
 * square, the shorter way is drawn out.
 */
async function samplesOf(bytes: Uint8Array, page: Page, frame: ImageFrame): Promise<Samples> {
  const coarse = coarserWidth(frame, page);
  const width = affordableWidth(frame, page) ?? coarse ?? drawnWidth(frame);
  const sharp = await loadSharp();
  try {
    const picture = sharp(bytes, { page: page.number - 1, limitInputPixels: EXTRACT_LIMITS.imagePixels })
      .autoOrient()
      .flatten({ background: 'white' })
      .toColourspace('srgb');
    const { data, info } = await (width === null
      ? picture
      : picture.resize({
          width,
          height: Math.round((width * page.heightPt) / page.widthPt),
          fit: 'fill',
          ...(coarse === null ? {} : COARSER),
        })
    )
      .raw()
      .toBuffer({ resolveWithObject: true });
    return { width: info.width, height: info.height, channels: info.channels === 1 ? 1 : 3, data };
  } catch (cause) {
    throw new ConversionError('corrupt', 'the image cannot be decoded', { cause });
  }
}

/** A picture that declares no plausible resolution is taken for a sheet of A4 from edge to edge. */
function frameToPage(frame: ImageFrame, number: number): Page {
  if (frame.widthPx === 0 || frame.heightPx === 0) throw new ConversionError('corrupt', 'an image without an area');
  if (frame.widthPx * frame.heightPx > EXTRACT_LIMITS.imagePixels) {
    throw new ConversionError('image-too-large', `an image of ${frame.widthPx} by ${frame.heightPx} pixels`);
  }
  const heightPx = frame.heightPx * frame.pixelAspect;
  const shownWidth = frame.sideways ? heightPx : frame.widthPx;
  const shownHeight = frame.sideways ? frame.widthPx : heightPx;
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
