import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asksForLook } from '../../../pipeline/contracts/doubt.ts';
import type { Block, Grid, GridCell, Paragraph } from '../../../pipeline/contracts/grid.ts';
import { readLines } from '../../../pipeline/reconstruct/lines/lines.ts';
import { type FilledRow, fillTable, STYLES } from './printed-tables.ts';

const read = (text: string): readonly Block[] =>
  readLines(text.split('\n').map((line, i) => ({ number: i + 1, text: line })));

const isDoubted = ({ doubts = [] }: GridCell): boolean => doubts.some(({ code }) => asksForLook(code));
const gridsIn = (blocks: readonly Block[]): readonly Grid[] => blocks.filter((block) => block.kind === 'table');
const paragraphsIn = (blocks: readonly Block[]): readonly Paragraph[] =>
  blocks.filter((block) => block.kind === 'paragraph');

const rowsOf = (grid: Grid): readonly (readonly string[])[] =>
  Array.from({ length: grid.rows }, (_, row) =>
    grid.cells
      .filter((cell) => cell.row === row)
      .toSorted((a, b) => a.column - b.column)
      .map((cell) => cell.text),
  );
const rowsIn = (text: string): readonly (readonly string[])[] => gridsIn(read(text)).flatMap(rowsOf);
/** What stands behind a label in its row. */
const behind = (text: string, label: string): readonly string[] | undefined => {
  const row = rowsIn(text).find((cells) => cells.includes(label));
  return row?.slice(row.lastIndexOf(label) + 1);
};

const PROACTIVE = ['第二十条第（一）项', '信息内容', '本年制发件数', '本年废止件数', '现行有效件数'];
const REMEDIES = ['结果维持', '结果纠正', '其他结果', '尚未审结', '总计'];
const FIFTEEN = Array.from({ length: 15 }, (_, i) => String(i));

describe('tables of one cell a line', () => {
  it('takes lines of white space for blank cells and empty lines for the ends of rows', () => {
    const text = `\t二、主动公开政府信息情况\n\n\t第二十条第（一）项\n\n${PROACTIVE.slice(1)
      .map((cell) => `\t${cell}\n`)
      .join(
        '',
      )}\n\t规章\n\t\n\t0\n\t7\n\n\t行政规范性文件\n\t3\n\t\n\t13\n\n\t第二十条第（五）项\n\n\t信息内容\n\t本年处理决定数量\n\n\t行政许可\n\t\n`;
    expect(paragraphsIn(read(text)).map((p) => p.text)).toEqual(['二、主动公开政府信息情况']);
    expect(rowsIn(text)).toEqual([
      ['第二十条第（一）项'],
      PROACTIVE.slice(1),
      ['规章', '', '0', '7'],
      ['行政规范性文件', '3', '', '13'],
      ['第二十条第（五）项'],
      ['信息内容', '本年处理决定数量'],
      ['行政许可', ''],
    ]);
  });

  it('reads cells with a blank line between any two of them', () => {
    const text = [...PROACTIVE, '规章', '0', '0', '0', '行政规范性文件', '1', '0', '12'].join('\n\n');
    expect(behind(text, '行政规范性文件')).toEqual(['1', '0', '12']);
  });

  it('puts labels together that are broken over lines, a letter a line if need be', () => {
    const text = [
      ...'申请人情况,自然,人,法人或其他,组织,总计,商业,企业,科研,机构,社会,公益,组织,法律服务,机构,其他'.split(','),
      ...'三、本年度办理结果',
      '（二）部分公开（区分处理的，',
      '只计这一情形，不计其他情形）',
      ...'1000001',
    ].join('\n');
    expect(rowsIn(text)).toEqual([
      ['申请人情况'],
      ['自然人', '法人或其他组织', '总计'],
      ['商业企业', '科研机构', '社会公益组织', '法律服务机构', '其他'],
      ['三、本年度办理结果', '（二）部分公开（区分处理的，只计这一情形，不计其他情形）', ...'1000001'],
    ]);
  });

  it('reads table four as headers and one row of fifteen values', () => {
    const heads = ['行政复议', '行政诉讼', ...REMEDIES, '未经复议直接起诉', '复议后起诉'];
    const text = [...heads, '', '', '', '', '', ...REMEDIES, ...REMEDIES, ...FIFTEEN].join('\n');
    expect(rowsIn(text)).toEqual([
      ['行政复议', '行政诉讼'],
      [...REMEDIES, '未经复议直接起诉', '复议后起诉'],
      [...REMEDIES, ...REMEDIES],
      FIFTEEN,
    ]);
  });

  it('names the five values of a remedy that has a table of its own', () => {
    const part = (name: string, from: number): string =>
      [name, ...REMEDIES, ...FIFTEEN.slice(from, from + 5)].join('\n');
    const text = [part('行政复议', 0), part('未经复议直接起诉', 5), part('复议后起诉', 10)].join('\n\n');
    expect(behind(text, '未经复议直接起诉')).toEqual(FIFTEEN.slice(5, 10));
    expect(gridsIn(read(text))).toHaveLength(3);
  });

  it('leaves serial numbers out of the values', () => {
    const rows = fillTable(
      '2021',
      Array.from({ length: 25 }, () => ['3', '0', '0', '0', '0', '0', '3']),
    );
    const lines = rows.flatMap((row, i) => [String(i + 1), ...row.groups, row.label, ...row.values]);
    const text = ['申请人情况', '自然人', '法人或其他组织', '总计', ...lines].join('\n');
    expect(rows.map((row) => behind(text, row.label))).toEqual(rows.map((row) => row.values));
  });

  it('does not guess which value is missing in a row that leaves no trace of it', () => {
    const label = '一、本年新收政府信息公开申请数量';
    const text = ['申请人情况', '自然人', label, '1', '2', '3', '4', '5', '6', '二、上年结转政府信息公开申请数量'].join(
      '\n',
    );
    const cells = gridsIn(read(text)).flatMap((grid) => grid.cells.filter((cell) => /^\d$/u.test(cell.text)));
    expect(cells.map((cell) => cell.text)).toEqual(['1', '2', '3', '4', '5', '6']);
    expect(cells.every(isDoubted)).toBe(true);
  });

  it('marks values that would fit the label before and the label behind them', () => {
    const text = ['第二十条第（六）项', '信息内容', '本年处理决定数量', '382', '行政处罚', '9', '50', '行政强制'].join(
      '\n',
    );
    const cells = gridsIn(read(text)).flatMap((grid) => grid.cells.filter((cell) => /^\d+$/u.test(cell.text)));
    expect(cells.every(isDoubted)).toBe(true);
  });
});

