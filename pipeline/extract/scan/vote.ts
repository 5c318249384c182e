import { SCAN_RING, SCAN_VOTE } from '../../../config/limits/scan.ts';
import type { Doubt } from '../../contracts/doubt.ts';
import type { LineImage, LineReading, OcrEngine, ReadCharacter } from '../../contracts/ocr.ts';
import { cropLine, type PixelBox } from './crop.ts';
import { likeOneOf } from './like-rings.ts';
import { isPlainRing, thickened } from './plain-ring.ts';
import { doubled, type Raster } from './raster.ts';

/** A piece of a page as read: characters in order, how sure, and what other readings of the same ink said. */
export interface ReadPiece {
  readonly box: PixelBox;
  readonly characters: readonly ReadCharacter[];
  readonly confidence: number;
  readonly otherReadings: readonly string[];
  readonly doubts?: readonly Doubt[];
}

const textOf = (reading: LineReading): string => reading.characters.map((c) => c.text).join('');

/** What two engines print differently for the same ink. */
const comparable = (text: string): string => text.replace(/[—－–一]/gu, '-').replace(/^[.,]+|[.,]+$/gu, '');

/** The characters of a number without specks before and behind it, which no ballot counts either. */
function withoutSpecks(characters: readonly ReadCharacter[]): readonly ReadCharacter[] {
  const isSpeck = ({ text }: ReadCharacter): boolean => text === '.' || text === ',';
  const first = characters.findIndex((c) => !isSpeck(c));
  return first < 0 ? characters : characters.slice(first, characters.findLastIndex((c) => !isSpeck(c)) + 1);
}

/** A point in front that every engine sees may be what is left of “0.”: then the number is ten times less. */
const BEGINS_WITH_POINT = /^[.,]\d/u;

const DIGIT = /\d/;

/**
 * Whether ink of that width and height can hold a number: the digits of a line stand a known distance apart, and what
 * lost or gained one is as wide as before. A stroke that is no digit is told by its shape, never by an engine.
 */
export function fitsInk(text: string, widthPx: number, heightPx: number): boolean {
  if (!DIGIT.test(text)) return false;
  const { widestPitch, widestOne, narrowest, narrowestMark, slack } = SCAN_VOTE.shape;
  const marks = text.replace(/\d/g, '').length;
  const digits = text.length - marks;
  const ratio = widthPx / Math.max(1, heightPx);
  const last = text.endsWith('1') ? widestOne : widestPitch;
  const most = (text.length - 1) * widestPitch + last;
  const ones = (text.match(/1/g) ?? []).length;
  const least = (digits - ones) * narrowest + (ones + marks) * narrowestMark;
  return ratio <= most + slack && ratio >= least - slack;
}

interface Ballot {
  readonly text: string;
  readonly engine: string;
  readonly reading: LineReading;
}

/**
 * Weighs the readings of one number: engines that agree are believed, up to the size of the digits and if their number
 * fits the ink; where they do not, the text with most ballots is taken, and it is never sure.
 */
export function weigh(
  ballots: readonly Ballot[],
  ink: { readonly widthPx: number; readonly heightPx: number },
): Omit<ReadPiece, 'box'> {
  const cast = ballots.filter((b) => b.text !== '');
  const engines = new Map<string, Set<string>>();
  const scores = new Map<string, number>();
  for (const { text, engine, reading } of cast) {
    engines.set(text, (engines.get(text) ?? new Set()).add(engine));
    scores.set(text, (scores.get(text) ?? 0) + reading.confidence);
  }
  const [winner] = [...scores].toSorted((a, b) => b[1] - a[1])[0] ?? [];
  if (winner === undefined) return { characters: [], confidence: 0, otherReadings: [] };
  const ofWinner = cast.filter((b) => b.text === winner);
  const pointed = ofWinner.every(({ reading }) => BEGINS_WITH_POINT.test(textOf(reading)));
  const best = ofWinner.reduce((a, b) => (b.reading.confidence > a.reading.confidence ? b : a));
  const agreed = (engines.get(winner)?.size ?? 0) > 1;
  const unanimous = scores.size === 1;
  const ceiling =
    !agreed || !fitsInk(winner, ink.widthPx, ink.heightPx)
      ? SCAN_VOTE.oneEngine
      : !unanimous || pointed
        ? SCAN_VOTE.contradicted
        : ink.heightPx < SCAN_VOTE.smallDigitsPx
          ? SCAN_VOTE.smallDigits
          : 1;
  return {
    characters: withoutSpecks(best.reading.characters),
    confidence: Math.min(ceiling, best.reading.confidence),
    otherReadings: [
      ...(pointed ? [`0${textOf(best.reading)}`] : []),
      ...[...scores.keys()].filter((text) => text !== winner),
    ],
  };
}

