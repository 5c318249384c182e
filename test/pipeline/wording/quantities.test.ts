import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { numberInWords, quantitiesIn } from '../../../pipeline/wording/quantities.ts';

const values = (text: string) => quantitiesIn(text).map((q) => [q.value, q.unit]);

describe('quantities in prose', () => {
  test('a count has its value, unit, place and clause', () => {
    const text = '2022年，本年新收政府信息公开申请834件，上年结转41件。';
    const [first, second] = quantitiesIn(text);
    expect(first).toEqual({
      text: '834件',
      value: 834,
      unit: '件',
      start: text.indexOf('834'),
      end: text.indexOf('834') + 4,
      approximate: false,
      clause: '本年新收政府信息公开申请834件',
    });
    expect(second?.value).toBe(41);
    expect(quantitiesIn(text)).toHaveLength(2);
  });

  test('separators, full width figures and blanks before the unit are read', () => {
    expect(values('作出行政许可决定１，２３４件、行政处罚决定 12,345 件。发布信息 293 条')).toEqual([
      [1234, '件'],
      [12345, '件'],
      [293, '条'],
    ]);
  });

  test('a comma that is no thousands separator ends the number', () => {
    expect(values('发布信息12,34条')).toEqual([
      [12, null],
      [34, '条'],
    ]);
  });

  test('万 and 亿 are multiplied in, amounts keep their unit', () => {
    expect(values('访问量120万人次，采购金额348.37万元，总额3亿元，阅读量3.57万次')).toEqual([
      [1_200_000, '人次'],
      [348.37, '万元'],
      [3, '亿元'],
      [35_700, '次'],
    ]);
  });

  test('approximations are marked', () => {
    const marked = quantitiesIn('公开信息500余条，近30件，37000余人次，达98%以上，不少于2次，120余万人次，共5件');
    expect(marked.map((q) => q.approximate)).toEqual([true, true, true, true, true, true, false]);
    expect(marked.at(5)?.value).toBe(1_200_000);
  });

  test('percentages keep their value', () => {
    expect(values('增长49.4%，下降３％，办结率百分之百，占百分之九十八')).toEqual([
      [49.4, '%'],
      [3, '%'],
      [100, '%'],
      [98, '%'],
    ]);
  });

  test('dates, document numbers, ordinals and list marks are no quantities', () => {
    const texts = [
      '统计期限自2022年1月1日起至12月31日止',
      '2018年1月至12月',
      '2021 年 12 月 31 日',
      '发布日期 2024-02-11 10:18:21',
      '（国办公开办函〔2021〕30号）',
      '（国办函【2020】109号）(国务院令第711号)(国务院令492号)',
      '第二十条第（一）项，第50条',
      '改进措施：（1）进一步加强；（2）进一步优化',
      '1.健全制度；2、丰富形式',
      '对照《通知》(国办发〔202112号)，自202111日起至1231日止',
    ];
    for (const text of texts) expect(quantitiesIn(text), text).toEqual([]);
  });

  test('telephone numbers, postcodes, hotlines, addresses and names with figures are no quantities', () => {
    const texts = [
      '地址：西昌市福利路5号，邮编:615000，电话:0834-2189047',
      '电子邮箱：xxgk3345@126.com，www.xjeic.gov.cn，http://face-painter.org/12件',
      '邮编 720683；联系电话：07037683634',
      '5G网络、A4纸、PM2.5、“1+N”体系、7×24',
    ];
    for (const text of texts) expect(quantitiesIn(text), text).toEqual([]);
    expect(values('办理12345热线转办事项580件')).toEqual([[580, '件']]);
    expect(values('办理12345政府服务热线反映问题3个')).toEqual([[3, '个']]);
  });

  test('numbers in Chinese numerals count with a counter and not in set phrases', () => {
    expect(values('共六个部分组成，收到申请十二件，两次培训，三百零五条')).toEqual([
      [6, '个部分'],
      [12, '件'],
      [2, '次'],
      [305, '条'],
    ]);
    for (const text of ['“三审三校”制度', '一次性告知', '第三方评估', '四个意识', '一是、二是', '第三次会议', '数十次'])
      expect(quantitiesIn(text), text).toEqual([]);
  });

  test('a number whose unit was lost is a quantity without unit', () => {
    expect(values('其他7办理，总金额为0、实际收取的总金额为0元')).toEqual([
      [7, null],
      [0, null],
      [0, '元'],
    ]);
  });

  test('every count that is written is found with its value', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 99_999_999 }), { minLength: 1, maxLength: 8 }), (counts) => {
        const text = counts.map((n, i) => `第${i + 1}类信息${n}条`).join('、');
        expect(quantitiesIn(text).map((q) => q.value)).toEqual(counts);
      }),
    );
  });

  test('text that invites backtracking is read in linear time', () => {
    const long = [
      '1,'.repeat(20_000),
      '('.repeat(40_000),
      '1-'.repeat(20_000),
      'www.'.repeat(10_000),
      '一'.repeat(40_000),
      '1'.repeat(40_000),
      'a'.repeat(40_000),
    ];
    for (const text of long) expect(() => quantitiesIn(text)).not.toThrow();
  });

  test('numbers in words have their value', () => {
    const cases: readonly (readonly [string, number | null])[] = [
      ['十', 10],
      ['十二', 12],
      ['二十', 20],
      ['三百零五', 305],
      ['二〇二一', 2021],
      ['两千', 2000],
      ['甲', null],
      ['', null],
    ];
    for (const [words, value] of cases) expect(numberInWords(words), words).toBe(value);
  });
});