describe('tables of one row a line', () => {
  it('is geometric where headers stand in the columns of the values, merged cells with their spans', () => {
    const text = [
      ['行政复议', '', '', '', '', '行政诉讼', ...new Array<string>(9).fill('')],
      [...REMEDIES, '未经复议直接起诉', '', '', '', '', '复议后起诉', '', '', '', ''],
      ['', '', '', '', '', ...REMEDIES, ...REMEDIES],
      FIFTEEN,
    ]
      .map((cells) => cells.join('\t'))
      .join('\n');
    const [grid] = gridsIn(read(text));
    expect(grid?.layout).toBe('geometric');
    const spans = grid?.cells.filter((cell) => cell.columnSpan > 1).map((c) => [c.text, c.column, c.columnSpan]);
    expect(spans).toEqual([
      ['行政复议', 0, 5],
      ['行政诉讼', 5, 10],
      ['未经复议直接起诉', 5, 5],
      ['复议后起诉', 10, 5],
    ]);
    expect(grid?.cells.filter((cell) => cell.rowSpan > 1).map((cell) => cell.text)).toEqual(REMEDIES);
  });

  it('gives all values of a row that has more than the form has columns', () => {
    const text =
      '申请人情况\t\n自然人\t法人或其他组织\t总计\n\t1.属于国家秘密\t\t0\t1\t2\t3\t4\t5\t6\t7\t\n\t2.重复申请\t\t0\t0\t0\t0\t0\t0\t0\t0\t';
    expect(behind(text, '1.属于国家秘密')).toEqual(['0', '1', '2', '3', '4', '5', '6', '7']);
  });

  it('keeps a table that is none of the form with all its cells, and its labels beside their values', () => {
    const text =
      '標(biāo) 題 | 某局2023年報(bào)告 | ||\n索引號(hào) | 0001/2024 | 文 號(hào) | |\n發布日期 | 2024-02-11 | | |';
    const [grid] = gridsIn(read(text));
    expect(grid?.layout).toBe('sequence');
    expect(rowsOf(grid!)[1]).toEqual(['索引號(hào)', '0001/2024', '文 號(hào)', '']);
  });

  it('knows labels in Traditional characters with readings and keeps the characters of the source', () => {
    const text =
      '信息內(nèi)容 | 本年制發件數 | 本年廢(fèi)止件數 | 現(xiàn)行有效件數 |\n規章 | 0 | 1 | 2 |\n??\n行政規範(fàn)性文件 | 3 | 4 | 5 |';
    expect(behind(text, '行政規範(fàn)性文件')).toEqual(['3', '4', '5']);
  });

  it('keeps the first of the cells of a row without borders when it is blank', () => {
    const rows = [REMEDIES, REMEDIES, REMEDIES].flat().join(' | ');
    const values = ['', '', ...FIFTEEN.slice(2)].join(' | ');
    expect(rowsIn(`行政复议 | 行政诉讼\n${rows}\n${values}`).at(-1)).toEqual(['', '', ...FIFTEEN.slice(2)]);
  });

  it('joins a cell that goes on in the next line', () => {
    const text = '信息内容\t本年处理\n决定数量\n行政处罚\t1\n行政强制\t2';
    expect(rowsIn(text)[0]).toEqual(['信息内容', '本年处理决定数量']);
    const quoted = '信息内容,"本年处理\n决定数量"\n行政处罚,"1,545"\n行政强制,2\n行政许可,3';
    expect(behind(quoted, '行政处罚')).toEqual(['1,545']);
  });

  it('takes a comma within a number for no delimiter', () => {
    const text =
      '第二十条第（六）项\n信息内容        本年处理决定数量\n行政处罚        282,469\n行政强制        8,114\n行政许可        12';
    expect(behind(text, '行政处罚')).toEqual(['282,469']);
  });

  it('puts values under their labels where the columns are printed in another order', () => {
    const heads = '总计\t自然人\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他';
    const text = `申请人情况\n${heads}\n一、本年新收政府信息公开申请数量\t9\t1\t2\t3\t1\t1\t1\n四、结转下年度继续办理\t0\t0\t0\t0\t0\t0\t0`;
    const [grid] = gridsIn(read(text));
    const total = grid?.cells.find((cell) => cell.text === '总计');
    expect(grid?.layout).toBe('geometric');
    expect(grid?.cells.find((cell) => cell.text === '9')?.column).toBe(total?.column);
  });
});

