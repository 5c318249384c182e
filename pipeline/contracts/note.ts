/**
 * Something odd about a file that a rule or a reader may want to know; never an error.
 * Codes are stable and listed here once; `values` are what the message needs.
 */
export const NOTE_CODES = [
  'scanned-page', // a page without a text layer; values.page
  'garbled-text-layer', // private-use or control characters instead of text; values.page
  'traditional-script', // Traditional Chinese; values.share 0…1
  'pinyin-annotations', // readings in brackets behind characters; values.count
  'placeholder-noise', // runs of ?? or U+FFFD; values.count
  'wrapper-noise', // navigation, scripts, counters left out; values.count
  'hidden-text', // text that a reader does not see was left out; values.count
  'watermark', // text laid across other text was left out; values.count
  'tracked-changes', // insertions kept, deletions left out; values.count
  'encoding-differs', // declared encoding is not the one that decodes; values.declared, values.used
  'several-reports', // more than one report in the file; values.count
  'table-as-image', // an image stands where a table belongs; values.page
  'large-picture', // a picture large enough to hold a table or a page of text was not read; values.paragraph
  'embedded-content', // content embedded in a foreign form was not read; values.count
  'table-joined', // a table was put together from parts; values.parts
  'signed', // a signature in the file, not checked; values.by, values.at
  'through-program', // read from what another program made of the file; values.program
  'table-unrecognised', // a table that belongs to no statutory table; values.table
] as const;
export type NoteCode = (typeof NOTE_CODES)[number];

export interface Note {
  readonly code: NoteCode;
  readonly values: Readonly<Record<string, string | number>>;
}
