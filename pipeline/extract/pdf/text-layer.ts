import { PDF_THRESHOLDS } from '../../../config/limits/extract.ts';
import type { Box, TextLayer } from '../../contracts/page.ts';
import { isLost } from './eye/glyph-look.ts';
import { centreX, centreY, contains } from './matrix.ts';
import type { SeenGlyph, SeenPage } from './seen-page.ts';

/**
 * Characters that such reports are written with: common Han, Latin and Greek, punctuation, full-width forms, numerals.
 * Glyph numbers mistaken for characters fall into the scripts between them.
 */
const EXPECTED =
  /[\u4e00-\u9fff\x20-\x7e\u00a0-\u00ff\u2010-\u203f\u2070-\u2079\u2080-\u2089\u20ac\u2100-\u22ff\u2460-\u24ff\u2500-\u25ff\u3000-\u30ff\u3220-\u33ff\uff00-\uffef\u0391-\u03c9\u02c7-\u02cb\u0100-\u01dc]/u;
/** What no font shows a reader: private characters but those of symbol fonts, controls, what could not be decoded. */
const MEANINGLESS = /(?![\uf000-\uf0ff])[\p{Cc}\p{Co}\ufffd]/u;
const HAN = /\p{Script=Han}/u;
/** Letters and marks that a Chinese text has no use for: the upper halves of the code pages of the West. */
const WESTERN =
  /[\u00a1-\u00b6\u00b8-\u00d6\u00d8-\u00f6\u00f8-\u024f\u02c6\u02dc\u2020-\u2022\u2039\u203a\u20ac\u2122]/u;
/** Common characters of administrative Chinese, in both scripts: the language shows in their share. */
const FREQUENT = new Set(
  '的一不在有为和以中大年月日公开政府信息工作行法机关数量件本及其他上下新申请办理情况结果规章报告部门主动内容处要进人民会国务条例事项网站市县区局省平台' +
    '開請規報務關數況結辦門動內處進國會條網縣區臺',
);

/** Whether a character is one of the commonest of administrative Chinese. */
export const isFrequent = (character: string): boolean => FREQUENT.has(character);

/** How far the text of a page can be relied on, and whether a note is due. `blank` pages have nothing to read. */
export type LayerVerdict = {
  readonly textLayer: TextLayer;
  readonly note: 'scanned-page' | 'garbled-text-layer' | null;
};

function isGarbled(characters: readonly string[]): boolean {
  const strange = characters.filter((c) => !EXPECTED.test(c)).length;
  if (strange >= PDF_THRESHOLDS.garbled * characters.length) return true;
  // One font of several without a usable map, often that of the numbers.
  const meaningless = characters.filter((c) => MEANINGLESS.test(c)).length;
  if (meaningless >= Math.max(PDF_THRESHOLDS.meaningless, PDF_THRESHOLDS.meaninglessShare * characters.length))
    return true;
  const western = characters.filter((c) => WESTERN.test(c)).length;
  if (western >= PDF_THRESHOLDS.western && western > characters.filter((c) => HAN.test(c)).length) return true;
  const han = characters.filter((c) => HAN.test(c));
  if (han.length < PDF_THRESHOLDS.frequencySample) return false;
  return han.filter(isFrequent).length < PDF_THRESHOLDS.frequent * han.length;
}

/** Sides of the grid on which the part of a page is measured that pictures take up. */
const GRID = { columns: 30, rows: 42 } as const;

/** Share of the page that pictures cover together, whether one sheet or strips of it. */
function picturedShare(images: readonly Box[], [left, top, right, bottom]: Box): number {
  let covered = 0;
  for (let i = 0; i < GRID.columns * GRID.rows; i++) {
    const x = left + ((right - left) * ((i % GRID.columns) + 0.5)) / GRID.columns;
    const y = top + ((bottom - top) * (Math.floor(i / GRID.columns) + 0.5)) / GRID.rows;
    if (images.some((image) => contains(image, x, y))) covered++;
  }
  return covered / (GRID.columns * GRID.rows);
}

/** Characters that are more than what a browser, a scanner or a stamp puts on a page that is a picture. */
function bodyText(glyphs: readonly SeenGlyph[], [left, top, right, bottom]: Box): readonly SeenGlyph[] {
  const margin = PDF_THRESHOLDS.pictureMargin * (bottom - top);
  const body: Box = [left, top + margin, right, bottom - margin];
  return glyphs.filter(
    ({ bbox, pale, oblique, coloured }) =>
      !pale && !oblique && !coloured && contains(body, centreX(bbox), centreY(bbox)),
  );
}

/** Judges the text layer of one page by what is seen on it. */
export function judgeTextLayer(seen: SeenPage, pageBox: Box): LayerVerdict {
  const inked = seen.glyphs.filter(({ text, belief }) => text.trim() !== '' || isLost(belief));
  const scanned = { textLayer: 'none', note: 'scanned-page' } as const;
  if (inked.length === 0) {
    const ink = seen.images.length > 0 || seen.hiddenGlyphs > 0 || seen.shapes > 0;
    return ink ? scanned : { textLayer: 'trusted', note: null };
  }
  const isPicture = seen.images.length > 0 && picturedShare(seen.images, pageBox) >= PDF_THRESHOLDS.pictureShare;
  if (isPicture && bodyText(inked, pageBox).length < PDF_THRESHOLDS.pictureGlyphs) return scanned;
  const characters = inked.map(({ text, belief }) => (isLost(belief) && text === '' ? '\ufffd' : text));
  const digits = inked.filter(({ belief, digit }) => belief === 'lost' && digit !== null).length;
  // Lost characters that look like digits are those of one number font, and are looked at one by one.
  const judged =
    digits > 0 ? characters.filter((_, i) => !(inked[i]!.belief === 'lost' && inked[i]!.digit !== null)) : characters;
  if (isGarbled(judged)) return { textLayer: 'garbled', note: 'garbled-text-layer' };
  return { textLayer: 'trusted', note: null };
}
