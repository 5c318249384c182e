/** A counter of automatic numbering in one of the number formats of the file. @source ECMA-376 part 1, 17.18.59 */
type Numeral = (value: number) => string;

const CHINESE_DIGITS = '〇一二三四五六七八九';
const FORMAL_DIGITS = '零壹贰叁肆伍陆柒捌玖';
const HEAVENLY_STEMS = '甲乙丙丁戊己庚辛壬癸';
const EARTHLY_BRANCHES = '子丑寅卯辰巳午未申酉戌亥';

const decimal: Numeral = (value) => String(value);

const digitByDigit =
  (digits: string): Numeral =>
  (value) =>
    String(value).replace(/\d/g, (d) => digits[Number.parseInt(d, 10)] ?? d);

/** 一, 十, 十一, 二十一, 一百零一: units are spoken, gaps are marked with `zero`. */
const spoken =
  (digits: string, units: readonly string[], zero: string): Numeral =>
  (value) => {
    if (value <= 0 || value > 9999) return value === 0 ? zero : decimal(value);
    let text = '';
    let gap = false;
    for (let power = 3; power >= 0; power--) {
      const digit = Math.floor(value / 10 ** power) % 10;
      if (digit === 0) {
        gap = text !== '';
        continue;
      }
      if (gap) text += zero;
      gap = false;
      const leadingTen = power === 1 && digit === 1 && text === '' && units === PLAIN_UNITS;
      text += (leadingTen ? '' : digits[digit]) + (units[power] ?? '');
    }
    return text;
  };
const PLAIN_UNITS = ['', '十', '百', '千'];
const FORMAL_UNITS = ['', '拾', '佰', '仟'];

const cyclic =
  (signs: string): Numeral =>
  (value) =>
    value >= 1 ? (signs[(value - 1) % signs.length] ?? '') : decimal(value);

/** a…z, then aa, bb: the letter is repeated. */
const letter =
  (first: string): Numeral =>
  (value) =>
    value >= 1
      ? String.fromCharCode(first.charCodeAt(0) + ((value - 1) % 26)).repeat(Math.min(40, Math.ceil(value / 26)))
      : decimal(value);

/** Signs that stand in a row in Unicode, e.g. ① to ⑳; beyond their end the plain number. */
const inRow =
  (first: string, count: number): Numeral =>
  (value) =>
    value >= 1 && value <= count ? String.fromCodePoint((first.codePointAt(0) ?? 0) + value - 1) : decimal(value);

const ROMAN: readonly (readonly [number, string])[] = [
  [1000, 'M'],
  [900, 'CM'],
  [500, 'D'],
  [400, 'CD'],
  [100, 'C'],
  [90, 'XC'],
  [50, 'L'],
  [40, 'XL'],
  [10, 'X'],
  [9, 'IX'],
  [5, 'V'],
  [4, 'IV'],
  [1, 'I'],
];
const roman: Numeral = (value) => {
  if (value < 1 || value > 3999) return decimal(value);
  let rest = value;
  let text = '';
  for (const [worth, sign] of ROMAN) {
    text += sign.repeat(Math.floor(rest / worth));
    rest %= worth;
  }
  return text;
};

const counting = spoken(CHINESE_DIGITS, PLAIN_UNITS, '零');
const formal = spoken(FORMAL_DIGITS, FORMAL_UNITS, '零');
const byDigit = digitByDigit(CHINESE_DIGITS);
const nothing: Numeral = () => '';

const NUMERALS: Readonly<Record<string, Numeral>> = {
  decimal,
  decimalHalfWidth: decimal,
  decimalZero: (value) => String(value).padStart(2, '0'),
  decimalFullWidth: digitByDigit('０１２３４５６７８９'),
  decimalFullWidth2: digitByDigit('０１２３４５６７８９'),
  numberInDash: (value) => `- ${value} -`,
  decimalEnclosedCircle: inRow('①', 20),
  decimalEnclosedCircleChinese: inRow('①', 20),
  decimalEnclosedFullstop: inRow('⒈', 20),
  decimalEnclosedParen: inRow('⑴', 20),
  ideographEnclosedCircle: inRow('㊀', 10),
  chineseCounting: counting,
  chineseCountingThousand: counting,
  japaneseCounting: counting,
  taiwaneseCounting: counting,
  taiwaneseCountingThousand: counting,
  ideographDigital: byDigit,
  japaneseDigitalTenThousand: byDigit,
  taiwaneseDigital: byDigit,
  chineseLegalSimplified: formal,
  japaneseLegal: formal,
  ideographLegalTraditional: formal,
  ideographTraditional: cyclic(HEAVENLY_STEMS),
  ideographZodiac: cyclic(EARTHLY_BRANCHES),
  upperRoman: roman,
  lowerRoman: (value) => roman(value).toLowerCase(),
  upperLetter: letter('A'),
  lowerLetter: letter('a'),
  bullet: nothing,
  none: nothing,
};

/** Writes a counter as the file's number format says; a format that is not known gives the plain number. */
export const numeral = (value: number, format: string): string =>
  (Object.hasOwn(NUMERALS, format) ? (NUMERALS[format] ?? decimal) : decimal)(value);
