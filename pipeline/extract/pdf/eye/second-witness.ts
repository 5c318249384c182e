import { REVIEW_BELOW } from '../../../../config/limits/doubts.ts';
import { EYE_LOOK } from '../../../../config/limits/eye.ts';
import { doubt } from '../../../contracts/doubt.ts';
import type { Box, Glyph } from '../../../contracts/page.ts';
import type { ReadPiece } from '../../scan/vote.ts';
import { centreX, centreY, contains } from '../matrix.ts';
import { isLetterForDigit } from '../tokens.ts';
import type { UprightGlyph } from '../upright.ts';
import { isLost } from './glyph-look.ts';
import type { Sight } from './look.ts';
import type { Place } from './places.ts';

/** What a scan puts where no engine could read the ink. */
const UNREAD = '□';

const plain = ({ belief, digit, under, ...glyph }: UprightGlyph): Glyph => glyph;
const folded = (text: string): string => text.normalize('NFKC').replace(/[\s,，]/gu, '');
const textOf = (glyphs: readonly { readonly text: string }[]): string => glyphs.map((glyph) => glyph.text).join('');

/** The number that the outlines of characters show; null where one of them is not known. */
function shownByOutlines(glyphs: readonly UprightGlyph[]): string | null {
  const parts = glyphs.map((glyph) =>
    glyph.digit === null ? (glyph.belief === 'sure' ? glyph.text : null) : String(glyph.digit),
  );
  return parts.every((part) => part !== null) ? parts.join('') : null;
}

/** Characters that cannot be believed, with what speaks against them and nobody to look. */
function doubted(glyphs: readonly UprightGlyph[]): readonly Glyph[] {
  const shown = shownByOutlines(glyphs);
  const couldMean = shown !== null && folded(shown) !== folded(textOf(glyphs)) ? { couldMean: [shown] } : {};
  return glyphs.map((glyph) => {
    if (glyph.belief === 'sure' && !isLetterForDigit(glyph)) return plain(glyph);
    const code = isLost(glyph.belief) ? 'characters-lost' : 'eye-differs';
    return { ...plain(glyph), doubts: [...(glyph.doubts ?? []), doubt(code, couldMean)] };
  });
}

/** A reading as characters side by side in a box. */
function glyphsOf(reading: ReadPiece, box: Box, like: Omit<Glyph, 'text' | 'bbox'>): readonly Glyph[] {
  const width = box[2] - box[0];
  const middles = reading.characters.map((character) => box[0] + character.at * width);
  return reading.characters.map(({ text }, i) => {
    const left = i === 0 ? box[0] : (middles[i - 1]! + middles[i]!) / 2;
    const right = i === middles.length - 1 ? box[2] : (middles[i]! + middles[i + 1]!) / 2;
    return { ...like, text, bbox: [left, box[1], right, box[3]] };
  });
}

const isRead = (reading: ReadPiece | null): reading is ReadPiece =>
  reading !== null && reading.characters.length > 0 && !reading.characters.every(({ text }) => text === UNREAD);

/** What stands at a place of unbelieved characters after a look: the eye counts where it differs from the text. */
function seenText(glyphs: readonly UprightGlyph[], sight: Sight): readonly Glyph[] {
  if (sight.kind === 'nothing' || !isRead(sight.reading)) return doubted(glyphs);
  const { reading } = sight;
  const [said, seen] = [textOf(glyphs), textOf(reading.characters)];
  const isWhole = glyphs.every((glyph) => !isLost(glyph.belief));
  if (isWhole && folded(said) === folded(seen)) return glyphs.map(plain);
  const shown = shownByOutlines(glyphs);
  const first = glyphs[0]!;
  const box: Box = [first.bbox[0], first.bbox[1], Math.max(...glyphs.map((g) => g.bbox[2])), first.bbox[3]];
  const differs = doubt('eye-differs', { seen: said, couldMean: [shown ?? seen] });
  const like = {
    fontSizePt: first.fontSizePt,
    run: first.run,
    vertical: false,
    confidence: reading.confidence,
    otherReadings: [...new Set([...reading.otherReadings, seen, said])].filter((text) => text !== shown),
    doubts: [...glyphs.flatMap((glyph) => glyph.doubts ?? []), differs],
  };
  // Outlines and engines are two looks at the same ink: the outlines are only believed before an unsure engine.
  const isShown = shown !== null && (folded(shown) === folded(seen) || reading.confidence < REVIEW_BELOW);
  if (!isShown) return glyphsOf(reading, box, like);
  return glyphs.map((glyph, i) => ({
    ...like,
    text: glyph.digit === null ? glyph.text : String(shown[i] ?? glyph.digit),
    bbox: glyph.bbox,
  }));
}

/** What stands at a place of ink without text after a look. */
function seenInk(place: Place, sight: Sight | null, run: number): readonly Glyph[] {
  if (sight?.kind === 'nothing') return [];
  const { box } = sight ?? place;
  const like = { fontSizePt: (box[3] - box[1]) / EYE_LOOK.digitHeight, run, vertical: false };
  if (sight && isRead(sight.reading)) {
    const { confidence, otherReadings } = sight.reading;
    if (!place.enclosed && confidence < EYE_LOOK.ornament) return [];
    return glyphsOf(sight.reading, box, { ...like, confidence, otherReadings });
  }
  return place.enclosed ? [{ ...like, text: '', bbox: box, doubts: [doubt('ink-without-text')] }] : [];
}

/**
 * The characters of a page with what a look at its places has shown; `sights` is null where nobody could look. A
 * character that the text has and the eye does not confirm carries a doubt.
 */
export function withSights(
  glyphs: readonly UprightGlyph[],
  places: readonly Place[],
  sights: readonly Sight[] | null,
): readonly Glyph[] {
  const replaced = new Map<UprightGlyph, readonly Glyph[]>();
  const added: Glyph[] = [];
  let run = glyphs.reduce((most, glyph) => Math.max(most, glyph.run), 0);
  for (const [i, place] of places.entries()) {
    const sight = sights?.[i] ?? null;
    const [first, ...others] = place.glyphs;
    if (!first) {
      added.push(...seenInk(place, sight, ++run));
      continue;
    }
    replaced.set(first, sight ? seenText(place.glyphs, sight) : doubted(place.glyphs));
    for (const other of others) replaced.set(other, []);
  }
  const visible = [
    ...glyphs.filter(({ under }) => !under).flatMap((glyph) => replaced.get(glyph) ?? unlooked(glyph)),
    ...added,
  ];
  const under = stillUnder(glyphs, visible);
  return under.length === 0 ? visible : [...visible, ...under].toSorted((a, b) => a.run - b.run);
}

/** What lies under pictures on which nothing can be read: a seal, a blot. The number below is the best there is. */
function stillUnder(glyphs: readonly UprightGlyph[], visible: readonly Glyph[]): readonly Glyph[] {
  const isRead = (box: Box): boolean =>
    visible.some(({ text, bbox }) => text.trim() !== '' && contains(box, centreX(bbox), centreY(bbox)));
  return glyphs.filter(({ under }) => under && !isRead(under)).map(plain);
}

/** A character that stands in no place: what is written downwards is not looked at. */
const unlooked = (glyph: UprightGlyph): readonly Glyph[] => (isLost(glyph.belief) ? doubted([glyph]) : [plain(glyph)]);
