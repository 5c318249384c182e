import type { CellPath } from '../../config/catalogue/form.ts';
import type { Cell } from '../contracts/report.ts';
import type { Evaluation } from './identity.ts';

/** A cell whose number would satisfy every sum again if it were `repaired`. */
export interface Suspect {
  readonly path: CellPath;
  readonly actual: number;
  readonly repaired: number;
}

/**
 * Which cells explain the sums that do not hold: the one cell that does so alone, else the pairs that do so together,
 * likelier ones first. `none`: all sums hold, or no cell or pair explains them.
 */
export type Localisation =
  | { readonly kind: 'none' }
  | { readonly kind: 'one'; readonly suspect: Suspect }
  | { readonly kind: 'two'; readonly candidates: readonly (readonly [Suspect, Suspect])[] };

/** Coefficient of a cell in a sum written as left − right, with the sum's number. */
type Term = readonly [sum: number, sign: 1 | -1];

interface System {
  /** left − right of each sum. */
  readonly residuals: readonly number[];
  readonly failing: ReadonlySet<number>;
  readonly terms: ReadonlyMap<CellPath, readonly Term[]>;
}

const DUST = 1e-9;

function systemOf(evaluations: readonly Evaluation[]): System {
  const residuals: number[] = [];
  const failing = new Set<number>();
  const terms = new Map<CellPath, Term[]>();
  for (const e of evaluations) {
    if (e.state === 'unsure' || e.identity.table !== 'applications') continue;
    const sum = residuals.push(e.leftSum - e.rightSum) - 1;
    if (e.state === 'fail') failing.add(sum);
    const add = (path: CellPath, sign: 1 | -1): void => {
      const known = terms.get(path);
      if (known) known.push([sum, sign]);
      else terms.set(path, [[sum, sign]]);
    };
    for (const o of e.left) add(o.path, 1);
    for (const o of e.right) add(o.path, -1);
  }
  return { residuals, failing, terms };
}

/** The change of one cell that brings all of `residuals` that fail to zero and breaks none; null if there is none. */
function repairBy(terms: readonly Term[], residual: (sum: number) => number, open: ReadonlySet<number>): number | null {
  let touched = 0;
  let change: number | null = null;
  for (const [sum, sign] of terms) {
    const needed = -residual(sum) * sign;
    if (change !== null && Math.abs(change - needed) > DUST) return null;
    change = needed;
    if (open.has(sum)) touched++;
  }
  return change !== null && Math.abs(change) > DUST && touched === open.size ? change : null;
}

const isCount = (n: number): boolean => n >= 0 && Number.isInteger(n);

/** How few digits tell two numbers apart: 0 for one digit put for another, more for less likely slips. */
function unlikeliness(actual: number, repaired: number): number {
  const a = String(actual);
  const b = String(repaired);
  if (a.length !== b.length) return 2 + Math.abs(a.length - b.length);
  let differing = 0;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) differing++;
  return differing - 1;
}

/** Names the cells of table three that explain its failing sums. */
export function locate(evaluations: readonly Evaluation[], cell: (path: CellPath) => Cell | undefined): Localisation {
  if (!evaluations.some((e) => e.state === 'fail' && e.identity.table === 'applications')) return { kind: 'none' };
  const system = systemOf(evaluations);
  const numberIn = (path: CellPath): number => cell(path)?.value ?? 0;
  const suspect = (path: CellPath, change: number): Suspect | null => {
    const actual = numberIn(path);
    const repaired = Math.round((actual + change) * 1e6) / 1e6;
    return isCount(repaired) ? { path, actual, repaired } : null;
  };
  for (const [path, terms] of system.terms) {
    const change = repairBy(terms, (sum) => system.residuals[sum]!, system.failing);
    const found = change === null ? null : suspect(path, change);
    if (found) return { kind: 'one', suspect: found };
  }
  const candidates = pairs(system, suspect);
  return candidates.length === 0 ? { kind: 'none' } : { kind: 'two', candidates };
}

function pairs(
  system: System,
  suspect: (path: CellPath, change: number) => Suspect | null,
): readonly (readonly [Suspect, Suspect])[] {
  const [pivot] = system.failing;
  const found: { readonly pair: readonly [Suspect, Suspect]; readonly rank: number }[] = [];
  const cells = [...system.terms].map(([path, terms]) => ({ path, terms, inPivot: signIn(terms, pivot!) !== 0 }));
  for (const first of cells) {
    if (!first.inPivot) continue;
    for (const second of cells) {
      if (second === first || (second.inPivot && second.path < first.path)) continue;
      const changes = changesOf(first.terms, second.terms, system);
      if (changes === null) continue;
      const one = suspect(first.path, changes[0]);
      const other = suspect(second.path, changes[1]);
      if (!one || !other) continue;
      const rank = unlikeliness(one.actual, one.repaired) + unlikeliness(other.actual, other.repaired);
      found.push({ pair: [one, other], rank });
    }
  }
  return found.sort((a, b) => a.rank - b.rank).map((f) => f.pair);
}

function signIn(terms: readonly Term[], sum: number): 1 | -1 | 0 {
  for (const term of terms) if (term[0] === sum) return term[1];
  return 0;
}

/** A sum of the first cell in which the second does not stand tells the change of the first; null if there is none. */
function changeAlone(first: readonly Term[], second: readonly Term[], residuals: readonly number[]): number | null {
  for (const [sum, sign] of first) if (signIn(second, sum) === 0) return -residuals[sum]! * sign;
  return null;
}

/** The change of the second cell that is left once the first has its change. */
const changeAfter = (
  first: readonly Term[],
  change: number,
  second: readonly Term[],
  residuals: readonly number[],
): number => {
  const [sum, sign] = second[0]!;
  return -(residuals[sum]! + change * signIn(first, sum)) * sign;
};

/** The changes of two cells that together bring every residual to zero; null if there are none. */
function changesOf(first: readonly Term[], second: readonly Term[], system: System): readonly [number, number] | null {
  const { residuals } = system;
  let a = changeAlone(first, second, residuals);
  let b: number;
  if (a !== null) {
    b = changeAfter(first, a, second, residuals);
  } else {
    const alone = changeAlone(second, first, residuals);
    if (alone === null) return null;
    b = alone;
    a = changeAfter(second, b, first, residuals);
  }
  if (Math.abs(a) < DUST || Math.abs(b) < DUST) return null;
  for (const [sum, sign] of first)
    if (Math.abs(residuals[sum]! + a * sign + b * signIn(second, sum)) > DUST) return null;
  for (const [sum, sign] of second)
    if (Math.abs(residuals[sum]! + b * sign + a * signIn(first, sum)) > DUST) return null;
  for (const sum of system.failing) if (signIn(first, sum) === 0 && signIn(second, sum) === 0) return null;
  return [a, b];
}
