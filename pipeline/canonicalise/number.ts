import type { DoubtCode } from '../contracts/doubt.ts';
import type { CellStatus } from '../contracts/report.ts';

/** What one cell of a statutory table says. */
export interface CellReading {
  readonly value: number | null;
  readonly status: CellStatus;
  /** Why it may say something else; says nothing of whether it is the right cell. */
  readonly doubts: readonly DoubtCode[];
}

/** The unit that the form prescribes for a cell: counts have none. */
export type FormUnit = '万元' | null;

const BLANK: CellReading = { value: null, status: 'blank', doubts: [] };
const NOT_APPLICABLE: CellReading = { value: null, status: 'notApplicable', doubts: [] };
const NOT_A_NUMBER: CellReading = { value: null, status: 'illegible', doubts: ['not-a-number'] };

const reported = (value: number, ...doubts: DoubtCode[]): CellReading => ({ value, status: 'reported', doubts });

const NOT_APPLICABLE_MARKS = /^(?:[/\\|]+|[-‐-―─—_~]+|无|没有|不适用|n\/?a|none)$/iu;
const UNCHANGED = /^(?:无(?:变化|增减)|持平|不变|未变)$/u;
/** Letters and rings that stand for a zero when they stand alone. */
const ZERO_LOOKALIKE = /^[oO○〇◯]$/u;
/** Footnote marks: NFKC would turn them into digits of the number before them. */
const MARK_AFTER_DIGIT =
  /(?<=[\d０-９][\p{Script=Han}]{0,2})(?:[\u00b2\u00b3\u00b9\u2070-\u2079①-⑳*※†]+|\s?(?:\[\d{1,2}\]|〔\d{1,2}〕|［\d{1,2}］|[（(]?注\d{0,2}[)）]?))$/u;
const LONE_RAISED = /^[\u00b2\u00b3\u00b9\u2070\u2074-\u2079]+$/u;
const LONE_CIRCLED = /^[①-⑳]$/u;
const PLAIN = /^[+-]?\d+(?:\.\d+)?$/;
const GROUPED = /^[+-]?\d{1,3}(?:([, '’])\d{3})(?:\1\d{3})*(?:\.\d+)?$/;
const UNIT = /(亿元|万元|元|件次|人次|件|项|条|个|次|宗|份|起|例|家|部|篇|批|人)$/u;
const DIRECTION = /^(增加?|减少?|上升|下降|[↑↓])/u;
const CHINESE_DIGITS = '零一二三四五六七八九';
const CHINESE_NUMBER = /^(?:零|[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九])$/u;

const chineseNumber = (text: string): number => {
  const [tens, ones] = text.includes('十') ? text.split('十') : ['', text];
  const tensValue = text.includes('十') ? (tens ? CHINESE_DIGITS.indexOf(tens) : 1) : 0;
  return tensValue * 10 + (ones ? CHINESE_DIGITS.indexOf(ones) : 0);
};

/** Decimal shift on the digits: 251000 ÷ 10⁴ is 25.1 exactly. */
const shifted = (digits: string, exponent: number): number => Number(`${Number(digits)}e${exponent}`);

const unitReading = (digits: string, printed: string, unit: FormUnit): CellReading => {
  if (unit !== '万元' || printed === '万元') return reported(Number(digits));
  if (printed === '元') return reported(shifted(digits, -4), 'unit-converted');
  if (printed === '亿元') return reported(shifted(digits, 4), 'unit-converted');
  return reported(Number(digits), 'low-confidence');
};

/**
 * Reads the text of a number cell: the only place where cell text becomes a number.
 * Full width, separators, units, signs, placeholders and Chinese numerals are told apart; what is none of these has no value.
 */
export function readCell(raw: string, unit: FormUnit = null): CellReading {
  const marked = raw.trim().replace(MARK_AFTER_DIGIT, '');
  // alone in its cell, a raised digit is a footnote to a blank or a number drawn in an unusual way
  if (LONE_CIRCLED.test(marked)) return reported(marked.codePointAt(0)! - '①'.codePointAt(0)! + 1);
  if (LONE_RAISED.test(marked)) return reported(Number(marked.normalize('NFKC')), 'low-confidence');
  const text = marked
    .normalize('NFKC')
    .replace(/[\u200b-\u200f\u2060\ufeff\u00ad]/g, '')
    .replace(/[−﹣]/g, '-')
    .trim();
  if (text === '') return BLANK;
  if (NOT_APPLICABLE_MARKS.test(text)) return NOT_APPLICABLE;
  if (UNCHANGED.test(text)) return reported(0);
  if (ZERO_LOOKALIKE.test(text)) return reported(0, 'low-confidence');
  if (CHINESE_NUMBER.test(text)) return reported(chineseNumber(text));

  const direction = DIRECTION.exec(text)?.[1] ?? '';
  const undirected = text.slice(direction.length).trim();
  const printedUnit = UNIT.exec(undirected)?.[1] ?? '';
  const number = undirected.slice(0, undirected.length - printedUnit.length).trim();
  const signed = /[减降↓]/u.test(direction) ? `-${number}` : number;
  if (PLAIN.test(signed)) return printedUnit ? unitReading(signed, printedUnit, unit) : reported(Number(signed));
  if (GROUPED.test(signed)) {
    const digits = signed.replace(/[, '’]/g, '');
    return printedUnit ? unitReading(digits, printedUnit, unit) : reported(Number(digits));
  }
  const joined = signed.replace(/\s+/g, '');
  return PLAIN.test(joined) ? reported(Number(joined), 'joined') : NOT_A_NUMBER;
}

/** Whether a text can only be a value or an empty place of one, never a label. */
export const isValueText = (text: string): boolean => {
  const reading = readCell(text);
  return (
    reading.status === 'blank' ||
    reading.status === 'notApplicable' ||
    (reading.value !== null && !CHINESE_NUMBER.test(text.trim()))
  );
};
