import { expect, test } from 'vitest';
import type { Page } from '../../../../pipeline/contracts/page.ts';
import {
  type CellSpec,
  gridsOf,
  pageOf,
  paragraphsOf,
  steps,
  tableOf,
  textsOf,
  together,
  written,
} from './drawn-page.ts';

const XS = [70, 90, 130, 250, 290, 330, 370];
const HEAD: readonly CellSpec[] = [['信息内容', 3], '自然人', '其他', '总计'];
const row = (label: string, ...values: readonly string[]): readonly CellSpec[] => [label, ...values];

/** The part of a table that fills the lower end of a page, and the part at the top of the next one. */
const parts = (
  above: readonly (readonly CellSpec[])[],
  below: readonly (readonly CellSpec[])[],
  xs: readonly number[] = XS,
) => [
  pageOf(1, tableOf({ xs, ys: steps(760 - 24 * above.length, 24, above.length), rows: above, size: 8 })),
  pageOf(2, tableOf({ xs, ys: steps(80, 24, below.length), rows: below, size: 8 })),
];

const group = (label: string, rows: number): CellSpec => [label, 1, rows];
const wide = (label: string): CellSpec => [label, 3];

test('a table that goes on after a page break is one table with the regions of both parts', () => {
  const [grid, ...others] = gridsOf(
    ...parts(
      [HEAD, [wide('一、本年新收'), '1', '', '1']],
      [
        [wide('二、上年结转'), '', '', '0'],
        [wide('四、结转'), '1', '0', '1'],
      ],
    ),
  );
  expect(others).toEqual([]);
  expect(textsOf(grid!)).toEqual([
    ['信息内容', '自然人', '其他', '总计'],
    ['一、本年新收', '1', '', '1'],
    ['二、上年结转', '', '', '0'],
    ['四、结转', '1', '0', '1'],
  ]);
  expect(grid!.regions).toEqual([
    { page: 1, bbox: [70, 712, 370, 760] },
    { page: 2, bbox: [70, 80, 370, 128] },
  ]);
  expect(grid!.cells.at(-1)!.origin).toMatchObject({ page: 2 });
});

test('a header repeated after the break is dropped', () => {
  const [grid] = gridsOf(
    ...parts([HEAD, [wide('一、本年新收'), '1', '0', '1']], [HEAD, [wide('二、上年结转'), '2', '0', '2']]),
  );
  expect(textsOf(grid!)).toEqual([
    ['信息内容', '自然人', '其他', '总计'],
    ['一、本年新收', '1', '0', '1'],
    ['二、上年结转', '2', '0', '2'],
  ]);
});

test('rows of zeros like those before the break are no repeated header', () => {
  const zeros = row('', '0', '0', '0').map((text, i) => (i === 0 ? wide('') : text));
  const [grid] = gridsOf(...parts([zeros, zeros], [zeros, zeros]));
  expect(grid!.rows).toBe(4);
});

test('a group that is open at the break goes on, with its label torn or whole', () => {
  const torn = gridsOf(
    ...parts(
      [
        HEAD,
        [group('三、本年度办', 2), group('（三）不予', 2), '1.属于国家秘密', '1', '0', '1'],
        ['2.其他法律', '2', '0', '2'],
      ],
      [
        [group('理结果', 2), group('公开', 1), '3.危及', '3', '0', '3'],
        [['（七）总计', 2], '6', '0', '6'],
      ],
    ),
  )[0]!;
  expect(torn.cells.find((cell) => cell.text === '三、本年度办理结果')).toMatchObject({
    row: 1,
    rowSpan: 4,
    column: 0,
  });
  expect(torn.cells.find((cell) => cell.text === '（三）不予公开')).toMatchObject({ row: 1, rowSpan: 3, column: 1 });
  const whole = gridsOf(
    ...parts(
      [HEAD, [group('三、', 2), group('（五）不予处理', 2), '1.信访', '1', '0', '1'], ['2.重复申请', '2', '0', '2']],
      [
        [group('', 2), group('', 1), '3.要求', '3', '0', '3'],
        [group('（六）其他处理', 1), '1.申请人', '6', '0', '6'],
      ],
    ),
  )[0]!;
  expect(whole.cells.find((cell) => cell.text === '（五）不予处理')).toMatchObject({ row: 1, rowSpan: 3 });
  expect(whole.cells.find((cell) => cell.text === '（六）其他处理')).toMatchObject({ row: 4, rowSpan: 1 });
});

