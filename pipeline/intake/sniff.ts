import { fileTypeFromBuffer } from 'file-type';
import { SNIFF_TOLERANCES } from '../../config/limits/intake.ts';
import type { Content } from '../contracts/arrival.ts';
import type { SourceFormat } from '../contracts/document.ts';
import { ConversionError } from '../contracts/errors.ts';
import { WRAPPED } from '../unwrap/media-types.ts';
import { extensionOf } from './names.ts';
import { otherByContentTypes, otherByMagic, otherByMembers, otherByMimetype, otherByStreams } from './other-formats.ts';
import { markupOf, textOf } from './text-evidence.ts';
import { type OpenZip, openZip } from './zip.ts';

export interface DocumentForm {
  readonly kind: 'document';
  readonly format: SourceFormat;
  readonly mediaType: string;
}
export type Form = DocumentForm | { readonly kind: 'archive' };

const DOCX = {
  kind: 'document',
  format: 'docx',
  mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
} as const;
const PDF = { kind: 'document', format: 'pdf', mediaType: 'application/pdf' } as const;

const startsWith = (bytes: Uint8Array, magic: readonly number[]): boolean =>
  magic.every((byte, i) => bytes[i] === byte);
const asLatin1 = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
const refuse = (what: string): ConversionError => new ConversionError('unsupported-format', what);

export const isZip = (head: Uint8Array): boolean =>
  startsWith(head, [0x50, 0x4b, 3, 4]) || startsWith(head, [0x50, 0x4b, 5, 6]);

/** Whether a zip file may begin behind other bytes: headers of a transfer, or what a broken one left. */
export const mayHoldZip = (head: Uint8Array): boolean =>
  !isZip(head) &&
  !startsWith(head, [0x25, 0x50, 0x44, 0x46, 0x2d]) &&
  !startsWith(head, OLE_MAGIC) &&
  !IMAGES.some(([, magic]) => startsWith(head, magic)) &&
  asLatin1(head.subarray(0, SNIFF_TOLERANCES.zipHeaderBytes)).includes('PK\u0003\u0004');

const ZERO_RUN = /\0{64,}/g;
/** Zero, tab, line ends, space, and the byte order mark of UTF-8. */
const BLANK_BYTES = new Set([0, 0x09, 0x0a, 0x0d, 0x20, 0xef, 0xbb, 0xbf]);

/** Main parts of Word documents, templates and documents with macros; transitional and strict alike. */
const MAIN_DOCUMENT =
  /wordprocessingml\.(?:document|template)\.main\+xml|ms-word\.(?:document|template)\.macroEnabled(?:Template)?\.main\+xml/i;

async function sniffPackage(zip: OpenZip): Promise<Form> {
  const names = new Map(zip.members.map((member) => [member.name.toLowerCase().replace(/^\/+/, ''), member]));
  if (names.has('word/document.xml')) return DOCX;
  const contentTypes = names.get('[content_types].xml');
  let types: string | null = null;
  if (contentTypes !== undefined) {
    const bytes = await zip.read(contentTypes, sizeGuard(SNIFF_TOLERANCES.contentTypesBytes));
    types = Buffer.from(bytes).toString('utf8');
    if (MAIN_DOCUMENT.test(types)) return DOCX;
  }
  const other = otherByMembers((member) => names.has(member));
  if (other !== null) throw other;
  const mimetype = names.get('mimetype');
  if (mimetype !== undefined) {
    const bytes = await zip.read(mimetype, sizeGuard(SNIFF_TOLERANCES.mimetypeBytes));
    throw otherByMimetype(Buffer.from(bytes).toString('latin1'));
  }
  if (types !== null) throw otherByContentTypes(types);
  return { kind: 'archive' };
}

function sizeGuard(limitBytes: number): (bytes: number) => void {
  let total = 0;
  return (bytes) => {
    total += bytes;
    if (total > limitBytes) throw new ConversionError('corrupt', `more than ${limitBytes} bytes where a few are due`);
  };
}

/**
 * Tells a Word document from an archive of documents. `head` is the start of the file.
 * @throws ConversionError corrupt for a damaged Word document, archive-corrupt for a damaged archive,
 *   unsupported-format for packages of other kinds, archive-too-many-entries, unreadable
 */
export async function sniffZip(fileName: string, head: Uint8Array, content: Content): Promise<Form> {
  let zip: OpenZip;
  try {
    zip = await openZip(content);
  } catch (error) {
    if (!(error instanceof ConversionError) || error.code !== 'archive-corrupt') throw error;
    // A file cut short has lost its directory at the end, but its first member still says what it was.
    const wasWord =
      /\[Content_Types\]\.xml|word\/|_rels\/\.rels/.test(asLatin1(head)) || extensionOf(fileName) === 'docx';
    throw wasWord ? new ConversionError('corrupt', 'a damaged Word document', { cause: error }) : error;
  }
  try {
    return await sniffPackage(zip);
  } finally {
    zip.close();
  }
}

