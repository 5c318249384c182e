import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { ConversionError } from '../../contracts/errors.ts';
import type { Box } from '../../contracts/page.ts';
import { areBytePairs } from './byte-pairs.ts';
import type { FontFacts } from './drawing-state.ts';
import { looksOf, type OperatorList, type OutlineSource } from './eye/font-looks.ts';
import { type Matrix, matrixFrom } from './matrix.ts';
import type { Pdfjs } from './open-document.ts';

/** The operators of a page as pdf.js lists them, and what is needed to follow them. */
export interface PageOperators {
  readonly codes: readonly number[];
  readonly arguments: readonly unknown[];
  /** Codes by name (OPS of pdfjs-dist). */
  readonly names: Readonly<Record<string, number>>;
  readonly fonts: ReadonlyMap<string, FontFacts>;
  /** From the default space of the page to points from its top left corner. */
  readonly toPage: Matrix;
  readonly pageBox: Box;
  /** False for optional content that is switched off. */
  readonly isLayerVisible: (group: unknown) => boolean;
  /** Whether a picture, as an operator names or holds it, lets nothing through anywhere. */
  readonly isOpaque: (image: unknown) => boolean;
}

const UNIT: Matrix = [0.001, 0, 0, 0.001, 0, 0];

const numbersOf = (value: unknown, length: number): readonly number[] | null =>
  (Array.isArray(value) || value instanceof Float32Array) && value.length === length ? Array.from(value, Number) : null;

const isPath = (value: unknown): value is { readonly path: ArrayLike<number> } =>
  typeof value === 'object' && value !== null && 'path' in value && typeof value.path === 'object';

const isOperatorList = (value: unknown): value is OperatorList =>
  typeof value === 'object' && value !== null && 'fnArray' in value && 'argsArray' in value;

/** What precedes the name of a font that a file brings along in part. @source ISO 32000-1, 9.6.4 Font subsets */
const SUBSET = /^[A-Z]{6}\+/u;

const isBroken = (font: unknown): boolean =>
  typeof font === 'object' &&
  font !== null &&
  'missingFile' in font &&
  font.missingFile === true &&
  'name' in font &&
  SUBSET.test(String(font.name));

/** The paths of a font's characters: pdf.js sends them along with the operators, as it draws by paths where it has no browser. */
function outlinesOf(page: PDFPageProxy, name: string, font: unknown, matrix: Matrix): OutlineSource {
  const procedures: unknown =
    typeof font === 'object' && font !== null && 'charProcOperatorList' in font ? font.charProcOperatorList : null;
  const isProcedural = typeof procedures === 'object' && procedures !== null;
  return {
    matrix,
    broken: isBroken(font),
    pathOf: (fontChar) => {
      const id = `${name}_path_${fontChar}`;
      const found: unknown = page.commonObjs.has(id) ? page.commonObjs.get(id) : null;
      return isPath(found) ? found.path : null;
    },
    procedureOf: isProcedural
      ? (id) => {
          const list: unknown = Reflect.get(procedures, id);
          return isOperatorList(list) ? list : null;
        }
      : null,
  };
}

function factsOf(
  font: unknown,
  name: string,
  page: PDFPageProxy,
  shown: readonly unknown[],
  ops: Readonly<Record<string, number>>,
): FontFacts {
  const facts: Record<string, unknown> = {};
  if (typeof font === 'object' && font !== null) {
    for (const key of ['vertical', 'isType3Font', 'fontMatrix', 'defaultVMetrics', 'bbox']) {
      facts[key] = key in font ? font[key as keyof typeof font] : undefined;
    }
  }
  const matrix = matrixFrom(numbersOf(facts.fontMatrix, 6));
  const [advance, originX, originY] = numbersOf(facts.defaultVMetrics, 3) ?? [-1000, 500, 880];
  const [, bottom, , top] = numbersOf(facts.bbox, 4) ?? [];
  return {
    vertical: facts.vertical === true,
    type3: facts.isType3Font === true,
    matrix: matrix && matrix[0] !== 0 ? matrix : UNIT,
    verticalMetrics: [advance ?? -1000, originX ?? 500, originY ?? 880],
    bottom: bottom ?? 0,
    top: top ?? 0,
    bytePairs: areBytePairs(shown),
    lost: typeof font !== 'object' || font === null,
    lookOf: looksOf(outlinesOf(page, name, font, matrix && matrix[0] !== 0 ? matrix : UNIT), ops),
  };
}