test('a row torn by the break is whole again', () => {
  const label = '1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请';
  const [start, end] = [label.slice(0, 28), label.slice(28)];
  const valuesAbove = gridsOf(
    ...parts(
      [HEAD, [wide(start), '5', '0', '5']],
      [
        [wide(end), '', '', ''],
        [wide('3.其他'), '1', '0', '1'],
      ],
    ),
  )[0]!;
  const valuesBelow = gridsOf(
    ...parts(
      [HEAD, [wide(label), '', '', '']],
      [
        [wide(''), '5', '0', '5'],
        [wide('3.其他'), '1', '0', '1'],
      ],
    ),
  )[0]!;
  for (const grid of [valuesAbove, valuesBelow]) {
    expect(textsOf(grid).slice(1)).toEqual([
      [label, '5', '0', '5'],
      ['3.其他', '1', '0', '1'],
    ]);
  }
});

test('a row without values at the break is a row of its own', () => {
  const rows = gridsOf(
    ...parts(
      [HEAD, [wide('7.属于行政执法案卷'), '5', '0', '5']],
      [
        [wide('8.属于行政查询事项'), '', '', ''],
        [wide('3.其他'), '1', '0', '1'],
      ],
    ),
  )[0]!;
  expect(textsOf(rows).slice(2)).toEqual([
    ['8.属于行政查询事项', '', '', ''],
    ['3.其他', '1', '0', '1'],
  ]);
  const licences = gridsOf(
    ...parts(
      [HEAD, [wide('行政许可'), '5', '0', '5']],
      [
        [wide('行政处罚'), '', '', ''],
        [wide('行政强制'), '1', '0', '1'],
      ],
    ),
  )[0]!;
  expect(textsOf(licences)[2]).toEqual(['行政处罚', '', '', '']);
});

test('a part that shows fewer columns because its cells span is brought to the columns of the whole', () => {
  const [grid] = gridsOf(
    ...parts([HEAD, [group('三、', 1), '（一）', '1.其他', '1', '0', '1']], [[wide('四、结转'), '7', '8', '15']]),
  );
  expect(grid!.columns).toBe(6);
  expect(grid!.cells.filter((cell) => cell.row === 2).map((cell) => [cell.column, cell.columnSpan])).toEqual([
    [0, 3],
    [3, 1],
    [4, 1],
    [5, 1],
  ]);
});

test('different tables that follow one another over a page break stay apart', () => {
  const first = pageOf(
    1,
    tableOf({ xs: XS, ys: steps(700, 24, 2), rows: [HEAD, [wide('四、结转'), '1', '0', '1']], size: 8 }),
  );
  const xs = steps(70, 60, 5);
  const rows = [
    ['结果维持', '结果纠正', '其他结果', '尚未审结', '总计'],
    ['1', '0', '0', '0', '1'],
  ];
  const second = pageOf(2, tableOf({ xs, ys: steps(80, 24, 2), rows, size: 8 }));
  expect(gridsOf(first, second)).toHaveLength(2);
});

