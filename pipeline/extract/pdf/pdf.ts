import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { EXTRACT_LIMITS, PDF_THRESHOLDS } from '../../../config/limits/extract.ts';
import type { Extracted, MetaFact, Source } from '../../contracts/document.ts';
import { ConversionError } from '../../contracts/errors.ts';
import type { Note } from '../../contracts/note.ts';
import { engineNames, type OcrEngines } from '../../contracts/ocr.ts';
import type { Box, Page } from '../../contracts/page.ts';
import { LONE_DESK, type PageDesk } from '../../contracts/page-desk.ts';
import { readPageByPage } from '../scan/page-by-page.ts';
import { movedBy } from '../scan/placing.ts';
import { readScan } from '../scan/scan.ts';
import { readDrawing } from './drawing.ts';
import { type Pdfjs, withDocument } from './open-document.ts';
import { hasOversizedImage } from './oversized-image.ts';
import { operatorsOf } from './page-operators.ts';
import { cutOut, pictureOf, renderedPage } from './page-picture.ts';
import { judgeTextLayer } from './text-layer.ts';
import { turnUpright } from './upright.ts';

/** An image wide and high enough to hold a table, with no character on it. */
function isTableImage([left, top, right, bottom]: Page['images'][number], page: Page): boolean {
  const large =
    right - left >= PDF_THRESHOLDS.tableImageWidth * page.widthPt &&
    bottom - top >= PDF_THRESHOLDS.tableImageHeight * page.heightPt;
  return (
    large &&
    !page.glyphs.some(({ bbox }) => {
      const x = (bbox[0] + bbox[2]) / 2;
      const y = (bbox[1] + bbox[3]) / 2;
      return x > left && x < right && y > top && y < bottom;
    })
  );
}

const tableImagesOf = (page: Page): readonly Box[] => page.images.filter((image) => isTableImage(image, page));

/** Reads what a page shows as a picture only: the whole page where its text is not to be trusted, else its large images. */
async function readPictures(
  page: Page,
  proxy: PDFPageProxy,
  document: PDFDocumentProxy,
  pdfjs: Pdfjs,
  engines: OcrEngines,
): Promise<Page> {
  if (page.textLayer !== 'trusted') {
    const { samples, dpi } = await pictureOf(proxy, document, pdfjs);
    return readScan(samples, dpi, page.number, engines);
  }
  const picture = await renderedPage(proxy, document);
  const regions: Page[] = [];
  for (const image of tableImagesOf(page)) {
    const read = await readScan(cutOut(picture, image), picture.dpi, page.number, engines);
    regions.push(movedBy(read, image[0], image[1], page.glyphs.length));
  }
  return {
    ...page,
    glyphs: [...page.glyphs, ...regions.flatMap((region) => region.glyphs)],
    rulings: [...page.rulings, ...regions.flatMap((region) => region.rulings)],
  };
}

const enginesUsed = (pages: readonly Page[], engines: OcrEngines | null): readonly string[] =>
  engines &&
  pages.some((page) => page.textLayer === 'recognised' || page.glyphs.some((glyph) => glyph.confidence !== undefined))
    ? engineNames(engines)
    : [];

const sumOf = (counts: ReadonlyMap<number, number>): number => [...counts.values()].reduce((sum, n) => sum + n, 0);

const factOf = (name: string, content: unknown): readonly MetaFact[] =>
  typeof content === 'string' && content.trim() !== '' ? [{ name, content: content.trim() }] : [];

/**
 * Reads the pages of a PDF: characters as drawn, rules, images, and how far the text of each page can be relied on.
 * Boxes are in points from the top left of the page turned upright. Text that nobody sees is left out.
 * @throws ConversionError encrypted, corrupt, too-many-pages, too-complex, image-too-large
 */
export function extractPdf(source: Source, engines: OcrEngines | null, desk: PageDesk = LONE_DESK): Promise<Extracted> {
  return withDocument(source.bytes, async (document, pdfjs) => {
    if (document.numPages > EXTRACT_LIMITS.pages) {
      throw new ConversionError('too-many-pages', `${document.numPages} pages`);
    }
    const notes = new Map<number, readonly Note[]>();
    const hiddenGlyphs = new Map<number, number>();
    const watermarkGlyphs = new Map<number, number>();
    const pages = await readPageByPage(document.numPages, desk, async (number, picture) => {
      const proxy = await document.getPage(number);
      const operators = await operatorsOf(proxy, document, pdfjs);
      const seen = readDrawing(operators);
      const [, , width, height] = operators.pageBox;
      const { textLayer, note } = judgeTextLayer(seen, width * height);
      const drawn: Page = { number, textLayer, ...turnUpright(seen, width, height) };
      hiddenGlyphs.set(number, seen.hiddenGlyphs);
      watermarkGlyphs.set(number, seen.watermarkGlyphs);
      const showsTable = textLayer === 'trusted' && tableImagesOf(drawn).length > 0;
      notes.set(number, [
        ...(note ? [{ code: note, values: { page: number } }] : []),
        ...(showsTable ? [{ code: 'table-as-image' as const, values: { page: number } }] : []),
      ]);
      const unread = textLayer !== 'trusted' || showsTable;
      const isBlank = drawn.glyphs.length === 0 && drawn.images.length === 0;
      if (isBlank && hasOversizedImage(source.bytes)) {
        throw new ConversionError('image-too-large', 'an image of the PDF has too many pixels');
      }
      const page =
        engines && unread ? await picture(() => readPictures(drawn, proxy, document, pdfjs, engines)) : drawn;
      proxy.cleanup();
      return page;
    });
    const hidden = sumOf(hiddenGlyphs);
    const watermark = sumOf(watermarkGlyphs);
    const { info } = await document.getMetadata();
    const title = 'Title' in info ? factOf('title', info.Title) : [];
    return {
      kind: 'pages',
      pages,
      meta: title,
      notes: [
        ...pages.flatMap(({ number }) => notes.get(number) ?? []),
        ...(watermark > 0 ? [{ code: 'watermark' as const, values: { count: watermark } }] : []),
        ...(hidden > 0 ? [{ code: 'hidden-text' as const, values: { count: hidden } }] : []),
      ],
      leftOut: [],
      pageCount: document.numPages,
      ocrEngines: enginesUsed(pages, engines),
    };
  });
}
