/** Word files and web pages. Every bound and threshold has its unit and its reason. */

const MB = 1024 * 1024;

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
  /** Half points below which type is there for machines: 1.5 pt, as in PDF_THRESHOLDS. */
  leastTypeHalfPoints: 3,
  /** Half points off the line from which text stands above or below it; to sit well in a cell text is moved by 1 or 2. */
  offLineHalfPoints: 3,
  /** Size for that of the largest type in the line up to which type is that of a note; one size of print below is 0.86. */
  smallType: 0.75,
  /** Width in twips below which a column of fixed width shows nothing: 2.5 pt. */
  leastColumnTwips: 50,
  /** Height in twips below which a row of exact height shows nothing: 2.5 pt. */
  leastRowTwips: 50,
  /** Points in height from which a picture is a seal or a code and no sign in the text. */
  sealHeightPt: 50,
  /** Rows and cells from which a table in a header or footer is no frame for titles and page numbers. */
  runningTableRows: 2,
  runningTableCells: 8,
  /** Files inside one another that are read as parts of the flow. */
  chunkDepth: 3,
  /** Files that a document takes in as parts. */
  chunks: 50,
  /** Characters in a cell from which on a table of one column is a frame around prose. A label of the forms has under 50. */
  proseCharacters: 80,
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
  /** Selectors of all style sheets of a page together. Sheets of a whole site written into it have some 3,000. */
  styleRules: 6_000,
  /** Characters of one style attribute or rule body. */
  declarationCharacters: 8_000,
  /** Characters from which on a text in a page may be the markup of a report; that of the shortest one has 2,000. */
  keptMarkupCharacters: 64,
  /** Documents in frames and in the strings of scripts that are parsed, those inside one another included. */
  innerDocuments: 60,
  /** How deep they may stand in one another. */
  innerDepth: 3,
  /** Characters of a hidden part that are handed on as its text. */
  hiddenCharacters: 20_000,
  /** Figures out of sight that are remembered of one element: copies of what it shows. */
  unseenFigures: 4,
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

/** From where on a reader of a web page sees nothing of a text that styles make small, faint or far away. */
export const VISIBILITY = {
  /** Share of the light that a text keeps. Nobody sees 5 % on white; veils and hints have 30 % and more. */
  leastOpacity: 0.05,
  /** The same for watermarks, which stand at 10 to 30 %. */
  watermarkOpacity: 0.5,
  /** Difference of a colour channel, of 255: what differs by no more is one colour to the eye. */
  colourDifference: 8,
  /** Pixels of the font. Type under 3 pixels is a line of dust; the smallest note marks have 7. */
  leastFontPx: 3,
  /** Factor of a scaled box under which nothing of it can be read. */
  leastScale: 0.1,
  /** Pixels of a box that cuts off what is beyond it: screen readers' copies stand in boxes of 1 by 1. */
  leastBoxPx: 2,
  /** Pixels by which a positioned box or an indent stands left of or above the page from which it is off the page. */
  offPagePx: 100,
  /** The same for margins and shifts, which lay pages out as well: farther than a window is wide. */
  offPageByMarginPx: 2_000,
  /** Share of the font size around it under which a shifted text is a mark beside the line. */
  markFontShare: 0.85,
} as const;
