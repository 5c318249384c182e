/// <reference path="./pdf-worker.d.ts" />
import { createRequire } from 'node:module';
import path from 'node:path';
import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { EXTRACT_LIMITS, PDF_THRESHOLDS } from '../../../config/limits/extract.ts';
import { ConversionError } from '../../contracts/errors.ts';
import { Decoders, putBackDecoders } from './decoders.ts';

/** pdf.js is slow to load and needed for PDF only. */
const loadPdfjs = () => import('pdfjs-dist/legacy/build/pdf.mjs');
/** With the part that reads, which pdf.js loads with the first document. */
export async function loadWholePdfjs(): Promise<void> {
  await Promise.all([loadPdfjs(), import('pdfjs-dist/legacy/build/pdf.worker.mjs')]);
}
export type Pdfjs = Awaited<ReturnType<typeof loadPdfjs>>;

const packageFolder = path.dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));
const ascii = new TextDecoder('latin1');

/** True for a file that ends before its trailer: what is missing would be read as empty pages. */
function isTruncated(bytes: Uint8Array): boolean {
  const head = ascii.decode(bytes.subarray(0, 1024));
  const linearized = /\/Linearized\b[^>]*?\/L\s+(\d+)/.exec(head);
  if (linearized && Number(linearized[1]) > bytes.length) return true;
  const tail = ascii.decode(bytes.subarray(Math.max(0, bytes.length - PDF_THRESHOLDS.trailerBytes)));
  return !tail.includes('startxref') && !tail.includes('%%EOF');
}

/**
 * Whether a promise that nobody waited for failed because pdf.js found a wrong cross reference: it goes through the file
 * for its objects then, and answers those who do wait. Known of pdfjs-dist 5.5.207.
 */
export const isOwnRecovery = (reason: unknown): boolean =>
  reason instanceof Error && reason.name === 'XRefEntryException';

function asConversionError(error: unknown): ConversionError {
  if (error instanceof ConversionError) return error;
  const name = error instanceof Error ? error.name : '';
  if (name === 'PasswordException')
    return new ConversionError('encrypted', 'the PDF needs a password', { cause: error });
  const message = error instanceof Error ? error.message : String(error);
  return new ConversionError('corrupt', `the PDF cannot be read: ${message}`, { cause: error });
}

/** A PDF that is open, without fonts, scripts or network. */
interface OpenPdf {
  readonly document: PDFDocumentProxy;
  readonly pdfjs: Pdfjs;
  readonly close: () => Promise<void>;
}

/** @throws ConversionError encrypted, corrupt */
async function open(bytes: Uint8Array): Promise<OpenPdf> {
  if (isTruncated(bytes)) throw new ConversionError('corrupt', 'the PDF ends before its trailer');
  const pdfjs = await loadPdfjs();
  const task = pdfjs.getDocument({
    // A copy: pdf.js takes the buffer away from its owner, and refuses the Buffer of node.
    data: new Uint8Array(bytes),
    cMapUrl: path.join(packageFolder, 'cmaps/'),
    cMapPacked: true,
    standardFontDataUrl: path.join(packageFolder, 'standard_fonts/'),
    wasmUrl: path.join(packageFolder, 'wasm/'),
    WasmFactory: Decoders,
    iccUrl: path.join(packageFolder, 'iccs/'),
    isEvalSupported: false,
    // a larger image is left out: its page then has none (oversized-image.ts)
    maxImageSize: EXTRACT_LIMITS.decodedPixels,
    enableXfa: false,
    useSystemFonts: false,
    verbosity: pdfjs.VerbosityLevel.ERRORS,
  });
  try {
    return { document: await task.promise, pdfjs, close: () => task.destroy().finally(putBackDecoders) };
  } catch (error) {
    await task.destroy();
    throw asConversionError(error);
  }
}

/**
 * Opens a PDF for reading, hands it to `read` and closes it again.
 * @throws ConversionError encrypted, corrupt, or what `read` throws
 */
export async function withDocument<T>(
  bytes: Uint8Array,
  read: (document: PDFDocumentProxy, pdfjs: Pdfjs) => Promise<T>,
): Promise<T> {
  const { document, pdfjs, close } = await open(bytes);
  try {
    return await read(document, pdfjs);
  } catch (error) {
    throw asConversionError(error);
  } finally {
    await close();
  }
}

/**
 * The same with a copy of the file that is cheaper to read and does not say everything: `whole` opens the file itself where
 * that is needed.
 */
export async function withEitherDocument<T>(
  cheaper: Uint8Array,
  bytes: Uint8Array,
  read: (document: PDFDocumentProxy, pdfjs: Pdfjs, whole: () => Promise<PDFDocumentProxy>) => Promise<T>,
): Promise<T> {
  let opened: Promise<OpenPdf> | null = null;
  const whole = async (): Promise<PDFDocumentProxy> => {
    opened ??= open(bytes);
    return (await opened).document;
  };
  try {
    return await withDocument(cheaper, (document, pdfjs) => read(document, pdfjs, whole));
  } finally {
    await (await (opened as Promise<OpenPdf> | null))?.close();
  }
}
