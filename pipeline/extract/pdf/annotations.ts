import type { PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { ANNOTATIONS } from '../../../config/limits/eye.ts';
import { type Doubt, doubt } from '../../contracts/doubt.ts';
import type { Box } from '../../contracts/page.ts';
import { boxThrough, centreX, centreY, common, contains, type Matrix } from './matrix.ts';
import type { SeenGlyph, SeenPage } from './seen-page.ts';

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

/** A mark that programs draw though the file paints nothing of it: what lies under it is taken out, or touched. */
export interface UnpaintedMark {
  readonly box: Box;
  readonly code: 'covered' | 'touched';
}

/** What the annotations of a page say beside what is painted of them. */
export interface Annotated {
  readonly stated: readonly StatedText[];
  readonly marks: readonly UnpaintedMark[];
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

type Described = Readonly<Record<string, unknown>>;

/** Where an annotation that is to be seen stands; null for one that is not. */
function boxOf({ rect, annotationFlags }: Described, toPage: Matrix): Box | null {
  if ((numberOf(annotationFlags) & (HIDDEN | NO_VIEW)) !== 0) return null;
  if (!Array.isArray(rect) || rect.length !== 4) return null;
  const [x0, y0, x1, y1] = rect.map(numberOf);
  return boxThrough(toPage, x0!, y0!, x1!, y1!);
}

/**
 * Marks of which neither the file nor pdf.js paints anything, while other programs draw them by what they are.
 * @source ISO 32000-1, 12.5.6.12 (stamps), 12.5.6.23 (redaction)
 */
function markedBy(annotation: Described, box: Box): readonly UnpaintedMark[] {
  const { subtype, hasAppearance } = annotation;
  if (hasAppearance === true) return [];
  if (subtype === 'Redact') return [{ box, code: 'covered' }];
  return subtype === 'Stamp' ? [{ box, code: 'touched' }] : [];
}

function statedBy(annotation: Described, box: Box): StatedText | null {
  const { subtype, contentsObj, fieldValue, fieldType, hasAppearance } = annotation;
  const field = subtype === 'Widget' && (fieldType === 'Tx' || fieldType === 'Ch');
  if (!field && subtype !== 'FreeText') return null;
  const text = (field ? fieldTextOf(fieldValue) : isRecord(contentsObj) ? stringOf(contentsObj.str) : '').trim();
  const appearance = annotation.defaultAppearanceData;
  const size = isRecord(appearance) ? numberOf(appearance.fontSize) : 0;
  const room = ANNOTATIONS.heightShare * (box[3] - box[1]);
  return { box, text, field, painted: hasAppearance === true, fontSizePt: size > 0 ? Math.min(size, room) : room };
}

/** What fields, typed notes and marks of a page say. */
export async function annotationsOf(page: PDFPageProxy, toPage: Matrix): Promise<Annotated> {
  const annotations: readonly unknown[] = await page.getAnnotations();
  const placed = annotations.slice(0, ANNOTATIONS.most).flatMap((annotation) => {
    const box = isRecord(annotation) ? boxOf(annotation, toPage) : null;
    return isRecord(annotation) && box ? [{ annotation, box }] : [];
  });
  return {
    stated: placed.map(({ annotation, box }) => statedBy(annotation, box)).filter((stated) => stated !== null),
    marks: placed.flatMap(({ annotation, box }) => markedBy(annotation, box)),
  };
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

/** A page with doubts on the numbers that marks without appearance lie on. */
function withMarks(seen: SeenPage, marks: readonly UnpaintedMark[]): SeenPage {
  let glyphs = seen.glyphs;
  for (const { box, code } of marks) {
    const under = new Set(glyphs.filter((glyph) => glyph.text.trim() !== '' && isIn(box)(glyph)));
    if (under.size === 0) continue;
    const found = doubt(code, code === 'covered' ? { seen: textOf([...under]) } : {});
    glyphs = glyphs.map((g) => (under.has(g) ? { ...g, doubts: [...(g.doubts ?? []), found] } : g));
  }
  return glyphs === seen.glyphs ? seen : { ...seen, glyphs };
}

/**
 * A page with the text and the marks that its annotations state and nothing paints. Where a field says another thing than what is
 * painted of it, or a note without appearance lies on other text, both are in doubt: programs show one or the other.
 */
export function withAnnotations(painted: SeenPage, { stated, marks }: Annotated): SeenPage {
  const seen = withMarks(painted, marks);
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
