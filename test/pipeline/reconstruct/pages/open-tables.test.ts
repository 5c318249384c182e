import { expect, test } from 'vitest';
import { spreadHeaders } from '../../../../pipeline/reconstruct/pages/open-headers.ts';
import { lineOf } from '../../../../pipeline/reconstruct/pages/text-lines.ts';
import {
  codesOf,
  type Drawing,
  gridsOf,
  needsLook,
  pageOf,
  paragraphsOf,
  steps,
  tableOf,
  textsOf,
  written,
} from './drawn-page.ts';

const LABELS = ['一、本年新收政府信息公开申请数量', '二、上年结转政府信息公开申请数量', '四、结转下年度继续办理'];
const HEADERS = ['自然人', '商业企业', '总计'];
const LEFT = 300;
const WIDTH = 60;
const wide = (words: string, size: number) =>
  Array.from(words).reduce((sum, c) => sum + (c < '\u0100' ? size / 2 : size), 0);

/** Words in a column of the table, set to a side of it. */
function inColumn(column: number, y: number, words: string, side: 'left' | 'middle' | 'right', size = 10): Drawing {
  const room = WIDTH - 4 - wide(words, size);
  const indent = { left: 0, middle: room / 2, right: room }[side];
  return written(LEFT + WIDTH * column + 2 + indent, y, words, size);
}

/** A table without rules whose headers are set to the middle and whose numbers are set to a side. */
const plainTable = (rows: readonly (readonly string[])[], side: 'left' | 'middle' | 'right'): readonly Drawing[] => [
  written(70, 100, '信息内容'),
  ...HEADERS.map((header, i) => inColumn(i, 100, header, 'middle')),
  ...rows.flatMap((values, r) => [
    written(70, 125 + 25 * r, LABELS[r]!),
    ...values.map((value, i) => inColumn(i, 125 + 25 * r, value, side)),
  ]),
];

const headerOf = (grid: ReturnType<typeof gridsOf>[number], row: number, column: number): string => {
  const above = grid.cells.filter(
    (cell) =>
      cell.row < row && cell.column <= column && column < cell.column + cell.columnSpan && HEADERS.includes(cell.text),
  );
  return above.at(-1)?.text ?? '';
};

test.each(['left', 'middle', 'right'] as const)(
  'numbers set to the %s of columns without rules stand below their headers',
  (side) => {
    const rows = [
      ['4350', '12', '4362'],
      ['1', '200', '201'],
      ['7', '', '7'],
    ];
    const [grid] = gridsOf(pageOf(1, ...plainTable(rows, side)));
    const values = grid!.cells.filter((cell) => /^\d+$/.test(cell.text));
    expect(values.map((cell) => [headerOf(grid!, cell.row, cell.column), cell.text])).toEqual(
      rows.flatMap((row) => row.flatMap((text, i) => (text === '' ? [] : [[HEADERS[i], text]]))),
    );
  },
);

test.each(['left', 'middle', 'right'] as const)(
  'zeros set to the %s stand below their headers though they are all alike',
  (side) => {
    const rows = LABELS.map(() => ['0', '0', '0']);
    const [grid] = gridsOf(pageOf(1, ...plainTable(rows, side)));
    const values = grid!.cells.filter((cell) => cell.text === '0');
    expect(values.map((cell) => headerOf(grid!, cell.row, cell.column))).toEqual(LABELS.flatMap(() => HEADERS));
  },
);

test('a number broken over two lines is one number of the row between them, and doubted', () => {
  const [first, ...others] = LABELS;
  const page = pageOf(
    1,
    ...plainTable([[], ['1', '200', '201'], ['7', '0', '7']], 'middle').filter((d) => d.glyphs[0]?.text !== first![0]),
    written(70, 125, first!),
    written(303, 119, '10000000000'),
    written(325, 131, '12'),
    inColumn(1, 125, '5', 'middle'),
    inColumn(2, 125, '17', 'middle'),
  );
  const [grid] = gridsOf(page);
  const broken = grid!.cells.find((cell) => cell.text.startsWith('1000'))!;
  expect(codesOf(broken)).toContain('broken-number');
  expect(grid!.cells.filter((cell) => cell.row === broken.row && cell.text !== '').map((cell) => cell.text)).toEqual([
    first,
    '1000000000012',
    '5',
    '17',
  ]);
  expect(others).toHaveLength(2);
});