describe('columns set apart by spaces', () => {
  const head = [
    '                                     申请人情况',
    '                                     自然人   商业   科研   社会   法律   其他   总计',
    '                                              企业   机构   公益   服务',
    '                                                            组织   机构',
  ];

  it('gives a blank value its column by where the others stand', () => {
    const text = [
      ...head,
      '一、本年新收政府信息公开申请数量     12       3      0      0      1      0      16',
      '二、上年结转政府信息公开申请数量     1                             2             3',
    ].join('\n');
    expect(behind(text, '二、上年结转政府信息公开申请数量')).toEqual(['1', '', '', '', '2', '', '3']);
    expect(rowsIn(text)).toContainEqual([
      ...['自然人', '商业企业', '科研机构', '社会公益组织', '法律服务机构', '其他', '总计'],
    ]);
  });

  it('puts wrapped labels together, with the strokes of a vertical one beside them', () => {
    const text = [
      ...head,
      '三    （一）予以公开                 12       3      0      0      1      0      16',
      '、    （二）部分公开（区分处理的，',
      '本                                   1        0      0      0      0      0      1',
      '年    只计这一情形，不计其他情形）',
      '度    （七）总计                     13       3      0      0      1      0      17',
    ].join('\n');
    expect(behind(text, '（二）部分公开（区分处理的，只计这一情形，不计其他情形）')).toEqual([...'1000001']);
  });

  it('leaves remarks behind the values out of them', () => {
    const row = (label: string, values: string, remark: string): string =>
      `${label.padEnd(20, '　')}  ${values}   ${remark}`;
    const text = [
      '申请人情况      备注',
      row('一、本年新收政府信息公开申请数量', '1   0   0   0   0   0   1', ''),
      row('二、上年结转政府信息公开申请数量', '0   0   0   0   0   0   0', '无结转'),
      row('四、结转下年度继续办理', '1   0   0   0   0   0   1', ''),
    ].join('\n');
    expect(behind(text, '二、上年结转政府信息公开申请数量')).toEqual([...'0000000']);
  });

  it('keeps the tables of two years apart, with what is written between them', () => {
    const table = (values: string): string => `行政复议\n${REMEDIES.join('  ')}\n${values}`;
    const text = `${table('0         0         0         0         0')}\n\n2020年度\n\n${table('1         0         0         0         1')}`;
    const blocks = read(text);
    expect(gridsIn(blocks)).toHaveLength(2);
    expect(paragraphsIn(blocks).map((p) => p.text)).toEqual(['2020年度']);
  });
});

