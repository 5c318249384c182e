import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { EXTRACT_LIMITS, PICTURE_LIMITS } from '../../../config/limits/extract.ts';
import { ConversionError } from '../../contracts/errors.ts';
import type { Box } from '../../contracts/page.ts';
import type { Samples } from '../scan/raster.ts';
import type { SheetFrame } from '../scan/sheet-frame.ts';
import { compose, IDENTITY, type Matrix, matrixFrom } from './matrix.ts';
import type { Pdfjs } from './open-document.ts';
import { isPacked, unpacked } from './packed-pictures.ts';
import { imageNamed } from './page-images.ts';

const POINTS_PER_INCH = 72;

/** The picture of a page with its resolution in dots per inch of the page. */
export interface PagePicture {
  readonly samples: Samples;
  readonly dpi: number;
  readonly frame: SheetFrame;
}

type OperatorList = Awaited<ReturnType<PDFPageProxy['getOperatorList']>>;

interface PlacedImage {
  readonly samples: Samples;
  /** From the unit square that an image is drawn on to the page. */
  readonly place: Matrix;
}

/** The map in which the operator at `until` draws. */
function placeAt({ fnArray, argsArray }: OperatorList, until: number, { OPS }: Pdfjs): Matrix {
  let map: Matrix = IDENTITY;
  const saved: Matrix[] = [];
  for (let i = 0; i < until; i++) {
    const args: unknown = argsArray[i];
    switch (fnArray[i]) {
      case OPS.save:
        saved.push(map);
        break;
      case OPS.restore:
      case OPS.paintFormXObjectEnd:
        map = saved.pop() ?? map;
        break;
      case OPS.transform:
        map = compose(map, matrixFrom(args as ArrayLike<unknown>) ?? IDENTITY);
        break;
      case OPS.paintFormXObjectBegin:
        saved.push(map);
        map = compose(map, matrixFrom((args as readonly unknown[])[0] as ArrayLike<unknown> | null) ?? IDENTITY);
        break;
    }
  }
  return map;
}

/** The one image that a page consists of; null when there are several, or other marks beside it. */
async function onlyImage(page: PDFPageProxy, pdfjs: Pdfjs): Promise<PlacedImage | null> {
  const list = await page.getOperatorList();
  const { OPS } = pdfjs;
  const painting = new Set<number>([
    OPS.paintImageXObjectRepeat,
    OPS.paintImageMaskXObject,
    OPS.paintImageMaskXObjectGroup,
    OPS.paintImageMaskXObjectRepeat,
    OPS.paintInlineImageXObject,
    OPS.paintInlineImageXObjectGroup,
    OPS.paintSolidColorImageMask,
    OPS.shadingFill,
  ]);
  const images = list.fnArray.flatMap((code, i) => (code === OPS.paintImageXObject ? [i] : []));
  const [at] = images;
  if (at === undefined || images.length !== 1 || list.fnArray.some((code) => painting.has(code))) return null;
  const samples = await imageNamed(page, String((list.argsArray[at] as unknown[])[0]));
  return samples && { samples, place: placeAt(list, at, pdfjs) };
}

function pageSize(page: PDFPageProxy): Pick<SheetFrame, 'widthPt' | 'heightPt'> {
  const { width: widthPt, height: heightPt } = page.getViewport({ scale: 1 });
  return { widthPt, heightPt };
}

interface NodeCanvas {
  readonly canvas: object;
  readonly context: { getImageData(x: number, y: number, width: number, height: number): { data: Uint8ClampedArray } };
}

/** Draws the page as a reader sees it. */
async function rendered(page: PDFPageProxy, document: PDFDocumentProxy, dpi: number): Promise<PagePicture> {
  const viewport = page.getViewport({ scale: dpi / POINTS_PER_INCH });
  const [width, height] = [Math.ceil(viewport.width), Math.ceil(viewport.height)];
  const factory = document.canvasFactory as {
    create(width: number, height: number): NodeCanvas;
    destroy(canvas: NodeCanvas): void;
  };
  const drawn = factory.create(width, height);
  try {
    await page.render({ canvas: drawn.canvas as HTMLCanvasElement, viewport, background: 'white' }).promise;
    const { data } = drawn.context.getImageData(0, 0, width, height);
    const frame = { toPage: IDENTITY, ...pageSize(page), isWhole: true };
    return { samples: { width, height, channels: 4, data }, dpi, frame };
  } finally {
    factory.destroy(drawn);
  }
}

/**
 * The embedded image of a page that is nothing else; null for another page, and where the image is damaged.
 * @throws ConversionError image-too-large
 */
export async function embeddedPicture(page: PDFPageProxy, pdfjs: Pdfjs): Promise<PagePicture | null> {
  const image = await onlyImage(page, pdfjs);
  if (!image) return null;
  const [left = 0, bottom = 0, right = 0, top = 0] = page.view;
  const [wide, high] = [right - left, top - bottom];
  const { samples } = image;
  if (samples.width * samples.height > EXTRACT_LIMITS.imagePixels) {
    throw new ConversionError('image-too-large', `an image of ${samples.width} by ${samples.height} pixels`);
  }
  const fills = Math.abs(samples.width / samples.height / (wide / high) - 1) <= PICTURE_LIMITS.aspect;
  if (!fills) return null;
  const toUnit: Matrix = [1 / wide, 0, 0, -samples.width / samples.height / wide, 0, 1];
  const shown = matrixFrom(page.getViewport({ scale: 1 }).transform) ?? IDENTITY;
  const frame = { toPage: compose(shown, compose(image.place, toUnit)), ...pageSize(page), isWhole: true };
  const dpi = (samples.width / wide) * POINTS_PER_INCH;
  if (!isPacked(samples)) return { samples, dpi, frame };
  const decoded = await unpacked(samples, dpi);
  return decoded && { ...decoded, frame };
}

/**
 * The picture of a page whose text cannot be relied on: the embedded image itself where the page is nothing else,
 * a drawing of the page otherwise.
 * @throws ConversionError image-too-large
 */
export const pictureOf = async (page: PDFPageProxy, document: PDFDocumentProxy, pdfjs: Pdfjs): Promise<PagePicture> =>
  (await embeddedPicture(page, pdfjs)) ?? renderedPage(page, document);

/** The page as a reader sees it, at the resolution that its size allows. */
export function renderedPage(page: PDFPageProxy, document: PDFDocumentProxy): Promise<PagePicture> {
  const { width, height } = page.getViewport({ scale: 1 });
  const affordable = Math.sqrt(PICTURE_LIMITS.renderedPixels / Math.max(1, width * height)) * POINTS_PER_INCH;
  return rendered(page, document, Math.min(PICTURE_LIMITS.renderedDpi, affordable));
}

/** The part of a drawn page that a box in points covers. */
export function cutOut({ samples, dpi }: Pick<PagePicture, 'samples' | 'dpi'>, box: Box): Samples {
  const bytes = samples.channels === 'bit' ? 1 : samples.channels;
  const at = (points: number, most: number): number =>
    Math.max(0, Math.min(most, Math.round((points * dpi) / POINTS_PER_INCH)));
  const [left, right] = [at(box[0], samples.width), at(box[2], samples.width)];
  const [top, bottom] = [at(box[1], samples.height), at(box[3], samples.height)];
  const [width, height] = [right - left, bottom - top];
  const data = new Uint8ClampedArray(width * height * bytes);
  for (let y = 0; y < height; y++) {
    const from = ((top + y) * samples.width + left) * bytes;
    data.set(samples.data.subarray(from, from + width * bytes), y * width * bytes);
  }
  return { width, height, channels: samples.channels, data };
}
