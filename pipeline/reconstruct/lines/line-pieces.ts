import { LABEL_THRESHOLDS } from '../../../config/limits/form.ts';
import { LINE_TOLERANCES } from '../../../config/limits/lines.ts';
import { isRemarkedNumber, labelScore, labelsOf, looksLikeValue } from './cell-text.ts';
import { joinPieces } from './label-joining.ts';

/** One of the cells that stand on a line without delimiters. */
export interface Piece {
  readonly text: string;
  readonly isValue: boolean;
}

/** Longest line that is looked at as several cells: three labels and fifteen numbers. */
const MOST_CHARACTERS = LINE_TOLERANCES.labelCharacters * 4;
const WIDE_GAP = /\s{2,}|\u3000+/u;
/** A number that follows its label without a space: 行政许可64. No label of the form ends in a digit. */
const GLUED = /^(.*?[^\d\s.,，．+-])([+-]?\d[\d,，.]*)$/u;

/** Thousands set apart by spaces: 1 234. */
export const GROUPED_NUMBER = /^[1-9]\d{0,2}(?:\s\d{3}){1,3}$/u;

const value = (text: string): Piece => ({ text, isValue: true });
const label = (text: string): Piece => ({ text, isValue: false });

const isKnown = (text: string): boolean => labelScore(text) >= LINE_TOLERANCES.cellScore;

/** Cuts the words before or between values into labels; a text that is no row of labels stays whole. */
function splitWords(text: string): readonly Piece[] {
  const parts = text.split(WIDE_GAP);
  const isSpread = parts.length > 1 && !parts.every(isKnown) && labelScore(text) >= LINE_TOLERANCES.ownLineScore;
  if (isSpread) return [label(text)];
  return parts.flatMap((part) => {
    const words = part.split(/\s/u).filter((word) => word !== '');
    if (words.length < 2 || words.length > LINE_TOLERANCES.rowCells) return part === '' ? [] : [label(part)];
    const labels = joinPieces(words).map(([from, to]) => words.slice(from, to).join(' '));
    return labels.every(isKnown) ? labels.map(label) : [label(part)];
  });
}

/** A label without an ordinal in the form, so that a number before it is no ordinal. */
const isUnnumberedLabel = (text: string): boolean => {
  const [best] = labelsOf(text);
  return best !== undefined && best.score >= LABEL_THRESHOLDS.part && best.place.table === 'proactiveDisclosure';
};

/** Words from the first on that stand for values, those with a remark among them if others are plain. */
const countWhile = (words: readonly string[]): number => {
  const end = words.findIndex((word) => !looksLikeValue(word) && !isRemarkedNumber(word));
  const count = end < 0 ? words.length : end;
  return words.slice(0, count).some(looksLikeValue) ? count : 0;
};

function splitGlued(text: string): readonly Piece[] {
  const glued = GLUED.exec(text);
  if (glued && looksLikeValue(glued[2]!) && labelScore(glued[1]!) >= LINE_TOLERANCES.ownLineScore)
    return [label(glued[1]!.trim()), value(glued[2]!)];
  return splitWords(text);
}

/**
 * The cells on one line of text: labels set apart by wide gaps, values set apart by spaces before or behind them.
 * A single number beside words counts as a value only where the words are a label of the form.
 */
export function piecesOf(text: string): readonly Piece[] {
  if (text.length > MOST_CHARACTERS) return [label(text)];
  if (!/\s/u.test(text)) return looksLikeValue(text) ? [value(text)] : splitGlued(text);
  const words = text.split(/\s+/u).filter((word) => word !== '');
  const leading = countWhile(words);
  if (GROUPED_NUMBER.test(text)) return [value(text)];
  if (leading === words.length) return words.map(value);
  const trailing = countWhile(words.toReversed());
  const isLabel = (part: readonly string[]): boolean => labelScore(part.join('')) >= LABEL_THRESHOLDS.part;
  if (trailing > 1 || (trailing === 1 && isLabel(words.slice(0, -1)))) {
    const behind = words.slice(words.length - trailing);
    const head = text.slice(0, text.length - lengthOfTail(text, trailing)).trim();
    return [...splitWords(head), ...behind.map(value)];
  }
  if (leading > 1 || (leading === 1 && isUnnumberedLabel(words.slice(1).join('')))) {
    return [...words.slice(0, leading).map(value), label(words.slice(leading).join(' '))];
  }
  return splitGlued(text);
}

/** Characters that the last `count` words of a text take up, the space before them included. */
function lengthOfTail(text: string, count: number): number {
  let at = text.length;
  for (let i = 0; i < count; i++) at = text.slice(0, at).trimEnd().search(/\S+$/u);
  return text.length - at;
}
