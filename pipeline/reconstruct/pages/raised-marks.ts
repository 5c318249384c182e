import { RAISED_MARKS } from '../../../config/limits/pages.ts';
import { doubt } from '../../contracts/doubt.ts';
import type { Glyph } from '../../contracts/page.ts';

const DIGIT = /^[0-9０-９]$/u;
const RAISED = '⁰¹²³⁴⁵⁶⁷⁸⁹';

const baseLine = ({ bbox, fontSizePt }: Glyph): number => bbox[3] - RAISED_MARKS.descent * fontSizePt;

/** The digit of a number right before a smaller or raised one. */
function numberBefore(glyph: Glyph, digits: readonly Glyph[]): Glyph | null {
  const reach = RAISED_MARKS.gap * glyph.fontSizePt;
  const found = digits.filter(
    (other) =>
      Math.abs(glyph.bbox[0] - other.bbox[2]) <= reach &&
      glyph.bbox[3] > other.bbox[1] &&
      glyph.bbox[1] < other.bbox[3] &&
      glyph.fontSizePt <= RAISED_MARKS.small * other.fontSizePt,
  );
  return found[0] ?? null;
}

/**
 * Small digits behind a number, above its base line, as the raised characters that they are; small ones that stand on
 * its line may be either, and are in doubt. Nothing is changed where a picture was read: its sizes are those of the ink.
 */
export function withRaisedMarks(glyphs: readonly Glyph[]): readonly Glyph[] {
  const digits = glyphs.filter((glyph) => DIGIT.test(glyph.text) && !glyph.vertical && glyph.confidence === undefined);
  const largest = Math.max(0, ...digits.map((glyph) => glyph.fontSizePt));
  const small = digits.filter((glyph) => glyph.fontSizePt <= RAISED_MARKS.small * largest);
  if (small.length === 0) return glyphs;
  const changed = new Map<Glyph, Glyph>();
  // the second digit of a mark stands behind the first one, not behind the number
  for (const glyph of small.toSorted((a, b) => a.bbox[0] - b.bbox[0])) {
    const marked = [...changed.keys()].find(
      (other) =>
        Math.abs(glyph.bbox[0] - other.bbox[2]) <= RAISED_MARKS.gap * glyph.fontSizePt &&
        Math.abs(baseLine(glyph) - baseLine(other)) < RAISED_MARKS.raised * glyph.fontSizePt,
    );
    const number = marked ? null : numberBefore(glyph, digits);
    if (!marked && !number) continue;
    const isRaised = marked
      ? RAISED.includes(changed.get(marked)!.text)
      : baseLine(number!) - baseLine(glyph) >= RAISED_MARKS.raised * number!.fontSizePt;
    const mark = doubt('mark-or-digit', { seen: glyph.text });
    changed.set(
      glyph,
      isRaised
        ? { ...glyph, text: RAISED[Number(glyph.text.normalize('NFKC'))]! }
        : { ...glyph, doubts: [...(glyph.doubts ?? []), mark] },
    );
  }
  return changed.size === 0 ? glyphs : glyphs.map((glyph) => changed.get(glyph) ?? glyph);
}