/** The fonts that a list of operators sets, by their names, with the items of text that are shown with each. */
function fontsShown(
  codes: readonly number[],
  args: readonly unknown[],
  pdfjs: Pdfjs,
): ReadonlyMap<string, readonly unknown[]> {
  const shown = new Map<string, unknown[]>();
  let current: unknown[] = [];
  const set = (name: string): void => {
    current = shown.get(name) ?? [];
    shown.set(name, current);
  };
  codes.forEach((code, i) => {
    const list = args[i];
    if (!Array.isArray(list)) return;
    if (code === pdfjs.OPS.setFont && typeof list[0] === 'string') set(list[0]);
    if (code === pdfjs.OPS.setGState && Array.isArray(list[0])) {
      for (const entry of list[0]) {
        if (Array.isArray(entry) && entry[0] === 'Font' && Array.isArray(entry[1])) set(String(entry[1][0]));
      }
    }
    if (code === pdfjs.OPS.showText && Array.isArray(list[0])) for (const item of list[0]) current.push(item);
  });
  return shown;
}

/** Waits for the images of a page that shows text as well: only whole ones tell what they cover. */
async function imagesOf(page: PDFPageProxy, { fnArray, argsArray }: OperatorList, { OPS }: Pdfjs): Promise<void> {
  if (!fnArray.includes(OPS.showText)) return;
  const names = new Set<string>();
  fnArray.forEach((code, i) => {
    const args = argsArray[i];
    const isPicture = code === OPS.paintImageXObject || code === OPS.paintImageXObjectRepeat;
    if (isPicture && Array.isArray(args) && typeof args[0] === 'string') names.add(args[0]);
  });
  for (const name of names) {
    const objects = name.startsWith('g_') ? page.commonObjs : page.objs;
    await new Promise<unknown>((resolve) => objects.get(name, resolve));
  }
}

/** An image that the page or the document holds, where it has arrived. */
function objectOf(page: PDFPageProxy, name: string): unknown {
  const objects = name.startsWith('g_') ? page.commonObjs : page.objs;
  return objects.has(name) ? objects.get(name) : null;
}

/** Whether a decoded image has no pixel that lets anything through; one that is not there yet may have. */
function isOpaque(image: unknown, { ImageKind }: Pdfjs): boolean {
  if (typeof image !== 'object' || image === null || !('kind' in image) || !('data' in image)) return false;
  const { kind, data } = image;
  if (kind !== ImageKind.RGBA_32BPP) return true;
  if (!(data instanceof Uint8Array || data instanceof Uint8ClampedArray)) return false;
  for (let i = 3; i < data.length; i += 4) if (data[i] !== 255) return false;
  return true;
}

/**
 * What is known of the fonts of one document, by the names that pdf.js gives them. It is kept from page to page: pdf.js
 * gives away the outline of a character once, and the one that draws it takes it.
 */
export type DocumentFonts = Map<string, FontFacts>;

/** Asks pdf.js for the operators of a page and for all that is needed to follow them. Geometry in points of the page as shown. */
export async function operatorsOf(
  page: PDFPageProxy,
  document: PDFDocumentProxy,
  pdfjs: Pdfjs,
  fonts: DocumentFonts = new Map(),
): Promise<PageOperators> {
  const list = await page.getOperatorList();
  const shown = fontsShown(list.fnArray, list.argsArray, pdfjs);
  for (const name of shown.keys()) {
    if (fonts.has(name)) continue;
    const font = await new Promise<unknown>((resolve) => page.commonObjs.get(name, resolve));
    fonts.set(name, factsOf(font, name, page, shown.get(name) ?? [], pdfjs.OPS));
  }
  await imagesOf(page, list, pdfjs);
  const viewport = page.getViewport({ scale: 1 });
  const toPage = matrixFrom(viewport.transform);
  if (!toPage) throw new ConversionError('corrupt', 'a page without a usable size');
  const layered = list.fnArray.includes(pdfjs.OPS.beginMarkedContentProps);
  const layers = layered ? await document.getOptionalContentConfig() : null;
  return {
    codes: list.fnArray,
    arguments: list.argsArray,
    names: pdfjs.OPS,
    fonts,
    toPage,
    pageBox: [0, 0, viewport.width, viewport.height],
    isLayerVisible: (group) => layers === null || layers.isVisible(group),
    isOpaque: (image) => isOpaque(typeof image === 'string' ? objectOf(page, image) : image, pdfjs),
  };
}
