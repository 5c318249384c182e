import type { CellPath, TableKey } from '../../config/catalogue/form.ts';
import type { CanonicalReport } from '../contracts/report.ts';
import { causeOf } from './cause.ts';
import type { Evidence } from './evidence.ts';
import { type Fault, fail, type Instance, NA, PASS, UNSURE } from './rule.ts';

/** How numbers of named cells must stand to one another, and to numbers of last year's report. */
export interface Relation {
  readonly now: readonly CellPath[];
  readonly past?: readonly CellPath[];
  /** What is wrong with the numbers, given in the order of the cells; null for nothing. */
  readonly judge: (now: readonly number[], past: readonly number[]) => Fault | null;
}

/** Number of a cell of last year's report; blank counts as zero, what was not read or is not there is null. */
export function amountBefore(lastYear: CanonicalReport, path: CellPath): number | null {
  const [table, row, column] = path.split('/');
  const cell = lastYear.tables[table as TableKey]?.rows[row!]?.[column!];
  return cell === undefined || cell.status === 'illegible' || cell.status === 'absent' ? null : (cell.value ?? 0);
}

/** Only a report of the very year before can be compared. */
export function lastYearOf(evidence: Evidence): CanonicalReport | null {
  const { lastYear } = evidence.context;
  if (!lastYear) return null;
  const years = [evidence.year, lastYear.report.year];
  return years.some((y) => y === null) || years[0] === years[1]! + 1 ? lastYear : null;
}

function put({ now, past = [], judge }: Relation, evidence: Evidence): Instance {
  const lastYear = past.length === 0 ? null : lastYearOf(evidence);
  const before = past.map((path) => (lastYear === null ? null : amountBefore(lastYear, path)));
  if (now.some((path) => evidence.cell(path) === undefined) || before.some((n) => n === null)) return NA;
  const numbers = now.map((path) => evidence.amount(path));
  if (numbers.some((n) => n === null)) return UNSURE;
  const fault = judge(
    numbers.map((n) => n!),
    before.map((n) => n!),
  );
  if (fault === null) return PASS;
  const cause = causeOf(now.map(evidence.cell), evidence.thresholds.lowConfidence);
  // what was read with doubt is put to the reviewer first, not returned to the agency
  return fail({ cells: now, cause, ...(cause === 'extraction' ? { severity: 'warning' as const } : {}), ...fault });
}

/** Puts each relation to the report. Where its cells are not there, or nothing is known of last year, it does not apply. */
export const relate =
  (relations: readonly Relation[]) =>
  (evidence: Evidence): readonly Instance[] =>
    relations.map((relation) => put(relation, evidence));
