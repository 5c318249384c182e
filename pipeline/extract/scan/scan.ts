import { PICTURE_LIMITS } from '../../../config/limits/extract.ts';
import { SCAN_ORIENTATION, SCAN_RULES } from '../../../config/limits/scan.ts';
import type { LineReading, OcrEngine, OcrEngines } from '../../contracts/ocr.ts';
import type { Box, Glyph, Page, Ruling } from '../../contracts/page.ts';
import { withoutBlackAreas } from './black-areas.ts';
import { horizontalBroken, loneRules, verticalBroken } from './broken-rules.ts';
import { componentsOf } from './components.ts';
import { cropLine } from './crop.ts';
import { inkOf, inkThreshold, onWhitePaper } from './paper.ts';
import { movedBy } from './placing.ts';
import { averaged, greyOf, type Mask, type Raster, rotated, type Samples, shrunk, turned } from './raster.ts';
import { readPieces } from './read-pieces.ts';
import { eraseRules, type RasterRule, rulesOf } from './rules.ts';
import { sheetsOf } from './sheets.ts';
import { skewOf } from './skew.ts';
import { type TextPiece, textPieces } from './text-lines.ts';
import type { ReadPiece } from './vote.ts';

const POINTS_PER_INCH = 72;
const HAN = /\p{Script=Han}/u;

interface Analysed {
  /** Level, on white paper, without rules. */
  readonly page: Raster;
  readonly rules: readonly RasterRule[];
  readonly pieces: readonly TextPiece[];
}

/** Takes a level page apart into rules and pieces of text. */
function analyse(level: Raster, threshold: number, dpi: number): Analysed {
  const mask = inkOf(level, threshold);
  const faint = Math.min(SCAN_RULES.faintest, threshold + SCAN_RULES.fainter);
  const fringe = Math.max(1, Math.round(dpi / 200));
  const solid = rulesOf(withoutBlackAreas(inkOf(level, faint), dpi), dpi);
  let erased = eraseRules(withoutBlackAreas(mask, dpi), solid, fringe);
  let ink = componentsOf(erased);
  const rules = [...solid];
  // where broken rules cross, their dashes are one patch of ink: the second direction is seen when the first is gone
  for (const find of [horizontalBroken, verticalBroken, loneRules]) {
    const found = find(ink, dpi);
    if (found.length === 0) continue;
    erased = eraseRules(erased, found, fringe);
    ink = componentsOf(erased);
    rules.push(...found);
  }
  const pieces = textPieces(level, ink, rules, dpi);
  return { page: withoutRules(level, mask, erased), rules, pieces };
}

function withoutRules({ width, height, grey }: Raster, before: Mask, after: Mask): Raster {
  const out = new Uint8Array(grey.length);
  for (let i = 0; i < out.length; i++) out[i] = grey[i]! | -(before.ink[i]! ^ after.ink[i]!);
  return { width, height, grey: out };
}

/** A copy without its margins: edges of the sheet and shadows of the scanner have directions of their own. */
function inner({ width, height, grey }: Raster): Raster {
  const [mx, my] = [Math.round(width * SCAN_ORIENTATION.margin), Math.round(height * SCAN_ORIENTATION.margin)];
  const [w, h] = [width - 2 * mx, height - 2 * my];
  const out = new Uint8Array(w * h);
  for (let y = 0; y < h; y++) out.set(grey.subarray((y + my) * width + mx, (y + my) * width + mx + w), y * w);
  return { width: w, height: h, grey: out };
}

/** Some of the longer lines of a page as read, and how well most of them can be. */
interface Trial {
  readonly legibility: number;
  readonly readings: ReadonlyMap<TextPiece, LineReading>;
}

/** Mean confidence of the characters of a line; half of it without Chinese ones, for a column of 0 reads well lying on its side. */
function legibilityOf({ characters }: LineReading): number {
  const mean = characters.reduce((sum, c) => sum + c.confidence, 0) / Math.max(1, characters.length);
  const chinese = characters.filter(({ text }) => HAN.test(text)).length;
  return chinese >= SCAN_ORIENTATION.chinese ? mean : mean / 2;
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
  return {
    legibility: scores[Math.floor(scores.length / 2)]!,
    readings: new Map(long.map((piece, i) => [piece, readings[i]!])),
  };
}

