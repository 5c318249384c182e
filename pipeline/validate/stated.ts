import type { CellPath } from '../../config/catalogue/form.ts';
import type { Evidence } from './evidence.ts';

/** The number that the cells of the report have together; rows that this form has not count nothing. */
export function stated(evidence: Evidence, cells: readonly CellPath[]): number | null {
  const printed = cells.filter((c) => (evidence.cell(c)?.status ?? 'absent') !== 'absent');
  const amounts = printed.map((c) => evidence.amount(c));
  return printed.length === 0 || amounts.some((a) => a === null)
    ? null
    : amounts.reduce<number>((sum, a) => sum + a!, 0);
}
