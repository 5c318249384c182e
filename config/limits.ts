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
  textLines: 200_000,
  pages: 500,
  glyphsPerPage: 100_000,
  rulingsPerPage: 50_000,
  tableCells: 200_000,
  imagePixels: 400_000_000,
  /** Pixels of one picture held in memory at a time: fourteen sheets at 300 dpi below one another, in colour 360 MB. */
  decodedPixels: 120_000_000,
} as const;

/** What one document may cost in its own process. */
export const PROCESS_LIMITS = {
  wallMs: 120_000,
  /** Thirty minutes: a hundred scanned pages on a busy machine. */
  totalMs: 1_800_000,
  /** Data segment in bytes; pdf.js with a large report stays under 300 MB (docs/decisions). */
  dataBytes: 1536 * MB,
  cpuSeconds: 1_800,
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
  /** A label that leaves out words inside the other: 本年新收申请数量. It keeps so many of the first characters… */
  shortened: 0.85,
  sharedBeginning: 2,
  /** …and this share of all. */
  shortenedShare: 0.4,
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
  /** Part of the rows of one level that must share a column for the others to have slipped. */
  usualShare: 0.6,
  /** Score from which a header cell names its column. */
  headerScore: 0.75,
  /** Column labels in one row from which it is a header row. */
  headerLabels: 2,
  /** Score from which a second row with the same label is the same row again. */
  repeatedRowScore: 0.9,
  /** Score from which a label is the whole label of its row rather than a part of one. */
  wholeLabelScore: 0.93,
  /** Lead that a label must have as the label of one row over that of another to be taken for it alone. */
  labelMargin: 0.12,
  /** Labels of columns below one another from which a table lies on its side. */
  turnedLabels: 4,
  /** Rows of table three from which it is there. */
  leastRows: 3,
  /** Rows seen behind a row from which its coming again means another table of the same kind. */
  rowsBeforeRestart: 5,
  /** Characters of a label from which it speaks of no other table: 总计, 其他 and 合计 speak of any. */
  tellingLabel: 4,
  /** Characters of a line above a table from which it is prose and no caption. */
  captionCharacters: 40,
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

/** Files of canonical JSON that the command line takes in. */
export const REPORT_FILE_LIMITS = {
  /** A report of 500 pages has 3 MB of it, printed with indents. */
  bytes: 64 * MB,
  /** Sections within sections; the form has three levels. */
  sectionDepth: 32,
  /** Settings, roster and circumstances together with 10,000 agencies stay under 5 MB. */
  inputBytes: 32 * MB,
} as const;

/** Letters to agencies. */
export const NOTICE_LIMITS = {
  /** Places that one point lists; a notice of more is no longer read. */
  itemsPerPoint: 100,
  /** Characters of one text of a letter; quotes of whole paragraphs stay under it. */
  textCharacters: 600,
  /** Hex digits of the hash of the file: enough to tell versions of one report apart. */
  shownHash: 16,
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

/** Bounds on what is read of an office part, beside EXTRACT_LIMITS. */
export const DOCX_LIMITS = {
  /** Elements of one part. A report has 5,000 to 15,000; each takes some 200 bytes in memory. */
  xmlElements: 2_000_000,
} as const;

/** How a Word table's grid and a paragraph's lines are judged. */
export const DOCX_TOLERANCES = {
  /** Sides of cells that stand closer than 5 mm are one side drawn twice (by hand, or by a converter that rounds)… */
  sliverTwips: 300,
  /** …if they are also closer than this share of the mean cell width. A cell in between keeps them apart. */
  sliverShare: 0.45,
  /** Width of a grid column in a table that declares none. Only the order of the sides matters then. */
  assumedColumnTwips: 1_000,
  /** Rows whose widths differ by no more than this share are equally wide. */
  rowWidthShare: 0.02,
  /** A line of so many characters without a sentence end that a manual break follows goes on in the next line. */
  runningLineCharacters: 25,
  /** Characters in a cell from which on a table of one column is a frame around prose. A label of the forms has under 50. */
  proseCharacters: 80,
  /** Points from which on a picture may hold a table: 8 cm by 3 cm. Seals and codes are smaller. */
  largePictureWidthPt: 227,
  largePictureHeightPt: 85,
} as const;

/** How tables are found again in plain text. Set on the published seeds and on exports of word processors and pdftotext. */
export const LINE_TOLERANCES = {
  /** Characters of a line from which it cannot be a cell: the longest label of the form has 45, the note above table three 40. */
  labelCharacters: 90,
  /** Longest number with a remark to it, in characters: a sentence may begin with a number as well. */
  remarkCharacters: 24,
  /** Longest text that is still taken for a piece of a label, in characters. */
  fragmentCharacters: 48,
  /** Score from which a line by itself is a label; LABEL_THRESHOLDS.part would let in prose that begins with a label. */
  ownLineScore: 0.93,
  /** Score from which a text among cells is a label. */
  cellScore: 0.75,
  /** Score from which several pieces together are one label. */
  joinedScore: 0.85,
  /** Share of its characters that a text must have in common with the wording of the form before it is compared at all. */
  commonCharacters: 0.55,
  /** Pieces of one label: 三、本年度办理结果 in vertical writing has ten. */
  joinedPieces: 12,
  /** Lines of one quoted field: vertical writing of a label of nine characters, twice over. */
  quotedLines: 20,
  /** What a text that is no label counts for when a row of pieces is cut into labels; a label counts its score. */
  unknownWeight: 0.3,
  /** Lines without any sign of a table after which a table is over. */
  strayLines: 14,
  /** Cells of one line; the form has 15. More is no table. */
  rowCells: 64,
  /** Rows after which a grid is cut, so that positions stay under EXTRACT_LIMITS.tableCells. */
  gridRows: 2_000,
  /** Labels, and with fewer values than one labels, from which lines are a statutory table. */
  tableLabels: 2,
  tableLabelsWithoutValues: 5,
  /** Share of lines that hold several cells from which the line is the row. */
  delimitedShare: 0.3,
  /** Share of the rows that show a habit of the document from which it is one. */
  agreementShare: 0.8,
  /** Share of neighbouring cells with a blank line between them from which the blank line only separates. */
  separatedShare: 0.8,
  /** Rows with a number that counts up from which these are serial numbers. */
  serialRows: 5,
  /** Lines of white space only from which these are the empty cells, and empty lines separate. */
  whiteCells: 3,
  /** Lines with columns set apart by spaces from which a table is read by position. */
  alignedLines: 3,
  /** Lines above and below a row of values among which its label is looked for. */
  labelReach: 4,
  /** Share of the columns above which a label must be found for the labels to be a header. */
  headedColumns: 0.6,
  /** Characters of white space in front of a line that is set to the right or to the middle. */
  indentedCharacters: 16,
  /** Display columns by which full lines of hard-wrapped prose differ, and how many of them make wrapping certain. */
  wrapSlack: 4,
  wrappedLines: 5,
  /** Widest column at which text is wrapped by hand or by tools, in display columns; more is a paragraph a line. */
  wrapColumns: 130,
} as const;

/** Confidence 0…1 of cells of plain text by how their place was told. Under ALIGNMENT_LIMITS.reviewBelow a person must look. */
export const LINE_CONFIDENCE = {
  /** As many values behind a label as the form has columns, or a cell between its delimiters. */
  plain: 1,
  /** Blank cells told from merged ones by what the other rows of the table show. */
  inferred: 0.95,
  /** Values stand before their label. */
  reversed: 0.9,
  /** Values assigned to columns and labels by their position in lines of spaces. */
  positioned: 0.85,
  /** Fewer values than columns, and nothing tells which is missing. */
  ordered: 0.7,
} as const;

/** When paragraphs of a Word file or a web page are a table of the form that was pasted cell by cell. */
export const FLOW_TOLERANCES = {
  /** Rows or columns of one table that are named; fewer are named in prose. */
  places: 4,
  /** Likeness 0…1 of a label that counts. */
  score: 0.95,
} as const;

/** What the process of one document may take besides PROCESS_LIMITS, and the disk the store keeps free. */
export const HOUSE_LIMITS = {
  /** JavaScript heap of the child in MB; below PROCESS_LIMITS.dataBytes, so that V8 says what happened before the kernel refuses. */
  childHeapMb: 1024,
  childFileBytes: 256 * MB,
  childOpenFiles: 256,
  /** Standard error of the child that is looked through for the reason of its death. */
  childErrorBytes: 16 * 1024,
  /** Files in one upload request; an archive counts as one. */
  uploadFiles: 10_000,
  /** Rows that one upload may make, members of archives counted: a city's reports of ten years are 10,000. */
  uploadRows: 50_000,
  /** Uploads that are read at the same time; each may hold one member of an archive in memory. A page sends one. */
  uploadsAtOnce: 16,
  /** A connection on which nothing happens for so long is closed, in the middle of an upload too; opening the largest archive takes less. */
  idleConnectionMs: 10 * 60 * 1000,
  /** Written bytes after which the free disk is looked at again. */
  diskCheckBytes: 16 * MB,
  /** Characters of a name with its folders that are kept; file systems end at 4,096 bytes. */
  nameCharacters: 1_000,
  /** Below it uploads are refused: the database and the queue need room to finish what is there. */
  freeDiskBytes: 1024 * MB,
  /** Passing work older than this belongs to a process that died. The longest upload takes less. */
  workAgeMs: 6 * 60 * 60 * 1000,
  /** Pages that may follow the queue live at the same time. */
  liveListeners: 200,
} as const;

/** What a reviewer may say of a finding. */
export const DECISION_LIMITS = {
  /** Characters of the name: a name with its office has 30. */
  reviewerCharacters: 40,
  /** Characters of a reason: half a page. */
  reasonCharacters: 500,
  /** Bytes of the request: the above in UTF-8, twice over. */
  requestBytes: 8 * 1024,
  /** Decisions on one finding, so that its history can always be shown whole. Nobody changes his mind more often. */
  perFinding: 100,
} as const;

/** What the office writes into a letter. */
export const LETTER_LIMITS = {
  /** Characters of its name: the longest names of offices have 40. */
  officeCharacters: 80,
} as const;

/** Processes of the command line that convert one document after another. */
export const WARM_CHILD_LIMITS = {
  /** Documents after which a process is replaced, so that what libraries keep does not add up. */
  documents: 50,
  /** Resident memory after a document from which it is replaced at once; a reader of scans holds 450 to 600 MB. */
  residentBytes: 640 * MB,
} as const;

/** Resolutions that an image may declare and be believed; scanners give 72 to 1,200, and many programs write 1. */
export const IMAGE_TOLERANCES = {
  leastDotsPerInch: 36,
  mostDotsPerInch: 2_400,
} as const;

/** Bounds on a web page. A report pasted from Word has 20,000 nodes and a depth of 30. */
export const HTML_LIMITS = {
  /** Pictures written into the page count too. */
  characters: 64 * MB,
  /** Open elements. Browsers stop nesting at 512; the parser's cost grows with it for each tag. */
  depth: 1_000,
  /** Siblings passed over while misnested nodes are moved, all moves together. */
  siblingsPassed: 200_000_000,
  /** Bytes of the head in which an encoding is declared; browsers look at 1,024. */
  declarationBytes: 16 * 1024,
  styleCharacters: MB,
  styleRules: 1_000,
  selectorParts: 6,
  /** Characters of one style attribute or rule body. */
  declarationCharacters: 8_000,
  facts: 200,
  factCharacters: 2_000,
  /** HTML Standard: larger spans are cut. */
  columnSpan: 1_000,
  /** Columns beyond which a span means "all". Table four has 15. */
  plausibleSpan: 100,
  cellsInRow: 64,
  /** Characters of one cell of a table made by styles. The longest label has 40, with readings seven times as many. */
  cellCharacters: 320,
  /** Characters beyond which a text is no label. */
  labelCharacters: 320,
  headingCharacters: 45,
  titleCharacters: 70,
  /** Characters of a line that states one fact of the page: its index number, its date. */
  metaCharacters: 80,
  /** Characters of a line that states several. */
  metaLineCharacters: 200,
} as const;

/** Shares (0…1) and counts by which a web page is told apart. Set on the pages of the published corpus. */
export const HTML_TOLERANCES = {
  /** Share of the text of a page from which hidden text is its content, shown later by a script… */
  mainShare: 0.6,
  /** …if it has so many characters. */
  leastMainCharacters: 200,
  /** How far from full a row of stated widths may be: rounding of 15 cells of 6.67 %, borders. */
  fullRow: 0.03,
  /** How far beyond its container a row may reach. */
  rowOverflow: 0.15,
  /** Boundaries of cells nearer than this share of the table are one, if no cell is that narrow. */
  boundarySnap: 0.01,
  /** Columns narrower than this share of the table are a rounding error of a word processor. */
  sliver: 0.006,
  /** Share of rows that must show by styles or names that they are rows. */
  alikeRows: 0.6,
  /** Labels of the form that make a table out of rows of cells. */
  tableLabels: 2,
  /** Labels from which a table is the form whatever else is in it. */
  formLabels: 6,
  /** Characters from which one label on a line tells of the report; shorter ones are in menus too: 行政许可. */
  tellingLabel: 6,
  /** Characters from which a full stop makes prose of a cell. */
  sentenceCharacters: 60,
  /** Figures that make one, and their share among the cells. */
  tableFigures: 4,
  figureShare: 0.3,
  /** Share of rows that end early from which a table has lost its spans. */
  raggedRows: 0.3,
  /** Characters of one paragraph from which a cell holds a passage, and their share of a layout table. */
  passageCharacters: 160,
  passageShare: 0.6,
  /** CSS pixels; a smaller picture holds no table. */
  pictureSide: 150,
  /** Headings of sections with tables from which a report is one of the form. */
  tableSections: 2,
  /** Lines that are labels of the form from which a page prints its tables as text… */
  linearLines: 8,
  /** …and where other tables of the form are tables: half the rows of table three. */
  linearTableLines: 14,
  /** Share of the evidence that the part of the page with the report holds. */
  evidenceShare: 0.9,
  /** Share of a line in links from which it is a link, and how many make a list. */
  linkShare: 0.6,
  linksInRun: 3,
  /** Share of a page without evidence in links from which a link was never closed. */
  unclosedLinkShare: 0.8,
  /** Share of the text of a page that navigation named as such may have. */
  landmarkShare: 0.5,
  /** Characters from which a line with a full stop is prose. */
  proseCharacters: 40,
  /** Characters beyond which a line is no counter or breadcrumb. */
  wrapperCharacters: 150,
} as const;

/** How drawn rules become tables. Lengths in points, shares 0…1, gaps in font sizes. Set on Word, WPS, LibreOffice and Chromium output. */
export const TABLE_TOLERANCES = {
  /** Rules nearer to one line than this are on it; double borders are 1.5 to 3 apart, rows and columns 8 at least. */
  snap: 3,
  /** Gap in a rule that is still one rule. */
  join: 3,
  /** Gap at a corner over which rules still meet. */
  meet: 3,
  /** Shorter rules are dots, dashes and parts of letters. */
  shortestRule: 4,
  /** How far rules must jut out beyond the outermost rule for a row or column to lie there. */
  smallestCell: 5,
  /** Share of a side between two cells that a rule must cover to part them. */
  coveredShare: 0.5,
  /** Digits nearer than this are one number. */
  digitGap: 0.1,
  /** Share of a digit that may lie on the one before it; tight type has 0.2 at most. */
  overprinted: 0.35,
  /** Inner columns from which two bands of rows can be told to be different tables. */
  foreignColumns: 3,
  /** Rows in which values must stand side by side in one cell to show a column that no rule parts. */
  missingRuleRows: 3,
  /** Distance, in font sizes, of the middle of a value from a line at which its row may end. */
  besideBreak: 0.35,
  /** Gap, in font sizes, between numbers of two columns that no rule parts. */
  columnGap: 0.35,
  /** Values below one another in one cell from which a table has no rules between its rows. */
  stackedRows: 4,
  /** Text that runs over the lower edge of a table: gap between its lines in font sizes, and how far it may reach. */
  overflowGap: 0.6,
  overflowReach: 60,
  /** How far a line between columns may move from one page to the next. */
  columnShift: 4,
} as const;

/** Confidence 0…1 of cells of drawn pages. Under ALIGNMENT_LIMITS.reviewBelow a person must look. */
export const TABLE_CONFIDENCE = {
  /** Rules all around. */
  ruled: 1,
  /** A side without a rule where the other rows and columns show that it must be. */
  inferredRule: 0.9,
  /** Columns or rows told by how the text stands. */
  aligned: 0.85,
  /** Rules that enclose no rectangle. */
  irregular: 0.7,
  /** A number that crosses a rule or goes on in the next line. */
  brokenNumber: 0.7,
} as const;

/** How drawn characters become lines and paragraphs. Gaps and lengths in font sizes unless said otherwise. */
export const TEXT_TOLERANCES = {
  /** Distance of middles within which characters are on one line. */
  sameLine: 0.4,
  /** Gaps that read as a space: between full-width characters, beside one, between Latin ones. */
  wideGap: 1,
  mixedGap: 0.7,
  narrowGap: 0.25,
  /** Gap between things that stand side by side without belonging together. */
  columnGap: 2,
  /** Space that a line may leave at its end beyond what the next word would need. */
  lineEndSlack: 0.6,
  /** Inner margin of a cell in points. */
  cellPadding: 2,
  /** Widest inner margin that is usual; Word leaves 5.4. */
  widestCellPadding: 5.5,
  /** Share of the page's height, above and below, in which head lines and page numbers stand. */
  marginShare: 0.12,
  /** Space around a page number, in font sizes. */
  pageNumberGap: 1,
  /** Lines at each edge of a page that may be head lines. */
  headLines: 3,
  /** Points by which a head line may move from page to page. */
  headShiftPt: 4,
  /** Lines, and share of all lines, that share an edge which is the edge of the text. */
  edgeLines: 3,
  edgeShare: 0.08,
  /** Difference of the spaces before and after a centred line, and the least space on both sides. */
  centred: 1.2,
  centredIndent: 2.5,
  /** How much larger than the body a heading is that may fill its line. */
  headingSize: 1.15,
  /** Space after a line set to the right; signatures are often moved in by up to four characters. */
  rightEdge: 0.5,
  rightIndent: 5,
  /** Where, as a share of the line, the middle of a line set to the right lies at least. */
  rightHalf: 0.6,
  /** Difference of sizes of one text, as a part of the larger, and the one at which a line is of another text. */
  sameSize: 0.12,
  otherSize: 0.35,
  /** Space between lines above which a new paragraph begins; double spacing leaves 1.2. */
  paragraphGap: 1.6,
  /** Indentation of a first line; two characters is the rule. */
  firstLineIndent: 1.2,
  /** Difference of indentation of lines of one block, and the least indentation of a whole block. */
  sameIndent: 0.5,
  blockIndent: 2.6,
} as const;

/** Rules in a scanned page. Inches on paper; set on simulated scans of 150–300 dpi. */
export const SCAN_RULES = {
  /** Strokes of characters in tables are shorter: 12 pt is 0.17 in. */
  shortestInches: 0.19,
  /** From this length a straight run is a rule wherever it ends. */
  longInches: 1,
  /** Levels of grey by which a rule may be lighter than ink, and the lightest there is: noise makes no straight runs. */
  fainter: 50,
  faintest: 210,
  /** Break in a faint rule that is bridged. */
  gapInches: 0.012,
  thickestInches: 0.035,
  /** Rise of a rule for its length that a level page may still have. */
  drift: 0.012,
  /** Height of an upright stroke that stands alone from which it is a rule: a 1 of the largest print is lower. */
  loneInches: 0.3,
  /** Widest gap that the ring and the letters of a seal leave in a rule. */
  sealGapInches: 0.25,
  /** How near the end of a short rule must come to another rule. */
  reachInches: 0.05,
} as const;

/** How rules drawn as dashes or dots are told from print. Browsers and word processors draw dashes of 0.03 to 0.1 in. */
export const SCAN_BROKEN_RULES = {
  thickestInches: 0.03,
  /** Longest dash along a line and down it: a 1 of the smallest print is longer, and ones stand in columns. */
  longestDashInches: { horizontal: 0.1, vertical: 0.058 },
  /** Widest usual gap: rows of print stand further apart. */
  usualGapInches: 0.06,
  /** Where rules cross the dashes of one are taken out with the other. */
  widestGapInches: 0.15,
  /** By how much a rule is drawn out at its ends to meet the others. */
  endInches: 0.06,
  /** How far one dash may lie beside the line of the one before it. */
  offInches: 0.01,
  fewest: 6,
  shortestInches: 0.35,
  /** Part of the gaps that are of the usual width. */
  regular: 0.7,
} as const;

/** Black that is no print: what the scanner saw beside the sheet, seals and pictures in black and white. */
export const SCAN_BLACK = {
  /** Side of the squares that are black all over: no stroke of print is so thick. */
  squareInches: 0.045,
  /** Part of a square that is ink. */
  share: 0.95,
  /** Extent from which such squares are no character. */
  leastInches: 0.5,
  /** A patch so many times as high or wide as a character, with so little ink in its bounds, is a line across, not print. */
  sparseSize: 1.8,
  sparseInk: 0.1,
} as const;

/** Text of a scanned page, in parts of the usual character height unless said otherwise. */
export const SCAN_TEXT = {
  /** Side in inches of the smallest square of ink that is kept: a decimal point at 9 pt is 0.015 in. */
  speckInches: 0.011,
  /** Thickness in inches of what remains of an erased rule, and how close to it that lies; digits stand further off. */
  remnantInches: 0.025,
  /** Height in inches of the largest character. */
  largestInches: 0.6,
  /** Length in inches by which rules are extended to close the corners of cells. */
  cornerInches: 0.03,
  /** Height of the smallest print on a page for that of most of it. */
  smallPrint: 0.6,
  /** How far, in heights of characters, a speck may lie from a character that it belongs to. */
  brokenGap: 0.2,
  lineOverlap: 0.4,
  partOfCharacter: 0.6,
  tallestLine: 1.35,
  /** Gap between words in a cell; outside of rules a wider one may be that between the columns of a table. */
  widestGap: 2.5,
  widestOutsideGap: 1.2,
  /** How far above and below the rules of a table lie that is open at its sides. */
  nextRuleInches: 0.5,
  smallestText: 0.2,
  /** A hyphen or dash is at most so high and so wide. */
  dashHeight: 0.25,
  dashWidth: 2.5,
  /** Width of the longest number: nine digits with separators. */
  longestNumber: 9,
} as const;

/** How lines are given to PP-OCR. Pixels at the model's line height of 48. @source measured on one core */
export const SCAN_PADDLE = {
  /** Width of all lines of a batch together: larger batches leave the cache. */
  batchWidth: 768,
  /** Narrower batches cost the same and read worse. */
  narrowest: 48,
  widest: 2_400,
  /** How much wider the widest line of a batch may be than its narrowest. */
  spread: 1.25,
} as const;

/** How the way up of a scanned page is found. */
export const SCAN_ORIENTATION = {
  /** Part of the page at each side that is left out. */
  margin: 0.06,
  /** Resolution in dpi at which directions are measured. */
  dpi: 100,
  /** Lines that are read to tell which end is up. */
  lines: 5,
  /** Height of such a line, for the usual height of characters: a broken rule is no line of text. */
  lowest: 0.6,
  /** Chinese characters that a line has at least. */
  chinese: 3,
  /** Mean confidence of the characters of most of them from which the page stands upright. */
  legible: 0.85,
  /** A picture so many times as high as wide is several sheets, one below the other. */
  tallest: 1.8,
  /** Height of a sheet for its width, and how far from its end a cut is looked for, in parts of that height. */
  sheet: Math.SQRT2,
  search: 0.25,
  /** Height of the blank band in which sheets are cut apart, inches. */
  bandInches: 0.08,
} as const;

/** How readings of one number become a confidence. */
export const SCAN_VOTE = {
  /** Share of number characters in every step of a line from which it is a number. */
  plausible: 0.35,
  /** Confidence from which a label stays as it was read. */
  sureLabel: 0.95,
  /** Confidence of a value that only one engine read. */
  oneEngine: 0.6,
  /** Confidence of a value that engines agreed on only at a second look. */
  contradicted: 0.7,
  /** Digits of fewer pixels are misread by engines that agree. @source techniques.md, measurements */
  smallDigitsPx: 11,
  smallDigits: 0.7,
  /**
   * Widths for the height of the digits: from one digit to the next, at most (DejaVu 0.87, Times 0.74); a lone 1; the
   * narrowest digit and the narrowest 1, point or comma; and what blur and threshold may add or take.
   */
  shape: { widestPitch: 0.92, widestOne: 0.5, narrowest: 0.38, narrowestMark: 0.08, slack: 0.12 },
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
  /** From this resolution a picture is made coarser before it is read; print does not get clearer beyond 300 dpi. */
  finestDpi: 450,
  enoughDpi: 300,
  /** Below it a picture that is too large to be held is not made any coarser. */
  coarsestDpi: 150,
  leastDpi: 60,
  mostDpi: 1_300,
} as const;

/** How tables without full rules are told by the way their text stands. Gaps and lengths in font sizes, shares 0…1. */
export const OPEN_TABLE_TOLERANCES = {
  /** Gap at which a line is cut; between digits and before an ordinal a narrower one will do. */
  pieceGap: 0.3,
  digitGap: 0.18,
  ordinalGap: 0.12,
  /** Characters that an ordinal is told by. */
  ordinalGlyphs: 6,
  /** Gap over which words are still one text. */
  wordGap: 0.8,
  /** Gap between texts that stand side by side. */
  textGap: 1,
  /** Gap before a value that stands alone in its row. */
  singleGap: 1.5,
  /** Share of the text's width from which a piece is running text. */
  proseShare: 0.7,
  /** Score from which a piece is a label of the form, and lines with such labels that make a table. */
  labelScore: 0.9,
  formLines: 2,
  /** Rows with one value each that make a list of values, and values of one row that are a table by themselves. */
  listRows: 4,
  rowValues: 5,
  /** Share of its columns that text must fill to be the headers of several columns without gaps between them. */
  filledShare: 0.75,
  /** Size of text above the table's own that no longer belongs to it. */
  largerText: 1.15,
  /** Space between the lines of a header, and between the lines of one label. */
  headerGap: 3.5,
  lineGap: 0.55,
  /** Space after a line that reached the end of its column. */
  filledLineGap: 1,
  /** Points by which the middles of the numbers of a column must differ to tell how they are set. */
  evenSpreadPt: 0.5,
  /** How much nearer to its column than to the next, as a part, a value that touches both must stand. */
  clearlyNearer: 0.5,
  /** Share of the narrowest column by which a header may miss the middle of the columns that it stands over. */
  centredShare: 0.35,
  /** Share of a column that a header must reach over to stand above it. */
  leastOverlap: 0.1,
  /** Difference of left edges of one label column. */
  sameLeft: 0.6,
  /** How far, in font sizes, the values of one row may stand from those of the next in the same columns. */
  columnShift: 0.5,
  /** Share of the labels that begin at the left edge of a label column; and the most of such columns. */
  labelShare: 0.08,
  labelColumns: 4,
  /** How far beside a label, above and below it, the values of its row may stand. */
  rowReach: 0.3,
  /** Distance of middles at which lines of values overlap, so that they are one row. */
  overlappingRow: 0.85,
  /** Distance of middles within which headers stand in one row. */
  sameRow: 0.6,
  /** Horizontal rules from which they bound the rows, and the share of the table's width that they must have. */
  bandRules: 4,
  ruleShare: 0.5,
} as const;
