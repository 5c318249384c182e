import type { CellPath, FormVersion } from '../../config/catalogue/form.ts';
import { IDENTITIES, type Identity } from '../../config/catalogue/identities.ts';
import type { CanonicalReport, Cell } from '../contracts/report.ts';
import { pathOf } from './paths.ts';

export interface Operand {
  readonly path: CellPath;
  readonly cell: Cell;
}

/**
 * A sum of the form put to one line of one report. Blanks are judged twice: `blank` is a sum that holds only if
 * blank cells are counted as zero, `fail` one that does not hold even then. `unsure`: a cell that could not be read.
 */
export interface Evaluation {
  readonly identity: Identity;
  /** Key of the column or row that the sum was put to. */
  readonly line: string;
  readonly state: 'pass' | 'blank' | 'fail' | 'unsure';
  readonly left: readonly Operand[];
  readonly right: readonly Operand[];
  readonly leftSum: number;
  readonly rightSum: number;
}

type Rows = Readonly<Record<string, Readonly<Record<string, Cell>>>>;

/** Sums of amounts must not fail on binary dust. */
const EQUAL = 1e-9;

const isPrinted = (row: Readonly<Record<string, Cell>> | undefined): boolean => {
  for (const key in row) if (row[key]!.status !== 'absent') return true;
  return false;
};

/** A row that this document has not, but its unsplit or split relatives: the row (六) of the two forms. */
function rowsInPlaceOf(rows: Rows, keys: readonly string[]): readonly string[] {
  if (keys.every((key) => isPrinted(rows[key]))) return keys;
  const chosen = new Set<string>();
  for (const key of keys) {
    const parent = key.split('.')[0]!;
    const split = Object.keys(rows).filter((r) => r.startsWith(`${key}.`) && isPrinted(rows[r]));
    if (isPrinted(rows[key])) chosen.add(key);
    else if (parent !== key && isPrinted(rows[parent])) chosen.add(parent);
    else if (split.length > 0) for (const r of split) chosen.add(r);
    else chosen.add(key);
  }
  return [...chosen];
}

const isUnread = (cell: Cell | undefined): boolean =>
  cell === undefined ||
  cell.status === 'illegible' ||
  cell.status === 'absent' ||
  (cell.status === 'reported' && cell.value === null);

const sumOf = (operands: readonly Operand[]): number => {
  let sum = 0;
  for (const { cell } of operands) sum += cell.value ?? 0;
  return sum;
};

function evaluateLine(identity: Identity, rows: Rows, line: string, sides: Sides): Evaluation {
  const { table, along } = identity;
  let unread = false;
  let blank = false;
  const operands = (keys: readonly string[]): Operand[] => {
    const found: Operand[] = [];
    for (const key of keys) {
      const row = along === 'column' ? key : line;
      const column = along === 'column' ? line : key;
      const cell = rows[row]?.[column];
      if (isUnread(cell)) unread = true;
      if (cell === undefined) continue;
      if (cell.value === null) blank = true;
      found.push({ path: pathOf(table, row, column), cell });
    }
    return found;
  };
  const left = operands(sides.left);
  const right = operands(sides.right);
  const leftSum = sumOf(left);
  const rightSum = sumOf(right);
  const equal = Math.abs(leftSum - rightSum) < EQUAL;
  const state = unread ? 'unsure' : !equal ? 'fail' : blank ? 'blank' : 'pass';
  return { identity, line, state, left, right, leftSum, rightSum };
}

interface Sides {
  readonly left: readonly string[];
  readonly right: readonly string[];
}

/** All sums of the form put to all lines of the tables that the report has, in the order of the form. */
export function evaluateIdentities(tables: CanonicalReport['tables'], version: FormVersion): readonly Evaluation[] {
  return IDENTITIES.filter((i) => i.versions.includes(version)).flatMap((identity) => {
    const rows = tables[identity.table]?.rows;
    if (!rows) return [];
    if (identity.along === 'row') {
      return Object.keys(rows)
        .filter((row) => isPrinted(rows[row]))
        .map((row) => evaluateLine(identity, rows, row, identity));
    }
    const sides = { left: rowsInPlaceOf(rows, identity.left), right: rowsInPlaceOf(rows, identity.right) };
    const columns = new Set(Object.values(rows).flatMap((row) => Object.keys(row)));
    return [...columns].map((column) => evaluateLine(identity, rows, column, sides));
  });
}

const term = (operand: Operand): string => (operand.cell.value === null ? '空' : String(operand.cell.value));

const side = (operands: readonly Operand[]): string => {
  const told = operands.length > 3 ? operands.filter((o) => o.cell.value !== 0) : operands;
  return told.length === 0 ? '0' : told.map(term).join(' + ');
};

/** The sum with its numbers put in, zeros of long sums left out: "13 + 0 = 12 + 0". */
export const formulaOf = (evaluation: Evaluation): string => `${side(evaluation.left)} = ${side(evaluation.right)}`;
