import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { ATTACHMENTS } from '../../../config/limits/extract.ts';
import type { Extracted } from '../../contracts/document.ts';
import { ConversionError } from '../../contracts/errors.ts';
import type { LeftOut } from '../../contracts/ink.ts';
import { isRead, type Page } from '../../contracts/page.ts';

type PagesExtracted = Extract<Extracted, { kind: 'pages' }>;

/** A file that is attached to a PDF. */
interface Attachment {
  readonly name: string;
  readonly bytes: Uint8Array;
}

const SIGNATURE = '%PDF-';
/** What a report of this kind says of itself somewhere. */
const SUBJECT = /信息公开|資訊公開|信息公開/u;

const headOf = ({ bytes }: Attachment): Buffer =>
  Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, ATTACHMENTS.headBytes));

/** What an attached file is, of those that may be the report; null for all others. */
const kindOf = (attachment: Attachment): 'pdf' | 'word' | null => {
  const head = headOf(attachment);
  if (head.includes(SIGNATURE)) return 'pdf';
  return head.toString('latin1', 0, 2) === 'PK' && Buffer.from(attachment.bytes).includes('word/') ? 'word' : null;
};

/** The files attached to a document, as many as are looked at. */
async function attachmentsOf(document: PDFDocumentProxy): Promise<readonly Attachment[]> {
  const found: unknown = await document.getAttachments();
  if (typeof found !== 'object' || found === null) return [];
  return Object.values(found)
    .flatMap((file: unknown): Attachment[] => {
      if (typeof file !== 'object' || file === null || !('content' in file)) return [];
      const { content } = file;
      const name = 'filename' in file ? String(file.filename) : '';
      return content instanceof Uint8Array && content.length > 0 ? [{ name, bytes: content }] : [];
    })
    .slice(0, ATTACHMENTS.files);
}

const textOf = (page: Page): string => page.glyphs.map((glyph) => glyph.text).join('');

/** Whether pages are only a cover: little text and no table on it. */
const isCover = (pages: readonly Page[]): boolean =>
  pages.every(isRead) &&
  pages.reduce((sum, page) => sum + page.glyphs.length, 0) <= ATTACHMENTS.coverGlyphs &&
  pages.every((page) => page.rulings.length <= ATTACHMENTS.coverRules);

/** Whether pages can be a report: they speak of the subject, or nobody has read them. */
function maybeReport(extracted: Extracted): boolean {
  switch (extracted.kind) {
    case 'pages':
      return extracted.pages.some((page) => !isRead(page) || SUBJECT.test(textOf(page)));
    case 'lines':
      return extracted.lines.some(({ text }) => SUBJECT.test(text));
    case 'flow':
      return extracted.blocks.some(
        (block) =>
          block.kind === 'picture' ||
          (block.kind === 'paragraph' ? [block] : block.cells).some(({ text }) => SUBJECT.test(text)),
      );
  }
}

const unread = ({ name }: Attachment): LeftOut => ({ kind: 'embedded', text: name, origin: null });
const coverOf = (page: Page): LeftOut => ({
  kind: 'furniture',
  text: textOf(page),
  origin: { page: page.number, bbox: [0, 0, page.widthPt, page.heightPt] },
});

/** Digits of a text, without what stands between them. */
const digitsOf = (text: string): string => text.normalize('NFKC').replace(/\D/g, '');

/**
 * Whether a Word file is another form of the document: the numbers of each row of its tables stand beside one another on
 * the pages too.
 */
function saysTheSame(own: readonly Page[], attached: Extracted): boolean {
  if (attached.kind !== 'flow' || !own.every(isRead)) return false;
  const digits = digitsOf(own.map(textOf).join(''));
  const rows = attached.blocks.flatMap((block) => {
    if (block.kind !== 'table') return [];
    const texts = new Map<number, string>();
    for (const { row, text } of block.cells) texts.set(row, (texts.get(row) ?? '') + digitsOf(text));
    return [...texts.values()].filter((row) => row !== '');
  });
  return rows.length >= ATTACHMENTS.sameRows && rows.every((row) => digits.includes(row));
}

/**
 * A document with what is attached to it: where the document is only a cover and one attached PDF or Word file alone can
 * be the report, that one is read in its place. A Word file beside a report that says the same is another form of it.
 * Every other attachment is left out by its name.
 */
export async function withAttachments(
  document: PDFDocumentProxy,
  own: PagesExtracted,
  read: (bytes: Uint8Array, kind: 'pdf' | 'word') => Promise<Extracted>,
): Promise<Extracted> {
  const attachments = await attachmentsOf(document);
  if (attachments.length === 0) return own;
  const reports: { readonly attachment: Attachment; readonly extracted: Extracted }[] = [];
  if (isCover(own.pages)) {
    for (const attachment of attachments) {
      const kind = kindOf(attachment);
      const extracted = kind === null ? null : await readable(() => read(attachment.bytes, kind));
      if (extracted !== null && maybeReport(extracted)) reports.push({ attachment, extracted });
    }
  }
  const [only, ...others] = reports;
  if (!only || others.length > 0) {
    const isForm = async (attachment: Attachment): Promise<boolean> => {
      if (isCover(own.pages) || kindOf(attachment) !== 'word') return false;
      const extracted = await readable(() => read(attachment.bytes, 'word'));
      return extracted !== null && saysTheSame(own.pages, extracted);
    };
    const left: LeftOut[] = [];
    for (const attachment of attachments)
      left.push((await isForm(attachment)) ? { ...unread(attachment), kind: 'furniture' } : unread(attachment));
    return { ...own, leftOut: [...own.leftOut, ...left] };
  }
  const rest = attachments.filter((attachment) => attachment !== only.attachment);
  return {
    ...only.extracted,
    leftOut: [...own.pages.map(coverOf), ...only.extracted.leftOut, ...rest.map(unread)],
  };
}

/** What is attached may be damaged or locked: then it stays unread, and the document itself is what there is. */
async function readable(read: () => Promise<Extracted>): Promise<Extracted | null> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof ConversionError) return null;
    throw error;
  }
}
