/** What extractors take on, and how drawn pages are read. Every bound and threshold has its unit and its reason. */

const MB = 1024 * 1024;

/** Bounds on what an extractor takes on. */
export const EXTRACT_LIMITS = {
  /** word/document.xml of a report is under 2 MB; a bomb has hundreds. */
  xmlPartBytes: 64 * MB,
  zipMemberCount: 5_000,
  xmlDepth: 512,
  htmlNodes: 1_000_000,
  textCharacters: 5_000_000,
  textLines: 200_000,
  pages: 500,
  glyphsPerPage: 100_000,
  rulingsPerPage: 50_000,
  tableCells: 200_000,
  imagePixels: 400_000_000,
  /** Pixels of one picture held in memory at a time: fourteen sheets at 300 dpi below one another, in colour 360 MB. */
  decodedPixels: 120_000_000,
} as const;

/** How the operators of a PDF page become characters, rules and images. Lengths in points, shares and colours 0…1. */
export const PDF_THRESHOLDS = {
  /** Word draws table borders as filled rectangles of 0.5, thick ones of 2.25 to 3. */
  ruleThickness: 4,
  /** A rule may be off the axes by this much over its whole length. */
  ruleSkew: 0.75,
  /** Curved shapes below this length are letters drawn as outlines, not rules. */
  curvedRuleLength: 12,
  /** Longer side of the smallest and the largest shape that may be a character drawn as an outline. */
  smallestMark: 1,
  largestMark: 40,
  /** Pictures, shapes and strokes kept as what may be characters or corrections. */
  marks: 20_000,
  /** Relative luminance from which ink is taken for white. */
  white: 0.97,
  /** Difference of luminance by which an area stands out from the one that it is painted on. */
  contrast: 0.15,
  /** Difference of the channels of a colour from which it is no shade of grey: stamps and seals have 0.5 and more. */
  chroma: 0.3,
  /** Opacity below which nothing is seen. */
  opaque: 0.05,
  /** Opacity from which what lies below is not seen. */
  covering: 0.95,
  /** Smaller text is there for machines. */
  smallestText: 1.5,
  /** Degrees off the axes from which text is a watermark; a page scanned askew has 3 at most. */
  obliqueDegrees: 8,
  /** Contrast with the ground below which text is pale, and times the page's median size from which it is large: so are watermarks. */
  paleContrast: 0.35,
  watermarkSize: 1.8,
  /** Share of the smaller of two characters that lies under the other where one is printed across the other. */
  printedAcross: 0.25,
  /** Two equal characters closer than this share of their size are one character drawn twice to look bold. */
  doubleStrike: 0.15,
  /** Share of the page that an image covers when the page is a picture. */
  pictureShare: 0.5,
  /** A picture page with fewer characters above it than this is a scan with a stamp or a page number. */
  pictureGlyphs: 40,
  /**
   * Width and height, as shares of the page, from which an image may hold a table. Seals are 0.2 wide; table four is
   * 0.1 high.
   */
  tableImageWidth: 0.5,
  tableImageHeight: 0.08,
  /** Characters that may stand on such an image: its number, a mark. A table drawn over a picture has a hundred. */
  tableImageGlyphs: 12,
  /** Share of the height of such a page, above and below, in which browsers and scanners print. */
  pictureMargin: 0.07,
  /** Western letters and marks from which a page that has fewer Chinese characters is one of codes taken for characters. */
  western: 20,
  /** Share of the most frequent characters from which pairs of bytes are Chinese text; chance gives 0.02. */
  frequentPairs: 0.15,
  /** Bytes of pairs from which that can be told. */
  fewestPairs: 4,
  /** Share of characters outside the scripts of such reports from which a text layer is garbled. */
  garbled: 0.2,
  /** Characters that mean nothing, and their share, from which one of the fonts has no usable map; stray ones are 1 or 2. */
  meaningless: 6,
  meaninglessShare: 0.02,
  /** Han characters on a page from which their frequency tells anything. */
  frequencySample: 60,
  /** Share of the most frequent characters below which Han text is no language; real text has 0.3 and more. */
  frequent: 0.04,
  /** Bytes at the end of the file in which the trailer must stand. */
  trailerBytes: 65_536,
  /** States saved inside one another; careless producers save without restoring. */
  stateDepth: 10_000,
  /** Painted areas kept to judge what is visible on them. */
  backgrounds: 5_000,
} as const;