describe('what stands around tables', () => {
  it('knows the heading of a section in other words than the official ones', () => {
    for (const heading of ['四、行政复议、行政诉讼情况', '四、行政复议和行政诉讼情况', '五、主要问题和改进措施']) {
      const last = read(`自然人\t总计\n一、本年新收政府信息公开申请数量\t3\t3\n${heading}`).at(-1);
      expect(last).toMatchObject({ kind: 'paragraph', text: heading });
    }
  });

  it('ends a table at the heading of the next section, be it inside the table', () => {
    const text =
      '信息内容\t本年处理决定数量\n行政处罚\t1\n行政强制\t2\n三、收到和处理政府信息公开申请情况\t\n申请人情况\t\n自然人\t总计\n2.重复申请\t0\t0\n';
    expect(read(text).map((block) => (block.kind === 'table' ? 'table' : block.text))).toEqual([
      'table',
      '三、收到和处理政府信息公开申请情况',
      'table',
    ]);
  });

  it('takes prose that begins with the words of a label for prose', () => {
    const text =
      '一、总体情况\n（一）行政处罚信息公开情况\n全年公开行政处罚信息12条。\n行政复议\n本年度没有发生行政复议。';
    expect(gridsIn(read(text))).toEqual([]);
    expect(paragraphsIn(read(text))).toHaveLength(5);
  });

  it('gives paragraphs and cells the line they stand on', () => {
    const blocks = read('标题\n\n正文。\n规章\t1\t2\t3\n行政规范性文件\t4\t5\t6');
    expect(paragraphsIn(blocks).map((p) => p.origin)).toEqual([
      { paragraph: 1, line: 1 },
      { paragraph: 2, line: 3 },
    ]);
    expect(gridsIn(blocks)[0]?.cells[5]?.origin).toEqual({ table: 1, row: 2, column: 2, line: 5 });
  });

  it('sets a signature far from the margin to the right and a title to the middle', () => {
    const indent = '　'.repeat(12);
    const blocks = read(`${indent}某局年度报告\n正文一句。\n${indent}某局\n${indent}2024年1月1日`);
    expect(paragraphsIn(blocks).map((p) => p.alignment)).toEqual(['center', null, 'right', 'right']);
  });

  it('puts wrapped lines of prose together, over the foot of a page too', () => {
    const sentence = '一年来我局认真贯彻落实条例的各项规定持续推进决策执行管理服务结果公开';
    const lines = Array.from({ length: 12 }, (_, i) => sentence.slice(i % 3, 30 + (i % 3)));
    const text = [
      '一、总体情况',
      `　　${lines[0]?.slice(2)}`,
      ...lines.slice(1, 6),
      '- 1 -',
      ...lines.slice(6),
      '完毕。',
    ].join('\n');
    expect(paragraphsIn(read(text)).map((p) => p.text)).toEqual([
      '一、总体情况',
      `${[lines[0]?.slice(2), ...lines.slice(1)].join('')}完毕。`,
    ]);
  });

  it('reads a block of facts of one cell a line as labels with their values', () => {
    const text =
      '索 引 号\n044444385/2025-00863\n文　　号\n\n发布机构\n某市财政局\n发布日期\n2025-01-16\n\n某市财政局2024年报告';
    expect(rowsIn(text)).toEqual([
      ['索 引 号', '044444385/2025-00863'],
      ['文　　号', ''],
      ['发布机构', '某市财政局'],
      ['发布日期', '2025-01-16'],
    ]);
    expect(paragraphsIn(read(text)).map((p) => p.text)).toEqual(['某市财政局2024年报告']);
  });
});