test('a row with a label and no values is a row of its own', () => {
  const rows = [['1', '2', '3'], [], ['7', '0', '7']];
  const [grid] = gridsOf(pageOf(1, ...plainTable(rows, 'middle')));
  const row = grid!.cells.find((cell) => cell.text === LABELS[1])!.row;
  expect(grid!.cells.filter((cell) => cell.row === row && cell.text !== '')).toHaveLength(1);
  expect(textsOf(grid!)[row + 1]!.filter((text) => text !== '')).toEqual([LABELS[2], '7', '0', '7']);
});

test('lines of a label of a row without rules are one label', () => {
  const label = '1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请';
  const page = pageOf(
    1,
    ...plainTable([['1', '2', '3']], 'middle'),
    written(70, 150, label.slice(0, 21)),
    written(70, 162, label.slice(21)),
    ...['5', '0', '5'].map((value, i) => inColumn(i, 156, value, 'middle')),
  );
  const [grid] = gridsOf(page);
  expect(grid!.cells.find((cell) => cell.text === label)).toBeDefined();
});

test('headers that touch one another are cut at the columns', () => {
  const numbers = (y: number, ...values: readonly string[]) => values.map((v, i) => written(300 + 45 * i, y, v));
  const page = pageOf(
    1,
    ...[20, 40, 60].map((y) =>
      written(70, y, '一年来本机关严格按照条例要求健全工作机制拓宽公开渠道取得了新的成效', 12),
    ),
    written(300, 100, '结果维持结果纠正其他结果尚未审结总计', 11),
    ...numbers(125, '1', '0', '12', '3', '16'),
    ...numbers(150, '2', '5', '0', '0', '7'),
  );
  const [grid] = gridsOf(page);
  expect(textsOf(grid!)[0]).toEqual(['结果维持', '结果纠正', '其他结果', '尚未审结', '总计']);
});

test('a heading above a table without rules and prose around it stay paragraphs', () => {
  const prose = '一年来，本机关严格按照条例要求，健全工作机制，拓宽公开渠道，较好地保障了人民群众的知情权。';
  const page = pageOf(
    1,
    written(90, 40, prose.slice(0, 40)),
    written(70, 60, prose.slice(40)),
    written(90, 80, '三、收到和处理政府信息公开申请情况', 12),
    ...plainTable(
      [
        ['1', '2', '3'],
        ['1', '2', '3'],
      ],
      'middle',
    ),
    written(90, 220, '四、政府信息公开行政复议、行政诉讼情况', 12),
  );
  expect(gridsOf(page)).toHaveLength(1);
  expect(paragraphsOf(page).map((p) => p.text)).toEqual([
    prose,
    '三、收到和处理政府信息公开申请情况',
    '四、政府信息公开行政复议、行政诉讼情况',
  ]);
});

test('facts set side by side at the same places in several lines are a table', () => {
  const line = (y: number, ...texts: readonly string[]) => texts.map((t, i) => written([70, 140, 330, 400][i]!, y, t));
  const page = pageOf(
    1,
    ...line(100, '标题', '某某县财政局2024年政府信息公开工作年度报告'),
    ...line(120, '索引号', '044444385/2025-00863', '文号', ''),
    ...line(140, '发布机构', '某某县财政局', '发布日期', '2025-01-16'),
  );
  expect(gridsOf(page).map(textsOf)).toEqual([
    [
      ['标题', '某某县财政局2024年政府信息公开工作年度报告', '', ''],
      ['索引号', '044444385/2025-00863', '文号', ''],
      ['发布机构', '某某县财政局', '发布日期', '2025-01-16'],
    ],
  ]);
});

