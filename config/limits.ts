/** Every bound and threshold: unit, reason, and what set it. */

const MB = 1024 * 1024;

/** Sizes and counts of what is let in. A report of 60 scanned pages is about 30 MB. */
export const INTAKE_LIMITS = {
  fileBytes: 200 * MB,
  archiveBytes: 2048 * MB,
  archiveEntries: 10_000,
  /** All entries of one archive together, counted while inflating. */
  archiveInflatedBytes: 4096 * MB,
  archiveDepth: 2,
  /** DEFLATE cannot pass 1032:1; office files stay under 30:1. Judged only above `ratioFloorBytes`. */
  inflateRatio: 200,
  ratioFloorBytes: 10 * MB,
  fileNameCharacters: 255,
} as const;

/** Bounds on what an extractor takes on. */
export const EXTRACT_LIMITS = {
  /** word/document.xml of a report is under 2 MB; a bomb has hundreds. */
  xmlPartBytes: 64 * MB,
  zipMemberCount: 5_000,
  xmlDepth: 512,
  htmlNodes: 1_000_000,
  textCharacters: 5_000_000,
  pages: 500,
  glyphsPerPage: 100_000,
  rulingsPerPage: 50_000,
  tableCells: 200_000,
  imagePixels: 400_000_000,
} as const;

/** What one document may cost in its own process. */
export const PROCESS_LIMITS = {
  wallMs: 120_000,
  /** Data segment in bytes; pdf.js with a large report stays under 300 MB (docs/decisions). */
  dataBytes: 1536 * MB,
  cpuSeconds: 120,
  /** JSON that a child may hand back. */
  resultBytes: 50 * MB,
} as const;

/** How label texts are compared. Scores 0…1; set on the wordings of the published seeds. */
export const LABEL_THRESHOLDS = {
  /** Below this two labels are not the same label. */
  candidate: 0.6,
  /** A label that is the beginning or the end of the other, e.g. without its remark in brackets. */
  part: 0.9,
  /** Characters from which a part counts as such: 其他 is a part of too much. */
  shortestPart: 4,
  /** Characters from which letters may differ at all. */
  shortestFuzzy: 3,
  /** Another ordinal than the form's: 3. for 5. */
  ordinalPenalty: 0.15,
  /** Characters; longer text is prose. */
  longest: 80,
  /** Entries kept of texts already compared. */
  remembered: 5_000,
} as const;

/** How rows and values are brought to the places of the form. */
export const ALIGNMENT_LIMITS = {
  /** Values too many or too few in a row that are still arranged by its sums. */
  arrangedValues: 2,
  /** Score from which a header cell names its column. */
  headerScore: 0.75,
  /** Column labels in one row from which it is a header row. */
  headerLabels: 2,
  /** Score from which a second row with the same label is the same row again. */
  repeatedRowScore: 0.9,
  /** Repeated rows from which a file holds more than one report. */
  repeatedRows: 10,
  /** Confidence below which a value must be looked at. */
  reviewBelow: 0.8,
} as const;

/** How a file is told to be text or a web page, judged by its head. */
export const SNIFF_TOLERANCES = {
  /** Bytes of the head that are looked at. Scripts in front of a page seldom fill more. */
  headBytes: 64 * 1024,
  /** Share of control characters that a text may have. Random bytes have 6 % or more in every encoding. */
  controlShare: 0.02,
  /** Share of characters that may fail to decode: damaged transfers and stray bytes of another encoding. */
  undecodedShare: 0.1,
  /** UTF-16 without a mark: least share of pairs with a zero byte (digits, line ends). */
  utf16ZeroShare: 0.01,
  /** Share of the characters of UTF-16 text that Chinese text consists of. */
  utf16TextShare: 0.8,
  /** Block tags from which on a text without a root element is a web page (a pasted fragment)… */
  blockTags: 6,
  /** …if there is one in every so many characters. */
  charactersPerBlockTag: 2_000,
  /** Bytes before the PDF header that readers forgive; pdf.js looks as far. */
  pdfHeaderBytes: 1024,
  /** Bytes of [Content_Types].xml that are looked at; in a report it has some 2 kB. */
  contentTypesBytes: MB,
} as const;

/** How the encoding of a text is told from its bytes. */
export const DECODE_TOLERANCES = {
  /** Whole UTF-8 sequences of three bytes for each broken byte from which a text still is UTF-8; GBK read so has under 0.1. */
  sequencesPerBrokenByte: 4,
  /** Weight 0…1 of a character that Chinese prose seldom has. Prose of the right encoding reaches 0.9, of the other 0.5. */
  rareWeight: 0.3,
  /** What a declaration adds to the plausibility of its encoding. */
  declaredBonus: 0.1,
  /** Plausibility under which a text is not Chinese at all. */
  chinesePlausibility: 0.4,
} as const;

/** How prose is told apart. Characters unless said otherwise. */
export const PROSE_LIMITS = {
  /** Official section titles have up to 24 characters; local ones with a year up to 35. */
  headingCharacters: 42,
  /** Likeness to an official section title, 0…1. */
  titleLikeness: 0.6,
  titleCharacters: 70,
  /** Lines from the top among which the title stands; mirrored pages carry a meta block first. */
  titleLines: 40,
  /** Lines at the end among which signature and date stand; web pages carry remains behind them. */
  closingLines: 12,
  signerCharacters: 32,
  mentions: 2_000,
} as const;
