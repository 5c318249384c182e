import type { FormVersion } from '../../../../config/catalogue/form.ts';
import type { CanonicalReport } from '../../../../pipeline/contracts/report.ts';
import { evaluateIdentities } from '../../../../pipeline/validate/identity.ts';

/** What one sum of the form would have in a cell. */
export interface Wanted {
  /** Rule of the sum. */
  readonly rule: string;
  readonly value: number;
}

/** The numbers that the sums of the form demand of a cell, given all others as they stand; sums with an unread number say nothing. */
export function wantedBySums(tables: CanonicalReport['tables'], path: string, version: FormVersion): readonly Wanted[] {
  const [table, row = '', column = ''] = path.split('/');
  if (table !== 'applications' && table !== 'remedies') return [];
  const data = tables[table];
  const cell = data?.rows[row]?.[column];
  if (data === null || data === undefined || cell === undefined) return [];
  // As if it held nought: what a sum then lacks is what it wants.
  const without = { ...cell, value: 0, status: 'reported' as const };
  const rows = { ...data.rows, [row]: { ...data.rows[row], [column]: without } };
  return evaluateIdentities({ ...tables, [table]: { ...data, rows } }, version).flatMap((sum) => {
    const onLeft = sum.left.some((operand) => operand.path === path);
    const onRight = sum.right.some((operand) => operand.path === path);
    if (sum.identity.table !== table || sum.state === 'unsure' || onLeft === onRight) return [];
    const value = onLeft ? sum.rightSum - sum.leftSum : sum.leftSum - sum.rightSum;
    return [{ rule: sum.identity.rule, value: Math.round(value * 1e6) / 1e6 }];
  });
}
