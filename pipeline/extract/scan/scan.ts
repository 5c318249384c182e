import { PICTURE_LIMITS } from '../../../config/limits/extract.ts';
import { doubt } from '../../contracts/doubt.ts';
import type { OcrEngines } from '../../contracts/ocr.ts';
import type { Box, Glyph, Page, Ruling } from '../../contracts/page.ts';
import { applied } from '../pdf/matrix.ts';
import { coarser } from './coarser.ts';
import { printOf } from './colours.ts';
import { withLightCells } from './dark-cells.ts';
import { facingPages } from './facing-pages.ts';
import { withFactsReadTwice } from './fact-lines.ts';
import { onEvenGround } from './grounds.ts';
import { backThrough, laidBy, type WayBack } from './laid.ts';
import { giveBack } from './picture-memory.ts';
import { stacked } from './placing.ts';
import { doubled, type Raster, type Samples } from './raster.ts';
import { readPieces } from './read-pieces.ts';
import type { RasterRule } from './rules.ts';
import { partAt, pictureAlone, type SheetFrame, turnedPoint, turnsOf } from './sheet-frame.ts';
import { sheetsOf } from './sheets.ts';
import { type Upright, upright } from './upright.ts';
import type { ReadPiece } from './vote.ts';

const POINTS_PER_INCH = 72;

/** The characters of a piece as glyphs of equal height, side by side at the places where the engine saw them. */
function glyphsOf(
  { box, characters, confidence, otherReadings, doubts: ofText = [] }: ReadPiece,
  run: number,
  scale: number,
): Glyph[] {
  const fontSizePt = (box.bottom - box.top) * scale;
  const width = box.right - box.left;
  const all = [...ofText, ...(box.isTouched ? [doubt('touched')] : [])];
  const doubts = all.length > 0 ? { doubts: all } : {};
  const middles = characters.map((c) => box.left + c.at * width);
  return characters.map(({ text }, i) => {
    const left = i === 0 ? box.left : (middles[i - 1]! + middles[i]!) / 2;
    const right = i === characters.length - 1 ? box.right : (middles[i]! + middles[i + 1]!) / 2;
    const bbox: Box = [left * scale, box.top * scale, right * scale, box.bottom * scale];
    return { text, bbox, fontSizePt, run, vertical: false, confidence, otherReadings, ...doubts };
  });
}

const rulingOf = (rule: RasterRule, scale: number): Ruling => ({
  orientation: rule.orientation,
  at: rule.at * scale,
  from: rule.from * scale,
  to: rule.to * scale,
  thicknessPt: rule.thickness * scale,
});

/**
 * A level sheet as read: every piece of text between its rules on its own.
 * @param back from pixels of the level sheet to those of the picture that stands in `frame`
 */
async function readLevel(
  analysed: Upright,
  dpi: number,
  number: number,
  engines: OcrEngines,
  frame: SheetFrame,
  back: WayBack,
): Promise<Page> {
  const scale = POINTS_PER_INCH / dpi;
  const pieces = await withFactsReadTwice(
    analysed.page,
    await readPieces(analysed.page, analysed.pieces, analysed.readings, engines),
    analysed.pieces,
    engines.secondText ?? null,
    number === 1,
  );
  const [widthPt, heightPt] = [analysed.page.width * scale, analysed.page.height * scale];
  const turns = turnsOf(frame, back);
  const laid = laidBy([0, 0, widthPt, heightPt], (x, y) => {
    const [fromX, fromY] = back(x / scale, y / scale);
    return turnedPoint(...applied(frame.toPage, fromX * scale, fromY * scale), frame, turns);
  });
  return {
    number,
    laid: [laid],
    ...(turns === 0 ? {} : { turns }),
    widthPt,
    heightPt,
    textLayer: 'recognised',
    glyphs: pieces.flatMap((piece, run) => glyphsOf(piece, run, scale)),
    rulings: analysed.rules.map((rule) => rulingOf(rule, scale)),
    images: [],
  };
}

/** Reads one sheet, turned upright and level; two pages side by side on it one after the other, for each may lie askew. */
async function readSheet(
  white: Raster,
  dpi: number,
  number: number,
  engines: OcrEngines,
  frame: SheetFrame,
): Promise<readonly Page[]> {
  const analysed = await upright(white, dpi, engines.text);
  const facing = facingPages(analysed, dpi);
  if (!facing) {
    const read = await readLevel(analysed, dpi, number, engines, frame, analysed.back);
    giveBack(analysed.page.grey);
    if (analysed.level.grey.buffer !== white.grey.buffer) giveBack(analysed.level.grey);
    return [read];
  }
  const pages: Page[] = [];
  let left = 0;
  for (const page of facing) {
    const from = left;
    const own = await upright(page, dpi, engines.text);
    const back = backThrough(analysed.back, (x, y) => [x + from, y], own.back);
    pages.push(await readLevel(own, dpi, number, engines, { ...frame, isWhole: false }, back));
    left += page.width;
  }
  return pages;
}

/** The print of a picture, neither finer than helps nor so coarse that strokes are no wider than a pixel. */
async function atUsefulSize(samples: Samples, dpi: number): Promise<{ readonly raster: Raster; readonly dpi: number }> {
  const { finestDpi, enoughDpi, drawnOutDpi } = PICTURE_LIMITS;
  if (dpi < drawnOutDpi) return { raster: doubled(printOf(samples, dpi)), dpi: dpi * 2 };
  const factor = dpi >= finestDpi ? dpi / enoughDpi : 1;
  return { raster: printOf(await coarser(samples, factor), dpi / factor), dpi: dpi / factor };
}

/**
 * Reads a scanned page; numbers between rules by all engines. A picture of several sheets below or beside one another is
 * read sheet by sheet, for each was laid on the glass anew. Boxes are in points of the level page, or of its level sheets
 * one below another.
 * @param placed where the picture stands on its page; left out for one that is a page by itself
 */
export async function readScan(
  samples: Samples,
  scannedDpi: number,
  number: number,
  engines: OcrEngines,
  placed?: SheetFrame,
): Promise<Page> {
  const frame = placed ?? pictureAlone(samples, scannedDpi, true);
  const { raster, dpi } = await atUsefulSize(samples, scannedDpi);
  const even = onEvenGround(withLightCells(raster, dpi), dpi);
  giveBack(raster.grey);
  const sheets = sheetsOf(even, dpi);
  const pages: Page[] = [];
  let top = 0;
  for (const sheet of sheets) {
    const place = sheets.length === 1 ? frame : partAt(frame, 0, top);
    pages.push(...(await readSheet(sheet, dpi, number, engines, place)));
    top += (sheet.height / dpi) * POINTS_PER_INCH;
  }
  giveBack(even.grey);
  return stacked(pages, number);
}
