import { LINE_TOLERANCES } from '../../../config/limits/lines.ts';
import { beginsWithOrdinal } from '../../wording/ordinal.ts';
import { isRemarkedNumber, labelScore, looksLikeValue } from './cell-text.ts';
import { displayWidth } from './display-width.ts';
import { GROUPED_NUMBER } from './line-pieces.ts';
import type { RunLine } from './table-runs.ts';

/** A text on a line with the columns that it takes up. */
export interface Spaced {
  readonly text: string;
  readonly line: number;
  readonly left: number;
  readonly right: number;
}

/** A line whose cells are set apart by their position: words before the values, and the values at its end. */
export interface AlignedLine {
  readonly source: RunLine;
  /** Words set apart by wide gaps, put together. */
  readonly labels: readonly Spaced[];
  readonly words: readonly Spaced[];
  readonly values: readonly Spaced[];
}

/** How wide characters are counted: some tools count a Chinese character as one column, some as two. */
export type Measure = (text: string) => number;
export const MEASURES: readonly Measure[] = [displayWidth, (text) => text.length];

const WIDE_GAP = /\S\s{2,}\S/u;
const beginsCell = (text: string): boolean => beginsWithOrdinal(text, ['bracketed', 'figure']);

const center = (spaced: Spaced): number => (spaced.left + spaced.right) / 2;
export const centersOf = (spaced: readonly Spaced[]): readonly number[] => spaced.map(center);

/** Puts words together to cells: a wide gap or an ordinal begins a new one. */
function joinWords(words: readonly Spaced[], measure: Measure): readonly Spaced[] {
  const cells: Spaced[] = [];
  for (const word of words) {
    const last = cells.at(-1);
    const isNear = last !== undefined && word.left - last.right <= measure(' ');
    if (last && isNear && !beginsCell(word.text))
      cells[cells.length - 1] = { ...last, text: `${last.text} ${word.text}`, right: word.right };
    else cells.push(word);
  }
  return cells;
}

/** Cuts a line into words and values with their positions. */
export function measureLine(source: RunLine, measure: Measure): AlignedLine {
  const text = source.kind === 'text' ? source.source.replaceAll('\u3000', '  ') : '';
  const words: Spaced[] = [];
  let at = 0;
  let left = 0;
  for (const match of text.matchAll(/\S+/gu)) {
    left += measure(text.slice(at, match.index));
    const right = left + measure(match[0]);
    words.push({ text: match[0], line: source.number, left, right });
    left = right;
    at = match.index + match[0].length;
  }
  const [from, to] = longestValues(words);
  const before = words.slice(0, from);
  return { source, words: before, labels: joinWords(before, measure), values: words.slice(from, to) };
}

/** Puts the parts of numbers together whose thousands a single space sets apart. */
export function joinGrouped(values: readonly Spaced[]): readonly Spaced[] {
  const joined: Spaced[] = [];
  for (const value of values) {
    const last = joined.at(-1);
    const text = `${last?.text} ${value.text}`;
    if (last && value.left - last.right <= 1 && GROUPED_NUMBER.test(text))
      joined[joined.length - 1] = { ...last, text, right: value.right };
    else joined.push(value);
  }
  return joined;
}

const standsForValue = (word: Spaced): boolean => looksLikeValue(word.text) || isRemarkedNumber(word.text);

/** Columns of white space around a word that stands by itself. */
const APART = 4;

const standsApart = (words: readonly Spaced[], i: number): boolean => {
  const [before, own, after] = [words[i - 1], words[i]!, words[i + 1]];
  return (!before || own.left - before.right >= APART) && (!after || after.left - own.right >= APART);
};

/**
 * The values at the end of a line, those with a remark among them; where words stand behind them, the longest run of
 * several values, or a single one that stands apart.
 */
function longestValues(words: readonly Spaced[]): readonly [from: number, to: number] {
  let best: [number, number] = [words.length, words.length];
  for (let from = 0, to = 0; from < words.length; from = to + 1) {
    for (to = from; to < words.length && standsForValue(words[to]!); ) to++;
    if (to > from && to === words.length) return [from, to];
    const least = to - from === 1 && from > 0 && standsApart(words, from) ? 0 : 1;
    if (to - from > Math.max(least, best[1] - best[0])) best = [from, to];
  }
  return best;
}

export const isSpaced = (line: RunLine): boolean => line.kind === 'text' && WIDE_GAP.test(line.text);
const holdsValues = (line: RunLine): boolean =>
  line.kind === 'text' && isSpaced(line) && line.pieces.some((piece) => piece.isValue);

/** Whether the cells of a run are set apart by their position on the line. A longer run than any table is none. */
export function isAligned(run: readonly RunLine[]): boolean {
  if (run.length > LINE_TOLERANCES.gridRows) return false;
  const inked = run.filter((line) => line.kind === 'text');
  const spaced = run.filter(isSpaced).length;
  return (
    run.some(holdsValues) &&
    spaced >= LINE_TOLERANCES.alignedLines &&
    spaced >= inked.length * LINE_TOLERANCES.delimitedShare
  );
}

/** Whether a text among the words of a line is a whole label of the form. */
export const isOwnLabel = (spaced: Spaced): boolean => labelScore(spaced.text) >= LINE_TOLERANCES.ownLineScore;
