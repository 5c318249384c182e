import { TEXT_TOLERANCES } from '../../../config/limits/pages.ts';
import type { Box, Glyph } from '../../contracts/page.ts';
import { boxAround, centreY, isBlank } from './geometry.ts';

/** Characters on one base line, from left to right, with the text that a reader sees. */
export interface TextLine {
  readonly glyphs: readonly Glyph[];
  /** Around the characters that have ink. */
  readonly box: Box;
  readonly fontSizePt: number;
  readonly text: string;
}

const WIDE = /[\p{Script=Han}\u3000-\u303f\uff00-\uffef\u2014\u2018-\u201d\u2026\u3040-\u30ff]/u;

/** Whether a character is as wide as it is high: Han and full-width punctuation. */
export const isWide = (text: string): boolean => WIDE.test(text);

/** What the gap between two characters of a line reads as; two spaces where they stand as far apart as columns do. */
function spaceBetween(before: Glyph, after: Glyph, drawn: boolean): '' | ' ' | '  ' {
  const gap = (after.bbox[0] - before.bbox[2]) / Math.max(before.fontSizePt, after.fontSizePt);
  if (gap >= TEXT_TOLERANCES.columnGap) return '  ';
  if (drawn) return ' ';
  const [wideBefore, wideAfter] = [isWide(before.text), isWide(after.text)];
  if (wideBefore && wideAfter) return gap >= TEXT_TOLERANCES.wideGap ? ' ' : '';
  if (wideBefore || wideAfter) return gap >= TEXT_TOLERANCES.mixedGap ? ' ' : '';
  return gap >= TEXT_TOLERANCES.narrowGap ? ' ' : '';
}

/** Text of characters that stand in their order from left to right, with the spaces that are drawn or seen as gaps. */
export function textOfRow(glyphs: readonly Glyph[]): string {
  let text = '';
  let before: Glyph | null = null;
  let spaced = false;
  for (const glyph of glyphs) {
    if (isBlank(glyph)) {
      spaced = true;
      continue;
    }
    if (before) text += spaceBetween(before, glyph, spaced);
    text += glyph.text;
    before = glyph;
    spaced = false;
  }
  return text;
}

export function lineOf(glyphs: readonly Glyph[]): TextLine | null {
  const inked = glyphs.filter((glyph) => !isBlank(glyph));
  if (inked.length === 0) return null;
  const ordered = glyphs.toSorted((a, b) => a.bbox[0] - b.bbox[0]);
  return {
    glyphs: ordered,
    box: boxAround(inked.map((glyph) => glyph.bbox)),
    fontSizePt: Math.max(...inked.map((glyph) => glyph.fontSizePt)),
    text: textOfRow(ordered),
  };
}

/** Puts characters of horizontal writing on their lines, from top to bottom. */
export function linesOf(glyphs: readonly Glyph[]): readonly TextLine[] {
  const sorted = glyphs.toSorted((a, b) => centreY(a.bbox) - centreY(b.bbox));
  const lines: Glyph[][] = [];
  let middle = 0;
  let size = 0;
  for (const glyph of sorted) {
    const y = centreY(glyph.bbox);
    const line = lines.at(-1);
    if (line && y - middle <= TEXT_TOLERANCES.sameLine * Math.max(size, glyph.fontSizePt)) {
      line.push(glyph);
      middle += (y - middle) / line.length;
      size = Math.max(size, glyph.fontSizePt);
    } else {
      lines.push([glyph]);
      middle = y;
      size = glyph.fontSizePt;
    }
  }
  return lines.map(lineOf).filter((line) => line !== null);
}
