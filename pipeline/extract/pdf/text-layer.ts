import { PDF_THRESHOLDS } from '../../../config/limits/extract.ts';
import type { TextLayer } from '../../contracts/page.ts';
import type { SeenPage } from './ink.ts';
import { area } from './matrix.ts';

/**
 * Characters that such reports are written with: common Han, Latin and Greek, punctuation, full-width forms, numerals.
 * Glyph numbers mistaken for characters fall into the scripts between them.
 */
const EXPECTED =
  /[\u4e00-\u9fff\x20-\x7e\u00a0-\u00ff\u2010-\u203f\u2070-\u2079\u2080-\u2089\u20ac\u2100-\u22ff\u2460-\u24ff\u2500-\u25ff\u3000-\u30ff\u3220-\u33ff\uff00-\uffef\u0391-\u03c9\u02c7-\u02cb\u0100-\u01dc]/u;
/** What no font shows a reader: private characters but those of symbol fonts, controls, what could not be decoded. */
const MEANINGLESS = /(?![\uf000-\uf0ff])[\p{Cc}\p{Co}\ufffd]/u;
const HAN = /\p{Script=Han}/u;
/** Common characters of administrative Chinese, in both scripts: the language shows in their share. */
const FREQUENT = new Set(
  '的一不在有为和以中大年月日公开政府信息工作行法机关数量件本及其他上下新申请办理情况结果规章报告部门主动内容处要进人民会国务条例事项网站市县区局省平台' +
    '開請規報務關數況結辦門動內處進國會條網縣區臺',
);

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
  const han = characters.filter((c) => HAN.test(c));
  if (han.length < PDF_THRESHOLDS.frequencySample) return false;
  return han.filter((c) => FREQUENT.has(c)).length < PDF_THRESHOLDS.frequent * han.length;
}

/** Judges the text layer of one page by what is seen on it. */
export function judgeTextLayer(seen: SeenPage, pageAreaPt: number): LayerVerdict {
  const characters = seen.glyphs.map((glyph) => glyph.text).filter((text) => text.trim() !== '');
  const picture = seen.images.reduce((largest, image) => Math.max(largest, area(image)), 0) / pageAreaPt;
  const scanned = { textLayer: 'none', note: 'scanned-page' } as const;
  if (characters.length === 0) {
    const ink = seen.images.length > 0 || seen.hiddenGlyphs > 0 || seen.shapes > 0;
    return ink ? scanned : { textLayer: 'trusted', note: null };
  }
  if (picture >= PDF_THRESHOLDS.pictureShare && characters.length < PDF_THRESHOLDS.pictureGlyphs) return scanned;
  if (isGarbled(characters)) return { textLayer: 'garbled', note: 'garbled-text-layer' };
  return { textLayer: 'trusted', note: null };
}