test('tables with foreign columns that stand directly upon one another are different tables', () => {
  const above = tableOf({ xs: [70, 190, 260, 330, 400], ys: steps(100, 20, 1), rows: [['信息内容', ...HEADERS]] });
  const below = tableOf({
    xs: [70, 160, 240, 310, 400],
    ys: steps(120, 20, 2),
    rows: [
      ['规章', '1', '2', '3'],
      ['其他', '4', '5', '9'],
    ],
  });
  expect(gridsOf(pageOf(1, above, below)).map((grid) => [grid.rows, grid.columns])).toEqual([
    [1, 4],
    [2, 4],
  ]);
});

test('rows of numbers at the top of two pages are no running heads', () => {
  const page = (number: number) =>
    pageOf(
      number,
      ...LABELS.flatMap((label, r) => [
        written(70, 60 + 25 * r, label),
        ...HEADERS.map((_, i) => inColumn(i, 60 + 25 * r, String(number + r), 'middle')),
      ]),
    );
  const values = gridsOf(page(1), page(2)).flatMap((grid) => textsOf(grid).map((row) => row.at(-1)));
  expect(values).toEqual(['1', '2', '3', '2', '3', '4']);
});

test('the rest of a number in the last row of a page is no page number', () => {
  const rows = LABELS.flatMap((label, r) => [
    written(70, 725 + 20 * r, label),
    ...HEADERS.map((_, i) => inColumn(i, 720 + 20 * r, '13', 'middle')),
  ]);
  const grids = gridsOf(pageOf(1, ...rows, inColumn(2, 771, '35', 'middle'), written(290, 815, '- 1 -')));
  expect(grids.flatMap((grid) => grid.cells.map((cell) => cell.text)).join(' ')).toContain('35');
});

test('a column that is blank in every row stands under its header', () => {
  const rows = [
    ['4350', '', '4362'],
    ['0', '', '0'],
    ['17', '', '20'],
  ];
  const [grid] = gridsOf(pageOf(1, ...plainTable(rows, 'middle')));
  expect(
    textsOf(grid!)
      .slice(1)
      .map((row) => row.slice(-3)),
  ).toEqual(rows);
});

test('parts of a table whose columns stand in other places keep columns of their own', () => {
  const names = ['自然人', '商业企业', '科研机构', '社会公益组织', '总计'];
  const part = (left: number, pitch: number, top: number) =>
    LABELS.flatMap((label, r) => [
      written(60, top + 25 * r, label),
      ...names.map((_, i) => written(left + pitch * i, top + 25 * r, String(i + r))),
    ]);
  const grids = gridsOf(pageOf(1, ...part(260, 60, 100), ...part(300, 45, 220)));
  expect(grids.map((grid) => textsOf(grid).map((row) => row.slice(-5)))).toEqual([
    [0, 1, 2].map((r) => names.map((_, i) => String(i + r))),
    [0, 1, 2].map((r) => names.map((_, i) => String(i + r))),
  ]);
});

test('a row of numbers without a label among labelled rows makes its neighbours doubtful', () => {
  const values = ['75', '37', '11', '65'];
  const labels = ['行政处罚', null, '行政强制', '行政许可'];
  const rows = values.flatMap((value, r) => [
    ...(labels[r] ? [written(70, 100 + 20 * r, labels[r])] : []),
    written(300, 100 + 20 * r, value),
    written(400, 100 + 20 * r, '0'),
  ]);
  const [grid] = gridsOf(pageOf(1, ...rows));
  const sureness = grid!.cells.filter((cell) => cell.text !== '' && cell.column > 0).map((cell) => needsLook(cell));
  expect(sureness).toEqual([true, true, true, true, true, true, false, false]);
});

test('a number too long for its column goes on beside the rest of its label, and is doubted', () => {
  const rows = [
    ['规章', '56', '7'],
    ['行政规', '1074', '1'],
    ['范性文件', '2', ''],
    ['行政许可', '3', '4'],
  ].flatMap(([label, ...values], r) => [
    written(70, 100 + 14 * r, label!),
    ...values.map((value, i) => written(160 + 40 * i, 100 + 14 * r, value)),
  ]);
  const [grid] = gridsOf(pageOf(1, ...rows));
  expect(textsOf(grid!).map((row) => row[0])).toEqual(['规章', '行政规范性文件', '行政许可']);
  const cut = grid!.cells.find((cell) => cell.text.replace(/\s/u, '') === '10742')!;
  expect(needsLook(cut) || cut.text.includes('\n')).toBe(true);
});

