import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { metaLineOf, metaNameOf, statesMeta } from '../../../pipeline/wording/meta-line.ts';

const FACTS = [
  { label: '来源', name: 'source', value: '双溪县林业局' },
  { label: '发布时间', name: 'publishedOn', value: '2022-03-04 10:05' },
  { label: '更新时间', name: 'updatedOn', value: '2022-05-06' },
  { label: '成文日期', name: 'signedOn', value: '2022年3月1日' },
  { label: '索 引 号', name: 'indexNumber', value: 'SX-07-2022-0001' },
  { label: '发文字号', name: 'documentNumber', value: '双林函〔2022〕3号' },
  { label: '浏览次数', name: 'other', value: '37' },
] as const;

describe('a line of labelled facts', () => {
  it('is told apart in any order and with any gap between them', () => {
    fc.assert(
      fc.property(
        fc.shuffledSubarray([...FACTS], { minLength: 1 }),
        fc.constantFrom(' ', '    ', '　', ' | ', ''),
        fc.constantFrom(':', '：', ' : '),
        (facts, gap, colon) => {
          const line = facts.map(({ label, value }) => `${label}${colon}${value}`).join(gap);
          expect(metaLineOf(line)?.facts).toEqual(facts.map(({ name, value }) => ({ name, value })));
          expect(statesMeta(line)).toBe(true);
        },
      ),
    );
  });

  it('keeps a day that stands before its first label', () => {
    expect(metaLineOf('2022年03月04日来源:双溪县林业局')).toMatchObject({ unlabelled: '2022年03月04日' });
  });

  it('needs no colon before a year', () => {
    expect(metaLineOf('发布者：办公室 发布于 2022-03-04')?.facts).toContainEqual({
      name: 'publishedOn',
      value: '2022-03-04',
    });
  });

  it('leaves buttons and empty counters out of the values', () => {
    const line = '来源：双溪县林业局  点击数：  【字体：大 中 小】 打印';
    expect(metaLineOf(line)?.facts[0]).toEqual({ name: 'source', value: '双溪县林业局' });
  });

  it.each([
    '我局严格把握公开时限。发布时间：按要求在二十个工作日内公开，来源：各科室。全年无差错。',
    '全年公开信息3条。',
  ])('is no running text: %s', (text) => expect(metaLineOf(text)).toBeNull());

  it('that says when an office is open gives no day of publication', () => {
    expect(metaLineOf('开放时间：2022年1月1日至12月31日')?.facts).toEqual([
      { name: 'other', value: '2022年1月1日至12月31日' },
    ]);
  });
});

it('a label alone is known with and without its marks', () => {
  expect(['索引号', '【发布日期】：', '标 题:', '公布时间'].map(metaNameOf)).toEqual([
    'indexNumber',
    'publishedOn',
    'title',
    'publishedOn',
  ]);
  expect(['行政许可', '总计', '2022-03-04'].map(metaNameOf)).toEqual([null, null, null]);
});

it('who runs the site is no fact about the document', () => expect(statesMeta('主办单位：双溪县人民政府')).toBe(false));
