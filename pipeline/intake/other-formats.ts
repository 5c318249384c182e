import { ConversionError, type ErrorCode } from '../contracts/errors.ts';

/** First bytes by which files tell what they are, as Latin-1. */
const MAGIC: readonly (readonly [magic: RegExp, code: ErrorCode, what: string])[] = [
  [/^%TSD-Header-/, 'office-encryption', 'a file encrypted by TSD'],
  [/^[\s\S]{0,32}E-SafeNet/, 'office-encryption', 'a file encrypted by E-SafeNet'],
  [/^Founder CEB/, 'ceb', 'a CEB document'],
];

/** Members of zip files by which packages of other programs are told: at the root, in lower case. */
const MEMBERS: readonly (readonly [member: string, code: ErrorCode, what: string])[] = [
  ['index/document.iwa', 'pages', 'a Pages document'],
  ['index.apxl', 'pages', 'a Pages document'],
  ['fixeddocseq.fdseq', 'xps', 'an XPS document'],
  ['fixeddocumentsequence.fdseq', 'xps', 'an XPS document'],
  ['xl/workbook.bin', 'unsupported-format', 'a binary Excel workbook'],
  ['ppt/presentation.xml', 'presentation', 'a PowerPoint presentation'],
];

/** Streams of OLE compound files, which name the program. @source [MS-PPT] 2.1, [MS-OXMSG] 2.2.3 */
const STREAMS: readonly (readonly [stream: string, code: ErrorCode, what: string])[] = [
  ['PowerPoint Document', 'presentation', 'an old PowerPoint presentation'],
  ['__nameid_version1.0', 'mail', 'a mail of Outlook'],
];

const refusal = (code: ErrorCode, what: string): ConversionError => new ConversionError(code, what);

/** What a file is that gouji does not read, by its first bytes; null where they do not tell. */
export function otherByMagic(latin1: string): ConversionError | null {
  const found = MAGIC.find(([magic]) => magic.test(latin1));
  return found === undefined ? null : refusal(found[1], found[2]);
}

/** What a zip file is that is no Word document and no archive, by its members; null where they do not tell. */
export function otherByMembers(has: (member: string) => boolean): ConversionError | null {
  const found = MEMBERS.find(([member]) => has(member));
  return found === undefined ? null : refusal(found[1], found[2]);
}

/** What an Office package is that is neither a Word document nor a workbook, by its content types. @source ECMA-376 part 2, 6.2.3 */
export function otherByContentTypes(types: string): ConversionError {
  if (/presentationml|ms-powerpoint/i.test(types)) return refusal('presentation', 'a PowerPoint presentation');
  return refusal('unsupported-format', 'an Office file that is no Word document');
}

/** What a package is that is neither OpenDocument text nor spreadsheet, by its first member. @source OASIS OpenDocument 1.3 part 2, 3.3 */
export function otherByMimetype(mimetype: string): ConversionError {
  if (/opendocument\.presentation/.test(mimetype)) return refusal('presentation', 'an OpenDocument presentation');
  return refusal('unsupported-format', `a package of type ${mimetype.slice(0, 80)}`);
}

/** What an OLE compound file is, by its streams. */
export function otherByStreams(has: (stream: string) => boolean): ConversionError {
  const [, code, what] = STREAMS.find(([stream]) => has(stream)) ?? [
    '',
    'unsupported-format' as const,
    'an OLE compound file of a program that we do not know',
  ];
  return refusal(code, what);
}
