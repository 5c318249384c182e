import type { DoubtCode } from '../contracts/doubt.ts';
import type { CellStatus } from '../contracts/report.ts';
import { type NumberText, readValue } from '../wording/cell-value.ts';
import { MONEY } from '../wording/units.ts';

/** What one cell of a statutory table says. */
export interface CellReading {
  readonly value: number | null;
  readonly status: CellStatus;
  /** Why it may say something else; says nothing of whether it is the right cell. */
  readonly doubts: readonly DoubtCode[];
}

/** The unit in which the form wants a number: counts have none. `printed` is the one that the header names in its place. */
export interface FormUnit {
  readonly unit: '万元' | null;
  readonly printed: string | null;
}

export const COUNTED: FormUnit = { unit: null, printed: null };

const BLANK: CellReading = { value: null, status: 'blank', doubts: [] };
const illegible = (doubt: DoubtCode): CellReading => ({ value: null, status: 'illegible', doubts: [doubt] });

const FORM_MONEY = MONEY.万元!;

/** The unit of money that a header names for its column: 采购总金额（元）; null where it names none. */
export const moneyIn = (header: string): string | null =>
  /(亿元|万元|元)[)）]?\s*$/u.exec(header.normalize('NFKC').trim())?.[1] ?? null;

/** Decimal shift on the digits: 251000 ÷ 10⁴ is 25.1 exactly. */
const shifted = (digits: string, exponent: number): number => Number(`${Number(digits)}e${exponent}`);

function inFormUnit({ value, digits, unit, doubts }: NumberText, form: FormUnit): CellReading {
  const reported = (amount: number, ...more: DoubtCode[]): CellReading => ({
    value: amount,
    status: 'reported',
    doubts: [...doubts, ...more],
  });
  if (unit === '%') return illegible('not-a-number');
  if (form.unit === null) return reported(value);
  const printed = unit ?? form.printed;
  if (printed === null || printed === form.unit) return reported(value);
  const power = MONEY[printed];
  return power === undefined
    ? reported(value, 'unit-unknown')
    : reported(shifted(digits, power - FORM_MONEY), 'unit-converted');
}

/** Reads the text of a number cell: the only place where cell text becomes a number. What is none has no value. */
export function readCell(raw: string, form: FormUnit = COUNTED): CellReading {
  const value = readValue(raw);
  switch (value.kind) {
    case 'number':
      return inFormUnit(value, form);
    case 'blank':
      return BLANK;
    case 'none':
      return { value: null, status: 'notApplicable', doubts: value.doubts };
    case 'several':
      return illegible('several-numbers');
    case 'figures':
    case 'remarked':
    case 'words':
      return illegible('not-a-number');
    default:
      return value satisfies never;
  }
}
