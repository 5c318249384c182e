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
    const add = (path: CellPath, sign: 1 | -1) => terms.set(path, [...(terms.get(path) ?? []), [sum, sign]]);
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
  const system = systemOf(evaluations);
  if (system.failing.size === 0) return { kind: 'none' };
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
  const cells = [...system.terms];
  const inPivot = cells.filter(([, terms]) => terms.some(([sum]) => sum === pivot));
  for (const [firstPath, firstTerms] of inPivot) {
    for (const [secondPath, secondTerms] of cells) {
      if (secondPath === firstPath) continue;
      const both = inPivot.some(([path]) => path === secondPath);
      if (both && secondPath < firstPath) continue;
      const changes = changesOf(firstTerms, secondTerms, system);
      const first = changes === null ? null : suspect(firstPath, changes[0]);
      const second = changes === null ? null : suspect(secondPath, changes[1]);
      if (!first || !second) continue;
      const rank = unlikeliness(first.actual, first.repaired) + unlikeliness(second.actual, second.repaired);
      found.push({ pair: [first, second], rank });
    }
  }
  return found.sort((a, b) => a.rank - b.rank).map((f) => f.pair);
}

/** The changes of two cells that together bring every residual to zero; null if there are none. */
function changesOf(first: readonly Term[], second: readonly Term[], system: System): readonly [number, number] | null {
  const inSecond = new Map(second);
  const inFirst = new Map(first);
  // a sum that only one of them stands in tells its change
  const alone = first.find(([sum]) => !inSecond.has(sum));
  const otherAlone = second.find(([sum]) => !inFirst.has(sum));
  let a: number;
  let b: number;
  if (alone) {
    a = -system.residuals[alone[0]]! * alone[1];
    const shared = second[0]!;
    b = -(system.residuals[shared[0]]! + a * (inFirst.get(shared[0]) ?? 0)) * shared[1];
  } else if (otherAlone) {
    b = -system.residuals[otherAlone[0]]! * otherAlone[1];
    const shared = first[0]!;
    a = -(system.residuals[shared[0]]! + b * (inSecond.get(shared[0]) ?? 0)) * shared[1];
  } else {
    return null;
  }
  if (Math.abs(a) < DUST || Math.abs(b) < DUST) return null;
  for (const [sum, sign] of first) {
    if (Math.abs(system.residuals[sum]! + a * sign + b * (inSecond.get(sum) ?? 0)) > DUST) return null;
  }
  for (const [sum, sign] of second) {
    if (Math.abs(system.residuals[sum]! + b * sign + a * (inFirst.get(sum) ?? 0)) > DUST) return null;
  }
  for (const sum of system.failing) if (!inFirst.has(sum) && !inSecond.has(sum)) return null;
  return [a, b];
}
