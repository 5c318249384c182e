import type { DoubtCode } from '../contracts/doubt.ts';
import { withoutUnseen } from './fold.ts';
import { numberInWords } from './quantities.ts';
import { UNITS_OF_CELLS } from './units.ts';

/**
 * What the text of one cell of a table says: the one grammar by which every stage tells values from labels and words.
 * `none` is a mark that stands for no number; `figures` are digits that make no number (12,34; 1.2.3); `remarked` is a
 * number that a remark keeps from being one (约12, 3余, 0（其中1件转办）). Neither of the two has a value.
 */
export type CellValue =
  | { readonly kind: 'blank' | 'figures' | 'remarked' | 'words' }
  | { readonly kind: 'none'; readonly doubts: readonly DoubtCode[] }
  | NumberText
  /** Numbers that stand beside or below one another. */
  | { readonly kind: 'several'; readonly parts: readonly string[] };

export interface NumberText {
  readonly kind: 'number';
  readonly value: number;
  /** Sign, digits and decimal point, without grouping. */
  readonly digits: string;
  /** As printed behind the number; null without one. */
  readonly unit: string | null;
  /** In Chinese numerals without a unit, which are strokes of labels and ordinals as well: 一, 二十. */
  readonly mayBeWord: boolean;
  readonly doubts: readonly DoubtCode[];
}

const PLAIN_KINDS = {
  blank: { kind: 'blank' },
  none: { kind: 'none', doubts: [] },
  figures: { kind: 'figures' },
  remarked: { kind: 'remarked' },
  words: { kind: 'words' },
} as const satisfies Record<string, CellValue>;

const RAISED = '\u00b2\u00b3\u00b9\u2070-\u207f\u2080-\u208e';
const CIRCLED = '①-⑳⑴-⒛⓪-⓿❶-➓';
const SIGNS = '*＊※†‡★☆';
const NUMBERED = '[[［〔]\\d{1,2}[\\]］〕]|[（(]?注\\d{0,2}[)）]?';
const UNIT = `(?:${UNITS_OF_CELLS.join('|')})`;
const DIGIT = '\\d０-９';
/** Note marks in front of, within and behind a number: NFKC would turn them into digits of it. */
const MARK_BEFORE = new RegExp(
  `^(?:[${RAISED}${CIRCLED}${SIGNS}#]+|(?:${NUMBERED})[:：]?)\\s?(?=[+\\-－−]?[${DIGIT}])`,
  'u',
);
const MARK_BEHIND = new RegExp(
  `(?<=[${DIGIT}](?:${UNIT}|[%％])?)(?:[${RAISED}${CIRCLED}${SIGNS}]+|\\s?[${CIRCLED}]+|\\s?(?:${NUMBERED}))(?=${UNIT}?$)`,
  'u',
);
const LONE_RAISED = new RegExp(`^[${RAISED}]+$`, 'u');
const LONE_CIRCLED = /^[①-⑳]$/u;

const LONE_BARS = /^[|│┃║¦]+$/u;
const NONE = /^(?:[/\\]+|[-‐-―─—_~]+|无|没有|不适用|n\/?a|none)$/iu;
const UNCHANGED = /^(?:无(?:变化|增减)|持平|不变|未变)$/u;
/** A one in words, or the dash for none that it looks like: Chinese keyboards offer the one for the other. */
const ONE_OR_DASH = '一';
/** Letters and rings that stand for a zero when they stand alone. */
const ZERO_LOOKALIKE = /^[oO○〇◯]$/u;