const BROKEN_ZERO: Ballot = {
  text: '0',
  engine: 'shape',
  reading: {
    characters: [{ text: '0', confidence: SCAN_RING.broken, at: 0.5 }],
    confidence: SCAN_RING.broken,
    plausibility: 1,
  },
};

/** What is wider than one digit is no ring, and need not be looked at pixel by pixel. */
export const isNarrow = ({ left, right, top, bottom }: PixelBox): boolean =>
  right - left <= (bottom - top) * SCAN_RING.widest;

const isBrokenRing = (crop: LineImage): boolean => SCAN_RING.thicker.some((by) => isPlainRing(thickened(crop, by)));

const isSurelyZero = (look: LineReading | undefined): boolean =>
  look !== undefined && look.confidence >= SCAN_RING.sure && comparable(textOf(look)) === '0';

/** Which boxes are zeros by what the first engine says and by their shape: plain rings, and what looks like one of these. */
function zerosByShape(page: Raster, boxes: readonly PixelBox[], firstLooks: readonly LineReading[]): readonly number[] {
  const zeros = boxes.flatMap((box, i) =>
    isSurelyZero(firstLooks[i]) && isNarrow(box) ? [{ i, box, crop: cropLine(page, box) }] : [],
  );
  const rings = zeros.filter(({ crop }) => isPlainRing(crop));
  const others = zeros.filter((zero) => !rings.includes(zero) && !zero.box.isTouched);
  const like = likeOneOf(
    rings.map(({ crop }) => crop),
    others.map(({ crop }) => crop),
  );
  return [...rings, ...like.map((n) => others[n]!)].map(({ i }) => i);
}

/**
 * Reads number cells with every engine, but for a zero by its shape, which is the second witness then; where witnesses do
 * not agree, each engine looks again at the ink twice the size and with another margin. What the first engine has seen of the first boxes already is taken as its first look.
 */
export async function readNumbers(
  page: Raster,
  boxes: readonly PixelBox[],
  firstLooks: readonly LineReading[],
  engines: readonly OcrEngine[],
): Promise<readonly ReadPiece[]> {
  const ballots = boxes.map((): Ballot[] => []);
  const add = (i: number, engine: OcrEngine, reading: LineReading): void => {
    ballots[i]!.push({ text: comparable(textOf(reading)), engine: engine.name, reading });
  };
  const cast = async (
    engine: OcrEngine,
    indexes: readonly number[],
    crop: (box: PixelBox) => LineImage,
  ): Promise<void> => {
    const readings = await engine.read(
      indexes.map((i) => crop(boxes[i]!)),
      'number',
    );
    for (const [n, i] of indexes.entries()) add(i, engine, readings[n]!);
  };
  const all = boxes.map((_, i) => i);
  const rings = new Set(engines.length > 1 ? zerosByShape(page, boxes, firstLooks) : []);
  for (const i of rings) ballots[i]!.push({ text: '0', engine: 'shape', reading: firstLooks[i]! });
  for (const [e, engine] of engines.entries()) {
    const looks = e === 0 ? firstLooks : [];
    for (const [i, look] of looks.entries()) add(i, engine, look);
    const asked = all.slice(looks.length).filter((i) => !rings.has(i));
    await cast(engine, asked, (box) => cropLine(page, box));
  }
  const split = all.filter((i) => new Set(ballots[i]!.map((b) => b.text)).size > 1);
  const twice = (box: PixelBox): LineImage => doubled(cropLine(page, box, 0.6, 0.25));
  for (const engine of engines) await cast(engine, split, twice);
  const unsaid = all.filter((i) => ballots[i]!.every((b) => b.text === ''));
  // two brackets are what poor print leaves of a zero: no engine says so, and sums can only choose what somebody said
  for (const i of [...split, ...unsaid]) {
    if (isNarrow(boxes[i]!) && isBrokenRing(twice(boxes[i]!))) ballots[i]!.push(BROKEN_ZERO);
  }
  return boxes.map((box, i) => ({
    box,
    ...weigh(ballots[i]!, { widthPx: box.right - box.left, heightPx: box.bottom - box.top }),
  }));
}
