import { PAPER_LIMITS } from '../../config/limits/paper.ts';
import type { Source } from '../contracts/document.ts';
import { ConversionError } from '../contracts/errors.ts';
import type { OfficeSuite } from '../contracts/office-suite.ts';
import type { DrawnSheet, Sheet, SheetOrder, TextRun } from '../contracts/paper.ts';
import { unwrapped } from '../unwrap/unwrap.ts';
import { viewDocx } from './docx-view.ts';
import { type FramedPaper, framed } from './frame.ts';
import { viewHtml } from './html-view.ts';
import { drawImage } from './image-sheets.ts';
import { viewOfd } from './ofd-view.ts';
import { drawPdf } from './pdf-sheets.ts';
import { loadSanitiser } from './sanitised.ts';
import { viewText } from './text-view.ts';

/** Loads what drawing needs before there is anything to draw. */
export async function loadDrawing(): Promise<void> {
  await Promise.all([
    import('pdfjs-dist/legacy/build/pdf.mjs'),
    import('@napi-rs/canvas'),
    import('mammoth'),
    loadSanitiser(),
  ]);
}

/**
 * Draws pages of a document that has some. First all pages are told by their sizes as the file shows them, before any
 * quarter turn; then each that was ordered, as soon as it is drawn, with its text where the file names it.
 * @throws ConversionError as the extractor of the format does; unsupported-format for a document without pages
 */
export async function drawSheets(
  source: Source,
  order: SheetOrder,
  onSheets: (sheets: readonly Sheet[]) => void,
  onSheet: (sheet: DrawnSheet) => void,
  onText: (page: number, runs: readonly TextRun[]) => void = () => {},
  suite: OfficeSuite | null = null,
): Promise<void> {
  if (source.format === 'pdf') await drawPdf(source.bytes, order, onSheets, onSheet, onText);
  else if (source.format === 'image')
    await drawImage({ ...source, bytes: (await unwrapped(source, suite)).bytes }, order, onSheets, onSheet);
  else throw new ConversionError('unsupported-format', 'a document without pages');
}

/**
 * A document without pages as HTML for a frame without script: everything in it that the canonical JSON names is an
 * element with that name among its `data-places` (placeName), or the nearest one with it among its `data-nearest`.
 * @throws ConversionError as the extractor of the format does; too-complex above PAPER_LIMITS.viewBytes
 */
export async function viewOf(source: Source, suite: OfficeSuite | null = null): Promise<string> {
  const html = framed(await paperOf(source, suite));
  if (html.length > PAPER_LIMITS.viewBytes) throw new ConversionError('too-complex', 'a paper too large to be shown');
  return html;
}

async function paperOf(source: Source, suite: OfficeSuite | null): Promise<FramedPaper> {
  switch (source.format) {
    case 'docx':
      return viewDocx(source, suite);
    case 'html':
    case 'mhtml':
      return viewHtml((await unwrapped(source, suite)).bytes);
    case 'workbook':
      return { ...(await viewHtml((await unwrapped(source, suite)).bytes)), format: 'workbook' };
    case 'ofd':
      return viewOfd(source);
    case 'text':
      return { format: 'text' as const, body: viewText(source), styles: '' };
    case 'pdf':
    case 'image':
      throw new ConversionError('unsupported-format', 'a document with pages');
  }
}
