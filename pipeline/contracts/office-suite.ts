/** Kinds of files that an office suite makes a file of that we read. */
export const SUITE_KINDS = ['old-word', 'rich-text', 'open-document', 'spreadsheet', 'heic'] as const;
export type SuiteKind = (typeof SUITE_KINDS)[number];

/**
 * A program apart that opens what other programs wrote and saves it anew: text as a Word file, a workbook as a page. HEIC
 * pictures are opened by one of their own, in the same way.
 */
export interface OfficeSuite {
  readonly name: string;
  /**
   * The same document as a zipped Word file, of a workbook as a page of HTML, of a HEIC picture as a JPEG.
   * @throws ConversionError corrupt where the suite cannot open it, time-limit, too-complex; the kind itself as code where
   * the part of the suite for it is not installed
   */
  readonly savedAnew: (bytes: Uint8Array, kind: SuiteKind) => Promise<Uint8Array>;
  /** A workbook as XLSX, with all that it hides. @throws as savedAnew does */
  readonly wholeWorkbook: (bytes: Uint8Array) => Promise<Uint8Array>;
}
