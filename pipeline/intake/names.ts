import { crc32 } from 'node:zlib';
import { INTAKE_LIMITS } from '../../config/limits/intake.ts';
import type { SkipReason } from '../contracts/arrival.ts';
import { ConversionError } from '../contracts/errors.ts';

/** Control characters, halves of characters, and what turns the writing direction round so that a name shows as another. */
const UNSAFE_CHARACTERS = /[\p{Cc}\p{Cs}\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffe\uffff]/u;

/** A name in the form in which it may be shown: what cannot be seen is written as its code. */
export const shownName = (name: string): string =>
  name.replace(
    new RegExp(UNSAFE_CHARACTERS, 'gu'),
    (character) => `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`,
  );

/** Last part of a path, whatever system wrote it. */
export const lastPart = (path: string): string => path.split(/[/\\]/).findLast((part) => part !== '') ?? '';

/** Extension in lower case without its dot; '' for none. A dot before Chinese text or a year starts no extension. */
export const extensionOf = (name: string): string =>
  /[^.]\.([a-z][a-z0-9]{0,7}|7z)$/i.exec(name)?.[1]?.toLowerCase() ?? '';

/** @throws ConversionError unsafe-name for control and direction-changing characters, or a name that is too long. */
export function requireSafeName(name: string): void {
  if (UNSAFE_CHARACTERS.test(name)) {
    throw new ConversionError('unsafe-name', `forbidden characters in the name ${shownName(name)}`);
  }
  if (lastPart(name).length > INTAKE_LIMITS.fileNameCharacters) {
    throw new ConversionError('unsafe-name', `a name of more than ${INTAKE_LIMITS.fileNameCharacters} characters`);
  }
}

/**
 * The path of an archive member, cleaned of empty and "." parts.
 * @throws ConversionError archive-unsafe-path when it is absolute or climbs out, unsafe-name as requireSafeName.
 */
export function requireSafePath(path: string): string {
  requireSafeName(path);
  const parts = path.split('/');
  if (path.startsWith('/') || /^[a-z]:/i.test(path) || parts.includes('..')) {
    throw new ConversionError('archive-unsafe-path', `the member ${path} points out of its archive`);
  }
  const clean = parts.filter((part) => part !== '' && part !== '.');
  if (clean.length === 0) throw new ConversionError('unsafe-name', 'a member without a name');
  return clean.join('/');
}

const decode = (encoding: string, bytes: Uint8Array): string | null => {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
};

/** The UTF-8 name that Info-ZIP and WinRAR keep beside the old one; valid only for exactly those old bytes. */
function unicodePath(raw: Uint8Array, extraFields: readonly { id: number; data: Uint8Array }[]): string | null {
  const data = extraFields.find((field) => field.id === 0x7075)?.data;
  if (data === undefined || data.length < 6 || data[0] !== 1) return null;
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  return view.getUint32(1, true) === crc32(raw) ? decode('utf-8', data.subarray(5)) : null;
}

/**
 * The name of a zip member. Chinese Windows writes GBK and does not say so, macOS writes UTF-8 and does not say so;
 * a name that reads as either is the one that holds Chinese characters.
 */
export function memberName(
  raw: Uint8Array,
  flaggedUtf8: boolean,
  extraFields: readonly { id: number; data: Uint8Array }[],
): string {
  const utf8 = unicodePath(raw, extraFields) ?? decode('utf-8', raw);
  const gb = decode('gb18030', raw);
  const hasHan = (name: string | null): name is string => name !== null && /\p{Script=Han}/u.test(name);
  const name =
    utf8 !== null && (flaggedUtf8 || hasHan(utf8) || !hasHan(gb))
      ? utf8
      : (gb ?? decode('big5', raw) ?? Buffer.from(raw).toString('latin1'));
  return name.replaceAll('\\', '/').normalize('NFC');
}

/** Names that say: this is a document, if one that gouji may not read. Anything else that is refused never was one. */
const DOCUMENT_EXTENSIONS = new Set(
  (
    'docx docm dotx dotm doc dot wps wpt rtf odt ofd pdf xps ceb gd sep xls xlsx xlsm et ods ppt pptx dps ' +
    'htm html xhtml shtml mht mhtml eml txt text png jpg jpeg jfif tif tiff gif bmp webp heic ' +
    'zip rar 7z tar gz tgz'
  ).split(' '),
);

/** Whether a file that nobody named, only a folder or an archive holds, is by its name one to speak of. */
export const namedAsDocument = (name: string): boolean => {
  const extension = extensionOf(name);
  return extension === '' || DOCUMENT_EXTENSIONS.has(extension);
};

/** Name without extension of the page to which a folder of its parts belongs; null for other folders. */
export const pageOfFolder = (folder: string): string | null => /^(.+)[._]files$/i.exec(folder)?.[1] ?? null;

/**
 * Why a path found in a folder or an archive is left aside unread; null if it is not.
 * `paths` are all paths of that folder or archive, "/" between parts: they tell the folder beside a saved web page.
 */
export function setAside(path: string, paths: ReadonlySet<string>): SkipReason | null {
  const parts = path.split('/');
  const name = parts.at(-1) ?? '';
  if (name.startsWith('~$')) return 'lock-file';
  if (/^(thumbs\.db|desktop\.ini|icon\r)$/i.test(name)) return 'system-file';
  if (parts.some((part) => part === '__MACOSX' || (part.startsWith('.') && part !== '.' && part !== '..'))) {
    return 'system-file';
  }
  const besidePage = parts.slice(0, -1).some((part, depth) => {
    const page = pageOfFolder(part);
    if (page === null) return false;
    const stem = [...parts.slice(0, depth), page].join('/');
    return ['html', 'htm', 'HTML', 'HTM'].some((extension) => paths.has(`${stem}.${extension}`));
  });
  return besidePage ? 'page-part' : null;
}
