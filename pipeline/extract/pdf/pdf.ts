import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
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
import { type Pdfjs, withDocument, withEitherDocument } from './open-document.ts';
import { hasOversizedImage } from './oversized-image.ts';
import { coversText, withPackedPictures } from './packed-pictures.ts';
import { type DocumentFonts, operatorsOf } from './page-operators.ts';
import {
  type DrawnPage,
  drawnPage,
  isToBeLookedAt,
  readEmbeddedPicture,
  readPictures,
  unlookedPage,
} from './page-reading.ts';
import type { SeenPage } from './seen-page.ts';
import { judgeTextLayer, type LayerVerdict } from './text-layer.ts';
import { turnUpright } from './upright.ts';

type PagesExtracted = Extract<Extracted, { kind: 'pages' }>;

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
  const read = async (document: PDFDocumentProxy, pdfjs: Pdfjs, whole?: () => Promise<PDFDocumentProxy>) => {
    const own = await readDocument(source, document, pdfjs, engines, desk, whole);
    const holder = whole && (await document.getAttachments()) ? await whole() : document;
    return withAttachments(holder, own, (bytes, kind) =>
      kind === 'word'
        ? extractDocx({ ...source, bytes }, engines)
        : withDocument(bytes, (attached) => readDocument({ ...source, bytes }, attached, pdfjs, engines, desk)),
    );
  };
  const packed = withPackedPictures(source.bytes);
  return packed ? withEitherDocument(packed, source.bytes, read) : withDocument(source.bytes, read);
}

/** A page with what pdf.js says of it. */
interface OpenedPage {
  readonly document: PDFDocumentProxy;
  readonly proxy: PDFPageProxy;
  readonly seen: SeenPage;
  readonly note: LayerVerdict['note'];
  readonly drawn: DrawnPage;
}

async function openedPage(
  document: PDFDocumentProxy,
  number: number,
  pdfjs: Pdfjs,
  fonts: DocumentFonts,
): Promise<OpenedPage> {
  const proxy = await document.getPage(number);
  const operators = await operatorsOf(proxy, document, pdfjs, fonts);
  const seen = withAnnotations(readDrawing(operators), await annotationsOf(proxy, operators.toPage));
  const [, , width, height] = operators.pageBox;
  const { textLayer, note } = judgeTextLayer(seen, operators.pageBox);
  return { document, proxy, seen, note, drawn: drawnPage(number, textLayer, turnUpright(seen, width, height)) };
}

/**
 * The pages of an open document.
 * @param whole opens the same document with its pictures, where those of `document` may be packed
 */
async function readDocument(
  source: Source,
  document: PDFDocumentProxy,
  pdfjs: Pdfjs,
  engines: OcrEngines | null,
  desk: PageDesk,
  whole?: () => Promise<PDFDocumentProxy>,
): Promise<PagesExtracted> {
  if (document.numPages > EXTRACT_LIMITS.pages) {
    throw new ConversionError('too-many-pages', `${document.numPages} pages`);
  }
  const fonts: DocumentFonts = new Map();
  const notes = new Map<number, readonly Note[]>();
  const hiddenGlyphs = new Map<number, number>();
  const watermarkGlyphs = new Map<number, number>();
  const pages = await readPageByPage(document.numPages, desk, async (number, picture) => {
    let opened = await openedPage(document, number, pdfjs, fonts);
    const isDrawn = opened.drawn.textLayer === 'trusted' && isToBeLookedAt(opened.drawn);
    const isCheap = whole !== undefined && !isDrawn && !(await coversText(opened.proxy, pdfjs));
    if (whole && !isCheap) opened = await openedPage(await whole(), number, pdfjs, fonts);
    const { proxy, seen, note, drawn } = opened;
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
    const readWith = async (given: OcrEngines): Promise<Page> => {
      const embedded = isCheap ? await readEmbeddedPicture(drawn, proxy, pdfjs, given) : null;
      if (embedded) return embedded;
      const seenWhole = isCheap ? await openedPage(await whole(), number, pdfjs, fonts) : opened;
      return readPictures(seenWhole.drawn, seenWhole.proxy, seenWhole.document, pdfjs, given);
    };
    const page = engines && isToBeLookedAt(drawn) ? await picture(() => readWith(engines)) : unlookedPage(drawn);
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
