import { OPEN_TABLE_TOLERANCES } from '../../../config/limits/pages.ts';
import type { Box, Glyph } from '../../contracts/page.ts';
import { isValueText } from '../../wording/cell-value.ts';
import { startsWithOrdinal } from './cell-text.ts';
import { boxAround, isBlank } from './geometry.ts';
import { type TextLine, textOfRow } from './text-lines.ts';

/** Characters of a line that stand together: a label, a header, a number. */
export interface Piece {
  readonly glyphs: readonly Glyph[];
  readonly box: Box;
  readonly text: string;
  readonly isValue: boolean;
}

/** A line cut where the gaps are. `values` are the numbers at its end that stand side by side. */
export interface PiecedLine {
  readonly line: TextLine;
  readonly pieces: readonly Piece[];
  readonly values: readonly Piece[];
}

const DIGIT = /\d/;
const ENDS_OPEN = /[.．,，、]$/u;
const CLOSING = /^[”’」』）】〕》〉]$/u;

/** Characters as one piece. */
export function pieceOf(glyphs: readonly Glyph[]): Piece {
  const text = textOfRow(glyphs);
  const isValue = isValueText(text) && !ENDS_OPEN.test(text);
  return { glyphs, box: boxAround(glyphs.map((glyph) => glyph.bbox)), text, isValue };
}

const textFrom = (glyphs: readonly Glyph[], start: number): string =>
  glyphs
    .slice(start, start + OPEN_TABLE_TOLERANCES.ordinalGlyphs)
    .map((glyph) => glyph.text)
    .join('');

/** The least gap, in font sizes, between two characters of a line at which it is cut. */
function cutFrom(before: Glyph, glyph: Glyph): number {
  const isDigit = DIGIT.test(glyph.text);
  if (isDigit && DIGIT.test(before.text)) return OPEN_TABLE_TOLERANCES.digitGap;
  return OPEN_TABLE_TOLERANCES[isDigit && CLOSING.test(before.text) ? 'closedGap' : 'pieceGap'];
}

/** Cuts a line at its gaps, and at narrower ones before an ordinal, where the label of a group stands beside a label. */
function cutAtGaps(line: TextLine): readonly Piece[] {
  const glyphs = line.glyphs.filter((glyph) => !isBlank(glyph));
  const starts = [0];
  for (let i = 1; i < glyphs.length; i++) {
    const gap = (glyphs[i]!.bbox[0] - glyphs[i - 1]!.bbox[2]) / line.fontSizePt;
    const beforeOrdinal = gap >= OPEN_TABLE_TOLERANCES.ordinalGap && startsWithOrdinal(textFrom(glyphs, i));
    if (gap >= cutFrom(glyphs[i - 1]!, glyphs[i]!) || beforeOrdinal) starts.push(i);
  }
  return starts.map((start, i) => pieceOf(glyphs.slice(start, starts[i + 1])));
}

/** Joins pieces that are words of one text: a number between words is a part of the sentence. */
export function joinWords(pieces: readonly Piece[]): readonly Piece[] {
  const joined: Piece[] = [];
  pieces.forEach((piece, i) => {
    const before = joined.at(-1);
    const fontSizePt = piece.glyphs[0]!.fontSizePt;
    const gap = before ? (piece.box[0] - before.box[2]) / fontSizePt : Infinity;
    const next = pieces[i + 1];
    const nextGap = next ? (next.box[0] - piece.box[2]) / fontSizePt : Infinity;
    const inSentence = piece.isValue && next && !next.isValue && nextGap < OPEN_TABLE_TOLERANCES.wordGap;
    const words = before && !before.isValue && (!piece.isValue || inSentence) && !startsWithOrdinal(piece.text);
    if (before && words && gap < OPEN_TABLE_TOLERANCES.wordGap) {
      joined[joined.length - 1] = pieceOf([...before.glyphs, ...piece.glyphs]);
    } else joined.push(piece);
  });
  return joined;
}

/** Cuts a line into its pieces and tells the values at its end. */
export function pieceLine(line: TextLine): PiecedLine {
  const pieces = cutAtGaps(line);
  let first = pieces.length;
  while (first > 0 && pieces[first - 1]!.isValue) first--;
  return { line, pieces, values: pieces.slice(first) };
}

/** Distance between a value and the text before it, in font sizes; infinite where it stands alone. */
export function gapBeforeValues({ pieces, values, line }: PiecedLine): number {
  const label = pieces[pieces.length - values.length - 1];
  return label && values[0] ? (values[0].box[0] - label.box[2]) / line.fontSizePt : Infinity;
}
