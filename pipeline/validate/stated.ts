import { type CellPath, cellPath, columnsOf, type TableKey } from '../../config/catalogue/form.ts';
import type { Evidence } from './evidence.ts';

/** Amount of a cell; for a total left blank the sum of its row, which is what the text can only speak of. */
function amountOf(evidence: Evidence, path: CellPath): number | null {
  if (evidence.cell(path)?.status !== 'blank' || !path.endsWith('/total')) return evidence.amount(path);
  const [table, row] = path.split('/') as [TableKey, string];
  const parts = columnsOf(table).flatMap(({ key }) =>
    key === 'total' ? [] : [evidence.amount(cellPath(table, row, key))],
  );
  return parts.every((part) => part !== null) ? parts.reduce((sum, part) => sum + part, 0) : null;
}

/** The number that the cells of the report have together; rows that this form has not count nothing. */
export function stated(evidence: Evidence, cells: readonly CellPath[]): number | null {
  const printed = cells.filter((c) => (evidence.cell(c)?.status ?? 'absent') !== 'absent');
  const amounts = printed.map((c) => amountOf(evidence, c));
  return printed.length === 0 || amounts.some((a) => a === null)
    ? null
    : amounts.reduce<number>((sum, a) => sum + a!, 0);
}
