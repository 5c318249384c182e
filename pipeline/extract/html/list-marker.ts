import { beginsItem, numeralOf } from '../../wording/ordinal.ts';
import type { VisibleElement } from './visible-tree.ts';

const letters = (n: number): string => String.fromCharCode(96 + ((n - 1) % 26) + 1);

function styleOf(list: VisibleElement, item: VisibleElement): string {
  const of = (element: VisibleElement): string | undefined =>
    element.declarations.get('list-style-type')?.value ?? element.declarations.get('list-style')?.value;
  return of(item) ?? of(list) ?? list.attributes.type ?? '1';
}

/**
 * The number that a browser prints before an item of a numbered list; null for items of other lists, lists without
 * numbers and items whose text brings its own.
 */
export function listMarker(item: VisibleElement, text: string): string | null {
  const list = item.parent;
  if (list?.tag !== 'ol' || beginsItem(text) || text.trim() === '') return null;
  const style = styleOf(list, item);
  if (/\b(?:none|disc|circle|square)\b/.test(style)) return null;
  const start = Number.parseInt(list.attributes.start ?? '1', 10) || 1;
  const number = Number.parseInt(item.attributes.value ?? '', 10) || start + item.index - 1;
  if (/cjk-ideographic|chinese|cjk-decimal/.test(style)) return `${numeralOf(number)}、`;
  if (/^a$|alpha|latin/i.test(style)) return `${letters(number)}.`;
  return `${number}.`;
}
