import { PDF_THRESHOLDS } from '../../../config/limits/extract.ts';
import type { Box, Ruling } from '../../contracts/page.ts';
import { area, common } from './matrix.ts';
import type { SeenGlyph } from './seen-page.ts';

/** Side of the squares in which neighbours are looked for; any length will do. */
const SQUARE_PT = 32;
/** Height of the strips in which the texts of one line are gathered, as a share of their size. */
const SAME_LINE = 0.5;

const isInked = (glyph: SeenGlyph): boolean => glyph.text.trim() !== '';

function* squaresOf([left, top, right, bottom]: Box): Generator<string> {
  for (let i = Math.floor(left / SQUARE_PT); i <= Math.floor(right / SQUARE_PT); i++) {
    for (let j = Math.floor(top / SQUARE_PT); j <= Math.floor(bottom / SQUARE_PT); j++) yield `${i},${j}`;
  }
}

/** Tells which characters are printed across others. */
function acrossOthers(glyphs: readonly SeenGlyph[]): (glyph: SeenGlyph) => boolean {
  const squares = new Map<string, SeenGlyph[]>();
  for (const glyph of glyphs) {
    for (const square of squaresOf(glyph.bbox)) {
      const here = squares.get(square);
      if (here) here.push(glyph);
      else squares.set(square, [glyph]);
    }
  }
  return ({ bbox }) => {
    for (const square of squaresOf(bbox)) {
      const hit = squares
        .get(square)
        ?.some((g) => common(g.bbox, bbox) >= PDF_THRESHOLDS.printedAcross * Math.min(area(g.bbox), area(bbox)));
      if (hit) return true;
    }
    return false;
  };
}

/** Whether a rule runs through the middle of a character. */
function isCrossed({ bbox, fontSizePt }: SeenGlyph, rulings: readonly Ruling[]): boolean {
  const inset = fontSizePt / 5;
  const [left, top, right, bottom] = bbox;
  return rulings.some(({ orientation, at, from, to }) =>
    orientation === 'horizontal'
      ? at > top + inset && at < bottom - inset && from < right - inset && to > left + inset
      : at > left + inset && at < right - inset && from < bottom - inset && to > top + inset,
  );
}

function medianSize(glyphs: readonly SeenGlyph[]): number {
  const sizes = glyphs.map((glyph) => glyph.fontSizePt).toSorted((a, b) => a - b);
  return sizes[sizes.length >> 1] ?? 0;
}

/** Characters of the texts, each text counted once: a watermark is tiled over a page, however little else stands there. */
function lengthOnce(glyphs: readonly SeenGlyph[]): number {
  const runs = new Map<number, string>();
  for (const { run, text } of glyphs) runs.set(run, `${runs.get(run) ?? ''}${text}`);
  return [...new Set(runs.values())].reduce((sum, text) => sum + text.length, 0);
}

/**
 * The characters of a page without those of watermarks: text aslant on a page of level text, and pale or large text
 * that runs across other text or across rules.
 */
export function withoutWatermarks(glyphs: readonly SeenGlyph[], rulings: readonly Ruling[]): readonly SeenGlyph[] {
  const inked = glyphs.filter(isInked);
  const oblique = inked.filter((glyph) => glyph.oblique);
  const isMinor = oblique.length > 0 && lengthOnce(oblique) < inked.length - oblique.length;
  const level = isMinor ? glyphs.filter((glyph) => !glyph.oblique) : glyphs;
  const large = PDF_THRESHOLDS.watermarkSize * medianSize(inked);
  const isCandidate = (glyph: SeenGlyph): boolean => isInked(glyph) && (glyph.pale || glyph.fontSizePt >= large);
  const candidates = level.filter(isCandidate);
  if (candidates.length === 0 || candidates.length > inked.length / 2) return level;
  const isAcross = acrossOthers(level.filter((glyph) => isInked(glyph) && !isCandidate(glyph)));
  const lines = new Map<string, SeenGlyph[]>();
  for (const glyph of candidates) {
    const size = Math.round(glyph.fontSizePt);
    const place = glyph.turns % 2 === 0 ? glyph.bbox[1] : glyph.bbox[0];
    const key = `${glyph.pale} ${size} ${glyph.turns} ${Math.round(place / Math.max(1, SAME_LINE * size))}`;
    lines.set(key, [...(lines.get(key) ?? []), glyph]);
  }
  const dropped = new Set(
    [...lines.values()].filter((line) => line.some((g) => isAcross(g) || isCrossed(g, rulings))).flat(),
  );
  return dropped.size === 0 ? level : level.filter((glyph) => !dropped.has(glyph));
}
