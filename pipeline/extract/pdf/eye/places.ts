import { EYE_PLACES } from '../../../../config/limits/eye.ts';
import type { Box, Ruling } from '../../../contracts/page.ts';
import { centreX, centreY, common, contains } from '../matrix.ts';
import { isLetterForDigit, numberTokens } from '../tokens.ts';
import type { UprightGlyph, UprightPage } from '../upright.ts';
import { isLost } from './glyph-look.ts';
import { wordsOfMarks } from './mark-clusters.ts';

/**
 * A place of a page where what is drawn and what the text says may differ: characters that cannot be believed, with
 * those that stand together with them, or ink that has no text at all.
 */
export interface Place {
  readonly box: Box;
  /** Characters whose text stands for that place now; none where there is only ink. */
  readonly glyphs: readonly UprightGlyph[];
  /** Rules of a table stand around it. */
  readonly enclosed: boolean;
}

/** Whether rules stand on both sides of a place, and above and below it. */
function isEnclosed(box: Box, rulings: readonly Ruling[]): boolean {
  const [x, y] = [centreX(box), centreY(box)];
  const slack = EYE_PLACES.ruleSlackPt;
  let [left, right, above, below] = [false, false, false, false];
  for (const { orientation, at, from, to } of rulings) {
    if (orientation === 'vertical') {
      if (y < from - slack || y > to + slack) continue;
      left ||= at <= box[0] + slack;
      right ||= at >= box[2] - slack;
    } else {
      if (x < from - slack || x > to + slack) continue;
      above ||= at <= box[1] + slack;
      below ||= at >= box[3] - slack;
    }
  }
  return (left && right && (above || below)) || (above && below && (left || right));
}

const isInked = ({ text, belief }: UprightGlyph): boolean => text.trim() !== '' || isLost(belief);

/** Tells how much of the width of a box characters take up. */
function textOver(glyphs: readonly UprightGlyph[]): (box: Box) => number {
  const inked = glyphs.filter(isInked);
  return (box) => {
    let width = 0;
    for (const { bbox } of inked) {
      if (
        common(bbox, box) === 0 ||
        !contains([box[0], box[1] - 1, box[2], box[3] + 1], centreX(bbox), centreY(bbox))
      ) {
        continue;
      }
      width += Math.min(bbox[2], box[2]) - Math.max(bbox[0], box[0]);
    }
    return width / Math.max(Number.EPSILON, box[2] - box[0]);
  };
}

/** Whether text stands before a box on its line: what begins a line may be a bullet. */
const goesOnALine = (box: Box, glyphs: readonly UprightGlyph[]): boolean =>
  glyphs.some(
    (glyph) =>
      isInked(glyph) &&
      Math.abs(centreY(glyph.bbox) - centreY(box)) <= EYE_PLACES.sameLine * glyph.fontSizePt &&
      glyph.bbox[2] <= box[0] + EYE_PLACES.ruleSlackPt &&
      box[0] - glyph.bbox[2] <= EYE_PLACES.lineReach * glyph.fontSizePt,
  );

const isTextSized = ([left, top, right, bottom]: Box): boolean =>
  bottom - top >= EYE_PLACES.lowestPt && bottom - top <= EYE_PLACES.highestPt && right - left >= EYE_PLACES.narrowestPt;

/** Ink without text that may be text: in a table, or in the middle of a line. */
function inkWithoutText({ marks, glyphs, rulings }: UprightPage): readonly Place[] {
  const small = marks.filter(({ box }) => box[3] - box[1] <= EYE_PLACES.highestPt);
  if (small.length === 0) return [];
  const covered = textOver(glyphs);
  const bare = small.filter(({ box }) => covered(box) < EYE_PLACES.underText);
  return wordsOfMarks(bare.map(({ box }) => box))
    .filter(isTextSized)
    .map((box): Place => ({ box, glyphs: [], enclosed: isEnclosed(box, rulings) }))
    .filter(({ box, enclosed }) => covered(box) < EYE_PLACES.underText && (enclosed || goesOnALine(box, glyphs)));
}

/** The band of a line in which its characters are drawn, a little wider than they are said to be. */
function inkBand(token: readonly UprightGlyph[]): Box {
  const { fontSizePt } = token[0]!;
  const bottom = Math.max(...token.map((glyph) => glyph.bbox[3]));
  const room = EYE_PLACES.room * fontSizePt;
  return [
    Math.min(...token.map((glyph) => glyph.bbox[0])) - room,
    Math.min(...token.map((glyph) => glyph.bbox[1])),
    Math.max(...token.map((glyph) => glyph.bbox[2])) + room,
    bottom + room,
  ];
}

/** Characters of which one cannot be believed, or a letter that looks like a digit stands among digits. */
const isDoubtful = (token: readonly UprightGlyph[]): boolean =>
  token.some(({ belief }) => belief !== 'sure') ||
  (token.some(isLetterForDigit) && token.some((glyph) => /\d/u.test(glyph.text)));

/** The places of a page that have to be looked at. */
export function placesOf(whole: UprightPage): readonly Place[] {
  const page = { ...whole, glyphs: whole.glyphs.filter((glyph) => !glyph.under) };
  const tokens = numberTokens(page.glyphs.filter((glyph) => !glyph.vertical));
  const unbelieved = tokens.filter(isDoubtful).map((token): Place => {
    const box = inkBand(token);
    return { box, glyphs: token, enclosed: isEnclosed(box, page.rulings) };
  });
  return [...unbelieved, ...inkWithoutText(page)];
}
