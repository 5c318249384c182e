import { RAISED_MARKS } from '../../../config/limits/pages.ts';
import { doubt } from '../../contracts/doubt.ts';
import type { Glyph } from '../../contracts/page.ts';

const DIGIT = /^[0-9０-９]$/u;
const MARK = /^[0-9０-９[\]［］〔〕()（）]$/u;
const RAISED = '⁰¹²³⁴⁵⁶⁷⁸⁹';

const baseLine = ({ bbox, fontSizePt }: Glyph): number => bbox[3] - RAISED_MARKS.descent * fontSizePt;
const isBehind = (glyph: Glyph, before: Glyph): boolean =>
  Math.abs(glyph.bbox[0] - before.bbox[2]) <= RAISED_MARKS.gap * glyph.fontSizePt &&
  glyph.bbox[3] > before.bbox[1] &&
  glyph.bbox[1] < before.bbox[3];

/** A number's last digit with the smaller characters right behind it, from left to right. */
interface Marked {
  readonly number: Glyph;
  readonly marks: Glyph[];
}

/** Small characters behind digits, put together to marks. */
function marksOf(small: readonly Glyph[], digits: readonly Glyph[]): readonly Marked[] {
  const found: Marked[] = [];
  for (const glyph of small.toSorted((a, b) => a.bbox[0] - b.bbox[0])) {
    const going = found.find(({ marks }) => {
      const last = marks.at(-1)!;
      return isBehind(glyph, last) && glyph.fontSizePt <= last.fontSizePt / RAISED_MARKS.small;
    });
    if (going) {
      going.marks.push(glyph);
      continue;
    }
    const number = digits.find(
      (other) => glyph.fontSizePt <= RAISED_MARKS.small * other.fontSizePt && isBehind(glyph, other),
    );
    if (number) found.push({ number, marks: [glyph] });
  }
  return found;
}

/**
 * Small digits behind a number, above its base line, as the raised characters that they are, close to it and without
 * their brackets, so that they stay with it where they reach over a rule. Small ones on the line of the number may be
 * either, and are in doubt. Nothing is changed where a picture was read: its sizes are those of the ink.
 */
export function withRaisedMarks(glyphs: readonly Glyph[]): readonly Glyph[] {
  const drawn = glyphs.filter(
    ({ text, vertical, confidence }) => confidence === undefined && !vertical && MARK.test(text),
  );
  const digits = drawn.filter((glyph) => DIGIT.test(glyph.text));
  const largest = digits.reduce((most, glyph) => Math.max(most, glyph.fontSizePt), 0);
  const small = drawn.filter((glyph) => glyph.fontSizePt <= RAISED_MARKS.small * largest);
  if (small.length === 0) return glyphs;
  const changed = new Map<Glyph, readonly Glyph[]>();
  for (const { number, marks } of marksOf(small, digits)) {
    const isRaised = marks.every(
      (glyph) => baseLine(number) - baseLine(glyph) >= RAISED_MARKS.raised * number.fontSizePt,
    );
    for (const glyph of marks) {
      if (!DIGIT.test(glyph.text)) {
        if (isRaised) changed.set(glyph, []);
        continue;
      }
      const edge = number.bbox[2];
      const raised: Glyph = {
        ...glyph,
        text: RAISED[Number(glyph.text.normalize('NFKC'))]!,
        bbox: [edge, glyph.bbox[1], edge, glyph.bbox[3]],
      };
      const unsure: Glyph = {
        ...glyph,
        doubts: [...(glyph.doubts ?? []), doubt('mark-or-digit', { seen: glyph.text })],
      };
      changed.set(glyph, [isRaised ? raised : unsure]);
    }
  }
  return changed.size === 0 ? glyphs : glyphs.flatMap((glyph) => changed.get(glyph) ?? [glyph]);
}
