import { expect, test } from 'vitest';
import {
  across,
  codesOf,
  downwards,
  gridsOf,
  needsLook,
  pageOf,
  steps,
  tableOf,
  textsOf,
  together,
  upright,
  written,
} from './drawn-page.ts';

const XS = steps(70, 60, 4);
const YS = steps(100, 20, 4);
const ROWS = [
  ['信息内容', '本年制发件数', '本年废止件数', '现行有效件数'],
  ['规章', '0', '12', '3'],
  ['行政规范性文件', '6', '', '97'],
  ['行政许可', '5', '0', '—'],
] as const;
const TABLE = { xs: [70, 190, 270, 350, 430], ys: YS, rows: ROWS } as const;

test('a ruled table has its texts cell by cell, blank cells included', () => {
  const [grid] = gridsOf(pageOf(1, tableOf(TABLE)));
  expect(textsOf(grid!)).toEqual(ROWS);
  expect(grid).toMatchObject({
    layout: 'geometric',
    rows: 4,
    columns: 4,
    regions: [{ page: 1, bbox: [70, 100, 430, 180] }],
  });
  expect(grid!.cells.flatMap(codesOf)).toEqual([]);
  expect(grid!.cells[5]!.origin).toEqual({ page: 1, bbox: [190, 120, 270, 140] });
});

test('merged header cells span the columns below them', () => {
  const rows = [
    [
      ['行政复议', 2],
      ['行政诉讼', 2],
    ],
    ['结果维持', '结果纠正', '结果维持', '结果纠正'],
    ['1', '2', '3', '4'],
  ] as const;
  const [grid] = gridsOf(pageOf(1, tableOf({ xs: XS, ys: steps(100, 20, 3), rows })));
  expect(grid!.cells.slice(0, 2)).toMatchObject([
    { column: 0, columnSpan: 2, text: '行政复议' },
    { column: 2, columnSpan: 2, text: '行政诉讼' },
  ]);
});

test('one run of text across several cells is split by its characters', () => {
  const rules = tableOf({ ...TABLE, rows: ROWS.map((row) => row.map(() => '')) });
  const [grid] = gridsOf(
    pageOf(1, rules, written(80, 125, `规章${' '.repeat(25)}0${' '.repeat(14)}12${' '.repeat(15)}3`)),
  );
  expect(textsOf(grid!)[1]).toEqual(['规章', '0', '12', '3']);
});

test('text that crosses a rule is split, a number that crosses one stays whole and is doubted', () => {
  const rules = tableOf({ ...TABLE, rows: ROWS.map((row) => row.map(() => '')) });
  const page = pageOf(1, rules, written(170, 125, '内容事项'), written(260, 145, '5184727'), written(375, 145, '8'));
  const [grid] = gridsOf(page);
  expect(textsOf(grid!)[1]!.slice(0, 2)).toEqual(['内容', '事项']);
  expect(textsOf(grid!)[2]).toEqual(['', '5184727', '', '8']);
  const third = grid!.cells.filter((cell) => cell.row === 2);
  expect(third.map(codesOf)).toEqual([[], ['broken-number'], ['broken-number'], []]);
});

test('lines of a label are one label, numbers below one another are not one number', () => {
  const rows = [
    ['（本列数据的勾稽关系为：第一项加第二项之和）', '自然人'],
    ['规章', '12'],
  ] as const;
  const [grid] = gridsOf(pageOf(1, tableOf({ xs: [70, 150, 210], ys: [100, 150, 180], rows }), written(165, 152, '7')));
  expect(textsOf(grid!)[0]![0]).toBe('（本列数据的勾稽关系为：第一项加第二项之和）');
  expect(textsOf(grid!)[1]![1]).toBe('7\n12');
});

test('a number broken because its cell is too narrow is one number, and doubted', () => {
  const [grid] = gridsOf(
    pageOf(
      1,
      tableOf({
        xs: [70, 150, 172],
        ys: [100, 130, 160],
        rows: [
          ['规章', '1688'],
          ['许可', '7'],
        ],
      }),
    ),
  );
  expect(textsOf(grid!)).toEqual([
    ['规章', '1688'],
    ['许可', '7'],
  ]);
  expect(codesOf(grid!.cells[1]!)).toEqual(['broken-number']);
});

test('a label in vertical writing and one with a character a line are read downwards', () => {
  const rules = tableOf({
    xs: [70, 90, 110, 200],
    ys: [100, 220, 240],
    rows: [
      ['', '三、本年度', '1.其他'],
      ['', '', '2'],
    ],
  });
  const [grid] = gridsOf(pageOf(1, rules, downwards(75, 110, '三、本年度办理结果')));
  expect(textsOf(grid!)[0]).toEqual(['三、本年度办理结果', '三、本年度', '1.其他']);
});

test('vertical writing in two lines goes from right to left', () => {
  const rules = tableOf({
    xs: [70, 100, 200],
    ys: [100, 160, 180],
    rows: [
      ['', '1'],
      ['', '2'],
    ],
  });
  const [grid] = gridsOf(pageOf(1, rules, downwards(85, 105, '三、本年'), downwards(73, 105, '度办理')));
  expect(textsOf(grid!)[0]![0]).toBe('三、本年度办理');
});

