/** What a file says by itself, line by line: paragraphs and cells in no order that counts. */
export interface Written {
  /** Of the body, with its text boxes and notes. */
  readonly body: readonly string[];
  /** Of running heads and feet. */
  readonly running: readonly string[];
  /** Pictures, formulas and other objects that stand in the body like a character. */
  readonly objects: number;
}
