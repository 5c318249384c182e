import { DRAFT_LIMITS } from '../../config/limits/own-door.ts';

/** What may be wrong with the characters of one cell. */
export const CELL_FAULTS = [
  'blank',
  'placeholder',
  'full-width',
  'thousands',
  'unit',
  'not-a-number',
  'leading-zero',
  'negative',
  'decimals',
  'too-fine',
  'too-large',
] as const;
export type CellFault = (typeof CELL_FAULTS)[number];

export type TypedCell =
  | { readonly value: number }
  /** `instead`: what was probably meant, to be offered; null where nobody can tell. */
  | { readonly fault: CellFault; readonly instead: string | null };

const PLACEHOLDER = /^(?:[-—–－/／\\]+|无|没有|N\/A)$/iu;
const THOUSANDS = /^\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?$/u;
const UNIT = /^([-+]?\d+(?:\.\d+)?)\s*(?:件次|人次|件|条|份|个|项|宗|起|次|万元|元)$/u;
const NUMBER = /^([-+]?)(\d+)(?:\.(\d+))?$/u;

const isNumber = (text: string): boolean => NUMBER.test(text);

/** Reads what was typed into a cell as the form wants it: nothing is put right, what was likely meant is offered. */
export function readTyped(typed: string, path: string): TypedCell {
  const text = typed.trim();
  const fault = (code: CellFault, instead: string | null = null): TypedCell => ({ fault: code, instead });
  if (text === '') return fault('blank');
  if (PLACEHOLDER.test(text)) return fault('placeholder', '0');
  const narrow = text.normalize('NFKC');
  if (THOUSANDS.test(narrow)) return fault('thousands', narrow.replace(/[,，]/gu, ''));
  const unit = UNIT.exec(narrow)?.[1];
  if (unit !== undefined) return fault('unit', unit);
  if (narrow !== text && isNumber(narrow)) return fault('full-width', narrow);
  const [, sign = '', whole = '', decimals = ''] = NUMBER.exec(text) ?? [];
  if (whole === '') return fault('not-a-number');
  if (/^0\d/u.test(whole)) return fault('leading-zero', text.replace(/^([-+]?)0+(?=\d)/u, '$1'));
  const isChange = path.endsWith('/change');
  if (sign !== '' && !isChange) return fault('negative', sign === '+' ? text.slice(1) : null);
  const isAmount = path.endsWith('/amount');
  if (decimals !== '' && !isAmount) return fault('decimals', /^0+$/u.test(decimals) ? `${sign}${whole}` : null);
  if (decimals.length > DRAFT_LIMITS.amountDecimals) return fault('too-fine');
  const value = Number(text);
  const largest = isAmount ? DRAFT_LIMITS.largestAmount : DRAFT_LIMITS.largestCount;
  return Math.abs(value) > largest ? fault('too-large') : { value };
}