test.each([
  ['all four outer rules', () => true],
  ['the outer rules at the sides', (o: string) => o === 'vertical'],
  ['the outer rules above and below', (o: string) => o === 'horizontal'],
])('a table without %s has its outer rows and columns', (_what, missing) => {
  const isOuter = (o: string, at: number) => (o === 'vertical' ? at === 70 || at === 430 : at === 100 || at === 180);
  const [grid] = gridsOf(pageOf(1, tableOf({ ...TABLE, drawn: (o, at) => !(isOuter(o, at) && missing(o)) })));
  expect(textsOf(grid!)).toEqual(ROWS);
  expect(new Set(grid!.cells.flatMap(codesOf))).toEqual(new Set(['rule-inferred']));
});

test.each([
  ['horizontal rules only', (o: string) => o === 'horizontal'],
  ['vertical rules only', (o: string, at: number) => o === 'vertical' || at === 100 || at === 180],
  [
    'a rule below the header and at the ends',
    (o: string, at: number) => o === 'horizontal' && at !== 140 && at !== 160,
  ],
  ['a frame only', (o: string, at: number) => (o === 'vertical' ? at === 70 || at === 430 : at === 100 || at === 180)],
  ['no rules', () => false],
])('a table with %s has its rows and columns, less surely', (_what, drawn) => {
  const [grid] = gridsOf(pageOf(1, tableOf({ ...TABLE, drawn })));
  const values = textsOf(grid!).slice(1);
  expect(values.map((row) => row.filter((text) => text !== '').join('|'))).toEqual(
    ROWS.slice(1).map((row) => row.filter((text) => text !== '').join('|')),
  );
  const columnOf = (text: string) => grid!.cells.find((cell) => cell.text === text)!.column;
  expect(columnOf('97')).toBe(columnOf('现行有效件数'));
  expect(columnOf('6')).toBe(columnOf('本年制发件数'));
  expect(columnOf('12')).toBe(columnOf('本年废止件数'));
  expect(grid!.cells.every((cell) => codesOf(cell).length > 0 && !needsLook(cell))).toBe(true);
});

test('prose with numbers in it is no table', () => {
  const page = pageOf(
    1,
    written(90, 100, '全年共收到政府信息公开申请 85 件，上年结转 4 件，按时办结 83 件，'),
    written(70, 120, '其中予以公开 23 件、部分公开 10 件等，因政府信息公开引发的行政复议 24 件。'),
  );
  expect(gridsOf(page)).toEqual([]);
});

test('a frame around a page or a paragraph is no table', () => {
  const frame = tableOf({ xs: [50, 545], ys: [60, 780], rows: [['']] });
  const [grid, ...others] = gridsOf(pageOf(1, frame, tableOf(TABLE)));
  expect(textsOf(grid!)).toEqual(ROWS);
  expect(others).toEqual([]);
});

test('rules missing between two rows and between two columns are found by the values', () => {
  const rowMissing = tableOf({ ...TABLE, drawn: (o, at) => !(o === 'horizontal' && at === 140) });
  expect(textsOf(gridsOf(pageOf(1, rowMissing))[0]!)).toEqual(ROWS);
  const XS7 = [70, 200, 250, 300, 350];
  const rows = [
    ['', '自然人', '其他', '总计'],
    ['1.属于国家秘密', '1', '0', '1'],
    ['2.其他法律行政法规禁止公开', '2', '', '2'],
    ['3.其他', '4', '5', '9'],
  ];
  const labelled = tableOf({ xs: XS7, ys: YS, rows, size: 8, drawn: (o, at) => !(o === 'horizontal' && at === 140) });
  expect(textsOf(gridsOf(pageOf(1, labelled))[0]!)).toEqual(rows);
  const columnMissing = tableOf({
    xs: XS7,
    ys: YS,
    rows,
    size: 8,
    drawn: (o, at, from) => !(o === 'vertical' && at === 300 && from > 100),
  });
  const found = textsOf(gridsOf(pageOf(1, columnMissing))[0]!);
  expect(found[1]).toEqual(rows[1]);
  expect(found[3]).toEqual(rows[3]);
});

test('an underlined number does not cut its cell', () => {
  const [grid] = gridsOf(pageOf(1, tableOf(TABLE), across(136, 225, 236)));
  expect(textsOf(grid!)).toEqual(ROWS);
});

test('a table inside a cell of another one is a table of its own', () => {
  const outer = tableOf({
    xs: [60, 300, 540],
    ys: [80, 300, 320],
    rows: [
      ['', ''],
      ['编号', '日期'],
    ],
  });
  const inner = tableOf({
    xs: [80, 180, 280],
    ys: [100, 120, 140],
    rows: [
      ['结果维持', '结果纠正'],
      ['1', '2'],
    ],
  });
  const grids = gridsOf(pageOf(1, outer, inner));
  expect(grids.map(textsOf)).toContainEqual([
    ['结果维持', '结果纠正'],
    ['1', '2'],
  ]);
});

