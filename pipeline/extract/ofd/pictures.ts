import { EXTRACT_LIMITS, FLOW_PICTURES, PICTURE_LIMITS } from '../../../config/limits/extract.ts';
import { ConversionError } from '../../contracts/errors.ts';
import type { OcrEngines } from '../../contracts/ocr.ts';
import type { Box, Page } from '../../contracts/page.ts';
import { loadSharp } from '../../decoders/sharp.ts';
import { intersection, quarterTurns } from '../pdf/matrix.ts';
import type { DrawnPage } from '../pdf/page-reading.ts';
import { unlookedPage } from '../pdf/page-reading.ts';
import { movedBy } from '../scan/placing.ts';
import type { Samples } from '../scan/raster.ts';
import { readScan } from '../scan/scan.ts';
import { partAt, pictureAlone } from '../scan/sheet-frame.ts';
import type { ShownImage } from './drawing.ts';

const POINTS_PER_INCH = 72;

/** A picture of the page that shows its pictures alone. */
interface PictureSheet {
  readonly cut: (box: Box) => Promise<Samples>;
  readonly dpi: number;
  readonly box: Box;
}

type Bytes = (member: string) => Promise<Uint8Array | null>;

/**
 * Reads the pictures of a page with the engines: all of it where it has no text, else the images that may hold a table.
 * A picture that cannot be decoded stays unread.
 */
export async function readOfdPictures(
  drawn: DrawnPage,
  images: readonly ShownImage[],
  box: Box,
  bytes: Bytes,
  engines: OcrEngines,
): Promise<Page> {
  const unread = unlookedPage(drawn);
  // a page that was turned to be read has its pictures elsewhere
  if (images.length === 0 || drawn.upright.turns !== 0) return unread;
  const sheet = await sheetOf(images, box, bytes);
  if (sheet === null) return unread;
  const whole = { width: (box[2] / POINTS_PER_INCH) * sheet.dpi, height: (box[3] / POINTS_PER_INCH) * sheet.dpi };
  if (drawn.textLayer !== 'trusted') {
    const samples = await sheet.cut(box);
    return readScan(samples, sheet.dpi, drawn.number, engines, pictureAlone(samples, sheet.dpi, true));
  }
  const regions: Page[] = [];
  for (const image of drawn.tables) {
    const frame = partAt(pictureAlone(whole, sheet.dpi, false), image[0], image[1]);
    const read = await readScan(await sheet.cut(image), sheet.dpi, drawn.number, engines, frame);
    regions.push(movedBy(read, image[0], image[1], unread.glyphs.length));
  }
  return {
    ...unread,
    glyphs: [...unread.glyphs, ...regions.flatMap(({ glyphs }) => glyphs)],
    rulings: [...unread.rulings, ...regions.flatMap(({ rulings }) => rulings)],
    ...(regions.length > 0 ? { laid: regions.flatMap(({ laid }) => laid ?? []) } : {}),
  };
}

/** Puts the pictures where the page shows them, on white. Null where one of them cannot be decoded. */
async function sheetOf(images: readonly ShownImage[], box: Box, bytes: Bytes): Promise<PictureSheet | null> {
  const sharp = await loadSharp();
  const [, , width, height] = box;
  const most = Math.sqrt(FLOW_PICTURES.mostPixels / (width * height)) * POINTS_PER_INCH;
  const dpi = Math.min(PICTURE_LIMITS.enoughDpi, most);
  const scale = dpi / POINTS_PER_INCH;
  const [sheetWidth, sheetHeight] = [Math.max(1, Math.floor(width * scale)), Math.max(1, Math.floor(height * scale))];
  const layers: { input: Buffer; raw: { width: number; height: number; channels: 4 }; left: number; top: number }[] =
    [];
  try {
    for (const image of images) {
      const content = await bytes(image.member);
      if (content === null) return null;
      const shown = intersection(image.box, box);
      const [w, h] = [image.box[2] - image.box[0], image.box[3] - image.box[1]].map((side) =>
        Math.max(1, Math.round(side * scale)),
      );
      if (shown[2] <= shown[0] || shown[3] <= shown[1]) continue;
      if (w! * h! > FLOW_PICTURES.mostPixels * 4) return null;
      const placed = await sharp(content, { limitInputPixels: EXTRACT_LIMITS.imagePixels })
        .rotate(quarterTurns(image.toPage) * 90)
        .resize({ width: w!, height: h!, fit: 'fill' })
        .toColourspace('srgb')
        .ensureAlpha()
        .raw()
        .toBuffer({ resolveWithObject: true });
      const left = Math.round((shown[0] - image.box[0]) * scale);
      const top = Math.round((shown[1] - image.box[1]) * scale);
      const at = { left: Math.round(shown[0] * scale), top: Math.round(shown[1] * scale) };
      const part = {
        left,
        top,
        width: Math.min(placed.info.width - left, sheetWidth - at.left),
        height: Math.min(placed.info.height - top, sheetHeight - at.top),
      };
      if (part.width < 1 || part.height < 1) continue;
      const raw = { width: placed.info.width, height: placed.info.height, channels: 4 as const };
      const input = await sharp(placed.data, { raw }).extract(part).raw().toBuffer();
      layers.push({ input, raw: { width: part.width, height: part.height, channels: 4 }, ...at });
    }
    const sheet = await sharp({ create: { width: sheetWidth, height: sheetHeight, channels: 3, background: 'white' } })
      .composite(layers)
      .removeAlpha()
      .raw()
      .toBuffer();
    return { dpi, box, cut: (part) => cutOf(sheet, sheetWidth, sheetHeight, part, scale) };
  } catch (cause) {
    // libvips tells damaged and foreign pictures only by its message; a fault of ours has a code of its own
    if (cause instanceof ConversionError || cause instanceof TypeError || cause instanceof RangeError) throw cause;
    return null;
  }
}

async function cutOf(sheet: Buffer, width: number, height: number, box: Box, scale: number): Promise<Samples> {
  const sharp = await loadSharp();
  const left = Math.min(width - 1, Math.max(0, Math.floor(box[0] * scale)));
  const top = Math.min(height - 1, Math.max(0, Math.floor(box[1] * scale)));
  const part = {
    left,
    top,
    width: Math.max(1, Math.min(width, Math.ceil(box[2] * scale)) - left),
    height: Math.max(1, Math.min(height, Math.ceil(box[3] * scale)) - top),
  };
  const raw = { width, height, channels: 3 as const };
  const { data, info } = await sharp(sheet, { raw }).extract(part).raw().toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, channels: 3, data };
}

/** Pictures of a page that let nothing through anywhere; one that is damaged or large is taken to. */
export async function opaqueAmong(members: Iterable<string>, bytes: Bytes): Promise<ReadonlySet<string>> {
  const sharp = await loadSharp();
  const opaque = new Set<string>();
  for (const member of members) {
    const content = await bytes(member);
    if (content === null) continue;
    try {
      const { hasAlpha, width, height } = await sharp(content, {
        limitInputPixels: EXTRACT_LIMITS.imagePixels,
      }).metadata();
      const isSmall = width * height <= FLOW_PICTURES.mostPixels;
      if (!hasAlpha || (isSmall && (await sharp(content).stats()).isOpaque)) opaque.add(member);
    } catch (cause) {
      if (cause instanceof ConversionError || cause instanceof TypeError || cause instanceof RangeError) throw cause;
      opaque.add(member);
    }
  }
  return opaque;
}