test('a number close behind a label that ends in a closing mark stands in its column', () => {
  const rows = [
    ['4350', '12', '4362'],
    ['1', '200', '201'],
    ['7', '', '7'],
  ];
  const label = '3.危及“三安全一稳定”';
  const page = pageOf(
    1,
    ...plainTable(rows, 'left'),
    written(LEFT - wide(label, 10), 200, label),
    ...['194', '0', '194'].map((value, i) => inColumn(i, 200, value, 'left')),
  );
  const [grid] = gridsOf(page);
  expect(textsOf(grid!).at(-1)).toEqual([label, '194', '0', '194']);
});

test.each([17, 22])('lines of headers %s points apart are one text where only together they are a label', (pitch) => {
  const headers = [['结果维', '持'], ['结果纠', '正'], ['其他结', '果'], ['尚未审', '结'], ['总计']];
  const [grid] = gridsOf(
    pageOf(
      1,
      written(LEFT + 2.5 * WIDTH - 20, 80, '行政复议'),
      ...headers.flatMap((lines, column) => lines.map((text, i) => inColumn(column, 100 + pitch * i, text, 'middle'))),
      ...['1', '2', '3', '4', '10'].map((value, column) => inColumn(column, 150, value, 'middle')),
    ),
  );
  expect(textsOf(grid!).flat()).toEqual(
    expect.arrayContaining(['结果维持', '结果纠正', '其他结果', '尚未审结', '总计']),
  );
});

test('a label whose lines stand around its values is one label of their row', () => {
  const [grid] = gridsOf(
    pageOf(
      1,
      ...plainTable([['4350', '12', '4362']], 'middle'),
      written(70, 150, '（二）部分公开（区分处理的，只计这'),
      ...['1', '200', '201'].map((value, column) => inColumn(column, 158, value, 'middle')),
      written(90, 167, '一情形，不计其他情形）'),
    ),
  );
  expect(textsOf(grid!).flat()).toContain('（二）部分公开（区分处理的，只计这一情形，不计其他情形）');
  expect(grid!.cells.filter(needsLook)).toEqual([]);
});

test('a header of one column does not reach over a column whose header stands in another line', () => {
  const values = [0, 1, 2].map((i) => ({ left: 100 + 20 * i, right: 116 + 20 * i }));
  const columns = { xs: [50, 98, 118, 138, 158], labelColumns: 1, values, side: 'middle', fontSizePt: 10 } as const;
  const header = (column: number, x: number, words: string) => ({
    column,
    columnSpan: 1,
    lines: [lineOf(written(x, 100, words).glyphs)!],
    sure: true,
  });
  const row = (...cells: readonly ReturnType<typeof header>[]) => ({ y: 100, hasValues: false, cells: [...cells] });
  const placesOf = (...rows: readonly ReturnType<typeof row>[]) =>
    spreadHeaders(rows, columns)[0]!.cells.map(({ column, columnSpan }) => [column, columnSpan]);
  const first = [header(1, 90, '自然人'), header(3, 130, '总计')];
  expect(placesOf(row(...first))).toEqual([
    [1, 1],
    [2, 2],
  ]);
  expect(placesOf(row(...first), row(header(2, 118, '其他')))).toEqual([
    [1, 1],
    [3, 1],
  ]);
});

test('a line of two labels is no heading of a section because the first begins as one does', () => {
  const blocks = pageOf(
    1,
    ...plainTable([['4350', '12', '4362']], 'middle'),
    written(70, 150, '三、本年度'),
    written(135, 150, '（四）无法'),
    written(180, 165, '3.补正后申请内容仍不明确'),
    ...['1', '200', '201'].map((value, column) => inColumn(column, 165, value, 'middle')),
  );
  expect(gridsOf(blocks)).toHaveLength(1);
});
