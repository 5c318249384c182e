import type { CellPath } from '../../config/catalogue/form.ts';
import type { Cell } from '../contracts/report.ts';
import type { Evaluation, Operand } from './identity.ts';

/** A number that another one would set right. */
export interface Change {
  readonly path: CellPath;
  readonly actual: number;
  readonly repaired: number;
}

/** One cause of sums that do not hold. */
export interface SumCause {
  /** The numbers that are wrong, likelier ones first where others explain as much; none where any of them could be. */
  readonly candidates: readonly (readonly Change[])[];
  readonly evaluations: readonly Evaluation[];
}

/** Binary dust of sums of amounts, and the places that a repaired amount is rounded to. */
const DUST = 1e-9;
const PLACES = 1e6;

/** A way in which numbers go wrong together: by how many times the one unknown difference each of the cells is off. */
type Slip = readonly (readonly [path: CellPath, factor: 1 | -1])[];

/** Blank cells of a line from which on the line was not filled in; one alone is a slip like any other. */
const FILLED_TOGETHER = 2;

/** Counts are whole; only amounts have a fraction. */
const isPossible = (path: CellPath, value: number): boolean =>
  value >= 0 && (Number.isInteger(value) || path.endsWith('/amount'));

/** Sign of a cell in a sum that is written as left − right. */
interface Term {
  readonly sum: number;
  readonly sign: 1 | -1;
}

interface Explanation {
  readonly changes: readonly Change[];
  readonly sums: readonly number[];
}

/** The sums of a report as one system: what each is off by, and which cells stand in it. */
class Sums {
  readonly #cell: (path: CellPath) => Cell | undefined;
  readonly #terms = new Map<CellPath, Term[]>();
  readonly #changed = new Map<CellPath, number>();
  readonly #residuals: number[];

  constructor(evaluations: readonly Evaluation[], cell: (path: CellPath) => Cell | undefined) {
    this.#cell = cell;
    this.#residuals = evaluations.map((e) => e.leftSum - e.rightSum);
    const add = (sum: number, operands: readonly Operand[], sign: 1 | -1): void => {
      for (const { path } of operands) {
        const terms = this.#terms.get(path) ?? [];
        terms.push({ sum, sign });
        this.#terms.set(path, terms);
      }
    };
    for (const [sum, { left, right }] of evaluations.entries()) {
      add(sum, left, 1);
      add(sum, right, -1);
    }
  }