const value = (blanks: number): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: blanks, arbitrary: fc.constant('') },
    { weight: 60, arbitrary: fc.constant('0') },
    { weight: 36, arbitrary: fc.integer({ min: 1, max: 9999 }).map(String) },
    { weight: 4, arbitrary: fc.constantFrom('/', '—', '1,545', '12件', '０', '3①') },
  );
const filled = (blanks: number): fc.Arbitrary<readonly FilledRow[]> =>
  fc
    .record({
      version: fc.constantFrom('2021' as const, '2019' as const),
      values: fc.array(fc.array(value(blanks), { minLength: 7, maxLength: 7 }), { minLength: 25, maxLength: 25 }),
    })
    .map(({ version, values }) => fillTable(version, values));

/** For each row of the table what came back: the cells behind its label and whether a person is asked to look. */
function readBack(rows: readonly FilledRow[], lines: readonly string[]) {
  const found = gridsIn(read(lines.join('\n'))).flatMap((grid) =>
    Array.from({ length: grid.rows }, (_, r) =>
      grid.cells.filter((cell) => cell.row === r).toSorted((a, b) => a.column - b.column),
    ),
  );
  let at = 0;
  return rows.map((row) => {
    const index = found.findIndex((cells, i) => i >= at && cells.some((cell) => cell.text === row.label));
    const cells = index < 0 ? [] : found[index]!;
    if (index >= 0) at = index + 1;
    const values = cells.slice(cells.findLastIndex((cell) => cell.text === row.label) + 1);
    const isDoubtful = values.some(isDoubted);
    return { values: values.map((cell) => cell.text), isDoubted: isDoubtful };
  });
}

describe('any table three comes back as it was filled in', () => {
  it.each(Object.entries(STYLES.withBlanks))('printed as %s, a tenth of its values blank', (_, style) => {
    fc.assert(
      fc.property(filled(10), (rows) => {
        expect(readBack(rows, style(rows)).map((row) => row.values)).toEqual(rows.map((row) => row.values));
      }),
      { numRuns: 12, seed: 7 },
    );
  });

  it.each(Object.entries(STYLES.withoutBlanks))('printed as %s, without blank values', (_, style) => {
    fc.assert(
      fc.property(filled(0), (rows) => {
        expect(readBack(rows, style(rows)).map((row) => row.values)).toEqual(rows.map((row) => row.values));
      }),
      { numRuns: 12, seed: 7 },
    );
  });

  it.each(Object.entries({ ...STYLES.withBlanks, ...STYLES.withoutBlanks }))(
    'or is marked where it cannot be told, printed as %s with many blanks',
    (_, style) => {
      fc.assert(
        fc.property(filled(60), (rows) => {
          for (const [i, { values, isDoubted }] of readBack(rows, style(rows)).entries())
            if (values.length === 7 && !isDoubted) expect(values).toEqual(rows[i]!.values);
        }),
        { numRuns: 12, seed: 7 },
      );
    },
  );
});

describe('garbage', () => {
  it('of the words of the form in any order is read without failing and without a table too large to hold', () => {
    const words = [
      '规章',
      '0',
      '',
      '\t',
      '三、本年度办理结果',
      '总计',
      '其他',
      '行政复议',
      '|',
      '0 0 0',
      '自然人\t1',
      '结果',
      ',',
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...words), { maxLength: 300 }), (lines) => {
        for (const grid of gridsIn(read(lines.join('\n')))) {
          expect(grid.cells.every((cell) => cell.row < grid.rows && cell.column < grid.columns)).toBe(true);
          expect(grid.columns).toBeLessThanOrEqual(200);
        }
      }),
      { numRuns: 100, seed: 7 },
    );
  });
});

