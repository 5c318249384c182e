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

/** File names that the command line writes. */
export const OUTPUT_LIMITS = {
  /** File systems allow 255 bytes; `.error.json` needs 11 of them. A Chinese character takes three. */
  nameBytes: 244,
  /** An ending longer than this is no extension but part of a name with a dot in it. */
  extensionBytes: 16,
} as const;

/** How the operators of a PDF page become characters, rules and images. Lengths in points, shares and colours 0…1. */
export const PDF_THRESHOLDS = {
  /** Word draws table borders as filled rectangles of 0.5, thick ones of 2.25 to 3. */
  ruleThickness: 4,
  /** A rule may be off the axes by this much over its whole length. */
  ruleSkew: 0.75,
  /** Curved shapes below this length are letters drawn as outlines, not rules. */
  curvedRuleLength: 12,
  /** Relative luminance from which ink is taken for white. */
  white: 0.97,
  /** Difference of luminance by which an area stands out from the one that it is painted on. */
  contrast: 0.15,
  /** Opacity below which nothing is seen. */
  opaque: 0.05,
  /** Smaller text is there for machines. */
  smallestText: 1.5,
  /** Two equal characters closer than this share of their size are one character drawn twice to look bold. */
  doubleStrike: 0.15,
  /** Share of the page that an image covers when the page is a picture. */
  pictureShare: 0.5,
  /** A picture page with fewer characters above it than this is a scan with a stamp or a page number. */
  pictureGlyphs: 40,
  /** Width and height, as shares of the page, from which an image may hold a table. Seals are 0.2 by 0.14. */
  tableImageWidth: 0.5,
  tableImageHeight: 0.15,
  /** Share of characters outside the scripts of such reports from which a text layer is garbled. */
  garbled: 0.2,
  /** Han characters on a page from which their frequency tells anything. */
  frequencySample: 60,
  /** Share of the most frequent characters below which Han text is no language; real text has 0.3 and more. */
  frequent: 0.04,
  /** Bytes at the end of the file in which the trailer must stand. */
  trailerBytes: 65_536,
  /** States saved inside one another; real pages nest below 50. */
  stateDepth: 512,
  /** Painted areas kept to judge what is visible on them. */
  backgrounds: 5_000,
} as const;

/** Bounds on what is read of an office part, beside EXTRACT_LIMITS. */
export const DOCX_LIMITS = {
  /** Elements of one part. A report has 5,000 to 15,000; each takes some 200 bytes in memory. */
  xmlElements: 2_000_000,
} as const;

/** How a Word table's grid and a paragraph's lines are judged. */
export const DOCX_TOLERANCES = {
  /** Sides of cells closer than 2 mm are one side drawn twice by hand; the narrowest column of a form is 8 mm… */
  sliverTwips: 113,
  /** …and closer than this share of the mean cell width, for grids declared in small units. */
  sliverShare: 0.25,
  /** Width of a grid column in a table that declares none. Only the order of the sides matters then. */
  assumedColumnTwips: 1_000,
  /** Rows whose widths differ by no more than this share are equally wide. */
  rowWidthShare: 0.02,
  /** A line of so many characters without a sentence end that a manual break follows goes on in the next line. */
  runningLineCharacters: 25,
  /** Points from which on a picture may hold a table: 8 cm by 3 cm. Seals and codes are smaller. */
  largePictureWidthPt: 227,
  largePictureHeightPt: 85,
} as const;
