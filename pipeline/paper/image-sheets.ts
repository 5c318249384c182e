import { EXTRACT_LIMITS } from '../../config/limits/extract.ts';
import { PAPER_LIMITS } from '../../config/limits/paper.ts';
import type { Source } from '../contracts/document.ts';
import { ConversionError } from '../contracts/errors.ts';
import type { DrawnSheet, Sheet, SheetOrder } from '../contracts/paper.ts';
import { loadSharp } from '../decoders/sharp.ts';
import { extractImage } from '../extract/image.ts';
import { hundredths, pixelsPerPoint } from './resolution.ts';

const QUARTER = 90;

/** Draws the pictures of an image file at the size of their pages. @throws ConversionError as `extractImage` does */
export async function drawImage(
  source: Source,
  order: SheetOrder,
  onSheets: (sheets: readonly Sheet[]) => void,
  onSheet: (sheet: DrawnSheet) => void,
): Promise<void> {
  const extracted = await extractImage(source, null);
  const pages = extracted.kind === 'pages' ? extracted.pages : [];
  const sheets = pages.map(
    ({ number, widthPt, heightPt }): Sheet => ({
      page: number,
      widthPt: hundredths(widthPt),
      heightPt: hundredths(heightPt),
    }),
  );
  onSheets(sheets);
  for (const page of order.pages) {
    const sheet = sheets[page - 1];
    if (sheet === undefined) continue;
    for (const dpi of new Set([order.dpi, Math.min(order.dpi, PAPER_LIMITS.stripDpi)]))
      onSheet({ page, dpi, webp: await drawnFrame(source.bytes, sheet, { ...order, dpi }) });
  }
}

async function drawnFrame(bytes: Uint8Array, sheet: Sheet, { dpi, turned }: SheetOrder): Promise<Uint8Array> {
  const { page, widthPt, heightPt } = sheet;
  const scale = pixelsPerPoint(widthPt, heightPt, dpi);
  const sharp = await loadSharp();
  const quarters = turned.find((turn) => turn.page === page)?.quarters ?? 0;
  try {
    const upright = await sharp(bytes, { page: page - 1, limitInputPixels: EXTRACT_LIMITS.imagePixels })
      .autoOrient()
      .flatten({ background: 'white' })
      .toColourspace('srgb')
      .resize({
        width: Math.max(1, Math.round(widthPt * scale)),
        height: Math.max(1, Math.round(heightPt * scale)),
        fit: 'fill',
      })
      .raw()
      .toBuffer({ resolveWithObject: true });
    const { width, height, channels } = upright.info;
    // turned in a pass of its own: sharp turns before it resizes
    return await sharp(upright.data, { raw: { width, height, channels } })
      .rotate(quarters * QUARTER)
      .webp({ quality: PAPER_LIMITS.quality })
      .toBuffer();
  } catch (cause) {
    throw new ConversionError('corrupt', 'the image cannot be decoded', { cause });
  }
}
