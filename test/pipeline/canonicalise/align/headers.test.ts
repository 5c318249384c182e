import { describe, expect, it } from 'vitest';
import { applications } from '../../../../config/catalogue/form.ts';
import { printedOrder } from '../../../../pipeline/canonicalise/align/headers.ts';
import type { MarkupRow } from '../../form-grid.ts';
import { gridsInSequence, headed } from './folded-grids.ts';

const KEYS = applications.columns.map((column) => column.key);
const FIVE = applications.columns.slice(1, 6).map((column) => column.label);

const orderOf = (...rows: readonly MarkupRow[]) => printedOrder(gridsInSequence(rows)[0]!.rows, KEYS);

describe('the order in which headers print the columns of table three', () => {
  it('puts the row below the header of the organisations in its place', () => {
    expect(orderOf(headed('自然人', '法人或其他组织', '总计'), headed(...FIVE))).toEqual({
      order: KEYS,
      isOther: false,
    });
    expect(orderOf(headed('总计', '自然人', '法人或其他组织'), headed(...FIVE))).toEqual({
      order: ['total', ...KEYS.slice(0, -1)],
      isOther: true,
    });
  });

  it('takes the only header in words of its own for the organisations where their names stand below', () => {
    expect(orderOf(headed('自然人', '单位', '总计'), headed(...FIVE))).toEqual({ order: KEYS, isOther: false });
  });

  it('gives the one header in other words to the one column that no header names', () => {
    const others = FIVE.map((text) => (text === '法律服务机构' ? '律所' : text));
    expect(orderOf(headed('自然人', '法人或其他组织', '总计'), headed(...others)).order).toEqual(KEYS);
  });

  it('is unknown where several columns have other words, and another one where the rest contradict the form', () => {
    expect(orderOf(headed('自然人', '企业', '院所', '总计'))).toEqual({ order: null, isOther: false });
    expect(orderOf(headed('总计', '企业', '院所', '自然人'))).toEqual({ order: null, isOther: true });
  });
});