/** Whether an OLE compound file has a directory entry of this name: UTF-16, its length behind it, on a 128-byte boundary. */
function hasOleEntry(bytes: Uint8Array, name: string): boolean {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const wanted = Buffer.from(`${name}\0`, 'utf16le');
  for (let at = buffer.indexOf(wanted); at !== -1; at = buffer.indexOf(wanted, at + 1)) {
    if (at % 128 === 0 && at + 66 <= buffer.length && buffer.readUInt16LE(at + 64) === wanted.length) return true;
  }
  return false;
}

/** The bytes without long runs of zeros, which a broken disk or transfer leaves in the place of content. */
const withoutZeroRuns = (bytes: Uint8Array): Uint8Array => Buffer.from(asLatin1(bytes).replace(ZERO_RUN, ''), 'latin1');

function isPdf(head: Uint8Array): boolean {
  const text = asLatin1(head);
  const at = text.slice(0, SNIFF_TOLERANCES.pdfHeaderBytes + 5).indexOf('%PDF-');
  return at === 0 || (at > 0 && /^%PDF-\d\.\d/.test(text.slice(at)) && /\d+\s+\d+\s+obj\b/.test(text.slice(at)));
}

/** Pictures that gouji reads, by their first bytes. */
const IMAGES: readonly (readonly [mediaType: string, magic: readonly number[]])[] = [
  ['image/png', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  ['image/jpeg', [0xff, 0xd8, 0xff]],
  ['image/tiff', [0x49, 0x49, 0x2a, 0]],
  ['image/tiff', [0x4d, 0x4d, 0, 0x2a]],
];
const OLE_MAGIC = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

/** The kind of the parts of a MIME message, among its headers. @source RFC 2046, 5.1 */
const MULTIPART = /^(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*Content-Type:\s*multipart\/([\w-]*)/i;

/** A document that is wrapped in a file of another form: a web archive, a Word document as one XML file. */
function wrappedForm(text: string): DocumentForm | null {
  const start = text.replace(/^[\s\ufeff]+/, '');
  const [, multipart] = MULTIPART.exec(start) ?? [];
  if (multipart?.toLowerCase() === 'related')
    return { kind: 'document', format: 'html', mediaType: WRAPPED.webArchive };
  if (multipart !== undefined) throw new ConversionError('mail', 'a mail with its attachments');
  if (!/^<\?xml\b|^<\w+:(?:package|wordDocument)\b/.test(start)) return null;
  if (start.includes('http://schemas.microsoft.com/office/2006/xmlPackage'))
    return { ...DOCX, mediaType: WRAPPED.flatPackage };
  if (start.includes('http://schemas.microsoft.com/office/word/2003/wordml'))
    return { ...DOCX, mediaType: WRAPPED.word2003 };
  return null;
}

/**
 * What a file that is no zip is, told by its content; the name decides only between text and web page when both fit.
 * @throws ConversionError encrypted for a Word document with a password, the code of its kind for all that is not read, mail
 */
export async function sniff(fileName: string, bytes: Uint8Array): Promise<DocumentForm> {
  const head = bytes.subarray(0, SNIFF_TOLERANCES.headBytes);
  if (startsWith(head, [0x25, 0x50, 0x44, 0x46, 0x2d])) return PDF;
  if (startsWith(head, OLE_MAGIC)) {
    throw hasOleEntry(bytes, 'EncryptedPackage')
      ? new ConversionError('encrypted', 'an Office document with a password')
      : otherByStreams((stream) => hasOleEntry(bytes, stream));
  }
  const image = IMAGES.find(([, magic]) => startsWith(head, magic));
  if (image !== undefined) return { kind: 'document', format: 'image', mediaType: image[0] };
  if (bytes.every((byte) => BLANK_BYTES.has(byte))) throw new ConversionError('empty-file', 'nothing but blanks');
  const other = otherByMagic(asLatin1(head));
  if (other !== null) throw other;
  const text = textOf(head);
  const wrapped = text === null ? null : wrappedForm(text);
  if (wrapped !== null) return wrapped;
  const markup = text === null ? null : markupOf(text, /^x?html?$|^shtml$/.test(extensionOf(fileName)));
  if (markup === 'html') return { kind: 'document', format: 'html', mediaType: 'text/html' };
  if (isPdf(head)) return PDF;
  if (markup === 'text') return { kind: 'document', format: 'text', mediaType: 'text/plain' };
  if (text === null && textOf(withoutZeroRuns(head)) !== null) {
    throw new ConversionError('corrupt', 'a text file in which a block was overwritten with zeros');
  }
  const known = await fileTypeFromBuffer(head);
  throw refuse(known === undefined ? 'neither text nor any known format' : `a file of type ${known.mime}`);
}