test('text that a reader only half trusts makes cells that are half trusted', () => {
  const page = pageOf(1, tableOf(TABLE));
  const glyphs = page.glyphs.map((glyph) => (glyph.text === '9' ? { ...glyph, confidence: 0.6 } : glyph));
  const [grid] = gridsOf({ ...page, textLayer: 'recognised', glyphs });
  expect(grid!.cells.find((cell) => cell.text === '97')!.confidence).toBe(0.6);
});

test('a line that runs over the lower edge of a row belongs to the row', () => {
  const rules = tableOf({
    xs: [70, 100, 250, 300],
    ys: [100, 120, 140],
    rows: [
      ['', '（一）予以公开', '1'],
      ['', '其他', '2'],
    ],
  });
  const label = together(written(72, 127, '三本'), written(72, 139, '年度'));
  const [grid] = gridsOf(pageOf(1, rules, label, written(72, 170, '本页以下无正文，特此说明。')));
  expect(textsOf(grid!)[1]).toEqual(['三本年度', '其他', '2']);
});

const HEADER_AT_THE_FOOT = tableOf({
  xs: [70, 250, 274, 400, 424],
  ys: [100, 130],
  rows: [['申请人情况', '', '法人或其他组织', '']],
});

test('a line of a header that a page break pushed under its last rule belongs to the header', () => {
  const label = together(
    written(252, 117, '自然'),
    written(257, 131, '人'),
    written(407, 117, '总'),
    written(407, 131, '计'),
  );
  const [grid] = gridsOf(pageOf(1, HEADER_AT_THE_FOOT, label));
  expect(textsOf(grid!)).toEqual([['申请人情况', '自然人', '法人或其他组织', '总计']]);
});

test('numbers under the last rule of a header are no lines of its labels', () => {
  const label = together(
    written(252, 117, '自然'),
    written(257, 131, '3'),
    written(407, 117, '总'),
    written(407, 131, '3'),
  );
  const [grid] = gridsOf(pageOf(1, HEADER_AT_THE_FOOT, label));
  expect(textsOf(grid!)[0]).toEqual(['申请人情况', '自然', '法人或其他组织', '总']);
});

test('a line under the last rule stays outside where a paragraph begins there', () => {
  const label = together(
    written(252, 117, '自然'),
    written(257, 131, '人'),
    written(407, 117, '总'),
    written(407, 131, '计'),
  );
  const paragraph = written(72, 146, '本表不含上年结转的政府信息公开申请，特此说明如上。');
  const [grid] = gridsOf(pageOf(1, HEADER_AT_THE_FOOT, label, paragraph));
  expect(textsOf(grid!)).toEqual([['申请人情况', '自然', '法人或其他组织', '总']]);
});

test('rules of different tables that stand apart make different tables', () => {
  const below = tableOf({ ...TABLE, ys: steps(300, 20, 4) });
  expect(gridsOf(pageOf(1, tableOf(TABLE), below))).toHaveLength(2);
  expect(gridsOf(pageOf(1, upright(70, 100, 200), across(400, 70, 200)))).toEqual([]);
});

test('a label cell that lacks the rule between two rows of values is two labels', () => {
  const xs = [70, 190, 270, 350];
  const rows = [
    [['', 1, 2], '56', '7'],
    ['32', '0'],
  ] as const;
  const labels = together(written(72, 107, '规章'), written(72, 131, '行政规范性文件'));
  const table = together(tableOf({ xs, ys: steps(100, 24, 2), rows }), labels);
  const [grid] = gridsOf(pageOf(1, table));
  expect(textsOf(grid!)).toEqual([
    ['规章', '56', '7'],
    ['行政规范性文件', '32', '0'],
  ]);
});

test('a label and the value beside it in one cell are parted where the other rows have a rule', () => {
  const rows = [
    ['信息内容', '本年制发件数', '本年废止件数'],
    ['规章', '1', '2'],
    [['', 2], '4'],
  ] as const;
  const table = tableOf({ xs: [70, 190, 270, 350], ys: steps(100, 24, 3), rows });
  const [grid] = gridsOf(pageOf(1, table, written(72, 155, '行政规范性文件'), written(228, 155, '3')));
  expect(textsOf(grid!).at(-1)).toEqual(['行政规范性文件', '3', '4']);
});

test('digits printed over one another are doubtful', () => {
  const rows = [
    ['信息内容', '本年制发件数', '本年废止件数'],
    ['规章', '', '2'],
  ] as const;
  const overprint = together(written(220, 130, '17'), written(222, 130, '88'));
  const [grid] = gridsOf(pageOf(1, tableOf({ xs: [70, 190, 270, 350], ys: steps(100, 24, 2), rows }), overprint));
  expect(needsLook(grid!.cells[4]!)).toBe(true);
  expect(codesOf(grid!.cells[5]!)).toEqual([]);
});
