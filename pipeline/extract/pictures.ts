import type { Metadata } from 'sharp';
import { EXTRACT_LIMITS, FLOW_PICTURES, PICTURE_LIMITS } from '../../config/limits/extract.ts';
import { ConversionError } from '../contracts/errors.ts';
import type { Picture } from '../contracts/grid.ts';
import { engineNames, type OcrEngines } from '../contracts/ocr.ts';
import type { Origin } from '../contracts/origin.ts';
import type { Page } from '../contracts/page.ts';
import type { PageDesk } from '../contracts/page-desk.ts';
import { loadSharp } from '../decoders/sharp.ts';
import { readPageByPage } from './scan/page-by-page.ts';
import type { Samples } from './scan/raster.ts';
import { readScan } from './scan/scan.ts';
import { pictureAlone } from './scan/sheet-frame.ts';

const POINTS_PER_INCH = 72;

/** A picture that a Word file or a web page shows. */
export interface ShownPicture {
  /** The file of the picture; null where it is not at hand or of a kind that is not read. */
  readonly bytes: Uint8Array | null;
  /** Size in points in which it is shown, 0 where nothing states it. */
  readonly widthPt: number;
  readonly heightPt: number;
  /** Parts of its sides that are cut off, 0…1; left out where all of it is shown. */
  readonly cropped?: { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number };
  readonly origin: Origin;
}

/** Whether a picture is shown large enough to hold a table or a page of text; one without a stated size may. */
export const mayHoldText = ({ widthPt, heightPt }: Pick<ShownPicture, 'widthPt' | 'heightPt'>): boolean =>
  (widthPt === 0 || widthPt >= FLOW_PICTURES.leastWidthPt) &&
  (heightPt === 0 || heightPt >= FLOW_PICTURES.leastHeightPt);

/**
 * Hands the pictures of a flow to the engines like scanned pages, each as a page of its own, numbered from 1 in the
 * order given; reconstruct makes of them what it makes of pages. What cannot be decoded or read keeps its place as a
 * page without text. The caller hands in only pictures that may hold text.
 * @returns a picture for each, or nothing for a reader that only helps
 */
export async function readPictures(
  shown: readonly ShownPicture[],
  engines: OcrEngines | null,
  desk: PageDesk,
): Promise<readonly Picture[]> {
  const unread = shown.map((picture, i) => unreadPage(picture, i + 1));
  if (engines === null || shown.length === 0) return unread.map((page, i) => pictureOf(page, shown[i]!, []));
  const pages = await readPageByPage(shown.length, desk, (number, picture) =>
    number > FLOW_PICTURES.most
      ? Promise.resolve(unread[number - 1]!)
      : picture(async () => (await readPicture(shown[number - 1]!, number, engines)) ?? unread[number - 1]!),
  );
  const names = engineNames(engines);
  return pages.map((page, i) => pictureOf(page, shown[i]!, wasSeen(page) ? names : []));
}

const pictureOf = (page: Page, { origin }: ShownPicture, readBy: readonly string[]): Picture => ({
  kind: 'picture',
  page,
  origin,
  readBy,
});

/** A page that engines looked at shows no picture any more: what they could not read has no text. */
const wasSeen = ({ images }: Page): boolean => images.length === 0;

function unreadPage({ widthPt, heightPt }: ShownPicture, number: number): Page {
  const width = Math.max(1, widthPt);
  const height = Math.max(1, heightPt);
  return {
    number,
    widthPt: width,
    heightPt: height,
    textLayer: 'none',
    glyphs: [],
    rulings: [],
    images: [[0, 0, width, height]],
  };
}

/** The page that a picture shows, without text where nothing in it can be read; null where it cannot be decoded. */
async function readPicture(shown: ShownPicture, number: number, engines: OcrEngines): Promise<Page | null> {
  const decoded = shown.bytes === null ? null : await samplesOf(shown, shown.bytes);
  if (decoded === null) return null;
  const frame = pictureAlone(decoded.samples, decoded.dpi, false);
  const page = await readScan(decoded.samples, decoded.dpi, number, engines, frame);
  return isLegible(page) ? page : { ...page, textLayer: 'none', glyphs: [], rulings: [] };
}

/** Photographs and patterns are read as a few unsure characters. */
function isLegible({ glyphs }: Page): boolean {
  const mean = glyphs.reduce((sum, glyph) => sum + (glyph.confidence ?? 1), 0) / Math.max(1, glyphs.length);
  return glyphs.length >= FLOW_PICTURES.leastCharacters && mean >= FLOW_PICTURES.legible;
}

/** Pictures made of pixels; others are programs that draw. */
const FORMATS: ReadonlySet<string> = new Set(['png', 'jpeg', 'gif', 'webp', 'tiff']);

interface Decoded {
  readonly samples: Samples;
  readonly dpi: number;
}

/** Decodes what is shown of a picture, on white where it is transparent; null for what is damaged, foreign or too large. */
async function samplesOf({ widthPt, cropped }: ShownPicture, bytes: Uint8Array): Promise<Decoded | null> {
  const options = { limitInputPixels: EXTRACT_LIMITS.imagePixels, page: 0 };
  const sharp = await loadSharp();
  try {
    const metadata = await sharp(bytes, options).metadata();
    const part = FORMATS.has(metadata.format) ? shownPart(uprightSize(metadata), cropped) : null;
    if (part === null) return null;
    const naturalDpi =
      part.width / ((widthPt === 0 ? 0 : widthPt / POINTS_PER_INCH) || PICTURE_LIMITS.sheetWidthInches);
    const scale = Math.min(1, Math.sqrt(FLOW_PICTURES.mostPixels / (part.width * part.height)));
    // turned in a pass of its own: sharp cuts before it turns
    const upright = sharp(bytes, options).autoOrient().flatten({ background: 'white' }).toColourspace('srgb');
    const { data, info } = await upright
      .extract(part)
      .resize({ width: Math.max(1, Math.floor(part.width * scale)) })
      .raw()
      .toBuffer({ resolveWithObject: true });
    const samples: Samples = { width: info.width, height: info.height, channels: info.channels === 1 ? 1 : 3, data };
    return { samples, dpi: Math.min(PICTURE_LIMITS.mostDpi, Math.max(PICTURE_LIMITS.leastDpi, naturalDpi * scale)) };
  } catch (cause) {
    // libvips tells damaged and foreign pictures only by its message; a fault of ours has a code of its own
    if (cause instanceof ConversionError || cause instanceof TypeError || cause instanceof RangeError) throw cause;
    return null;
  }
}

function uprightSize({ width, height, orientation = 1 }: Metadata): {
  readonly width: number;
  readonly height: number;
} {
  return orientation >= 5 ? { width: height, height: width } : { width, height };
}

function shownPart(
  { width, height }: { readonly width: number; readonly height: number },
  cropped: ShownPicture['cropped'],
): { readonly left: number; readonly top: number; readonly width: number; readonly height: number } | null {
  const { left, top, right, bottom } = cropped ?? { left: 0, top: 0, right: 0, bottom: 0 };
  const x = Math.floor(width * Math.max(0, left));
  const y = Math.floor(height * Math.max(0, top));
  const part = {
    left: x,
    top: y,
    width: Math.floor(width * (1 - Math.max(0, right))) - x,
    height: Math.floor(height * (1 - Math.max(0, bottom))) - y,
  };
  return part.width >= 1 && part.height >= 1 ? part : null;
}
