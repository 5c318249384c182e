import { VISIBILITY } from '../../../config/limits/markup.ts';
import { pixelsOf } from './css/lengths.ts';
import type { VisibleElement, VisibleNode } from './visible-element.ts';

const RAISED_TAGS = new Set(['sup', 'sub']);
/** Formulas whose first part is the base and whose others stand above or below its line. @source MathML Core */
const SCRIPTED = new Set(['msup', 'msub', 'msubsup', 'mmultiscripts']);
const RAISED_WORDS = /^(?:super|sub)$/;

const px = (text: string | undefined, fontPx: number): number => pixelsOf(text, { fontPx, wholePx: fontPx }) ?? 0;

/** Whether styles move an inline element off the line of the text around it. */
function isShifted({ declarations, fontPx, display }: VisibleElement): boolean {
  if (display !== 'inline' && display !== 'inline-block') return false;
  const value = (property: string): string => declarations.get(property)?.value ?? '';
  if (px(value('vertical-align'), fontPx) !== 0 || px(value('mso-text-raise'), fontPx) !== 0) return true;
  const isRelative = value('position') === 'relative';
  if (isRelative && (px(value('top'), fontPx) !== 0 || px(value('bottom'), fontPx) !== 0)) return true;
  const shift =
    /translatey\(([^()]*)\)/.exec(value('transform'))?.[1] ??
    /translate\([^,()]*,([^()]*)\)/.exec(value('transform'))?.[1];
  return px(shift?.trim(), fontPx) !== 0;
}

const isSmaller = ({ fontPx, parent }: VisibleElement): boolean =>
  parent !== null && fontPx <= parent.fontPx * VISIBILITY.markFontShare;

/** Whether an inline element stands above or below the line: by its tag, by its styles, as a power in a formula. */
export function isRaised(element: VisibleElement): boolean {
  const { tag, parent, index, declarations } = element;
  const isScript = parent !== null && SCRIPTED.has(parent.tag) && index > 1;
  const alignment = declarations.get('vertical-align')?.value ?? '';
  if (isScript || RAISED_TAGS.has(tag) || RAISED_WORDS.test(alignment)) return true;
  if (!isSmaller(element)) return false;
  return isShifted(element) || /^(?:text-)?(?:top|bottom)$/.test(alignment);
}

/** A link to a place of the same page: a note mark, where it stands behind a number. */
export const isJump = ({ tag, attributes }: VisibleElement): boolean =>
  tag === 'a' && /^#./.test(attributes.href?.trim() ?? '');

const isElement = (node: VisibleNode): node is VisibleElement => typeof node !== 'string';
const hasDigit = (node: VisibleNode): boolean =>
  isElement(node) ? node.children.some(hasDigit) : /[\d０-９①-⑳₀-₉]/.test(node);

/**
 * Whether digits of a cell differ from those beside them in size or in height and yet not in both: note marks look so,
 * and so do parts of a number that an editor touched.
 */
export function holdsOddDigits(element: VisibleElement): boolean {
  const digits = element.children.filter(hasDigit);
  return digits.some((node) => {
    if (!isElement(node)) return false;
    const isOdd = digits.length > 1 && !isRaised(node) && (isSmaller(node) || isShifted(node) || isJump(node));
    return isOdd || holdsOddDigits(node);
  });
}
