/** How what was read is brought to the form. Every bound and threshold has its unit and its reason. */

/** How label texts are compared. Scores 0…1; set on the wordings of the published seeds. */
export const LABEL_THRESHOLDS = {
  /** Below this two labels are not the same label. */
  candidate: 0.6,
  /** A label that is the beginning or the end of the other, e.g. without its remark in brackets. */
  part: 0.9,
  /** Characters from which a part counts as such: 其他 is a part of too much. */
  shortestPart: 4,
  /** Characters from which a label is looked for within a longer text: 其他 and 总计 stand in any. */
  shortestWithin: 4,
  /** A label that leaves out words inside the other: 本年新收申请数量. It keeps so many of the first characters… */
  shortened: 0.85,
  sharedBeginning: 2,
  /** …and this share of all. */
  shortenedShare: 0.4,
  /** The official label with a remark of the agency in brackets. */
  remarked: 0.98,
  /** A header in other words that says what the column counts: 本年新制发数量. */
  telling: 0.95,
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
  /** Cells of one row with the label of their column in them from which the row repeats its headers. */
  repeatedLabels: 3,
  /** Column labels in one row from which it is a header row. */
  headerLabels: 2,
  /** Score from which a second row with the same label is the same row again. */
  repeatedRowScore: 0.9,
  /** Score by which a label may be less like the form than the same label elsewhere in the document: a remark, a misprint. */
  sameLabelMargin: 0.05,
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
} as const;

/** How prose is told apart. Characters unless said otherwise. */
export const PROSE_LIMITS = {
  /** Official section titles have up to 24 characters; local ones with a year up to 35. */
  headingCharacters: 42,
  /** Likeness to an official section title, 0…1. */
  titleLikeness: 0.6,
  /** Likeness from which words are the official title where no usual ordinal stands before them: one or two slips. */
  sureTitle: 0.88,
  titleCharacters: 70,
  /** Lines from the top among which the title stands; mirrored pages carry a meta block first. */
  titleLines: 40,
  /** Lines at the end among which signature and date stand; web pages carry remains behind them. */
  closingLines: 12,
  signerCharacters: 32,
  mentions: 2_000,
} as const;

/** How the statistical table of reports up to 2018 is found. Likeness 0…1. */
export const STATISTICS_LIMITS = {
  /** Indicators with a value from which it is there: fewer are told in prose. */
  indicators: 4,
  /** Likeness from which a text names an indicator. */
  label: 0.8,
  /** What a wording counts for that stands inside the printed one, or begins it. */
  part: 0.9,
  /** Characters from which a part counts as such. */
  shortestPart: 4,
  /** Characters of the longest indicator, with the remarks that local tables put behind it. */
  longestLabel: 60,
  /** Rows at the top among which headers stand. */
  headerRows: 4,
} as const;
