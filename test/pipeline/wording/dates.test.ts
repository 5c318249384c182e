import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dateIn, dateLineOf, isDamagedDateLine, periodIn, signatureIn } from '../../../pipeline/wording/dates.ts';
import { numeralOf } from '../../../pipeline/wording/ordinal.ts';

const day = fc
  .date({ min: new Date('1999-01-01'), max: new Date('2039-12-31'), noInvalidDate: true })
  .map((date) => ({ y: date.getUTCFullYear(), m: date.getUTCMonth() + 1, d: date.getUTCDate() }));
type Day = { readonly y: number; readonly m: number; readonly d: number };
const iso = ({ y, m, d }: Day): string => `${y}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`;
const digits = (y: number): string => [...String(y)].map((c) => '〇一二三四五六七八九'[Number(c)]).join('');

const PRINTED: readonly ((day: Day) => string)[] = [
  ({ y, m, d }) => `${y}年${m}月${d}日`,
  ({ y, m, d }) => `${y} 年 ${m} 月 ${d} 日`,
  ({ y, m, d }) => `${digits(y)}年${numeralOf(m)}月${numeralOf(d)}日`,
  iso,
  ({ y, m, d }) => `${y}/${m}/${d}`,
  ({ y, m, d }) => `${y}.${m}.${d}`,
];
const AROUND: readonly (readonly [string, string])[] = [
  ['', ''],
  ['（', '）'],
  ['(', ')'],
  ['', ')'],
  ['〔', '〕'],
  ['　　', ''],
];

describe('a date line', () => {
  it('is read in every form, bare, in brackets or in half of them', () => {
    fc.assert(
      fc.property(day, fc.constantFrom(...PRINTED), fc.constantFrom(...AROUND), (of, print, [open, close]) => {
        expect(dateLineOf(`${open}${print(of)}${close}`)?.date).toBe(iso(of));
      }),
    );
  });

  it('may name the first month 元月', () => {
    expect(dateLineOf('2024年元月15日')?.date).toBe('2024-01-15');
    expect(dateLineOf('二〇二四年元月十五日')?.date).toBe('2024-01-15');
  });

  it('with the time of day, or bare and in figures, is that of a page', () => {
    const ofPage = ['2022-03-04 10:05', '2022年3月4日 10:05:33', '2022-03-04'];
    expect(ofPage.map((text) => dateLineOf(text)?.ofPage)).toEqual([true, true, true]);
    expect(['2022年3月4日', '（2022-03-04）'].map((text) => dateLineOf(text)?.ofPage)).toEqual([false, false]);
  });

  it('may give a month and no day', () => {
    expect(dateLineOf('（2017年3月）')).toEqual({ date: null, month: '2017-03', ofPage: false });
  });

  it.each(['截至2022年3月4日', '2022年3月4日前完成3项', '3月4日', '2022年13月', '2022年2月30日'])(
    '%s is none',
    (text) => expect(dateLineOf(text)).toBeNull(),
  );

  it('that lost its signs is damaged, a month is not', () => {
    expect([isDamagedDateLine('2022126日'), isDamagedDateLine('2017年3月')]).toEqual([true, false]);
  });
});

it('a figure typed for the ring is a nought', () => expect(dateIn('二0二四年一月八日')).toBe('2024-01-08'));

it('the name and the date of a signature may share a line', () => {
  expect(signatureIn('双溪县林业局 2022年3月4日')).toEqual({ name: '双溪县林业局', date: '2022-03-04' });
  expect(signatureIn('2022年3月4日　双溪县林业局')).toEqual({ name: '双溪县林业局', date: '2022-03-04' });
  expect(signatureIn('数据截至2022年3月4日止')).toBeNull();
});

it.each([
  '统计期限为2022年度，即1月1日至12月31日。',
  '统计期限自2022年1月1日始至2022年12月31日终。',
  '统计期限自2022年1月1日起，至12月31日止。',
])('%s is a year', (text) => {
  expect(periodIn(text)).toEqual({ start: '2022-01-01', end: '2022-12-31' });
});
