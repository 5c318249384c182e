import type { SuiteKind } from '../contracts/office-suite.ts';

/** What a source is called whose document is wrapped in a file of another form. */
export const WRAPPED = {
  webArchive: 'multipart/related',
  flatPackage: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document+flat',
  word2003: 'application/vnd.ms-word.2003+xml',
} as const;

/** Pictures that are made a PNG first. */
export const OTHER_PICTURES: ReadonlySet<string> = new Set(['image/webp', 'image/gif', 'image/bmp', 'image/avif']);

/** A workbook as members of which what it hides can be looked through. */
export const WORKBOOK = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** What a source is called that an office suite opens: old Word files and those of WPS are of one kind. */
export const OPENED_BY_SUITE: Readonly<Record<string, SuiteKind>> = {
  'application/msword': 'old-word',
  'application/rtf': 'rich-text',
  'application/vnd.oasis.opendocument.text': 'open-document',
  'application/vnd.ms-excel': 'spreadsheet',
  [WORKBOOK]: 'spreadsheet',
  'application/vnd.oasis.opendocument.spreadsheet': 'spreadsheet',
  'image/heic': 'heic',
};
