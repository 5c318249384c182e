import { SCAN_RING, SCAN_TEXT, SCAN_VOTE } from '../../../config/limits/scan.ts';
import type { LineImage, LineReading, OcrEngine, OcrEngines, ReadCharacter } from '../../contracts/ocr.ts';
import { nearShortLabel } from '../../form/label.ts';
import { cropLine, type PixelBox } from './crop.ts';
import { kindsOfRings } from './like-rings.ts';
import { isPlainRing } from './plain-ring.ts';
import type { Raster } from './raster.ts';
import { isDash, type TextPiece } from './text-lines.ts';
import { isNarrow, type ReadPiece, readNumbers } from './vote.ts';

const BARE_NUMBER = /^[\d.,]*\d$/u;
const HAN = /\p{Script=Han}/u;
const DASH: Omit<ReadPiece, 'box'> = {
  characters: [{ text: '-', confidence: 1, at: 0.5 }],
  confidence: 1,
  otherReadings: [],
};

/** Ink between rules that no engine could read: the cell is not blank. */
const UNREAD: readonly ReadCharacter[] = [{ text: '□', confidence: 0, at: 0.5 }];

/** Whether a piece shares its line with another one, apart from it: in a table without rules numbers stand so. */
const hasNeighbour = (piece: TextPiece, pieces: readonly TextPiece[]): boolean =>
  pieces.some((p) => p !== piece && !p.enclosed && p.top < piece.bottom && p.bottom > piece.top);

/** Pieces that can be the number of a cell: short, and between rules or in a row. */
const maybeNumbers = (pieces: readonly TextPiece[]): TextPiece[] =>
  pieces.filter(
    (piece) =>
      !isDash(piece) &&
      piece.right - piece.left <= (piece.bottom - piece.top) * SCAN_TEXT.longestNumber &&
      (piece.enclosed || hasNeighbour(piece, pieces)),
  );

/** First looks at pieces that may be numbers. */
interface Looks {
  /** At those that the leading number engine takes for numbers; none where it cannot tell them from labels. */
  readonly numbers: ReadonlyMap<TextPiece, LineReading>;
  /** At the others, as text. */
  readonly texts: ReadonlyMap<TextPiece, LineReading>;
}

/** A zero without doubt: then its likes are zeros too. */
const isZero = ({ characters, confidence, plausibility }: LineReading): boolean =>
  characters.length === 1 &&
  characters[0]!.text === '0' &&
  confidence >= SCAN_RING.sure &&
  plausibility >= SCAN_VOTE.plausible;

/**
 * Looks at pieces, but of plain rings that were printed alike only at some: their shape says that they are zeros, and where
 * each of those that are looked at is read as one, what the engine has said of these it says of all that look the same.
 */
async function looksSparing(
  pieces: readonly { readonly crop: LineImage; readonly maybeRing: boolean }[],
  judge: OcrEngine,
): Promise<readonly LineReading[]> {
  const rings = pieces.flatMap(({ crop, maybeRing }, i) => (maybeRing && isPlainRing(crop) ? [i] : []));
  const kinds = kindsOfRings(rings.map((i) => pieces[i]!.crop)).map((kind) => kind.map((n) => rings[n]!));
  const spared = new Set(kinds.flatMap((kind) => kind.slice(SCAN_RING.asked)));
  const looks = new Map<number, LineReading>();
  const look = async (at: readonly number[]): Promise<void> => {
    const readings = await judge.read(
      at.map((i) => pieces[i]!.crop),
      'number',
    );
    for (const [n, i] of at.entries()) looks.set(i, readings[n]!);
  };
  await look(pieces.flatMap((_, i) => (spared.has(i) ? [] : [i])));
  const unsettled: number[] = [];
  for (const kind of kinds) {
    const [asked, others] = [kind.slice(0, SCAN_RING.asked), kind.slice(SCAN_RING.asked)];
    const answers = asked.map((i) => looks.get(i)!);
    const leastSure = answers.reduce((a, b) => (b.confidence < a.confidence ? b : a));
    if (answers.every(isZero)) for (const i of others) looks.set(i, leastSure);
    else unsettled.push(...others);
  }
  await look(unsettled);
  return pieces.map((_, i) => looks.get(i)!);
}

async function looksAt(page: Raster, pieces: readonly TextPiece[], judge: OcrEngine | undefined): Promise<Looks> {
  const numbers = new Map<TextPiece, LineReading>();
  const texts = new Map<TextPiece, LineReading>();
  if (!judge?.tellsPlausibility) return { numbers, texts };
  const looks = await looksSparing(
    pieces.map((piece) => ({ crop: cropLine(page, piece), maybeRing: !piece.isTouched && isNarrow(piece) })),
    judge,
  );
  for (const [i, piece] of pieces.entries()) {
    const look = looks[i]!;
    if (look.plausibility >= SCAN_VOTE.plausible && look.characters.length > 0) numbers.set(piece, look);
    else if (look.asText) texts.set(piece, look.asText);
  }
  return { numbers, texts };
}

