import { describe, expect, it } from 'vitest';
import { cellsOf, TABLE_KEYS } from '../../config/catalogue/form.ts';
import type { Sums } from '../../office/consolidate.ts';
import { unbalancedSums } from '../../office/sum-checks.ts';

const NOTHING = { value: 0, certain: true, reported: 1, doubtful: 0, blank: 0, notApplicable: 0, unread: 0 };

/** All cells of the form at nought, but for these. */
function sumsWith(values: Readonly<Record<string, number>>): Sums {
  const paths = TABLE_KEYS.flatMap((table) =>
    cellsOf(table, '2021').map(([row, column]) => `${table}/${row}/${column}`),
  );
  return new Map([...paths, ...Object.keys(values)].map((path) => [path, { ...NOTHING, value: values[path] ?? 0 }]));
}
const line = (row: string, value: number) => ({
  [`applications/${row}/naturalPerson`]: value,
  [`applications/${row}/total`]: value,
});

describe('the sums of the form among totals', () => {
  it('hold where nothing is wrong', () => {
    const sums = { ...line('newlyReceived', 7), ...line('disclosed', 7), ...line('handledTotal', 7) };
    expect(unbalancedSums(sumsWith(sums), '2021')).toEqual([]);
  });

  it('name the total that does not come out, and both sides', () => {
    const wrong = { ...line('newlyReceived', 7), ...line('disclosed', 7), ...line('handledTotal', 7) };
    const sums = sumsWith({ ...wrong, 'applications/newlyReceived/total': 9 });
    const [balance, rowSum] = unbalancedSums(sums, '2021');
    expect(balance).toMatchObject({ rule: 'applications.balance', left: 9, right: 7, certain: true });
    expect(rowSum).toMatchObject({
      ...{ rule: 'applications.row-sum', cell: 'applications/newlyReceived/total' },
      ...{ left: 7, right: 9 },
    });
  });

  it('count a row that some reports did not split', () => {
    const sums = { ...line('newlyReceived', 7), ...line('otherHandling', 7), ...line('handledTotal', 7) };
    expect(unbalancedSums(sumsWith(sums), '2021')).toEqual([]);
  });
});
