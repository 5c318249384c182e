/** What counts as content when the ink of a document is accounted for. Every bound has its unit and its reason. */
export const ACCOUNT_LIMITS = {
  /** Entries kept of what found no place; a document with more was not understood at all. */
  unplaced: 300,
  /** Characters kept of each. */
  text: 400,
  /** Characters from which a paragraph says something: shorter ones are captions, marks and buttons of a page. */
  paragraphCharacters: 16,
  /** Likeness 0…1 to the wording of the form from which a text in a table is one of its labels. */
  labelScore: 0.75,
  /** The same for a line of prose, which may be about the form without being a row of it. */
  lineScore: 0.95,
  /** Words of the form in a grid that no table took, from which they are the header of a table that lost its rows. */
  stumpLabels: 2,
  /** Numbers beside words in fields of one line of prose, from which it is a row of a table that was not found. */
  rowValues: 3,
  /**
   * Labels of the form in one paragraph without a sentence, from which it is a table whose cells were run together. What
   * lists outcomes in prose names three or four.
   */
  collapsedLabels: 6,
  /** Numbers 1, 2, 3 … below one another from which a column only counts its rows. */
  serialNumbers: 3,
} as const;
