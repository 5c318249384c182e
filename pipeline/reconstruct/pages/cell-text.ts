import { TABLE_TOLERANCES, TEXT_TOLERANCES } from '../../../config/limits/pages.ts';
import type { Box, Glyph } from '../../contracts/page.ts';
import { isValueText } from '../../wording/cell-value.ts';
import { centreX, centreY, isBlank } from './geometry.ts';
import { linesOf, type TextLine } from './text-lines.ts';
import { seam, wasFull } from './wrapped-text.ts';

export interface CellText {
  readonly text: string;
  /** The last line has no room left: text may go on elsewhere. */
  readonly full: boolean;
  /** Digits on two lines, or printed over one another, were taken for one number. */
  readonly joinedNumber: boolean;
}

/** What labels of forms begin with: 一、 （一） 1. 第二十条 */
const ORDINAL =
  /^(?:[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[.．、]|第[一二三四五六七八九十]+[条项])/u;

export const startsWithOrdinal = (text: string): boolean => ORDINAL.test(text.trim());

/** Characters written downwards, line by line: lines go from right to left, or the other way round where text runs upwards. */
function verticalText(glyphs: readonly Glyph[]): string {
  let [upward, downward] = [0, 0];
  for (let i = 1; i < glyphs.length; i++) {
    const [before, glyph] = [glyphs[i - 1]!, glyphs[i]!];
    if (before.run !== glyph.run) continue;
    if (centreY(glyph.bbox) < centreY(before.bbox)) upward++;
    else downward++;
  }
  const turned = upward > downward;
  const columns: Glyph[][] = [];
  for (const glyph of glyphs.toSorted((a, b) => centreX(a.bbox) - centreX(b.bbox))) {
    const column = columns.at(-1);
    const near =
      column && centreX(glyph.bbox) - centreX(column[0]!.bbox) <= TEXT_TOLERANCES.sameLine * glyph.fontSizePt;
    if (near) column.push(glyph);
    else columns.push([glyph]);
  }
  const ordered = turned ? columns : columns.toReversed();
  const direction = turned ? -1 : 1;
  return ordered
    .flatMap((column) => column.toSorted((a, b) => direction * (centreY(a.bbox) - centreY(b.bbox))))
    .filter((glyph) => !isBlank(glyph))
    .map((glyph) => glyph.text)
    .join('');
}

/** Whether a number was too long for its cell and goes on in the next line: no digit more had room beside it. */
export function isCutNumber(before: TextLine, after: TextLine, left: number, right: number): boolean {
  if (!/[\d,，.．]$/u.test(before.text) || !/^[\d,，.．]/u.test(after.text)) return false;
  const digit = after.glyphs.find((glyph) => !isBlank(glyph))!.bbox;
  const room = right - left - (before.box[2] - before.box[0]);
  return room < digit[2] - digit[0] + 2 * TEXT_TOLERANCES.widestCellPadding;
}

/** Whether digits of a line stand on one another, as where a number was printed over another one. */
const isOverprinted = ({ glyphs }: TextLine): boolean =>
  glyphs.some((glyph, i) => {
    const before = glyphs[i - 1];
    if (!before || !/\d/u.test(before.text) || !/\d/u.test(glyph.text)) return false;
    const narrower = Math.min(before.bbox[2] - before.bbox[0], glyph.bbox[2] - glyph.bbox[0]);
    return before.bbox[2] - glyph.bbox[0] > TABLE_TOLERANCES.overprinted * narrower;
  });

/** Joins the lines of one cell. A line break stays where the next line is something of its own. */
export function joinCellLines(lines: readonly TextLine[], left: number, right: number): CellText {
  let text = '';
  let joinedNumber = false;
  lines.forEach((line, i) => {
    const before = lines[i - 1];
    if (!before) {
      text = line.text;
      return;
    }
    const full = wasFull(before, line, right);
    if (isValueText(before.text) && isValueText(line.text)) {
      // A number too long for its cell is broken; numbers below one another are not one number.
      const broken = isCutNumber(before, line, left, right);
      if (broken) joinedNumber = true;
      text += (broken ? '' : '\n') + line.text;
    } else if (startsWithOrdinal(line.text) && !full) text += `\n${line.text}`;
    else text += seam(before.text, line.text, full) + line.text;
  });
  if (lines.some(isOverprinted)) joinedNumber = true;
  const last = lines.at(-1);
  return { text, full: last !== undefined && right - last.box[2] < 1.5 * last.fontSizePt, joinedNumber };
}

/** Struck through as a whole; what is only cut off has a longer reading. */
const isStruck = (glyph: Glyph): boolean =>
  glyph.doubts?.some(({ code, couldMean }) => code === 'covered' && couldMean === undefined) ?? false;

/** The characters that still count: what was struck through does not where something stands beside it. */
function standing(glyphs: readonly Glyph[]): readonly Glyph[] {
  const left = glyphs.filter((glyph) => !isStruck(glyph));
  return left.length < glyphs.length && left.some((glyph) => !isBlank(glyph)) ? left : glyphs;
}

/** Text of the characters of one cell: lines of one label become one line. */
export function textOfCell(all: readonly Glyph[], box: Box): CellText {
  const glyphs = standing(all);
  const vertical = glyphs.filter((glyph) => glyph.vertical);
  if (vertical.length > glyphs.length / 2) return { text: verticalText(glyphs), full: false, joinedNumber: false };
  return joinCellLines(linesOf(glyphs), box[0], box[2] - TEXT_TOLERANCES.cellPadding);
}
