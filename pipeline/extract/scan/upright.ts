import { SCAN_ORIENTATION, SCAN_RULES } from '../../../config/limits/scan.ts';
import type { LineReading, OcrEngine } from '../../contracts/ocr.ts';
import { matchLabel } from '../../form/label.ts';
import { type Analysed, analyse } from './analyse.ts';
import { cropLine } from './crop.ts';
import {
  backThrough,
  beforeRotating,
  beforeStraightening,
  beforeTurning,
  beforeUprighting,
  type WayBack,
} from './laid.ts';
import { inkThreshold, reducedInkOf } from './paper.ts';
import { giveBack } from './picture-memory.ts';
import { type Mask, type Raster, rotated, turned } from './raster.ts';
import { onlyLevelRuns } from './rules.ts';
import { sagOf, straightened, uprighted } from './sag.ts';
import { roughSkewOf, runSideways, type Skew } from './skew.ts';
import type { TextPiece } from './text-lines.ts';

const HAN = /\p{Script=Han}/u;

function quarterTurned({ width, height, ink }: Mask): Mask {
  const side = turned({ width, height, grey: ink }, 1);
  return { width: side.width, height: side.height, ink: side.grey };
}

/** Takes the ink of the margins away: edges of the sheet and shadows of the scanner have directions of their own. */
function withoutMargins(mask: Mask): Mask {
  const { width, height, ink } = mask;
  const [mx, my] = [Math.round(width * SCAN_ORIENTATION.margin), Math.round(height * SCAN_ORIENTATION.margin)];
  ink.fill(0, 0, my * width + mx);
  // from the right margin of a row to the left one of the next
  for (let y = my + 1; y < height - my; y++) ink.fill(0, y * width - mx, y * width + mx);
  ink.fill(0, (height - my) * width - mx);
  return mask;
}

/** Some of the longer lines of a page as read, and how far the page looks upright by them and by its shapes. */
interface Trial {
  /** 0…1; from SCAN_ORIENTATION.legible the page stands upright. */
  readonly legibility: number;
  readonly readings: ReadonlyMap<TextPiece, LineReading>;
}

/**
 * Mean confidence of the characters of a line; half of it without Chinese ones, for a column of 0 reads well lying on its
 * side. A label of the form is one whatever the engine thought of its characters.
 */
function legibilityOf({ characters }: LineReading): number {
  const mean = characters.reduce((sum, c) => sum + c.confidence, 0) / Math.max(1, characters.length);
  const text = characters.map((c) => c.text).join('');
  const chinese = characters.filter((c) => HAN.test(c.text)).length;
  if (chinese < SCAN_ORIENTATION.chinese) return mean / 2;
  return matchLabel(text).length > 0 ? Math.max(mean, SCAN_ORIENTATION.legible) : mean;
}

const middleOf = (pieces: readonly TextPiece[]): number =>
  pieces.reduce((sum, p) => sum + (p.left + p.right) / 2, 0) / pieces.length;

/**
 * How the shapes of a page speak for its being upright, 0…1: print stands in lines of several characters, which a page on
 * its side does not have, and in tables labels stand to the left of the numbers.
 */
function shapesOf(pieces: readonly TextPiece[]): number {
  const isLong = (p: TextPiece): boolean => p.right - p.left >= (p.bottom - p.top) * SCAN_ORIENTATION.longLine;
  const inkOfPieces = (of: readonly TextPiece[]): number => of.reduce((sum, p) => sum + p.area, 0);
  const share = inkOfPieces(pieces.filter(isLong)) / Math.max(1, inkOfPieces(pieces));
  const enclosed = pieces.filter((p) => p.enclosed);
  const [labels, numbers] = [enclosed.filter(isLong), enclosed.filter((p) => !isLong(p))];
  const isTable = Math.min(labels.length, numbers.length) >= SCAN_ORIENTATION.fewestCells;
  const isMirrored = isTable && middleOf(labels) > middleOf(numbers);
  return Math.min(1, share / SCAN_ORIENTATION.lineShare) * (isMirrored ? SCAN_ORIENTATION.mirrored : 1);
}

