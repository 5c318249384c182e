/** What is let in, and how files and encodings are told apart. Every bound and threshold has its unit and its reason. */

const MB = 1024 * 1024;

/** Sizes and counts of what is let in. A report of 60 scanned pages is about 30 MB. */
export const INTAKE_LIMITS = {
  fileBytes: 200 * MB,
  /** Of the kinds that no report fills so far, in bytes. They are read as a whole, where PDF and packages are not. */
  bytesOf: {
    /** A report as text is 50 kB, a long novel 3 MB. */
    text: 8 * MB,
    /** A page is 100 kB, one with all its pictures within it 10 MB. */
    html: 32 * MB,
    /** Mail servers let 20 to 50 MB through. */
    mail: 48 * MB,
    /** RTF, web archives, Word as one XML file, Office before 2007, a zip file among other bytes: 20 pictures as text are 40 MB. */
    wrapped: 64 * MB,
  },
  archiveBytes: 2048 * MB,
  archiveEntries: 10_000,
  /** Names, comments and further fields of all entries; 10,000 names of 255 Chinese characters have 8 MB. */
  archiveNamesBytes: 16 * MB,
  /** All entries of one archive together, counted while inflating. */
  archiveInflatedBytes: 4096 * MB,
  archiveDepth: 2,
  /** DEFLATE cannot pass 1032:1; office files stay under 30:1. Judged only above `ratioFloorBytes`. */
  inflateRatio: 200,
  ratioFloorBytes: 10 * MB,
  fileNameCharacters: 255,
  /** Characters of subject and sender of a mail that are kept. */
  mailFolderCharacters: 120,
  /** Headings of sections from which the text of a mail is a report beside what is attached. A report has six. */
  mailSections: 3,
  /** Documents of frames and style sheets that are written into a saved page: a frameset of Excel has one a sheet. */
  pageParts: 60,
  pagePartDepth: 3,
  /** All of them together. A report is 100 kB, one with pictures in it 10 MB. */
  pagePartBytes: 30 * MB,
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
  /** Bytes before a zip file that are looked through for its beginning; headers of a transfer have some 500. */
  zipHeaderBytes: 4096,
  /** Bytes of [Content_Types].xml that are looked at; in a report it has some 2 kB. */
  contentTypesBytes: MB,
  /** Bytes of the member that names the type of an OpenDocument file. */
  mimetypeBytes: 1_000,
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
