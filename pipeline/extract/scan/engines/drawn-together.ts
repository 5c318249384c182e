import { SCAN_PADDLE } from '../../../../config/limits/scan.ts';
import type { LineImage, LineReading, ReadCharacter } from '../../../contracts/ocr.ts';

/** A line, and the part of its own width at which it is to be read. */
export interface DrawnLine {
  readonly image: LineImage;
  readonly part: number;
}

type Read = (lines: readonly DrawnLine[]) => Promise<readonly LineReading[]>;

/** Characters of one line that are a number, and the part of the line that shows them. */
interface Figures {
  readonly line: number;
  readonly from: number;
  readonly to: number;
  readonly image: LineImage;
}

const { part, longLine, sure, sureMean, apart, probes, poor, beside, ink, label } = SCAN_PADDLE.together;

/** Marks are unsure at any width: they look alike. */
const WORD = /[\p{L}\p{N}]/u;
const HAN = /\p{Script=Han}/u;
const whole = (image: LineImage): DrawnLine => ({ image, part: 1 });
const isDigit = ({ text }: ReadCharacter): boolean => /\d/u.test(text);
const digitsOf = (characters: readonly ReadCharacter[]): string =>
  characters
    .filter(isDigit)
    .map((c) => c.text)
    .join('');

/** The next column without ink from a place on, at most so far away. */
function blankFrom({ width, height, grey }: LineImage, start: number, step: 1 | -1, most: number): number {
  for (let n = 0, x = start; n < most && x > 0 && x < width; n++, x += step) {
    let isBlank = true;
    for (let y = 0; isBlank && y < height; y++) isBlank = grey[y * width + x]! >= ink;
    if (isBlank) return x;
  }
  return Math.max(0, Math.min(width, start + step * most));
}

function cutOut({ width, height, grey }: LineImage, left: number, right: number): LineImage {
  const wide = Math.max(1, right - left);
  const out = new Uint8Array(wide * height);
  for (let y = 0; y < height; y++) out.set(grey.subarray(y * width + left, y * width + left + wide), y * wide);
  return { width: wide, height, grey: out };
}

/** The numbers in a line as read, each with the piece of the line around it. */
function figuresOf(image: LineImage, { characters }: LineReading, line: number): readonly Figures[] {
  const found: Figures[] = [];
  const reach = Math.round(image.height * beside);
  for (let from = 0; from < characters.length; from++) {
    if (!isDigit(characters[from]!)) continue;
    let to = from + 1;
    // what stands between two digits, a point or a character, is seen along with them
    while (to < characters.length && (isDigit(characters[to]!) || (characters[to + 1] && isDigit(characters[to + 1]!))))
      to++;
    const [first, last] = [characters[from]!, characters[to - 1]!];
    const left = blankFrom(image, Math.round(first.at * image.width) - reach, -1, reach);
    const right = blankFrom(image, Math.round(last.at * image.width) + reach, 1, reach);
    found.push({ line, from, to, image: cutOut(image, left, right) });
    from = to;
  }
  return found;
}

const meanOf = (characters: readonly ReadCharacter[]): number =>
  characters.reduce((sum, c) => sum + c.confidence, 0) / Math.max(1, characters.length);

/** The digits of a line that were seen twice, as sure as the surer look was. */
function confirmed(reading: LineReading, { from, to }: Figures, witness: LineReading): LineReading {
  const seen = witness.characters.filter(isDigit);
  let next = 0;
  const characters = reading.characters.map((c, i) => {
    if (i < from || i >= to || !isDigit(c)) return c;
    return { ...c, confidence: Math.max(c.confidence, seen[next++]!.confidence) };
  });
  return { ...reading, characters };
}

/** Whether there is ink in the middle between two places of a line. */
function hasInkBetween({ width, height, grey }: LineImage, from: number, to: number): boolean {
  const [left, right] = [from + (to - from) * 0.4, from + (to - from) * 0.6].map((x) => Math.round(x * width));
  for (let y = 0; y < height; y++) {
    for (let x = left!; x < right!; x++) if (grey[y * width + x]! < ink) return true;
  }
  return false;
}

