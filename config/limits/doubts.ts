/**
 * Why something that was read is not sure, and what a value still counts for under each doubt, 0…1. A value counts for
 * as much as its gravest doubt leaves it. The codes are stable: they stand in the canonical JSON.
 */
export const DOUBT_CONFIDENCE = {
  // what the source shows
  'not-read': 0, // the page or picture it stands on was not read
  'ink-without-text': 0, // something is drawn in the cell that is no text: a picture, an object, a curve
  'characters-lost': 0.3, // characters that the file names no text for, or whose font could not be loaded
  covered: 0.4, // struck through, painted over or cut off
  touched: 0.4, // something that is no print lies over it or beside it: dirt, a line, a seal, a stamp
  'eye-differs': 0.5, // what is drawn and what the text layer says are not the same
  'copies-differ': 0.5, // the same place says two things: two copies, an old number beside a new one
  'mark-or-digit': 0.5, // a small or raised sign beside a number that may be a note mark or a digit
  'low-confidence': 0.6, // the reader itself was not sure of a character
  'chosen-by-sums': 0.6, // one of several readings of the same ink, the one that a sum demands
  'sums-disagree': 0.6, // read from a picture, and two sums through it fail
  // what the words mean
  'not-a-number': 0, // there is text but no number in it
  'several-numbers': 0.4, // the cell holds more than one number
  merged: 0.6, // one merged cell says it for several places of the form
  joined: 0.5, // put together from several pieces
  split: 0.5, // taken from a cell that holds several values
  'unit-converted': 0.6, // the document states another unit
  'unit-unknown': 0.5, // an amount, and nothing says of what
  // where it belongs
  'row-inferred': 0.6, // the row was recognised by its place, not by its label
  'column-inferred': 0.6, // the column was recognised by its place, not by its header
  'value-count': 0.5, // the row has more or fewer values than the form has columns
  'order-only': 0.7, // only the order of the values in their row tells their columns
  'irregular-rules': 0.7, // rules that enclose no rectangle, or text across a rule
  'broken-number': 0.7, // a number that crosses a rule or goes on in the next line
  'row-missing': 0.5, // the document has no such row where the form has one
  'duplicate-row': 0.6, // the row stands in the document twice with different values
  'other-year': 0.6, // a caption dates the table to another year than the report's
  'hidden-source': 0.5, // it stands in a part of the file that a reader does not see at first
  'unplaced-nearby': 0.6, // text or numbers beside it found no place
  // how its place was told, sure enough not to be looked at
  'blank-inferred': 0.95, // blank cells told from merged ones by what the other rows show
  'values-first': 0.9, // values stand before their label
  'rule-inferred': 0.9, // a side without a rule where the other rows and columns show that it must be
  'by-position': 0.85, // told by how the text stands
} as const;

/** Confidence below which a person must look: the one threshold of the product. */
export const REVIEW_BELOW = 0.8;