const SUM_WORD = /^(?:总共|一共|共计|共)\s?(?=[+-]?\d)/u;
const DIRECTION = /^(?:(?<more>增加?|上升|↑)|(?<less>减少?|下降|↓))(?=\s?\d)/u;
const UNIT_BEHIND = new RegExp(
  `^(?<number>.*?)\\s?(?:\\((?<inBrackets>${UNIT})\\)|(?<unit>${UNIT}(?:\\(次\\))?|%))?。?$`,
  'su',
);
const PLAIN = /^[+-]?\d+(?:\.\d+)?$/u;
const GROUPED = /^[+-]?\d{1,3}(?:([, '’])\d{3})(?:\1\d{3})*(?:\.\d+)?$/u;
/** Digits set apart: one number in spaced type, or one that goes on in the next line. */
const SPACED = /^[+-]?\d(?:\s+[\d.])+$/u;
const SEVERAL = /^[+-]?\d+(?:\.\d+)?(?:\s+[+-]?\d+(?:\.\d+)?)+$/u;
const FIGURES = /^[+-]?\d[\d,.'’]*$/u;
/** A number that begins with a zero is two numbers, or has lost its point. */
const ZERO_LED = /^[+-]?0\d/u;
const CAPITALS: Readonly<Record<string, string>> = {
  壹: '一',
  贰: '二',
  貳: '二',
  叁: '三',
  參: '三',
  肆: '四',
  伍: '五',
  陆: '六',
  陸: '六',
  柒: '七',
  捌: '八',
  玖: '九',
  拾: '十',
  佰: '百',
  仟: '千',
};
const CAPITAL = new RegExp(`[${Object.keys(CAPITALS).join('')}]`, 'gu');
/** Numerals as numbers are spoken, so that a row of digits or of places alone is none. */
const SPOKEN =
  /^(?:零|〇|(?=.)(?:[一二两三四五六七八九]千)?零?(?:[一二三四五六七八九]百)?零?(?:[一二三四五六七八九]?十)?零?[一二三四五六七八九]?)$/u;
const REMARKED = /^[([<>≈~约近超逾过计共合达为含]{0,4}\d/u;
const DATE_OR_ORDINAL = /^\(?(?:(?:19|20)\d{2}\s*[年./-]|\d{1,2}[).、]\D)/u;

/** Circled digits on both sides of a number: more likely digits of an unusual kind than marks to two notes. */
const BETWEEN_CIRCLED = new RegExp(`^[${CIRCLED}].*[${CIRCLED}]$`, 'u');

/** Text as it is read: note marks out before compatibility forms are folded, then what nobody sees. */
const withoutMarks = (text: string): string => text.trim().replace(MARK_BEFORE, '').replace(MARK_BEHIND, '');

function spoken(text: string, unit: string | null): NumberText | null {
  const words = text.replace(CAPITAL, (character) => CAPITALS[character]!);
  const value = SPOKEN.test(words) ? numberInWords(words) : null;
  if (value === null) return null;
  const mayBeWord = unit === null && words === text && text !== '零';
  return {
    kind: 'number',
    value,
    digits: String(value),
    unit,
    mayBeWord,
    doubts: text === ONE_OR_DASH && unit === null ? ['low-confidence'] : [],
  };
}

function withDigits(digits: string, unit: string | null, ...doubts: DoubtCode[]): NumberText {
  const all: readonly DoubtCode[] = ZERO_LED.test(digits) ? [...doubts, 'several-numbers'] : doubts;
  return { kind: 'number', value: Number(digits), digits, unit, mayBeWord: false, doubts: all };
}

function numberFrom(text: string): NumberText | null {
  const { more, less } = DIRECTION.exec(text)?.groups ?? {};
  const bare = text
    .slice((more ?? less ?? '').length)
    .replace(SUM_WORD, '')
    .trim();
  const parts = UNIT_BEHIND.exec(bare)?.groups;
  const number = parts?.number ?? bare;
  const unit = parts?.inBrackets ?? parts?.unit ?? null;
  const signed = less === undefined ? number : `-${number}`;
  if (PLAIN.test(signed)) return withDigits(signed, unit);
  if (GROUPED.test(signed)) return withDigits(signed.replace(/[, '’]/gu, ''), unit);
  if (SPACED.test(signed) && PLAIN.test(signed.replace(/\s+/gu, '')))
    return withDigits(signed.replace(/\s+/gu, ''), unit, 'joined');
  return signed === number ? spoken(number, unit) : null;
}

const readings = new Map<string, CellValue>();
/** Texts whose reading is kept; tables print the same few numbers over and over. */
const REMEMBERED = 5_000;
/** Characters of the longest text that can be a value with a remark to it. */
const LONGEST = 60;

function read(raw: string): CellValue {
  const text = withoutUnseen(raw);
  const marked = withoutMarks(text);
  const zero = (doubts: readonly DoubtCode[]): NumberText => ({ ...withDigits('0', null), doubts });
  // alone in its cell, a raised digit is a mark to a blank or a number drawn in an unusual way
  if (LONE_CIRCLED.test(marked)) return withDigits(String(marked.codePointAt(0)! - '①'.codePointAt(0)! + 1), null);
  const folded = marked.normalize('NFKC').replace(/[−﹣]/gu, '-').trim();
  if (LONE_RAISED.test(marked) && PLAIN.test(folded)) return withDigits(folded, null, 'mark-or-digit');
  if (folded === '') return PLAIN_KINDS.blank;
  // a bar may also be what is left of a digit
  if (LONE_BARS.test(folded)) return { kind: 'none', doubts: ['low-confidence'] };
  if (NONE.test(folded)) return PLAIN_KINDS.none;
  if (UNCHANGED.test(folded)) return zero([]);
  if (ZERO_LOOKALIKE.test(folded)) return zero(['low-confidence']);
  const number = numberFrom(folded);
  if (number)
    return BETWEEN_CIRCLED.test(text.trim()) ? { ...number, doubts: [...number.doubts, 'mark-or-digit'] } : number;
  if (SEVERAL.test(folded)) return { kind: 'several', parts: folded.split(/\s+/u) };
  if (FIGURES.test(folded)) return PLAIN_KINDS.figures;
  return REMARKED.test(folded) && !DATE_OR_ORDINAL.test(folded) ? PLAIN_KINDS.remarked : PLAIN_KINDS.words;
}

/** Tells what the text of a cell says. Never throws; the same text always says the same. */
export function readValue(text: string): CellValue {
  if (text.length > LONGEST) return text.trim() === '' ? PLAIN_KINDS.blank : PLAIN_KINDS.words;
  const known = readings.get(text);
  if (known) return known;
  const value = read(text);
  if (readings.size > REMEMBERED) readings.clear();
  readings.set(text, value);
  return value;
}

/** Whether a text can only stand in a number cell, never be a label: a number, a mark for none, digits that make no number. */
export function isValueText(text: string): boolean {
  const value = readValue(text);
  switch (value.kind) {
    case 'none':
    case 'figures':
    case 'several':
      return true;
    case 'number':
      return !value.mayBeWord;
    case 'blank':
    case 'remarked':
    case 'words':
      return false;
    default:
      return value satisfies never;
  }
}

/** Whether a text is a number that a remark keeps from being one: it stands for a value, and nothing reads it. */
export const isRemarkedNumber = (text: string): boolean => readValue(text).kind === 'remarked';
