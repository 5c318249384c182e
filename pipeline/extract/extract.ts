import type { Extracted, Source } from '../contracts/document.ts';
import type { OcrEngines } from '../contracts/ocr.ts';
import type { OfficeSuite } from '../contracts/office-suite.ts';
import { LONE_DESK, type PageDesk } from '../contracts/page-desk.ts';
import { type Lost, lostOnTheWay } from '../unwrap/lost.ts';
import { unwrapped } from '../unwrap/unwrap.ts';
import { extractDocx } from './docx/docx.ts';
import { extractHtml } from './html/html.ts';
import { extractImage } from './image.ts';
import { withLostText } from './lost-text.ts';
import { extractOfd } from './ofd/ofd.ts';
import { extractPdf } from './pdf/pdf.ts';
import { extractText } from './text.ts';

/**
 * Takes what a reader sees out of one file: blocks in reading order, lines, or pages with drawn characters and rules.
 * Pages without text to trust are read from their picture where there are engines to read them, shared out by the desk.
 * What other office programs wrote is first saved anew by the suite.
 * @throws ConversionError when the file cannot be read or passes a bound of EXTRACT_LIMITS.
 */
export async function extract(
  source: Source,
  engines: OcrEngines | null,
  desk: PageDesk = LONE_DESK,
  suite: OfficeSuite | null = null,
): Promise<Extracted> {
  const { bytes, through } = await unwrapped(source, suite);
  const extracted = await extractPlain({ ...source, bytes }, engines, desk, suite);
  if (through === null || suite === null) return extracted;
  const read = withLost(extracted, await lostOnTheWay(source, bytes, suite));
  return { ...read, notes: [{ code: 'through-program', values: { program: through } }, ...read.notes] };
}

/** What was read with what the way through a program left out. */
function withLost(extracted: Extracted, lost: Lost): Extracted {
  if (extracted.kind !== 'flow') return extracted;
  const hidden = lost.leftOut.filter(({ kind }) => kind === 'hidden').length;
  return {
    ...extracted,
    notes: hidden > 0 ? [...extracted.notes, { code: 'hidden-text', values: { count: hidden } }] : extracted.notes,
    leftOut: [...extracted.leftOut, ...lost.leftOut],
    blocks: withLostText(extracted.blocks, lost),
  };
}

async function extractPlain(
  source: Source,
  engines: OcrEngines | null,
  desk: PageDesk,
  suite: OfficeSuite | null,
): Promise<Extracted> {
  switch (source.format) {
    case 'docx':
      return extractDocx(source, engines, desk, suite);
    case 'pdf':
      return extractPdf(source, engines, desk);
    case 'html':
    case 'mhtml':
    case 'workbook':
      return extractHtml(source, engines, desk);
    case 'text':
      return extractText(source);
    case 'ofd':
      return extractOfd(source, engines, desk);
    case 'image':
      return extractImage(source, engines, desk);
  }
}