/** Bounds on an OFD file, beside EXTRACT_LIMITS. */
export const OFD_LIMITS = {
  /** Elements of one part. A page of a report has 2,000. */
  elements: 1_000_000,
  /** Objects drawn on one page, those of composites each time. */
  objectsPerPage: 300_000,
  /** Composites inside one another, and parameters of drawing that follow one another. */
  compositeDepth: 8,
  /** Operators and numbers of one path. */
  pathNumbers: 1_000_000,
  /** Millimetres off the origin beyond which a number is no place. */
  farthest: 1_000_000,
} as const;

/** Streams of a PDF that are held against their check sums. */
export const DAMAGE = {
  /** Unpacked bytes of one stream, and packed ones of all, up to which that is done: fonts have 20 MB. */
  streamBytes: 128 * MB,
  checkedBytes: 64 * MB,
} as const;

/** Pictures of a PDF that are handed on as JPEGs and decoded by libvips. */
export const PACKED_PICTURES = {
  /** From a page at 96 dpi on; what is smaller costs little, and may be looked at by the program that draws pages. */
  leastPixels: 800_000,
  /** Bytes before and behind the name of its filter in which the dictionary of a picture stands. */
  dictionaryBytes: 600,
} as const;

/** Files attached to a PDF. */
export const ATTACHMENTS = {
  /** Files that are looked at, and bytes at the beginning in which a PDF says that it is one. */
  files: 20,
  headBytes: 1_024,
  /** Characters and rules of a document that is only a cover: a title, a line that refers to the attachment, a frame. */
  coverGlyphs: 600,
  coverRules: 12,
  /** Rows with numbers from which an attached Word file can be told to say the same. A report has thirty. */
  sameRows: 5,
} as const;

/** Pictures of pages that are read by their ink. */
export const PICTURE_LIMITS = {
  /** How far the shape of an image may differ from that of the page it fills, as a part. */
  aspect: 0.05,
  renderedDpi: 300,
  renderedPixels: 36_000_000,
  /** Resolution taken for a picture that declares none or an impossible one: its width is that of an A4 sheet. */
  sheetWidthInches: 8.27,
  /** A wider sheet than A3 in landscape is a wrong declaration: screens say 72 or 96. */
  widestInches: 17,
  /** From this resolution a picture is made coarser before it is read: print of 9 pt has figures of 18 pixels at 200 dpi. */
  finestDpi: 230,
  enoughDpi: 200,
  /** Below it a picture is drawn twice as large before it is read: screens have 96, coarse scans 100. */
  drawnOutDpi: 130,
  /** Below it a picture that is too large to be held is not made any coarser. */
  coarsestDpi: 150,
  leastDpi: 60,
  mostDpi: 1_300,
} as const;

/** Pictures among the paragraphs of Word files and web pages that are read like scans. */
export const FLOW_PICTURES = {
  /** Points from which on a picture may hold a table: 8 cm by 2 cm. Seals and codes are narrower, rules lower. */
  leastWidthPt: 227,
  leastHeightPt: 57,
  /** Pictures of one file that are read. A report pasted page by page has 15; one with more is an album. */
  most: 100,
  /** Pixels of one picture that are read: a sheet of A4 at 450 dpi. */
  mostPixels: 20_000_000,
  /** Characters below which a picture holds no text: the smallest table of the form has 40. */
  leastCharacters: 12,
  /** Mean confidence, 0…1, below which what the engines saw is no text but a pattern; poor print reaches 0.8. */
  legible: 0.6,
} as const;
