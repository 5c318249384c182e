import { PDF_THRESHOLDS } from '../../../config/limits/extract.ts';
import { pairedBytes } from './byte-pairs.ts';
import type { DrawingState, FontFacts } from './drawing-state.ts';
import { isLost, type ShownGlyph } from './eye/glyph-look.ts';
import { boxThrough, compose, isOblique, type Matrix, quarterTurns } from './matrix.ts';
import type { PlacedGlyph } from './seen-page.ts';

const isShownGlyph = (item: unknown): item is ShownGlyph =>
  typeof item === 'object' && item !== null && 'unicode' in item && 'width' in item;

/** Share of the font size above and below the base line that a character's box reaches: the em box of Chinese fonts. */
const ASCENT = 0.88;
const DESCENT = -0.12;

/** Bottom and top of the box of a line of text in units of text space, and the size that text space gives the font. */
function verticalExtent(font: FontFacts, size: number): { bottom: number; top: number; size: number } {
  if (!font.type3) return { bottom: DESCENT * size, top: ASCENT * size, size };
  const unit = Math.abs(font.matrix[3]) * 1000;
  // A Type 3 font may use any units: those near a thousandth of the size are drawn on an em, others fill their box.
  if (unit > 0.4 && unit < 2.5) return { bottom: DESCENT * size, top: ASCENT * size, size };
  const bottom = Math.min(font.bottom, font.top) * font.matrix[3] * size;
  const top = Math.max(font.bottom, font.top) * font.matrix[3] * size;
  return top > bottom ? { bottom, top, size: top - bottom } : { bottom: DESCENT * size, top: ASCENT * size, size };
}

/** What is shown with a font that could not be loaded: nobody knows how many characters, nor which. */
function lostText(state: DrawingState): PlacedGlyph[] {
  const toPage = compose(state.ctm, state.textMatrix);
  const size = Math.abs(state.fontSize);
  const baseY = state.y + state.rise;
  const bbox = boxThrough(toPage, state.x, baseY + DESCENT * size, state.x + size, baseY + ASCENT * size);
  const fontSizePt = size * Math.hypot(toPage[2], toPage[3]);
  return [
    {
      text: '',
      bbox,
      fontSizePt,
      turns: quarterTurns(toPage),
      oblique: false,
      verticalFont: false,
      belief: 'unseen',
      digit: null,
    },
  ];
}

/**
 * Lays out the items of one text-showing operation (characters and adjustments in thousandths) and moves the
 * text position past them.
 * @source ISO 32000-1, 9.4.4 Text space details; 9.7.4.3 Glyph metrics in CIDFonts
 */
export function placeText(state: DrawingState, items: readonly unknown[]): PlacedGlyph[] {
  const font = state.font;
  if (!font || font.lost) return lostText(state);
  const placed: PlacedGlyph[] = [];
  const toPage: Matrix = compose(state.ctm, state.textMatrix);
  const turns = quarterTurns(toPage);
  const oblique = isOblique(toPage, PDF_THRESHOLDS.obliqueDegrees);
  const size = Math.abs(state.fontSize);
  const direction = state.fontSize < 0 ? -1 : 1;
  const perUnit = size * font.matrix[0];
  const extent = verticalExtent(font, size);
  const fontSizePt = extent.size * Math.hypot(toPage[2], toPage[3]);
  const scaleX = state.horizontalScale * direction;
  const baseY = state.y + state.rise;
  let advance = 0;
  for (const item of font.bytePairs ? pairedBytes(items) : items) {
    if (typeof item === 'number') {
      advance += ((font.vertical ? 1 : -1) * item * size) / 1000;
      continue;
    }
    if (!isShownGlyph(item)) continue;
    const spacing = (item.isSpace ? state.wordSpacing : 0) + state.characterSpacing;
    const { text, belief, digit } = font.lookOf(item);
    const isPlaced = text !== '' || isLost(belief);
    if (font.vertical) {
      const [w1, vx, vy] = item.vmetric ?? [font.verticalMetrics[0], item.width / 2, font.verticalMetrics[2]];
      const height = -(w1 ?? -1000) * perUnit;
      const left = state.x - (vx ?? 500) * perUnit * scaleX;
      const top = baseY - advance + (ASCENT * 1000 - (vy ?? 880)) * perUnit;
      if (isPlaced) {
        const bbox = boxThrough(toPage, left, top - size, left + item.width * perUnit * scaleX, top);
        placed.push({ text, bbox, fontSizePt, turns, oblique, verticalFont: true, belief, digit });
      }
      advance += height - spacing * direction;
    } else {
      const width = item.width * perUnit;
      if (isPlaced) {
        const left = state.x + advance * scaleX;
        const bbox = boxThrough(
          toPage,
          left,
          baseY + extent.bottom * direction,
          left + width * scaleX,
          baseY + extent.top * direction,
        );
        const own = direction < 0 ? (turns + 2) % 4 : turns;
        placed.push({ text, bbox, fontSizePt, turns: own, oblique, verticalFont: false, belief, digit });
      }
      advance += width + spacing * direction;
    }
  }
  if (font.vertical) state.y -= advance;
  else state.x += advance * scaleX;
  return placed;
}