  failing(): readonly number[] {
    return [...this.#residuals.keys()].filter((sum) => this.isFailing(sum));
  }

  isFailing(sum: number): boolean {
    return Math.abs(this.#residuals[sum]!) > DUST;
  }

  numberIn(path: CellPath): number {
    return this.#changed.get(path) ?? this.#cell(path)?.value ?? 0;
  }

  /** What the slip explains: all sums that it touches fail, and one difference sets all of them right. */
  explanationBy(slip: Slip): Explanation | null {
    const weights = new Map<number, number>();
    for (const [path, factor] of slip)
      for (const { sum, sign } of this.#terms.get(path) ?? [])
        weights.set(sum, (weights.get(sum) ?? 0) + sign * factor);
    const sums: number[] = [];
    let difference: number | null = null;
    for (const [sum, weight] of weights) {
      if (weight === 0) continue;
      const needed = -this.#residuals[sum]! / weight;
      if (!this.isFailing(sum) || (difference !== null && Math.abs(difference - needed) > DUST)) return null;
      difference = needed;
      sums.push(sum);
    }
    if (difference === null) return null;
    sums.sort((a, b) => a - b);
    const changes: Change[] = [];
    for (const [path, factor] of slip) {
      const actual = this.numberIn(path);
      const repaired = Math.round((actual + factor * difference) * PLACES) / PLACES;
      if (!isPossible(path, repaired)) return null;
      changes.push({ path, actual, repaired });
    }
    return { changes, sums };
  }

  /**
   * What numbers would explain that were never filled in: each blank cell of a line takes what the sum across it wants,
   * and no sum that holds is broken. Sums that fail for another reason as well stay for a second cause.
   */
  explanationByFilling(line: readonly CellPath[]): Explanation | null {
    const blanks = line.filter((path) => this.#isBlank(path));
    const standsIn = (path: CellPath): readonly Term[] => this.#terms.get(path) ?? [];
    const changes: Change[] = [];
    const residuals = new Map<number, number>();
    for (const path of blanks) {
      const across = standsIn(path).find(
        ({ sum }) => this.isFailing(sum) && !blanks.some((b) => b !== path && standsIn(b).some((t) => t.sum === sum)),
      );
      if (across === undefined) continue;
      const repaired = Math.round(-this.#residuals[across.sum]! * across.sign * PLACES) / PLACES;
      if (!isPossible(path, repaired)) return null;
      changes.push({ path, actual: 0, repaired });
      for (const { sum, sign } of standsIn(path))
        residuals.set(sum, (residuals.get(sum) ?? this.#residuals[sum]!) + sign * repaired);
    }
    const holding = [...residuals].filter(([, residual]) => Math.abs(residual) <= DUST).map(([sum]) => sum);
    const breaks = [...residuals.keys()].some((sum) => !this.isFailing(sum) && !holding.includes(sum));
    const sums = holding.filter((sum) => this.isFailing(sum)).toSorted((a, b) => a - b);
    return changes.length < FILLED_TOGETHER || breaks ? null : { changes, sums };
  }

  #isBlank(path: CellPath): boolean {
    return this.#cell(path)?.status === 'blank' && !this.#changed.has(path);
  }

  /** Goes on as if the changes were made, so that a second cause is sought behind the first. */
  apply({ changes }: Explanation): void {
    for (const { path, repaired } of changes) {
      const difference = repaired - this.numberIn(path);
      for (const { sum, sign } of this.#terms.get(path) ?? []) this.#residuals[sum]! += sign * difference;
      this.#changed.set(path, repaired);
    }
  }

  /** Leaves a sum aside for which nothing more can be said. */
  setAside(sum: number): void {
    this.#residuals[sum] = 0;
  }
}

const placeOf = (path: CellPath): readonly [table: string, row: string, column: string] =>
  path.split('/') as unknown as readonly [string, string, string];

/**
 * The slips that people make: one number; a row that is off by as much in its total; a number in the wrong column or
 * in the wrong row. Only those that touch a failing sum can explain one.
 */
function* slipsOf(cells: readonly CellPath[]): Generator<Slip> {
  for (const path of cells) yield [[path, 1]];
  for (const [i, one] of cells.entries()) {
    const [table, row, column] = placeOf(one);
    for (const other of cells.slice(i + 1)) {
      const [otherTable, otherRow, otherColumn] = placeOf(other);
      if (otherTable !== table) continue;
      if (otherRow === row && (column === 'total' || otherColumn === 'total'))
        yield [
          [one, 1],
          [other, 1],
        ];
      else if (otherRow === row || otherColumn === column)
        yield [
          [one, 1],
          [other, -1],
        ];
    }
  }
}

/** The rows and the columns in which the cells stand. */
function linesOf(cells: readonly CellPath[]): readonly (readonly CellPath[])[] {
  const lines = new Map<string, CellPath[]>();
  for (const path of cells) {
    const [table, row, column] = placeOf(path);
    for (const line of [`${table}/${row}/`, `${table}//${column}`]) lines.set(line, [...(lines.get(line) ?? []), path]);
  }
  return [...lines.values()];
}

/** How many places of two numbers differ: 1 for one digit put for another, more for less likely slips. */
function differingDigits({ actual, repaired }: Change): number {
  const [a, b] = [String(actual), String(repaired)];
  if (a.length !== b.length) return 2 + Math.abs(a.length - b.length);
  return [...a].filter((digit, i) => digit !== b[i]).length;
}

const unlikeliness = ({ changes }: Explanation): number =>
  changes.reduce((sum, change) => sum + differingDigits(change), 0);

/** Negative where the one explains more: more sums are better, then fewer cells. */
const compareReach = (one: Explanation, other: Explanation): number =>
  other.sums.length - one.sums.length || one.changes.length - other.changes.length;

/** Sums from which a cause is more than a guess: any cell of a lone sum could be the wrong one. */
const AGREEING_SUMS = 2;

/** The explanations that reach farthest, those with the smaller slips first. */
function bestExplanations(sums: Sums, evaluations: readonly Evaluation[], isOdd: (path: CellPath) => boolean) {
  const touched = new Set(
    sums.failing().flatMap((sum) => [...evaluations[sum]!.left, ...evaluations[sum]!.right].map((o) => o.path)),
  );
  let best: Explanation[] = [];
  const consider = (found: Explanation | null): void => {
    if (found === null || (found.sums.length < AGREEING_SUMS && !found.changes.some(({ path }) => isOdd(path)))) return;
    const reach = best[0] === undefined ? -1 : compareReach(found, best[0]);
    if (reach < 0) best = [found];
    else if (reach === 0 && found.sums.join() === best[0]!.sums.join()) best.push(found);
  };
  for (const line of linesOf([...touched])) consider(sums.explanationByFilling(line));
  for (const slip of slipsOf([...touched])) consider(sums.explanationBy(slip));
  return best.toSorted((a, b) => unlikeliness(a) - unlikeliness(b));
}

/**
 * The causes of the sums that fail, as few as explain all of them: the slip that explains most is taken first, then
 * what is left is looked at as if it were mended. A sum that nothing explains together with another is a cause alone.
 * @param isOdd whether a cell holds what no number of the form can be, so that a lone sum is explained by it
 */
export function causesOf(
  evaluations: readonly Evaluation[],
  cell: (path: CellPath) => Cell | undefined,
  isOdd: (path: CellPath) => boolean,
): readonly SumCause[] {
  if (!evaluations.some((e) => e.state === 'fail')) return [];
  const known = evaluations.filter((e) => e.state !== 'unsure');
  const sums = new Sums(known, cell);
  const causes: SumCause[] = [];
  for (;;) {
    const [first] = sums.failing();
    if (first === undefined) return causes;
    const best = bestExplanations(sums, known, isOdd);
    if (best[0] === undefined) {
      sums.setAside(first);
      causes.push({ candidates: [], evaluations: [known[first]!] });
      continue;
    }
    sums.apply(best[0]);
    causes.push({
      candidates: best.map(({ changes }) => changes),
      evaluations: best[0].sums.map((sum) => known[sum]!),
    });
  }
}
