import { fileTypeFromBuffer } from 'file-type';
import { INTAKE_LIMITS, SNIFF_TOLERANCES } from '../../config/limits/intake.ts';
import type { Archive, Content } from '../contracts/arrival.ts';
import type { SourceFormat } from '../contracts/document.ts';
import { ConversionError } from '../contracts/errors.ts';
import { WRAPPED } from '../unwrap/media-types.ts';
import { extensionOf } from './names.ts';
import { hasStream, isOle, startOfStream } from './ole.ts';
import { otherByContentTypes, otherByMagic, otherByMembers, otherByMimetype, otherByStreams } from './other-formats.ts';
import { markupOf, textOf } from './text-evidence.ts';
import { type OpenZip, openZip, type Spend } from './zip.ts';

export interface DocumentForm {
  readonly kind: 'document';
  readonly format: SourceFormat;
  readonly mediaType: string;
}
export type Form = DocumentForm | { readonly kind: 'archive'; readonly form: Archive['form'] };

const DOCX = {
  kind: 'document',
  format: 'docx',
  mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
} as const;
const PDF = { kind: 'document', format: 'pdf', mediaType: 'application/pdf' } as const;
const OFD = { kind: 'document', format: 'ofd', mediaType: 'application/ofd' } as const;
/** Word files that an office suite saves anew: of Word before 2007 and of WPS, RTF, OpenDocument. */
const OLD_WORD = { kind: 'document', format: 'docx', mediaType: 'application/msword' } as const;
const RICH_TEXT = { kind: 'document', format: 'docx', mediaType: 'application/rtf' } as const;
const OPEN_TEXT = { kind: 'document', format: 'docx', mediaType: 'application/vnd.oasis.opendocument.text' } as const;
const OLD_WORKBOOK = { kind: 'document', format: 'workbook', mediaType: 'application/vnd.ms-excel' } as const;
const WORKBOOK = {
  kind: 'document',
  format: 'workbook',
  mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;
const OPEN_SHEET = {
  kind: 'document',
  format: 'workbook',
  mediaType: 'application/vnd.oasis.opendocument.spreadsheet',
} as const;

/** An RTF document. @source Rich Text Format 1.9.1, header */
const RTF = /^(?:\s|\xef\xbb\xbf)*\{\\rtf/;

const startsWith = (bytes: Uint8Array, magic: readonly number[]): boolean =>
  magic.every((byte, i) => bytes[i] === byte);
const asLatin1 = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
const refuse = (what: string): ConversionError => new ConversionError('unsupported-format', what);

export const isZip = (head: Uint8Array): boolean =>
  startsWith(head, [0x50, 0x4b, 3, 4]) || startsWith(head, [0x50, 0x4b, 5, 6]);

/** RAR and 7z. @source RAR 5.0 archive format, 7z format description: signatures */
export const isOtherArchive = (head: Uint8Array): boolean =>
  startsWith(head, [0x52, 0x61, 0x72, 0x21, 0x1a, 0x07]) || startsWith(head, [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]);

/** Whether a zip file may begin behind other bytes: headers of a transfer, or what a broken one left. */
export const mayHoldZip = (head: Uint8Array): boolean =>
  !isZip(head) &&
  !startsWith(head, [0x25, 0x50, 0x44, 0x46, 0x2d]) &&
  !isOle(head) &&
  !isOtherArchive(head) &&
  imageType(head) === null &&
  asLatin1(head.subarray(0, SNIFF_TOLERANCES.zipHeaderBytes)).includes('PK\u0003\u0004');

const ZERO_RUN = /\0{64,}/g;
/** Zero, tab, line ends, space, and the byte order mark of UTF-8. */
const BLANK_BYTES = new Set([0, 0x09, 0x0a, 0x0d, 0x20, 0xef, 0xbb, 0xbf]);

/** Main parts of Word documents, templates and documents with macros; transitional and strict alike. */
const MAIN_DOCUMENT =
  /wordprocessingml\.(?:document|template)\.main\+xml|ms-word\.(?:document|template)\.macroEnabled(?:Template)?\.main\+xml/i;

async function sniffPackage(zip: OpenZip): Promise<Form> {
  const names = new Map(zip.members.map((member) => [member.name.toLowerCase().replace(/^\/+/, ''), member]));
  /** The beginning of what a short member must be. */
  const textIn = async (name: string, limitBytes: number): Promise<string | null> => {
    const member = names.get(name);
    return member === undefined ? null : Buffer.from(await zip.read(member, sizeGuard(limitBytes))).toString('utf8');
  };
  if (names.has('word/document.xml')) return DOCX;
  const types = await textIn('[content_types].xml', SNIFF_TOLERANCES.contentTypesBytes);
  if (types !== null && MAIN_DOCUMENT.test(types)) return DOCX;
  if (names.has('xl/workbook.xml')) return WORKBOOK;
  if (names.has('ofd.xml')) return OFD;
  const other = otherByMembers((member) => names.has(member));
  if (other !== null) throw other;
  const mimetype = await textIn('mimetype', SNIFF_TOLERANCES.mimetypeBytes);
  if (mimetype !== null) {
    const manifest = await textIn('meta-inf/manifest.xml', SNIFF_TOLERANCES.contentTypesBytes);
    if (/<manifest:encryption-data\b/.test(manifest ?? '')) {
      throw new ConversionError('encrypted', 'an OpenDocument file with a password');
    }
    if (/opendocument\.text/.test(mimetype)) return OPEN_TEXT;
    if (/opendocument\.spreadsheet/.test(mimetype)) return OPEN_SHEET;
    throw otherByMimetype(mimetype);
  }
  if (types !== null) throw otherByContentTypes(types);
  return { kind: 'archive', form: 'zip' };
}

function sizeGuard(limitBytes: number): Spend {
  let total = 0;
  return (piece) => {
    total += piece.length;
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

/** Where the flags of a Word file stand, and the one that says that it is encrypted. @source [MS-DOC] 2.5.2 */
const FIB = { flags: 0x0a, encrypted: 0x0100 } as const;
/** The record behind which a workbook is encrypted. @source [MS-XLS] 2.4.117 */
const FILE_PASS = 0x002f;

/** Whether a password stands before what an old Word file or workbook holds. */
function hasPassword(bytes: Uint8Array): boolean {
  const word = startOfStream(bytes, 'WordDocument');
  if (word !== null) return (word.readUInt16LE(FIB.flags) & FIB.encrypted) !== 0;
  const workbook = startOfStream(bytes, 'Workbook') ?? startOfStream(bytes, 'Book');
  if (workbook === null) return false;
  for (let at = 0; at + 4 <= workbook.length; at += 4 + workbook.readUInt16LE(at + 2)) {
    if (workbook.readUInt16LE(at) === FILE_PASS) return true;
  }
  return false;
}

/** Streams of documents that a server of rights opens, for whoever it knows. @source [MS-OFFCRYPTO] 2.2 */
const MANAGED = ['\tDRMContent', 'DRMEncryptedTransform', 'DRMEncryptedDataSpace'];

/** @throws ConversionError encrypted, office-encryption, the code of its kind for what is not read */
function sniffOle(bytes: Uint8Array): DocumentForm {
  if (MANAGED.some((stream) => hasStream(bytes, stream)))
    throw new ConversionError('office-encryption', 'an Office document whose rights are managed');
  if (hasStream(bytes, 'EncryptedPackage') || hasPassword(bytes)) {
    throw new ConversionError('encrypted', 'an Office document with a password');
  }
  // a mail of Outlook has the streams of what is attached to it
  const isMail = hasStream(bytes, '__nameid_version1.0');
  if (!isMail && hasStream(bytes, 'WordDocument')) return OLD_WORD;
  if (!isMail && (hasStream(bytes, 'Workbook') || hasStream(bytes, 'Book'))) return OLD_WORKBOOK;
  throw otherByStreams((stream) => hasStream(bytes, stream));
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
  ['image/gif', [0x47, 0x49, 0x46, 0x38]],
];
/** Sizes of the header behind that of a BMP file: two letters alone are the beginning of a text. */
const BITMAP_HEADERS = new Set([12, 40, 52, 56, 64, 108, 124]);

/** The kind of a picture; null for what is none. @source RFC 9649 (WebP), Windows GDI (BMP), ISO/IEC 23008-12 (HEIC, AVIF) */
function imageType(head: Uint8Array): string | null {
  const latin1 = asLatin1(head.subarray(0, 18));
  if (latin1.startsWith('RIFF') && latin1.startsWith('WEBP', 8)) return 'image/webp';
  if (latin1.startsWith('ftypavif', 4)) return 'image/avif';
  if (/^[\s\S]{4}ftyp(?:hei[cxms]|hev[cxms]|mif1|msf1)/.test(latin1)) return 'image/heic';
  const isBitmap = latin1.startsWith('BM') && latin1.startsWith('\0\0\0\0', 6);
  if (isBitmap && BITMAP_HEADERS.has(head[14] ?? 0)) return 'image/bmp';
  return IMAGES.find(([, magic]) => startsWith(head, magic))?.[0] ?? null;
}

/** The headers of a message, lines that go on below included. @source RFC 5322, 2.2 */
const HEADERS = /^(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)+/;

/**
 * Whether headers are those of a mail: it went to somebody, or has parts that are no page with its pictures. Web archives
 * have a sender, a subject and a date as well.
 */
const isMail = (headers: string): boolean =>
  /^(?:To|Cc|Received|Return-Path|Delivered-To):/im.test(headers)
    ? /^(?:From|Sender):/im.test(headers) && /^(?:MIME-Version|Message-ID|Date):/im.test(headers)
    : /^Content-Type:\s*multipart\/(?!related)/im.test(headers);

/** A document that is wrapped in a file of another form: a web archive, a Word document as one XML file. */
function wrappedForm(text: string): Form | null {
  const start = text.replace(/^[\s\ufeff]+/, '');
  const headers = HEADERS.exec(start)?.[0] ?? '';
  if (isMail(headers)) return { kind: 'archive', form: 'mail' };
  if (/^Content-Type:\s*multipart\/related/im.test(headers))
    return { kind: 'document', format: 'mhtml', mediaType: WRAPPED.webArchive };
  if (!/^<\?xml\b|^<\w+:(?:package|wordDocument)\b/.test(start)) return null;
  if (start.includes('http://schemas.microsoft.com/office/2006/xmlPackage'))
    return { ...DOCX, mediaType: WRAPPED.flatPackage };
  if (start.includes('http://schemas.microsoft.com/office/word/2003/wordml'))
    return { ...DOCX, mediaType: WRAPPED.word2003 };
  return null;
}

/** The most that a file which begins so may have, in bytes: `mostBytesOf` knows it once its kind is known. */
export const mostBytesBehind = (head: Uint8Array): number =>
  isZip(head) || isOtherArchive(head) || isPdf(head) || imageType(head) !== null
    ? INTAKE_LIMITS.fileBytes
    : INTAKE_LIMITS.bytesOf.wrapped;

/** The most that a file of a kind may have that is no zip, in bytes. */
export function mostBytesOf(form: Form): number {
  const { fileBytes, bytesOf } = INTAKE_LIMITS;
  if (form.kind === 'archive') return bytesOf.mail;
  if (form.format === 'text' || form.format === 'html') return bytesOf[form.format];
  return form.format === 'pdf' || form.format === 'image' ? fileBytes : bytesOf.wrapped;
}

/**
 * What a file that is no zip is, told by its content: an archive among them is a mail; the name decides only between text and web page when both fit.
 * @param head its beginning
 * @param whole all of it, where the head does not tell
 * @throws ConversionError encrypted for a Word document with a password, the code of its kind for all that is not read
 */
export async function sniff(fileName: string, head: Uint8Array, whole: () => Promise<Uint8Array>): Promise<Form> {
  if (startsWith(head, [0x25, 0x50, 0x44, 0x46, 0x2d])) return PDF;
  if (isOle(head)) return sniffOle(await whole());
  const image = imageType(head);
  if (image !== null) return { kind: 'document', format: 'image', mediaType: image };
  const isBlank = (bytes: Uint8Array): boolean => bytes.every((byte) => BLANK_BYTES.has(byte));
  if (isBlank(head) && isBlank(await whole())) throw new ConversionError('empty-file', 'nothing but blanks');
  if (RTF.test(asLatin1(head))) return RICH_TEXT;
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
