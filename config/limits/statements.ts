/**
 * How sure it is which cells a number of the prose speaks of, 0…1. Set on the sentences of published reports and of
 * `scripts/precision/narratives.ts`: no right sentence may become an error.
 */
export const STATEMENT_CONFIDENCE = {
  /** Verb and object are there and leave no choice. */
  plain: 0.95,
  /** The object was named earlier in the sentence. */
  inherited: 0.9,
  /** The row of a reason, or an object that only the paragraph names: the reviewer is asked. */
  likely: 0.8,
  /** Other bodies, other verbs, other things may be meant. */
  unclear: 0.6,
  /** From here on a number that differs from the table is an error; below it is a hint. */
  errorFrom: 0.85,
} as const;

/** How far a phrase is looked at, in characters, so that long text is read in linear time. */
export const STATEMENT_LIMITS = {
  /** Words before a number that can bind it; the longest in published reports has 60. */
  phrase: 80,
  /** Text before a number that can say what the sentence is about. */
  sentence: 400,
  /** Words behind a number up to the verb that it is the subject of. */
  predicate: 40,
  /** Characters of a noun between verb and number that is none of the form's: 收到信件5件 counts letters. */
  unknownNoun: 1,
} as const;