/** Whether a character was lost between two others: they stand further apart than the others do, with ink between them. */
function hasLost(image: LineImage, characters: readonly ReadCharacter[]): boolean {
  const pairs = characters.slice(1).flatMap((second, i) => {
    const first = characters[i]!;
    return HAN.test(first.text) && HAN.test(second.text) ? [{ from: first.at, to: second.at }] : [];
  });
  const pitches = pairs.map(({ from, to }) => to - from).toSorted((a, b) => a - b);
  const usual = pitches[Math.floor(pitches.length / 2)] ?? 0;
  return pairs.some(({ from, to }) => to - from > usual * apart && hasInkBetween(image, from, to));
}

/** Whether a line drawn together is to be read as it is: it is not sure of its words, or lost one. */
function isUnsure(image: LineImage, { characters }: LineReading): boolean {
  const words = characters.filter(({ text }) => WORD.test(text));
  return words.some((c) => c.confidence < sure) || meanOf(words) < sureMean || hasLost(image, characters);
}

/** Every so many-th of a list, at most `most`. */
const someOf = <T>(all: readonly T[], most: number): readonly T[] => {
  const step = Math.ceil(all.length / most);
  return all.filter((_, i) => i % step === 0);
};

/**
 * Reads lines of text at less than their width, for a recogniser costs by the column: Chinese characters bear that, but
 * of equal digits side by side one may be lost. So each number is looked at once more by itself at full width, and the
 * line is read as it is where the digits are not the same, or where it is not sure. Where it is not sure of many of
 * the lines that it begins with, the print is poor, and the others are read as they are at once.
 */
export async function readTogether(images: readonly LineImage[], read: Read): Promise<readonly LineReading[]> {
  const long = images.flatMap(({ width, height }, i) => (width >= height * longLine ? [i] : []));
  const together = async (lines: readonly number[]): Promise<readonly (readonly [number, LineReading])[]> => {
    const found = await read(lines.map((i) => ({ image: images[i]!, part })));
    return lines.map((i, n) => [i, found[n]!]);
  };
  const first = someOf(long, probes);
  const drawn = new Map(await together(first));
  const isPoor = first.filter((i) => isUnsure(images[i]!, drawn.get(i)!)).length > first.length * poor;
  if (!isPoor) for (const [i, reading] of await together(long.filter((i) => !drawn.has(i)))) drawn.set(i, reading);
  const sureOf = [...drawn].filter(([i, reading]) => !isUnsure(images[i]!, reading));
  const figures = sureOf.flatMap(([i, reading]) => figuresOf(images[i]!, reading, i));
  const witnesses = await read(figures.map(({ image }) => whole(image)));
  const readings = new Map(sureOf);
  for (const [f, figure] of figures.entries()) {
    const reading = readings.get(figure.line);
    if (!reading) continue;
    const isSame = digitsOf(reading.characters.slice(figure.from, figure.to)) === digitsOf(witnesses[f]!.characters);
    if (isSame) readings.set(figure.line, confirmed(reading, figure, witnesses[f]!));
    else readings.delete(figure.line);
  }
  const others = images.flatMap((_, i) => (readings.has(i) ? [] : [i]));
  const wholes = await read(others.map((i) => whole(images[i]!)));
  for (const [n, i] of others.entries()) readings.set(i, wholes[n]!);
  return images.map((_, i) => readings.get(i)!);
}

/** Whether a piece that might have been a number is a label: no number at all, and every character of it is sure. */
function isLabel(image: LineImage, { asText }: LineReading): boolean {
  if (!asText || asText.confidence < label.sure) return false;
  const han = asText.characters.filter(({ text }) => HAN.test(text));
  return han.length >= label.fewest && !asText.characters.some(isDigit) && !hasLost(image, asText.characters);
}

/**
 * Reads pieces that may be numbers, the wide ones, most of which are labels, at less than their width first. What is not
 * surely a label then is read as it is, as if nobody had looked: no number is ever read drawn together.
 */
export async function readWithLabelsTogether(
  images: readonly LineImage[],
  read: Read,
): Promise<readonly LineReading[]> {
  const wide = images.flatMap(({ width, height }, i) => (width >= height * label.widest ? [i] : []));
  const drawn = await read(wide.map((i) => ({ image: images[i]!, part: label.part })));
  const readings = new Map(wide.flatMap((i, n) => (isLabel(images[i]!, drawn[n]!) ? [[i, drawn[n]!] as const] : [])));
  const others = images.flatMap((_, i) => (readings.has(i) ? [] : [i]));
  const wholes = await read(others.map((i) => whole(images[i]!)));
  for (const [n, i] of others.entries()) readings.set(i, wholes[n]!);
  return images.map((_, i) => readings.get(i)!);
}
