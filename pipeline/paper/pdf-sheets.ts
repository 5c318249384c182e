import type { Canvas } from '@napi-rs/canvas';
import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { EXTRACT_LIMITS } from '../../config/limits/extract.ts';
import { PAPER_LIMITS } from '../../config/limits/paper.ts';
import { ConversionError } from '../contracts/errors.ts';
import type { DrawnSheet, Sheet, SheetOrder, TextRun } from '../contracts/paper.ts';
import { withDocument } from '../extract/pdf/open-document.ts';
import { hundredths, pixelsPerPoint } from './resolution.ts';
import { textRuns } from './text-runs.ts';

/** What pdf.js hands out of its canvases in node. @source NodeCanvasFactory in pdf.js */
interface CanvasFactory {
  create(width: number, height: number): { readonly canvas: Canvas };
  destroy(drawn: { readonly canvas: Canvas }): void;
}

async function sheetsOf(document: PDFDocumentProxy): Promise<readonly Sheet[]> {
  if (document.numPages > EXTRACT_LIMITS.pages)
    throw new ConversionError('too-many-pages', `${document.numPages} pages`);
  const sheets: Sheet[] = [];
  for (let page = 1; page <= document.numPages; page++) {
    const proxy = await document.getPage(page);
    const { width, height } = proxy.getViewport({ scale: 1 });
    sheets.push({ page, widthPt: hundredths(width), heightPt: hundredths(height) });
    proxy.cleanup();
  }
  return sheets;
}

async function drawnSheet(
  document: PDFDocumentProxy,
  page: number,
  { dpi, turned }: Pick<SheetOrder, 'dpi' | 'turned'>,
  onSheet: (sheet: DrawnSheet) => void,
  onText: (page: number, runs: readonly TextRun[]) => void,
): Promise<void> {
  const proxy = await document.getPage(page);
  const quarters = turned.find((turn) => turn.page === page)?.quarters ?? 0;
  const rotation = (proxy.rotate + quarters * 90) % 360;
  const { width, height } = proxy.getViewport({ scale: 1 });
  const viewport = proxy.getViewport({ scale: pixelsPerPoint(width, height, dpi), rotation });
  const factory = document.canvasFactory as CanvasFactory;
  const drawn = factory.create(Math.max(1, Math.round(viewport.width)), Math.max(1, Math.round(viewport.height)));
  try {
    // pdf.js types the canvas of a browser, which this one stands for
    const canvas = drawn.canvas as unknown as HTMLCanvasElement;
    await proxy.render({ canvas, viewport, background: 'white' }).promise;
    onSheet({ page, dpi, webp: await drawn.canvas.encode('webp', PAPER_LIMITS.quality) });
    onText(page, textRuns(await proxy.getTextContent(), proxy.getViewport({ scale: 1, rotation })));
    if (dpi <= PAPER_LIMITS.stripDpi) return;
    const share = pixelsPerPoint(width, height, PAPER_LIMITS.stripDpi) / viewport.scale;
    onSheet({ page, dpi: PAPER_LIMITS.stripDpi, webp: await shrunk(drawn.canvas, share, factory) });
  } finally {
    factory.destroy(drawn);
    proxy.cleanup();
  }
}

/** A smaller copy of a drawn page. */
async function shrunk(canvas: Canvas, share: number, factory: CanvasFactory): Promise<Uint8Array> {
  const [width, height] = [canvas.width, canvas.height].map((side) => Math.max(1, Math.round(side * share)));
  const small = factory.create(width!, height!);
  try {
    const context = small.canvas.getContext('2d');
    context.imageSmoothingQuality = 'high';
    context.drawImage(canvas, 0, 0, width!, height!);
    return await small.canvas.encode('webp', PAPER_LIMITS.quality);
  } finally {
    factory.destroy(small);
  }
}

/** Draws pages of a PDF as a reader shows them. @throws ConversionError encrypted, corrupt, too-many-pages */
export function drawPdf(
  bytes: Uint8Array,
  order: SheetOrder,
  onSheets: (sheets: readonly Sheet[]) => void,
  onSheet: (sheet: DrawnSheet) => void,
  onText: (page: number, runs: readonly TextRun[]) => void,
): Promise<void> {
  return withDocument(bytes, async (document) => {
    onSheets(await sheetsOf(document));
    for (const page of order.pages)
      if (page <= document.numPages) await drawnSheet(document, page, order, onSheet, onText);
  });
}
