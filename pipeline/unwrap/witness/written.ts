/** What a file says by itself, line by line: paragraphs and cells in no order that counts. */
export interface Written {
  /** Of the body, with its text boxes and notes. */
  readonly body: readonly string[];
  /** Of running heads and feet. */
  readonly running: readonly string[];
}

/** Stands in a line for a picture, a formula or another object that stands in it like a character. */
export const OBJECT = '\ufffc';
/** Stands in a line for the text that a program works out of a field and that the file does not hold. */
export const UNSAID = '\ufff9';
