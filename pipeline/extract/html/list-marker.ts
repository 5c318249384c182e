import type { VisibleElement } from './visible-tree.ts';

const CHINESE_DIGITS = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
/** Text that brings its own number: 一、 （一） 1. ① */
const HAS_ORDINAL = /^\s*(?:[(（]?[一二三四五六七八九十\d]{1,3}[)）、.．:：]|第[一二三四五六七八九十\d]|[①-⑳])/;

/** 1…99 in Chinese numerals. */
function chineseNumeral(n: number): string {
  if (n < 1 || n > 99) return String(n);
  const tens = Math.floor(n / 10);
  const ones = n % 10;
  const head = tens === 0 ? '' : `${tens === 1 ? '' : CHINESE_DIGITS[tens]}十`;
  return `${head}${ones === 0 && tens > 0 ? '' : CHINESE_DIGITS[ones]}`;
}

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
  if (list?.tag !== 'ol' || HAS_ORDINAL.test(text) || text.trim() === '') return null;
  const style = styleOf(list, item);
  if (/\b(?:none|disc|circle|square)\b/.test(style)) return null;
  const start = Number.parseInt(list.attributes.start ?? '1', 10) || 1;
  const number = Number.parseInt(item.attributes.value ?? '', 10) || start + item.index - 1;
  if (/cjk-ideographic|chinese|cjk-decimal/.test(style)) return `${chineseNumeral(number)}、`;
  if (/^a$|alpha|latin/i.test(style)) return `${letters(number)}.`;
  return `${number}.`;
}