/** A doubtful label of two characters as the form has it: there is no likeness to go by in so short a word. */
function snapped(reading: LineReading, box: TextPiece): LineReading {
  if (!box.enclosed || reading.confidence >= SCAN_VOTE.sureLabel) return reading;
  const label = nearShortLabel(reading.characters.map((c) => c.text).join(''));
  if (label === null) return reading;
  return { ...reading, characters: reading.characters.map((c, i) => ({ ...c, text: label[i]! })) };
}

/** A bare number that the text engine alone has read: nobody has said the same. */
const lessSureAlone = (reading: LineReading): LineReading =>
  BARE_NUMBER.test(reading.characters.map((c) => c.text).join(''))
    ? { ...reading, confidence: Math.min(reading.confidence, SCAN_VOTE.oneEngine) }
    : reading;

const heightOf = ({ top, bottom }: PixelBox): number => bottom - top;
const hasDigit = ({ characters }: ReadPiece): boolean => characters.some((c) => /\d/u.test(c.text));
const hasHan = ({ characters }: ReadPiece): boolean => characters.some((c) => HAN.test(c.text));

/**
 * Without the dirt in cells of numbers: what is much lower than the number beside it and no mark of a number. Where
 * something was taken for dirt the number is not sure.
 */
function withoutDirt(read: readonly ReadPiece[], placeOf: ReadonlyMap<PixelBox, number>): readonly ReadPiece[] {
  const numbers = new Map<number, ReadPiece>();
  const labelled = new Set(read.flatMap((piece) => (hasHan(piece) ? (placeOf.get(piece.box) ?? []) : [])));
  for (const piece of read) {
    const place = placeOf.get(piece.box);
    if (place === undefined || labelled.has(place) || !hasDigit(piece)) continue;
    const known = numbers.get(place);
    if (!known || heightOf(known.box) < heightOf(piece.box)) numbers.set(place, piece);
  }
  const dirty = new Set<ReadPiece>();
  const kept = read.filter((piece) => {
    const place = placeOf.get(piece.box);
    const number = place === undefined ? undefined : numbers.get(place);
    if (!number || piece === number) return true;
    const isLow = heightOf(piece.box) < heightOf(number.box) * SCAN_TEXT.dirtHeight;
    if (hasDigit(piece) && !isLow) return true;
    dirty.add(number);
    return false;
  });
  return kept.map((piece) =>
    dirty.has(piece) ? { ...piece, confidence: Math.min(piece.confidence, SCAN_VOTE.oneEngine) } : piece,
  );
}

/** Reads pieces as text, but for those that were read already. */
async function readTexts(
  page: Raster,
  pieces: readonly TextPiece[],
  known: ReadonlyMap<TextPiece, LineReading>,
  engine: OcrEngine,
): Promise<readonly LineReading[]> {
  const unread = pieces.filter((piece) => !known.has(piece));
  const readings = await engine.read(
    unread.map((piece) => cropLine(page, piece)),
    'text',
  );
  const readingOf = new Map([...known, ...unread.map((piece, i) => [piece, readings[i]!] as const)]);
  return pieces.map((piece) => readingOf.get(piece)!);
}

/**
 * Reads every piece: numbers between rules by all engines, everything else as text. What was read as text between rules
 * but has no Chinese character in it gets its chance as a number too: a thin 1 is taken for all sorts of strokes.
 * `known` are pieces that the text engine has read already.
 */
export async function readPieces(
  page: Raster,
  pieces: readonly TextPiece[],
  known: ReadonlyMap<TextPiece, LineReading>,
  engines: OcrEngines,
): Promise<readonly ReadPiece[]> {
  const dashes = pieces.filter((piece) => piece.enclosed && isDash(piece));
  const candidates = new Set(maybeNumbers(pieces));
  const { numbers: looks, texts: seen } = await looksAt(page, [...candidates], engines.numbers[0]);
  const texts = pieces.filter((piece) => !looks.has(piece) && !dashes.includes(piece));
  // what the engine of texts has seen of a piece when it was asked for a number it need not look at again
  const isSame = engines.numbers[0]?.name === engines.text.name;
  const readings = await readTexts(page, texts, new Map([...(isSame ? seen : []), ...known]), engines.text);
  const isStroke = texts.map(
    (piece, i) => candidates.has(piece) && !readings[i]!.characters.some((c) => HAN.test(c.text)),
  );
  const strokes = texts.filter((_, i) => isStroke[i]);
  const boxes = [...looks.keys(), ...strokes];
  const numbers = await readNumbers(page, boxes, [...looks.values()], engines.numbers);
  const numberOf = new Map(boxes.map((box, i) => [box, numbers[i]!]));
  const asText = texts.flatMap((box, i): ReadPiece[] => {
    if (numberOf.get(box)?.characters.length) return [];
    const reading = lessSureAlone(snapped(readings[i]!, box));
    const isUnread = candidates.has(box) && reading.characters.length === 0;
    return [{ box, ...reading, ...(isUnread ? { characters: UNREAD } : {}), otherReadings: [] }];
  });
  const placeOf = new Map<PixelBox, number>(pieces.flatMap((p) => (p.place > 0 ? [[p, p.place] as const] : [])));
  return withoutDirt(
    [
      ...asText,
      ...numbers.filter((number) => number.characters.length > 0),
      ...dashes.map((box): ReadPiece => ({ box, ...DASH })),
    ],
    placeOf,
  );
}