async function tryToRead({ page, pieces }: Analysed, engine: OcrEngine): Promise<Trial> {
  const long = pieces
    .filter((p) => p.right - p.left > (p.bottom - p.top) * 3 && p.bottom - p.top >= p.usual * SCAN_ORIENTATION.lowest)
    .toSorted((a, b) => b.right - b.left - (a.right - a.left))
    .slice(0, SCAN_ORIENTATION.lines);
  if (long.length === 0) return { legibility: 0, readings: new Map() };
  const readings = await engine.read(
    long.map((piece) => cropLine(page, piece)),
    'text',
  );
  const scores = readings.map(legibilityOf).toSorted((a, b) => a - b);
  // a few characters that stand beside one another by chance are read as words that a page on its side does not have
  const lengths = long.map((p) => (p.right - p.left) / (p.bottom - p.top)).toSorted((a, b) => a - b);
  const length = Math.min(1, lengths[Math.floor(lengths.length / 2)]! / SCAN_ORIENTATION.wholeLine);
  const fewLines = long.length < SCAN_ORIENTATION.fewestLines ? SCAN_ORIENTATION.mirrored : 1;
  return {
    legibility: scores[Math.floor(scores.length / 2)]! * shapesOf(pieces) * fewLines * length,
    readings: new Map(long.map((piece, i) => [piece, readings[i]!])),
  };
}

interface Levelled {
  readonly page: Raster;
  readonly back: WayBack;
}

/** A page whose lines run level, and the way back from it; which end is up is not yet known. */
function levelled(turnedPage: Raster, skew: Skew, threshold: number, factor: number): Levelled {
  const page = rotated(turnedPage, skew.angle);
  const small = withoutMargins(reducedInkOf(page, factor, threshold));
  const sag = sagOf(small);
  const level = sag ? straightened(page, sag, factor) : page;
  if (sag && page.grey !== turnedPage.grey) giveBack(page.grey);
  // upright rules that lean or bend: of what stands upright only they tell, for columns of print have ragged sides
  const smallLevel = sag ? withoutMargins(reducedInkOf(level, factor, threshold)) : small;
  const onSide = quarterTurned(smallLevel);
  const rules = onlyLevelRuns(onSide, SCAN_RULES.shortestInches * SCAN_ORIENTATION.dpi);
  const lean = sagOf(rules);
  const upright = lean ? uprighted(level, lean, factor) : level;
  if (lean && level.grey !== turnedPage.grey) giveBack(level.grey);
  giveBack(small.ink, smallLevel.ink, onSide.ink, rules.ink);
  return {
    page: upright,
    back: backThrough(
      beforeRotating(turnedPage, page, skew.angle),
      ...(sag ? [beforeStraightening(sag, factor)] : []),
      ...(lean ? [beforeUprighting(lean, factor, level)] : []),
    ),
  };
}

/** A page upright and level, with the way back from its pixels to those of the page as it was scanned. */
export interface Upright extends Analysed, Trial {
  /** With its rules. */
  readonly level: Raster;
  readonly back: WayBack;
}

/** Turns the page upright and level: rows of ink tell the axis, reading some lines tells which end is up. */
export async function upright(white: Raster, dpi: number, engine: OcrEngine): Promise<Upright> {
  const threshold = inkThreshold(white);
  const factor = Math.max(1, Math.round(dpi / SCAN_ORIENTATION.dpi));
  const small = withoutMargins(reducedInkOf(white, factor, threshold));
  const onSide = quarterTurned(small);
  const skews = [roughSkewOf(small), roughSkewOf(onSide)] as const;
  giveBack(small.ink, onSide.ink);
  const axes = runSideways(...skews) ? ([1, 0] as const) : ([0, 1] as const);
  let best: Upright | null = null;
  for (const quarters of axes) {
    const level = levelled(turned(white, quarters), skews[quarters].exactly(), threshold, factor);
    for (const half of [0, 2] as const) {
      const turnedLevel = turned(level.page, half);
      const analysed = analyse(turnedLevel, threshold, dpi);
      const trial = await tryToRead(analysed, engine);
      const back = backThrough(beforeTurning(white, quarters), level.back, beforeTurning(level.page, half));
      if (best === null || trial.legibility > best.legibility)
        best = { ...analysed, ...trial, level: turnedLevel, back };
      if (trial.legibility >= SCAN_ORIENTATION.legible) return best;
    }
  }
  return best!;
}
