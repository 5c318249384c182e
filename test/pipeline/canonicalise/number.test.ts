import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCell } from '../../../pipeline/canonicalise/number.ts';

const AMOUNT = { unit: '万元', printed: null } as const;

describe('readCell', () => {
  it.each([
    ['12', 12],
    [' 3\u00a0', 3],
    ['\u30000', 0],
    ['１２３', 123],
    ['1,545', 1545],
    ['1，545', 1545],
    ['113,816.6331', 113816.6331],
    ['5 082 779', 5082779],
    ['0.0000', 0],
    ['+8', 8],
    ['-4', -4],
    ['−4', -4],
    ['－4', -4],
    ['增加3', 3],
    ['减少3项', -3],
    ['0件', 0],
    ['十二', 12],
    ['二十', 20],
    ['零', 0],
    ['③', 3],
    ['无变化', 0],
    ['12①', 12],
    ['12²', 12],
  ])('%j is the number %d and is sure', (raw, value) => {
    expect(readCell(raw)).toMatchObject({ value, status: 'reported', doubts: [] });
  });

  it.each(['', ' ', '\u00a0', '\u3000', '\n'])('%j is blank, not zero', (raw) => {
    expect(readCell(raw)).toMatchObject({ value: null, status: 'blank' });
  });

  it.each(['/', '—', '－', '-', '——', '无', 'N/A', '\\'])('%j stands for not applicable', (raw) => {
    expect(readCell(raw)).toMatchObject({ value: null, status: 'notApplicable' });
  });

  it('元 in a column of 万元 is converted and marked', () => {
    expect(readCell('251000元', AMOUNT)).toMatchObject({ value: 25.1, doubts: ['unit-converted'] });
    expect(readCell('112.4272万元', AMOUNT)).toMatchObject({ value: 112.4272, doubts: [] });
  });

  it.each(['约12', '12/3', '见附件', '1.2.3', '12,34', '??'])('%j has no value and is marked', (raw) => {
    expect(readCell(raw)).toMatchObject({ value: null, status: 'illegible', doubts: ['not-a-number'] });
  });

  it('digits torn apart are joined and marked', () => {
    expect(readCell('1\n2')).toMatchObject({ value: 12, doubts: ['joined'] });
  });

  it('a lone 一 is a one or a dash, and doubtful', () => {
    expect(readCell('一')).toMatchObject({ value: 1, doubts: ['low-confidence'] });
    expect(readCell('一件')).toMatchObject({ value: 1, doubts: [] });
  });

  it('a lone letter o is a doubtful zero', () => {
    expect(readCell('O')).toMatchObject({ value: 0, doubts: ['low-confidence'] });
  });

  it('every count survives every way of writing it', () => {
    const fullWidth = (n: string): string => n.replace(/\d/g, (d) => String.fromCodePoint(0xff10 + Number(d)));
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 99_999_999 }), (n) => {
        for (const raw of [String(n), fullWidth(String(n)), n.toLocaleString('en-US'), ` ${n}\u3000`, `${n}件`]) {
          expect(readCell(raw)).toMatchObject({ value: n, doubts: [] });
        }
      }),
    );
  });

  it('never throws and never gives a value without saying how sure it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (raw) => {
        const reading = readCell(raw, AMOUNT);
        expect(reading.value === null || Number.isFinite(reading.value)).toBe(true);
        expect(reading.value === null).toBe(reading.status !== 'reported');
      }),
    );
  });
});
