/** A line of text cut out of a page: grey samples row by row, 0 black, 255 white. */
export interface LineImage {
  readonly width: number;
  readonly height: number;
  readonly grey: Uint8Array;
}

/** What may stand in a line: `text` anything, `number` only what can be the content of a number cell. */
export type Alphabet = 'text' | 'number';

export interface ReadCharacter {
  readonly text: string;
  readonly confidence: number;
  /** Middle of the character along the line, 0…1. */
  readonly at: number;
}

export interface LineReading {
  readonly characters: readonly ReadCharacter[];
  /** That of the least sure character among those of the alphabet; 0 for an empty reading. */
  readonly confidence: number;
  /** How far the line can be of the alphabet at all, 0…1. */
  readonly plausibility: number;
  /** What the same look says of the line as text, where it was asked for a number and an engine can tell both. */
  readonly asText?: LineReading;
}

/** An engine that reads lines. The same lines always give the same readings. */
export interface OcrEngine {
  readonly name: string;
  /** Whether its plausibility tells a number from a label; otherwise it is always 1. */
  readonly tellsPlausibility: boolean;
  readonly read: (lines: readonly LineImage[], alphabet: Alphabet) => Promise<readonly LineReading[]>;
}

/**
 * The engines that read scanned pages. `text` reads labels and prose; each number cell is read by all of `numbers`,
 * which must agree to be believed.
 */
export interface OcrEngines {
  readonly text: OcrEngine;
  readonly numbers: readonly OcrEngine[];
  /** Asked again about lines that facts rest on; left out where there is no other engine. */
  readonly secondText?: OcrEngine;
}

/** Names of the engines, each once. */
export const engineNames = ({ text, numbers }: OcrEngines): readonly string[] => [
  ...new Set([text, ...numbers].map((engine) => engine.name)),
];
