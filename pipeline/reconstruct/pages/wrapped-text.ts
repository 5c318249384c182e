import { TEXT_TOLERANCES } from '../../../config/limits/pages.ts';
import type { Glyph } from '../../contracts/page.ts';
import { isBlank } from './geometry.ts';
import { isWide, type TextLine } from './text-lines.ts';

const CLOSING = /[，。、；：！？）〕】》”’,.;:!?)\]}%％]/u;
const OPENING = /[（〔【《“‘([{]/u;
const WORD_CHARACTER = /[\p{L}\p{N}]/u;

/**
 * Width of what cannot be broken off the beginning of a line: a Han character with the marks that may not begin
 * or end a line, or a whole word or number.
 */
function firstPieceWidth(line: TextLine): number {
  const inked = line.glyphs.filter((glyph) => !isBlank(glyph));
  let end = 0;
  while (end + 1 < inked.length && OPENING.test(inked[end]!.text)) end++;
  const belongs = (before: Glyph, glyph: Glyph): boolean =>
    CLOSING.test(glyph.text) ||
    (!isWide(before.text) &&
      !isWide(glyph.text) &&
      glyph.bbox[0] - before.bbox[2] < TEXT_TOLERANCES.narrowGap * glyph.fontSizePt);
  while (end + 1 < inked.length && belongs(inked[end]!, inked[end + 1]!)) end++;
  return inked[end]!.bbox[2] - inked[0]!.bbox[0];
}

/** Whether a line left no room before `right` for what the next line begins with: the text simply went on. */
export const wasFull = (line: TextLine, next: TextLine, right: number): boolean =>
  right - line.box[2] < firstPieceWidth(next) + TEXT_TOLERANCES.lineEndSlack * line.fontSizePt;

/** What stands between the texts of two lines that are one text: a space between Latin words, nothing in Chinese. */
export function seam(before: string, after: string, full: boolean): '' | ' ' {
  const last = before.at(-1) ?? '';
  const first = after.at(0) ?? '';
  const words = WORD_CHARACTER.test(last) && WORD_CHARACTER.test(first) && !isWide(last) && !isWide(first);
  if (!words) return '';
  return full && /\d/.test(last) && /\d/.test(first) ? '' : ' ';
}