/** Turns the page upright and level: rows of ink tell the axis, reading some lines tells which end is up. */
async function upright(white: Raster, dpi: number, engine: OcrEngine): Promise<Analysed & Trial> {
  const threshold = inkThreshold(white);
  const small = inner(shrunk(white, Math.max(1, Math.round(dpi / SCAN_ORIENTATION.dpi))));
  const skews = [0, 1].map((quarters) => skewOf(inkOf(turned(small, quarters as 0 | 1), threshold)));
  const axes = skews[1]!.sharpness > skews[0]!.sharpness ? [1, 0] : [0, 1];
  let best: (Analysed & Trial) | null = null;
  for (const quarters of [axes[0]!, axes[0]! + 2, axes[1]!, axes[1]! + 2] as (0 | 1 | 2 | 3)[]) {
    const raster = rotated(turned(white, quarters), skews[quarters % 2]!.angle);
    const analysed = analyse(raster, threshold, dpi);
    const trial = await tryToRead(analysed, engine);
    if (best === null || trial.legibility > best.legibility) best = { ...analysed, ...trial };
    if (trial.legibility >= SCAN_ORIENTATION.legible) break;
  }
  return best!;
}

/** The characters of a piece as glyphs of equal height, side by side at the places where the engine saw them. */
function glyphsOf({ box, characters, confidence, otherReadings }: ReadPiece, run: number, scale: number): Glyph[] {
  const fontSizePt = (box.bottom - box.top) * scale;
  const width = box.right - box.left;
  const middles = characters.map((c) => box.left + c.at * width);
  return characters.map(({ text }, i) => {
    const left = i === 0 ? box.left : (middles[i - 1]! + middles[i]!) / 2;
    const right = i === characters.length - 1 ? box.right : (middles[i]! + middles[i + 1]!) / 2;
    const bbox: Box = [left * scale, box.top * scale, right * scale, box.bottom * scale];
    return { text, bbox, fontSizePt, run, vertical: false, confidence, otherReadings };
  });
}

const rulingOf = (rule: RasterRule, scale: number): Ruling => ({
  orientation: rule.orientation,
  at: rule.at * scale,
  from: rule.from * scale,
  to: rule.to * scale,
  thicknessPt: rule.thickness * scale,
});

/** Reads one sheet: turned upright and level, its rules found, every piece of text between them read on its own. */
async function readSheet(white: Raster, dpi: number, number: number, engines: OcrEngines): Promise<Page> {
  const analysed = await upright(white, dpi, engines.text);
  const scale = POINTS_PER_INCH / dpi;
  const pieces = await readPieces(analysed.page, analysed.pieces, analysed.readings, engines);
  return {
    number,
    widthPt: analysed.page.width * scale,
    heightPt: analysed.page.height * scale,
    textLayer: 'recognised',
    glyphs: pieces.flatMap((piece, run) => glyphsOf(piece, run, scale)),
    rulings: analysed.rules.map((rule) => rulingOf(rule, scale)),
    images: [],
  };
}

/**
 * Reads a scanned page; numbers between rules by all engines. A picture of several sheets below one another is read
 * sheet by sheet, for each was laid on the glass anew. Boxes are in points of the level page.
 */
export async function readScan(
  samples: Samples,
  scannedDpi: number,
  number: number,
  engines: OcrEngines,
): Promise<Page> {
  const { finestDpi, enoughDpi } = PICTURE_LIMITS;
  const coarser = scannedDpi >= finestDpi ? Math.round(scannedDpi / enoughDpi) : 1;
  const dpi = scannedDpi / coarser;
  const sheets = sheetsOf(onWhitePaper(averaged(greyOf(samples), coarser)), dpi);
  const pages: Page[] = [];
  let top = 0;
  let runs = 0;
  for (const sheet of sheets) {
    const page = movedBy(await readSheet(sheet, dpi, number, engines), 0, top, runs);
    pages.push(page);
    top += (sheet.height / dpi) * POINTS_PER_INCH;
    runs += page.glyphs.length;
  }
  const [only] = pages;
  if (only && pages.length === 1) return only;
  return {
    number,
    widthPt: Math.max(...pages.map((page) => page.widthPt)),
    heightPt: top,
    textLayer: 'recognised',
    glyphs: pages.flatMap((page) => page.glyphs),
    rulings: pages.flatMap((page) => page.rulings),
    images: [],
  };
}
