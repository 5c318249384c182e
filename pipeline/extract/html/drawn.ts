import type { Element } from 'domhandler';
import { HTML_TOLERANCES, VISIBILITY } from '../../../config/limits/markup.ts';
import { pixelsOf } from './css/lengths.ts';
import type { VisibleElement } from './visible-element.ts';

/** Elements that show something that is no text of the page. */
const DRAWN = new Set(['img', 'svg', 'canvas', 'object', 'embed', 'applet', 'video', 'image', 'meter', 'progress']);
/** Parts of formulas that say by their form what they mean. @source MathML Core */
const FORMULAS = new Set(['mfrac', 'msqrt', 'mroot', 'mtable', 'munder', 'mover', 'munderover', 'menclose']);

export const isDrawn = (tag: string): boolean => DRAWN.has(tag);
export const isDrawnFormula = (tag: string): boolean => FORMULAS.has(tag);

/** The stated width or height of an element in pixels; null where it states none in a unit that tells. */
export function statedSide(
  { attributes, declarations }: Pick<VisibleElement, 'attributes' | 'declarations'>,
  side: 'width' | 'height',
): number | null {
  return pixelsOf(declarations.get(side)?.value ?? attributes[side], { fontPx: 16, wholePx: null });
}

/** Spacers and counters state that they are specks. */
export const isSpeck = (element: Pick<VisibleElement, 'attributes' | 'declarations'>): boolean =>
  (['width', 'height'] as const).some(
    (side) => (statedSide(element, side) ?? Number.POSITIVE_INFINITY) < VISIBILITY.leastFontPx,
  );

/** Parts of a drawing that are defined or described and not drawn. */
const UNDRAWN = new Set([
  'defs',
  'title',
  'desc',
  'metadata',
  'symbol',
  'clippath',
  'mask',
  'pattern',
  'marker',
  'style',
  'script',
]);

interface SetText {
  readonly text: string;
  readonly x: number;
  readonly y: number;
}

const textIn = (element: Element): string =>
  element.children
    .map((child) =>
      child.type === 'text' ? child.data : child.type === 'tag' && !UNDRAWN.has(child.name) ? textIn(child) : '',
    )
    .join('');

function textsOf(element: Element): SetText[] {
  return element.children.flatMap((child): SetText[] => {
    if (child.type !== 'tag' || UNDRAWN.has(child.name.toLowerCase()) || child.attribs.display === 'none') return [];
    if (child.name !== 'text' && child.name.toLowerCase() !== 'foreignobject') return textsOf(child);
    const at = (axis: 'x' | 'y'): number => Number.parseFloat(child.attribs[axis] ?? '0') || 0;
    return [{ text: textIn(child).trim(), x: at('x'), y: at('y') }];
  });
}

/**
 * The text of a drawing that is of text: what stands in a cell, or is as small as a word. Pieces in the order of lines
 * and of places in them. Null where it has none, and for charts.
 */
export function svgText(svg: Element, isInCell: boolean): string | null {
  const width = pixelsOf(svg.attribs.width, { fontPx: 16, wholePx: null });
  if (!isInCell && (width === null || width >= HTML_TOLERANCES.pictureSide)) return null;
  const texts = textsOf(svg).filter(({ text }) => text !== '');
  if (texts.length === 0) return null;
  return texts
    .toSorted((a, b) => a.y - b.y || a.x - b.x)
    .map(({ text }) => text)
    .join('');
}
