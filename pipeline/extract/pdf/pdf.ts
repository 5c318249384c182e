import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { EXTRACT_LIMITS } from '../../../config/limits/extract.ts';
import type { Extracted, MetaFact, Source } from '../../contracts/document.ts';
import { doubt } from '../../contracts/doubt.ts';
import { ConversionError } from '../../contracts/errors.ts';
import type { Note } from '../../contracts/note.ts';
import { engineNames, type OcrEngines } from '../../contracts/ocr.ts';
import type { Page } from '../../contracts/page.ts';
import { LONE_DESK, type PageDesk } from '../../contracts/page-desk.ts';
import { extractDocx } from '../docx/docx.ts';
import { readPageByPage } from '../scan/page-by-page.ts';
import { annotationsOf, withAnnotations } from './annotations.ts';
import { withAttachments } from './attachments.ts';
import { hasDamagedStream } from './damaged-streams.ts';
import { readDrawing } from './drawing.ts';
import { type Pdfjs, withDocument } from './open-document.ts';
import { hasOversizedImage } from './oversized-image.ts';
import { type DocumentFonts, operatorsOf } from './page-operators.ts';
import { drawnPage, isToBeLookedAt, readPictures, unlookedPage } from './page-reading.ts';
import { judgeTextLayer } from './text-layer.ts';
import { turnUpright } from './upright.ts';

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
    const own = await readDocument(source, document, pdfjs, engines, desk);
    return withAttachments(document, own, (bytes, kind) =>
      kind === 'word'
        ? extractDocx({ ...source, bytes }, engines)
        : withDocument(bytes, (attached) => readDocument({ ...source, bytes }, attached, pdfjs, engines, desk)),
    );
  });
}

/** The pages of an open document. */
async function readDocument(
  source: Source,
  document: PDFDocumentProxy,
  pdfjs: Pdfjs,
  engines: OcrEngines | null,
  desk: PageDesk,
): Promise<Extract<Extracted, { kind: 'pages' }>> {
  if (document.numPages > EXTRACT_LIMITS.pages) {
    throw new ConversionError('too-many-pages', `${document.numPages} pages`);
  }
  const fonts: DocumentFonts = new Map();
  const notes = new Map<number, readonly Note[]>();
  const hiddenGlyphs = new Map<number, number>();
  const watermarkGlyphs = new Map<number, number>();
  const pages = await readPageByPage(document.numPages, desk, async (number, picture) => {
    const proxy = await document.getPage(number);
    const operators = await operatorsOf(proxy, document, pdfjs, fonts);
    const seen = withAnnotations(readDrawing(operators), await annotationsOf(proxy, operators.toPage));
    const [, , width, height] = operators.pageBox;
    const { textLayer, note } = judgeTextLayer(seen, operators.pageBox);
    const drawn = drawnPage(number, textLayer, turnUpright(seen, width, height));
    hiddenGlyphs.set(number, seen.hiddenGlyphs);
    watermarkGlyphs.set(number, seen.watermarkGlyphs);
    notes.set(number, [
      ...(note ? [{ code: note, values: { page: number } }] : []),
      ...(drawn.tables.length > 0 ? [{ code: 'table-as-image' as const, values: { page: number } }] : []),
    ]);
    const isBlank = drawn.upright.glyphs.length === 0 && drawn.upright.images.length === 0;
    if (isBlank && hasOversizedImage(source.bytes)) {
      throw new ConversionError('image-too-large', 'an image of the PDF has too many pixels');
    }
    const page =
      engines && isToBeLookedAt(drawn)
        ? await picture(() => readPictures(drawn, proxy, document, pdfjs, engines))
        : unlookedPage(drawn);
    proxy.cleanup();
    return page;
  });
  const hidden = sumOf(hiddenGlyphs);
  const watermark = sumOf(watermarkGlyphs);
  const { info } = await document.getMetadata();
  const title = 'Title' in info ? factOf('title', info.Title) : [];
  const isDamaged = hasDamagedStream(source.bytes);
  return {
    kind: 'pages',
    pages: isDamaged ? pages.map((page) => ({ ...page, doubts: [doubt('characters-lost')] })) : pages,
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
}
