import type { PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { ANNOTATIONS } from '../../../config/limits/eye.ts';
import { type Doubt, doubt } from '../../contracts/doubt.ts';
import type { Box } from '../../contracts/page.ts';
import type { SeenGlyph, SeenPage } from './ink.ts';
import { boxThrough, centreX, centreY, common, contains, type Matrix } from './matrix.ts';

/** The text of a form field or of a typed note, as the file states it beside what is painted of it. */
export interface StatedText {
  readonly box: Box;
  readonly text: string;
  readonly fontSizePt: number;
  /** A field of a form; else a note typed on the page. */
  readonly field: boolean;
  /** Something of it is painted with the page. */
  readonly painted: boolean;
}

/** Bits of the flags of an annotation. @source ISO 32000-1, table 165 */
const HIDDEN = 1 << 1;
const NO_VIEW = 1 << 5;

const stringOf = (value: unknown): string => (typeof value === 'string' ? value : '');
const numberOf = (value: unknown): number => (typeof value === 'number' && Number.isFinite(value) ? value : 0);
const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

/** The text of a field, or the first choice of a list. */
const fieldTextOf = (value: unknown): string => (Array.isArray(value) ? stringOf(value[0]) : stringOf(value));

function statedBy(annotation: unknown, toPage: Matrix): StatedText | null {
  if (!isRecord(annotation)) return null;
  const { subtype, rect, annotationFlags, contentsObj, fieldValue, fieldType, hasAppearance } = annotation;
  if ((numberOf(annotationFlags) & (HIDDEN | NO_VIEW)) !== 0) return null;
  if (!Array.isArray(rect) || rect.length !== 4) return null;
  const field = subtype === 'Widget' && (fieldType === 'Tx' || fieldType === 'Ch');
  if (!field && subtype !== 'FreeText') return null;
  const text = (field ? fieldTextOf(fieldValue) : isRecord(contentsObj) ? stringOf(contentsObj.str) : '').trim();
  const [x0, y0, x1, y1] = rect.map(numberOf);
  const box = boxThrough(toPage, x0!, y0!, x1!, y1!);
  const appearance = annotation.defaultAppearanceData;
  const size = isRecord(appearance) ? numberOf(appearance.fontSize) : 0;
  const room = ANNOTATIONS.heightShare * (box[3] - box[1]);
  return { box, text, field, painted: hasAppearance === true, fontSizePt: size > 0 ? Math.min(size, room) : room };
}

/** What fields and typed notes of a page say. */
export async function statedTexts(page: PDFPageProxy, toPage: Matrix): Promise<readonly StatedText[]> {
  const annotations: readonly unknown[] = await page.getAnnotations();
  return annotations
    .slice(0, ANNOTATIONS.most)
    .map((annotation) => statedBy(annotation, toPage))
    .filter((stated) => stated !== null);
}

const folded = (text: string): string => text.normalize('NFKC').replace(/\s/gu, '');
const isWide = (character: string): boolean => character > '\u2e80';

/** The characters of a text that nobody has painted, as a reader's own program would set them. */
function setIn({ box, text, fontSizePt }: StatedText, run: number, doubts: readonly Doubt[]): readonly SeenGlyph[] {
  const top = (box[1] + box[3] - fontSizePt) / 2;
  let left = box[0] + ANNOTATIONS.padding;
  return Array.from(text.split(/\r\n?|\n/u)[0] ?? '', (character): SeenGlyph => {
    const width = (isWide(character) ? 1 : ANNOTATIONS.narrow) * fontSizePt;
    const bbox: Box = [left, top, left + width, top + fontSizePt];
    left += width;
    return {
      text: character,
      bbox,
      fontSizePt,
      run,
      turns: 0,
      oblique: false,
      verticalFont: false,
      belief: 'sure',
      digit: null,
      pale: false,
      coloured: false,
      ...(doubts.length > 0 ? { doubts } : {}),
    };
  });
}

const isIn =
  (box: Box) =>
  (glyph: SeenGlyph): boolean =>
    contains(box, centreX(glyph.bbox), centreY(glyph.bbox));
const textOf = (glyphs: readonly SeenGlyph[]): string => glyphs.map((glyph) => glyph.text).join('');

/**
 * A page with the text that its annotations state and nothing paints. Where a field says another thing than what is
 * painted of it, or a note without appearance lies on other text, both are in doubt: programs show one or the other.
 */
export function withStatedTexts(seen: SeenPage, stated: readonly StatedText[]): SeenPage {
  let glyphs = seen.glyphs;
  let run = glyphs.reduce((most, glyph) => Math.max(most, glyph.run), 0);
  for (const one of stated) {
    if (one.text === '') continue;
    const inBox = glyphs.filter((glyph) => glyph.text.trim() !== '' && isIn(one.box)(glyph));
    const shown = textOf(inBox);
    if (one.painted && (!one.field || shown === '' || folded(shown) === folded(one.text))) continue;
    if (folded(shown) === folded(one.text)) continue;
    const differ = doubt('copies-differ', { seen: shown, couldMean: [one.text] });
    if (inBox.length > 0) {
      const touched = new Set(inBox);
      glyphs = glyphs.map((g) => (touched.has(g) ? { ...g, doubts: [...(g.doubts ?? []), differ] } : g));
      continue;
    }
    const overlaps = glyphs.some((glyph) => glyph.text.trim() !== '' && common(glyph.bbox, one.box) > 0);
    glyphs = [...glyphs, ...setIn(one, ++run, overlaps ? [differ] : [])];
  }
  return glyphs === seen.glyphs ? seen : { ...seen, glyphs };
}
