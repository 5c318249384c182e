/** Tables that stand as lines or paragraphs. Every bound and threshold has its unit and its reason. */

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
  /** Printed cells of the longest row of the form: fifteen values, its labels and a serial number. */
  rowOfForm: 20,
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

/** When paragraphs of a Word file or a web page are a table of the form that was pasted cell by cell. */
export const FLOW_TOLERANCES = {
  /** Rows or columns of one table that are named; fewer are named in prose. */
  places: 4,
  /** Likeness 0…1 of a label that counts. */
  score: 0.95,
  /** Characters of a line in a picture from which it is prose of the report; words of charts and maps are shorter. */
  pictureProse: 30,
  /** Points in height from which a picture may be a page of a scan: half a sheet. */
  pageHeightPt: 400,
  /** Rows from which tables with the same labels are parts of one table, side by side. */
  groupRows: 4,
  /** Characters of a line between such parts, at most: 续表, （接上表）. */
  captionCharacters: 12,
} as const;
