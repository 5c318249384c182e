/**
 * Ways of waiting, told apart by what a document costs: `scans` are read from the pictures of their pages and take seconds a
 * page; everything else is `digital` and takes a part of a second.
 */
export const LANES = ['digital', 'scans'] as const;
export type Lane = (typeof LANES)[number];

/** What a document will likely cost, guessed before it is opened. A wrong guess costs time and nothing else. */
export interface ExpectedWork {
  readonly lane: Lane;
  /** Of one process on an idle machine. */
  readonly seconds: number;
}
