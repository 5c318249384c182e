import { expect, test } from 'vitest';
import type { Page } from '../../../../pipeline/contracts/page.ts';
import { type Drawing, pageOf, paragraphsOf, tableOf, written } from './drawn-page.ts';

/** Lines of prose as a word processor sets them: 30 characters a line from x = 70, the first one indented by two. */
function prose(y: number, words: string, indent = 2): Drawing[] {
  const lines: Drawing[] = [];
  let rest = words;
  for (let i = 0; rest !== ''; i++) {
    const start = i === 0 ? indent : 0;
    lines.push(written(70 + 15 * start, y + 28 * i, rest.slice(0, 30 - start), 15));
    rest = rest.slice(30 - start);
  }
  return lines;
}

const FIRST =
  '根据《中华人民共和国政府信息公开条例》规定，现公布本机关政府信息公开工作年度报告，本报告由总体情况、主动公开政府信息情况等六个部分组成。';
const SECOND =
  '一年来，本机关严格按照条例要求，健全工作机制，拓宽公开渠道，较好地保障了人民群众的知情权、参与权、表达权和监督权，取得新成效。';
const textsOf = (...pages: readonly Page[]) => paragraphsOf(...pages).map((p) => p.text);

test('lines of a paragraph are joined, and an indented line begins the next one', () => {
  expect(textsOf(pageOf(1, ...prose(100, FIRST), ...prose(212, SECOND)))).toEqual([FIRST, SECOND]);
});

test('headings between paragraphs are paragraphs of their own', () => {
  const page = pageOf(1, ...prose(100, FIRST), written(100, 200, '一、总体情况', 15), ...prose(240, SECOND));
  expect(textsOf(page)).toEqual([FIRST, '一、总体情况', SECOND]);
});

test('a paragraph goes on over a page break, and begins anew after it when it is indented', () => {
  const lines = prose(700, FIRST);
  expect(
    textsOf(
      pageOf(1, ...prose(100, SECOND), ...lines.slice(0, 2)),
      pageOf(2, ...prose(80, FIRST.slice(58), 0), ...prose(212, SECOND)),
    ),
  ).toEqual([SECOND, FIRST, SECOND]);
  expect(textsOf(pageOf(1, ...prose(700, FIRST)), pageOf(2, ...prose(80, SECOND)))).toEqual([FIRST, SECOND]);
});

test('a title in two lines in the middle is two paragraphs set to the middle', () => {
  const page = pageOf(
    1,
    written(229, 60, '某某市教育局', 22),
    written(119, 100, '2024年政府信息公开工作年度报告', 22),
    ...prose(180, FIRST),
    ...prose(300, SECOND),
  );
  expect(paragraphsOf(page).slice(0, 2)).toMatchObject([
    { text: '某某市教育局', alignment: 'center' },
    { text: '2024年政府信息公开工作年度报告', alignment: 'center' },
  ]);
});

test('signature and date at the right are paragraphs set to the right', () => {
  const page = pageOf(
    1,
    ...prose(100, FIRST),
    ...prose(240, SECOND),
    written(400, 400, '某某市教育局', 15),
    written(370, 430, '2025年1月18日', 15),
  );
  expect(paragraphsOf(page).slice(2)).toMatchObject([
    { text: '某某市教育局', alignment: 'right' },
    { text: '2025年1月18日', alignment: 'right' },
  ]);
});

test('numbers and words that a line end breaks off are put together as they belong', () => {
  const [left, right] = [70, 520];
  const lines = (first: string, second: string) => [
    written(left, 100, '政府信息公开工作年度报告本机关地址为人民路六十四号邮编电话', 15),
    written(left, 128, first, 15),
    written(left, 156, second, 15),
    ...prose(300, FIRST),
    ...prose(420, SECOND),
  ];
  const filled = '政府信息公开工作年度报告本机关地址为人民路六十四号邮编';
  expect(filled.length * 15 + left + 37.5).toBeLessThanOrEqual(right);
  expect(textsOf(pageOf(1, ...lines(`${filled}12345`, '6号')))[0]).toContain(`${filled}123456号`);
  expect(textsOf(pageOf(1, ...lines(`${filled}Word`, 'Press公司')))[0]).toContain('Word Press公司');
});

test('things that stand far apart in one line keep their distance', () => {
  const page = pageOf(1, written(70, 100, '索引号：11620000', 12), written(320, 100, '发布日期：2025年1月18日', 12));
  expect(textsOf(page)).toEqual(['索引号：11620000  发布日期：2025年1月18日']);
});

test.each(['- 3 -', '—3—', '第3页', '第 3 页 共 8 页', '第3页/共8页', '共8页 第3页', '3/8', '3', 'Page 3 of 8'])(
  'the page number %s is dropped',
  (number) => {
    expect(textsOf(pageOf(3, ...prose(100, FIRST), written(280, 790, number, 9)))).toEqual([FIRST]);
  },
);

test('a head line that is on two pages at the same height is dropped, on one page it stays', () => {
  const head = () => written(200, 40, '某某市教育局政府信息公开工作年度报告', 9);
  const pages = [pageOf(1, head(), ...prose(100, FIRST)), pageOf(2, head(), ...prose(100, SECOND))];
  expect(textsOf(...pages)).toEqual([FIRST, SECOND]);
  expect(textsOf(pages[0]!)).toHaveLength(2);
});

test('what a browser prints into the margins is dropped', () => {
  const page = pageOf(
    1,
    written(30, 20, '2025/1/18 10:32  某某市教育局', 8),
    ...prose(100, FIRST),
    written(30, 815, 'https://www.example.gov.cn/art/2025/1/18/art_1.html 1/4', 8),
  );
  expect(textsOf(page)).toEqual([FIRST]);
});

test('text above a table, in it and below it keeps its order', () => {
  const table = tableOf({
    xs: [70, 200, 330],
    ys: [200, 220, 240],
    rows: [
      ['规章', '1'],
      ['其他', '2'],
    ],
  });
  const page = pageOf(1, ...prose(100, FIRST), table, written(100, 260, '四、其他情况', 15), ...prose(300, SECOND));
  expect(textsOf(page)).toEqual([FIRST, '四、其他情况', SECOND]);
});

test('a page whose text is not to be trusted is left out', () => {
  const page = pageOf(1, ...prose(100, FIRST));
  expect(paragraphsOf({ ...page, textLayer: 'garbled' })).toEqual([]);
});
