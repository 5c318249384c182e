import { cellPath, type FormVersion } from '../config/catalogue/form.ts';
import { IDENTITIES } from '../config/catalogue/identities.ts';
import type { Unbalanced } from '../contracts/consolidated.ts';
import type { Sums } from './consolidate.ts';

/** The sums that the form demands, put to the summed tables: errors of reports that were let through show there again. */

/** Sums of amounts must not fail on binary dust. */
const EQUAL = 1e-9;

/** What does not hold, in the order of the form; the cell is that of the total. */
export function unbalancedSums(sums: Sums, form: FormVersion): readonly Omit<Unbalanced, 'title'>[] {
  return IDENTITIES.filter(({ versions }) => versions.includes(form)).flatMap((identity) => {
    const { table, along, rule } = identity;
    const own = [...sums.keys()].filter((path) => path.startsWith(`${table}/`)).map((path) => path.split('/'));
    const lines = new Set(own.map(([, row = '', column = '']) => (along === 'row' ? row : column)));
    const at = (line: string, key: string): string =>
      along === 'row' ? cellPath(table, line, key) : cellPath(table, key, line);
    const side = (line: string, keys: readonly string[]) => {
      const cells = [...keys, ...unsplit(keys)].flatMap((key) => sums.get(at(line, key)) ?? []);
      return {
        value: cells.reduce((so, { value }) => so + (value ?? 0), 0),
        certain: cells.every(({ certain }) => certain),
      };
    };
    return [...lines].flatMap((line) => {
      const [left, right] = [side(line, identity.left), side(line, identity.right)];
      if (Math.abs(left.value - right.value) < EQUAL) return [];
      const cell = at(line, identity.right[0] ?? '');
      return [{ rule, cell, left: left.value, right: right.value, certain: left.certain && right.certain }];
    });
  });
}

/** Rows that some reports have in place of those below them: 其他处理 that was not split. */
const unsplit = (keys: readonly string[]): ReadonlySet<string> =>
  new Set(
    keys.flatMap((key) => {
      const [parent = key] = key.split('.');
      return parent === key || keys.includes(parent) ? [] : [parent];
    }),
  );
