import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applications } from '../../../config/catalogue/form.ts';
import type { Block, Grid } from '../../../pipeline/contracts/grid.ts';
import { readFlow } from '../../../pipeline/reconstruct/flow/flow.ts';
import { gridOf, paragraph } from '../form-grid.ts';

const paragraphs = (texts: readonly string[], from = 1): Block[] =>
  texts.map((text, i) => ({
    kind: 'paragraph',
    text,
    alignment: null,
    headingLevel: null,
    origin: { paragraph: from + i },
  }));

const HEADER = [
  '申请人情况',
  '自然人',
  '法人或其他组织',
  '总计',
  ...applications.columns.slice(1, 6).map((c) => c.label),
];
const FIRST_ROWS = [
  '一、本年新收政府信息公开申请数量',
  '二、上年结转政府信息公开申请数量',
  '（一）予以公开',
  '（二）部分公开',
];
const pasted = [
  ...HEADER,
  ...FIRST_ROWS.flatMap((label, row) => [label, ...'1230006'.split('').map((d) => `${d}${row}`)]),
];
const around = (cells: readonly string[]): Block[] =>
  paragraphs([
    '三、收到和处理政府信息公开申请情况',
    ...cells,
    '四、政府信息公开行政复议、行政诉讼情况',
    '本机关没有行政复议。',
  ]);
const gridsOf = (blocks: readonly Block[]): readonly Grid[] => blocks.filter((block) => block.kind === 'table');

describe('a table of the form that was pasted cell by cell as paragraphs', () => {
  it('is a table again, between the paragraphs around it', () => {
    const blocks = readFlow(around(pasted));
    expect(blocks.map((block) => block.kind)).toEqual(['paragraph', 'table', 'paragraph', 'paragraph']);
    const [grid] = gridsOf(blocks);
    const row = grid?.cells.find((cell) => cell.text === FIRST_ROWS[1])?.row;
    const values = grid?.cells.filter((cell) => cell.row === row).map((cell) => cell.text);
    expect(values).toEqual([FIRST_ROWS[1], '11', '21', '31', '01', '01', '01', '61']);
  });

  it('has cells that name their paragraph', () => {
    const [grid] = gridsOf(readFlow(around(pasted)));
    const cell = grid?.cells.find(({ text }) => text === '62');
    expect(cell?.origin).toMatchObject({ table: 1, paragraph: 2 + pasted.indexOf('62') });
  });

  it('stays as it is when the file has that table as a table', () => {
    const grid: Grid = {
      kind: 'table',
      layout: 'geometric',
      rows: FIRST_ROWS.length + HEADER.length,
      columns: 1,
      cells: [...FIRST_ROWS, ...HEADER].map((text, row) => ({
        row,
        column: 0,
        rowSpan: 1,
        columnSpan: 1,
        text,
        confidence: 1,
        origin: { table: 1, row: row + 1, column: 1 },
      })),
      regions: [{ table: 1 }],
    };
    const blocks = [grid, ...around(pasted)];
    expect(readFlow(blocks)).toEqual(blocks);
  });

  it('is not found in prose that names rows of the form', () => {
    const prose = paragraphs([
      '本年新收政府信息公开申请12件，上年结转0件。',
      '其中予以公开8件，部分公开2件，不予公开2件。',
      '主要问题：',
      '一是公开不够主动；',
      '二是队伍不稳。',
    ]);
    expect(readFlow(prose)).toEqual(prose);
  });

  it('never costs a paragraph that is no part of it', () => {
    const word = fc.constantFrom(
      '本年新收',
      '自然人',
      '0',
      '12',
      '总计',
      '（一）予以公开',
      '我局2023年工作平稳。',
      '',
      'a\nb',
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 40 }), (texts) => {
        const blocks = paragraphs(texts);
        const read = readFlow(blocks);
        for (const sentence of blocks.filter((b) => b.kind === 'paragraph' && b.text.endsWith('。'))) {
          expect(read).toContain(sentence);
        }
      }),
    );
  });
});

describe('a table that was too wide for its page', () => {
  const HEADS = ['自然人', '商业企业', '科研机构', '总计'];
  const LABELS = ['一、本年新收政府信息公开申请数量', '二、上年结转政府信息公开申请数量', '四、结转下年度继续办理'];
  const part = (from: number, to: number, table: number) =>
    gridOf(
      [
        ['申请人情况', ...HEADS.slice(from, to)],
        ...LABELS.map((label, row) => [label, ...HEADS.slice(from, to).map((_, i) => String(10 * row + from + i))]),
      ].map((row) => row.map((text) => ({ text }))),
      table,
    );

  it('is one table of its parts side by side', () => {
    const blocks = readFlow([part(0, 2, 1), paragraph('续表'), part(2, 4, 2)]);
    const grids = blocks.filter((block) => block.kind === 'table');
    expect(grids).toHaveLength(1);
    expect(grids[0]!.cells.filter(({ row }) => row === 2).map(({ text, column }) => `${column} ${text}`)).toEqual([
      `0 ${LABELS[1]}`,
      ...[10, 11, 12, 13].map((value, i) => `${i + 1} ${value}`),
    ]);
  });

  it('is not made of tables with the same columns, other rows, or text between them', () => {
    const count = (...blocks: readonly Block[]): number =>
      readFlow(blocks).filter((block) => block.kind === 'table').length;
    expect(count(part(0, 2, 1), part(0, 2, 2))).toBe(2);
    const other = part(2, 4, 2);
    expect(
      count(part(0, 2, 1), { ...other, cells: other.cells.map((c) => ({ ...c, row: other.rows - 1 - c.row })) }),
    ).toBe(2);
    expect(count(part(0, 2, 1), paragraph('以下为各乡镇申请办理情况统计数据。'), other)).toBe(2);
  });
});
