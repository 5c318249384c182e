import { numberInWords } from './quantities.ts';

/**
 * What an ordinal at the beginning of a line looks like; the first three head sections in official writing, the next
 * two their parts. `clause` opens an item of a sentence, and by mistake a section.
 * @source 党政机关公文格式: 一、 （一） 1. （1）
 */
export type OrdinalForm =
  | 'section' // 一、 一． 一，
  | 'part' // 第一部分 第一章 第一、
  | 'spaced' // 一 and white space
  | 'bracketed' // （一） 一）
  | 'clause' // 一是
  | 'figure' // 1、 1.
  | 'bracketedFigure' // （1） 1）
  | 'circled'; // ① ⑴ ⒈

/** An ordinal at the beginning of a text. */
export interface Ordinal {
  readonly form: OrdinalForm;
  /** 1…99; null where the mark is there and the number was lost: （）主动公开. */
  readonly number: number | null;
  /** As printed, with its mark and the white space behind it. */
  readonly text: string;
}

/** Signs that stand for a numeral: radicals that PDF fonts map to, katakana, strokes typed for 一. */
const LOOKALIKES: Readonly<Record<string, string>> = { '⼀': '一', '⼆': '二', '⼋': '八', '⼗': '十', ニ: '二' };
const NUMERAL = '[一二三四五六七八九十⼀⼆⼋⼗ニ]{1,3}';
const STROKE = '[—―－–-]';
/** Roman numerals as single characters, 1…12. */
const ROMAN = /^[Ⅰ-Ⅻ]$/u;

const FORMS: readonly (readonly [OrdinalForm, RegExp])[] = [
  [
    'part',
    new RegExp(`^第\\s*(${NUMERAL}|\\d{1,2})\\s*(?:(?:部分|章|篇)[\\s、．.：:]*|[、．.：:]\\s*|\\s+)(?=\\S)`, 'u'),
  ],
  ['bracketed', new RegExp(`^(?:[（(]\\s*(${NUMERAL})\\s*[）)、]|(${NUMERAL})\\s*[）)])\\s*[、．.]?\\s*`, 'u')],
  ['section', new RegExp(`^(?:(${NUMERAL}|[Ⅰ-Ⅻ])|${STROKE}(?=\\s*、))\\s*[、．.,，:：﹑]\\s*`, 'u')],
  ['clause', new RegExp(`^(${NUMERAL})\\s*(?:是|则是)\\s*(?!否)`, 'u')],
  ['spaced', new RegExp(`^(${NUMERAL})\\s+(?=\\S)`, 'u')],
  ['bracketedFigure', /^(?:[（(]\s*(\d{1,2})\s*[）)]|(\d{1,2})\s*[）)])\s*[、．.]?\s*/u],
  ['figure', /^(\d{1,2})\s*[、．.﹑]\s*(?!\d)/u],
];
/** The number between the brackets, or before the mark, was lost. */
const LOST: readonly (readonly [OrdinalForm, RegExp])[] = [
  ['bracketed', /^[（(]\s*[）)]\s*/u],
  ['section', /^、\s*(?=\p{Script=Han})/u],
];
const CIRCLED: readonly (readonly [number, number])[] = [
  [0x2460, 20],
  [0x2474, 20],
  [0x2488, 20],
  [0x3220, 10],
];

/** Characters at the beginning of a text that are looked at: longer runs of white space are no part of an ordinal. */
const LONGEST = 24;

const numberSaid = (numeral: string): number | null =>
  ROMAN.test(numeral)
    ? numeral.charCodeAt(0) - 'Ⅰ'.charCodeAt(0) + 1
    : /^\d/u.test(numeral)
      ? Number(numeral)
      : numberInWords([...numeral].map((c) => LOOKALIKES[c] ?? c).join(''));

function circled(text: string): Ordinal | null {
  const code = text.charCodeAt(0);
  const range = CIRCLED.find(([from, count]) => code >= from && code < from + count);
  if (!range) return null;
  const [printed] = /^.[、．.]?\s*/u.exec(text) ?? [text[0]!];
  // ㈠ is （一） in one character
  return { form: range[0] === 0x3220 ? 'bracketed' : 'circled', number: code - range[0] + 1, text: printed };
}

/** The ordinal that a text begins with; null for none. White space before it does not count as part of it. */
export function ordinalOf(text: string): Ordinal | null {
  const start = text.trimStart().slice(0, LONGEST);
  if (start === '') return null;
  for (const [form, pattern] of FORMS) {
    const match = pattern.exec(start);
    if (!match) continue;
    const numeral = match[1] ?? match[2];
    const number = numeral === undefined ? 1 : numberSaid(numeral);
    if (number !== null && number >= 1) return { form, number, text: match[0] };
  }
  for (const [form, pattern] of LOST) {
    const match = pattern.exec(start);
    if (match) return { form, number: null, text: match[0] };
  }
  return circled(start);
}

/** Whether a text begins with an ordinal of one of the forms, by default of any that opens a line of its own. */
export function beginsWithOrdinal(text: string, forms: readonly OrdinalForm[] = LINE_FORMS): boolean {
  const ordinal = ordinalOf(text);
  return ordinal !== null && ordinal.number !== null && forms.includes(ordinal.form);
}

/** Forms that open a line; 一 with white space and 一是 also stand within sentences. */
export const LINE_FORMS: readonly OrdinalForm[] = [
  'section',
  'part',
  'bracketed',
  'figure',
  'bracketedFigure',
  'circled',
];

/** An article or a part that is quoted or heads a line: 第二十条第（一）项. */
const ARTICLE = new RegExp(`^\\s*第\\s*(?:${NUMERAL}|\\d{1,3})\\s*[条章节篇款项部]`, 'u');

/** Whether a line begins something new by its ordinal, or by the number of an article. */
export const beginsItem = (text: string): boolean => beginsWithOrdinal(text) || ARTICLE.test(text);

/** Whether a text is an ordinal and nothing else; a numeral in Chinese needs no mark for that. */
export const isLoneOrdinal = (text: string): boolean => LONE.test(text.trim());
const LONE = new RegExp(`^(?:[（(]?${NUMERAL}[)）]?[、．.]?|[（(]?\\d{1,2}[)）.．、])$`, 'u');

const ONES = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

/** 1…99 in Chinese numerals as ordinals are written: 十一, 二十. Larger numbers in figures. */
export function numeralOf(n: number): string {
  if (!Number.isInteger(n) || n < 1 || n > 99) return String(n);
  const tens = Math.floor(n / 10);
  return `${tens === 0 ? '' : `${tens === 1 ? '' : ONES[tens]}十`}${ONES[n % 10]}`;
}

/** How the ordinal of a number is printed in a form: 三、 （三） 3. */
export function printedOrdinal(form: OrdinalForm, n: number): string {
  switch (form) {
    case 'section':
    case 'spaced':
      return `${numeralOf(n)}、`;
    case 'part':
      return `第${numeralOf(n)}部分`;
    case 'bracketed':
      return `（${numeralOf(n)}）`;
    case 'clause':
      return `${numeralOf(n)}是`;
    case 'figure':
      return `${n}.`;
    case 'bracketedFigure':
      return `（${n}）`;
    case 'circled':
      return n <= 20 ? String.fromCharCode(0x2460 + n - 1) : `（${n}）`;
    default:
      return form satisfies never;
  }
}