describe('bars in plain text', () => {
  const band = PROACTIVE.slice(1);
  const rows = [band, ['规章', '0', '1', '2'], ['行政规范性文件', '3', '4', '5']];

  it('are marks where tabs set the cells apart', () => {
    const text = [...rows, ['行政许可', '6', '|', '7']].map((cells) => cells.join('\t')).join('\n');
    expect(behind(text, '行政许可')).toEqual(['6', '|', '7']);
    expect(behind(text, '行政规范性文件')).toEqual(['3', '4', '5']);
  });

  it('are marks where spaces set the cells apart', () => {
    const text = [...rows, ['行政许可', '6', '|', '7']]
      .map(
        ([label, ...values]) =>
          `${label}${' '.repeat(40 - 2 * label!.length)}${values.map((v) => v.padEnd(14)).join('')}`,
      )
      .join('\n');
    expect(behind(text, '行政许可')).toEqual(['6', '|', '7']);
  });

  it.each([
    ['behind each cell', (cell: string) => `${cell} |`, '\n', '\n'],
    ['on lines between cells', (cell: string) => cell, '\n|\n', '\n'],
    ['before each row', (cell: string) => `${cell} |`, '\n', '\n|\n'],
  ] as const)('%s are no part of a cell', (_, printed, between, above) => {
    const text = rows.map((cells) => cells.map(printed).join(between)).join(above);
    expect(behind(text, '规章')).toEqual(['0', '1', '2']);
    expect(behind(text, '行政规范性文件')).toEqual(['3', '4', '5']);
  });
});

describe('the rows of a table on one line', () => {
  const rows = [
    PROACTIVE.slice(1),
    ['规章', '0', '1', '2'],
    ['行政规范性文件', '3', '4', '5'],
    ['信息内容', '本年处理决定数量'],
    ['行政处罚', '6'],
    ['行政强制', '7'],
    ['信息内容', '本年收费金额（单位：万元）'],
    ['行政事业性收费', '8.5'],
  ];

  it.each(['\t', ' | ', ' '])('are read apart between %j', (separator) => {
    const text = rows.map((cells) => cells.join(separator)).join(separator);
    expect(behind(text, '规章')).toEqual(['0', '1', '2']);
    expect(behind(text, '行政规范性文件')).toEqual(['3', '4', '5']);
    expect(behind(text, '行政强制')).toEqual(['7']);
  });
});

describe('marks of lightweight markup', () => {
  const textsOf = (text: string) => paragraphsIn(read(text)).map((paragraph) => paragraph.text);

  it.each([
    ['# 青禾县水务局2023年年度报告 {#title style="x"}', '青禾县水务局2023年年度报告'],
    ['## 一、总体情况 ##', '一、总体情况'],
    ['**二、主动公开政府信息情况**', '二、主动公开政府信息情况'],
    ['*六、其他需要报告的事项*', '六、其他需要报告的事项'],
    ['* 青禾县水务局2023年政府信息公开工作年度报告', '青禾县水务局2023年政府信息公开工作年度报告'],
    ['**（一）主动公开。**公开信息12条。', '（一）主动公开。公开信息12条。'],
  ])('%j is read without them', (marked, plain) => {
    expect(textsOf(marked)).toEqual([plain]);
  });

  it.each(['公开信息12**条、13**条。', '#1楼大厅设有查阅点。', '* 注：数据截至12月31日。', '***'])(
    '%j has none',
    (text) => {
      expect(textsOf(text)).toEqual([text]);
    },
  );
});