test('text between them keeps parts apart, page numbers and head lines do not', () => {
  const [first, second] = parts([HEAD, [wide('一、本年新收'), '1', '0', '1']], [[wide('二、上年结转'), '2', '0', '2']]);
  const furnished = [first!, second!].map((page, i) => {
    const head = written(200, 40, '某某局2024年政府信息公开工作年度报告', 9);
    const foot = written(290, 800, `- ${i + 1} -`, 9);
    return { ...page, glyphs: [...page.glyphs, ...head.glyphs, ...foot.glyphs] };
  });
  expect(gridsOf(...furnished)).toHaveLength(1);
  expect(paragraphsOf(...furnished)).toEqual([]);
  const heading = {
    ...second!,
    glyphs: [...second!.glyphs, ...written(70, 60, '四、政府信息公开行政复议情况').glyphs],
  };
  expect(gridsOf(first!, heading)).toHaveLength(2);
});

test('a table without rules goes on over the break in the same columns', () => {
  const plain = (y: number, label: string, ...values: readonly string[]) => [
    written(70, y, label),
    ...values.map((value, i) => written(300 + 50 * i - 2.5 * value.length, y, value)),
  ];
  const grids = gridsOf(
    pageOf(
      1,
      ...plain(680, '信息内容', '自然人', '其他', '总计'),
      ...plain(710, '一、本年新收政府信息公开申请数量', '12', '0', '12'),
    ),
    pageOf(
      2,
      ...plain(80, '二、上年结转政府信息公开申请数量', '', '3', '103'),
      ...plain(110, '四、结转下年度继续办理', '1', '', '1'),
    ),
  );
  expect(grids).toHaveLength(1);
  const texts = textsOf(grids[0]!)
    .slice(1)
    .map((r) => r.slice(-3));
  expect(texts).toEqual([
    ['12', '0', '12'],
    ['', '3', '103'],
    ['1', '', '1'],
  ]);
});

test('headings of sections and large titles that stand at the same place of two pages are no running heads', () => {
  const page = (number: number) =>
    pageOf(
      number,
      written(200, 40, '青川县水利局', 18),
      written(70, 66, '三、收到和处理政府信息公开申请情况'),
      written(70, 30, '政务公开', 8),
      ...steps(120, 20, 6).map((y) => written(70, y, `第${number}页的正文一行，写到这一行的末尾为止。`)),
    );
  const texts = paragraphsOf(page(1), page(2)).map((paragraph) => paragraph.text);
  expect(texts.filter((text) => text === '青川县水利局').length).toBe(2);
  expect(texts.filter((text) => text.startsWith('三、收到和处理')).length).toBe(2);
  expect(texts.some((text) => text.includes('政务公开'))).toBe(false);
});

test('sheets that one picture shows are pages: tables go on over them, and each has its own page number', () => {
  const [first, second] = parts(
    [HEAD, [wide('一、本年新收'), '1', '0', '1']],
    [
      [wide('二、上年结转'), '2', '0', '2'],
      [wide('四、结转'), '3', '0', '3'],
    ],
  );
  const down = (page: Page): Page => ({
    ...page,
    glyphs: page.glyphs.map(({ bbox: [l, t, r, b], ...glyph }) => ({ ...glyph, bbox: [l, t + 842, r, b + 842] })),
    rulings: page.rulings.map((rule) =>
      rule.orientation === 'horizontal'
        ? { ...rule, at: rule.at + 842 }
        : { ...rule, from: rule.from + 842, to: rule.to + 842 },
    ),
  });
  const picture = together(first!, written(290, 800, '1'), down(second!), written(290, 1642, '2'));
  const page: Page = { ...pageOf(4, picture), heightPt: 1684, sheets: [0, 842] };
  const [grid, ...others] = gridsOf(page);
  expect(others).toEqual([]);
  expect(textsOf(grid!).map(([label]) => label)).toEqual(['信息内容', '一、本年新收', '二、上年结转', '四、结转']);
  expect(grid!.regions).toEqual([
    { page: 4, bbox: [70, 712, 370, 760] },
    { page: 4, bbox: [70, 922, 370, 970] },
  ]);
  expect(grid!.cells.at(-1)!.origin).toMatchObject({ page: 4, bbox: [330, 946, 370, 970] });
  expect(paragraphsOf(page)).toEqual([]);
});
