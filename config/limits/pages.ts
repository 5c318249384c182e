/** Tables and paragraphs of drawn pages. Every bound and threshold has its unit and its reason. */

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

/** How tables without full rules are told by the way their text stands. Gaps and lengths in font sizes, shares 0…1. */
export const OPEN_TABLE_TOLERANCES = {
  /** Gap at which a line is cut; between digits, before an ordinal and behind a closing mark a narrower one will do. */
  pieceGap: 0.3,
  digitGap: 0.18,
  ordinalGap: 0.12,
  /** Between a closing mark and a digit: the mark leaves the right half of its place blank, and may lend it to the margin. */
  closedGap: 0.12,
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
  /** Space between lines that only together are a label of the form: line spacing of two and a bit. */
  oneLabelGap: 1.3,
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

/** Digits behind a number that are marks of notes. Parts of the font size. */
export const RAISED_MARKS = {
  /** How far the base line lies above the lower edge of a character's box. */
  descent: 0.12,
  /** Size for that of the number from which a digit is small; Word raises digits at 0.58 to 0.65, WPS at 0.7, browsers at 0.83. */
  small: 0.85,
  /** How far above the base line of the number a mark stands. */
  raised: 0.15,
  gap: 0.3,
} as const;

/** Numbers whose digits are set apart over the width of their cells. */
export const SPREAD_DIGITS = {
  /** Gap between two digits, in font sizes; those of one number set tight have 0.1. */
  leastGap: 0.2,
  /** How unequal, as a part of the widest, the gaps may be. */
  uneven: 0.25,
  /** Share of the cell that they fill: two numbers in the middles of two columns without a rule fill 0.55. */
  filled: 0.62,
  /** Difference of the spaces on both sides, as a share of the cell. */
  centred: 0.1,
  /** Distance of middles within which digits are on one line, in font sizes. */
  level: 0.2,
  /** Such numbers that a table has at least, and numbers with other gaps for each of them at most. */
  fewest: 4,
  others: 0.2,
} as const;