describe('tables drawn with box characters', () => {
  const OUTCOMES = '┼────────┬────────┬────────┬────────┬────┼────────┬────────┬────────┬────────┬────┤';
  const FIVE = '│结果维持│结果纠正│其他结果│尚未审结│总计';

  it('a rule under some cells of a row leaves the others whole, and words that wrap are put together', () => {
    const text = [
      '┌────────────────────────────────────────┬─────────────────────────────────────────────────────────────────────────────────┐',
      '│行政复议                                │行政诉讼                                                                         │',
      '├────────┬────────┬────────┬────────┬────┼────────────────────────────────────────┬────────────────────────────────────────┤',
      '│        │        │        │        │    │未经复议直接起诉                        │复议后起诉                              │',
      `${FIVE}${OUTCOMES.replace('┼', '├')}`,
      `│        │        │        │        │    ${FIVE}${FIVE}│`,
      `├────────┼────────┼────────┼────────┼────${OUTCOMES}`,
      '│1       │2       │        │0       │3   │0       │0       │0       │0       │0   │4       │0       │0       │1       │5   │',
      `└────────┴────────┴────────┴────────┴────${OUTCOMES.replaceAll('┼', '┴').replaceAll('┬', '┴').replace('┤', '┘')}`,
    ].join('\n');
    const [grid] = gridsIn(read(text));
    const values = grid!.cells.filter((cell) => cell.row === grid!.rows - 1).map((cell) => cell.text);
    expect(values).toEqual(['1', '2', '', '0', '3', '0', '0', '0', '0', '0', '4', '0', '0', '1', '5']);
    expect(grid!.cells.map((cell) => cell.text).filter((words) => /[├┬]/.test(words))).toEqual([]);
    expect(grid!.cells.some(isDoubted)).toBe(false);
  });

  it('a label that wraps in its cell is one label', () => {
    const text = [
      '┌──────────────┬──────────────┬──────────────┬──────────────┐',
      '│信息内容      │本年制发件数  │本年废止件数  │现行有效件数  │',
      '├──────────────┼──────────────┼──────────────┼──────────────┤',
      '│规章          │0             │0             │0             │',
      '├──────────────┼──────────────┼──────────────┼──────────────┤',
      '│行政规范性文  │1             │2             │34            │',
      '│件            │              │              │              │',
      '└──────────────┴──────────────┴──────────────┴──────────────┘',
    ].join('\n');
    expect(rowsIn(text)).toEqual([
      ['信息内容', '本年制发件数', '本年废止件数', '现行有效件数'],
      ['规章', '0', '0', '0'],
      ['行政规范性文件', '1', '2', '34'],
    ]);
  });
});

it('values beside the middle of a label that wraps are not those of a blank row below it', () => {
  const text = [
    '                                自然人  商业企业  科研机构  社会公益组织  法律服务机构  其他  总计',
    '一、本年新收政府信息公开申请数量  11       6         5          3             7          1    33',
    '',
    '二、上年结转政府信息公开申请数量   0       0         0          0             0          0     0',
    '',
    '        （一）予以公开             1       0         0          0             0          0     1',
    '（二）部分公开（区分处理的，只计这一情形，不计其他',
    '                                   1       0         0          0             5          0     6',
    '          情形）',
    '',
    '        1.属于国家秘密',
    '',
    '  2.其他法律行政法规禁止公开       0       0         0          0             0          0     0',
    '',
    '  4.保护第三方合法权益             0       3         0          0             0          0     3',
  ].join('\n');
  const rows = rowsIn(text).map((row) => row.join(' '));
  expect(rows.find((row) => row.includes('部分公开'))).toContain('情形） 1 0 0 0 5 0 6');
  expect(rows.find((row) => row.includes('国家秘密'))).not.toMatch(/\d$/);
});

it('a label that wraps over lines without values is that of a blank row', () => {
  const text = [
    '                                自然人  商业企业  科研机构  社会公益组织  法律服务机构  其他  总计',
    '一、本年新收政府信息公开申请数量  11       6         5          3             7          1    33',
    '二、上年结转政府信息公开申请数量   0       0         0          0             0          0     0',
    '                1.信访举报投诉类申请  0    0         0          0             0          0     0',
    '    1.申请人无正当理由逾期不补正、行政机关',
    '       不再处理其政府信息公开申请',
    '',
    '                3.其他             0       1         0          0             0          0     1',
    '                （七）总计         11      6         5          3             7          1    33',
  ].join('\n');
  const rows = rowsIn(text).map((row) => row.join(' ').trim());
  expect(rows.find((row) => row.includes('逾期不补正'))).toBe(
    '1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请',
  );
});

it('values of a lone row of outcomes that stand beside their headers leave a doubt', () => {
  // as pdftotext -layout puts it, whose columns drift from line to line
  const text = [
    '四、政府信息公开行政复议、行政诉讼情况',
    '           行政复议                                       行政诉讼',
    '                                   未经复议直接起诉                                复议后起诉',
    '结果维 结果纠 其他结 尚未审        总',
    ' 持     正     果     结   计   结果维 结果纠 其他结 尚未审             总   结果维 结果纠 其他结 尚未审                     总',
    '                            持      正   果      结        计       持       正       果       结       计',
    '                            2                          2       2                               2',
  ].join('\n');
  const cells = gridsIn(read(text)).flatMap((grid) => grid.cells.filter((cell) => cell.row === grid.rows - 1));
  expect(cells.filter((cell) => cell.text === '2').map(isDoubted)).toEqual([true, true, true, true]);
});
