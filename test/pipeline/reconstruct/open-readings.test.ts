import { describe, expect, it } from 'vitest';
import { asksForLook } from '../../../pipeline/contracts/doubt.ts';
import type { Grid } from '../../../pipeline/contracts/grid.ts';
import { readLines } from '../../../pipeline/reconstruct/lines/lines.ts';

interface ReadRow {
  readonly values: readonly string[];
  /** Every value of the row is one that nobody need look at. */
  readonly isSure: boolean;
}

const gridsIn = (text: string): readonly Grid[] =>
  readLines(text.split('\n').map((line, i) => ({ number: i + 1, text: line }))).filter((b) => b.kind === 'table');

/** What stands behind a label in its row, from the last table that has it. */
function rowOf(text: string, label: string): ReadRow | undefined {
  const rows = gridsIn(text).flatMap((grid) =>
    Array.from({ length: grid.rows }, (_, row) =>
      grid.cells.filter((cell) => cell.row === row).toSorted((a, b) => a.column - b.column),
    ),
  );
  const row = rows.findLast((cells) => cells.some((cell) => cell.text === label));
  const at = row?.findIndex((cell) => cell.text === label) ?? -1;
  const behind = row?.slice(at + 1) ?? [];
  return (
    row && {
      values: behind.map((c) => c.text),
      isSure: !behind.some(({ doubts = [] }) => doubts.some(({ code }) => asksForLook(code))),
    }
  );
}

const NEW = '一、本年新收政府信息公开申请数量';
const OLD = '二、上年结转政府信息公开申请数量';
const REST = '四、结转下年度继续办理';
const HEADS = ['自然人', '商业企业', '科研机构', '社会公益组织', '法律服务机构', '其他', '总计'];

describe('cells between delimiters', () => {
  const table = (...rows: readonly string[]): string => ['申请人情况', HEADS.join('\t'), ...rows].join('\n');

  it('are doubtful where a row has a gap among as many values as the form has, and others have none', () => {
    const text = table(`${NEW}\t1\t0\t0\t0\t0\t0\t1`, `${OLD}\t0\t0\t0\t0\t0\t0\t0`, `${REST}\t1\t0\t\t0\t0\t0\t0\t1`);
    expect(rowOf(text, REST)?.isSure).toBe(false);
    expect(rowOf(text, NEW)?.isSure).toBe(true);
  });

  it('have their place beside a blank column, also where some are blank', () => {
    const rows = [`${NEW}|1|0|0||0|0|0|1`, `${OLD}|0|0|0||0|0|0|0`, `${REST}|1||0||0|0|0|1`];
    const text = ['|项目|申请人情况|', ...rows.map((row) => `|${row}|`)].join('\n');
    expect(rowOf(text, REST)).toEqual({ values: ['1', '', '0', '0', '0', '0', '1'], isSure: true });
  });

  it('are not cut short at the end where a border closes the row', () => {
    const rows = [`${NEW}|1|0|0|0|0|0|1`, `${OLD}|0||0|0|0|0|0`, `${REST}|1|0|0|0|0|85`];
    const text = ['|项目|申请人情况|', ...rows.map((row) => `|${row}|`)].join('\n');
    expect(rowOf(text, REST)?.isSure).toBe(false);
  });

  it('are doubtful where a row is short of one and no row shows a blank cell: which is gone is open', () => {
    const rows = [`${NEW}\t1\t0\t0\t0\t0\t0\t1`, `${OLD}\t5\t0\t0\t0\t0\t5`, `${REST}\t0\t0\t0\t0\t0\t0\t0`];
    expect(rowOf(table(...rows), OLD)?.isSure).toBe(false);
    const blank = `${REST}\t0\t\t0\t0\t0\t0\t0`;
    expect(rowOf(table(rows[0]!, rows[1]!, blank), OLD)?.isSure).toBe(true);
  });

  it('are doubtful where lines are filled up at the end and a row has blank ones: they may have stood anywhere', () => {
    const rows = [
      `${NEW} | 1 | 0 | 0 | 0 | 0 | 0 | 1 |`,
      `${OLD} | 3 | 3 | |||||`,
      `${REST} | 1 | 0 | 0 | 0 | 0 | 0 | 1 |`,
    ];
    const packed = [
      '自然人 | 法人或其他组织 | 总计 | |||||',
      '商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | |||',
    ];
    expect(rowOf([...packed, ...rows].join('\n'), OLD)?.isSure).toBe(false);
    expect(rowOf([...packed, ...rows].join('\n'), NEW)?.isSure).toBe(true);
  });

  it('keep their places where blank ones break the line: a bar then ends each of them', () => {
    const heads = [
      '申请人情况 |',
      '自然人 | 法人或其他组织 | 总计 |',
      '商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 |',
    ];
    const rows = [
      `${NEW} | 25 |`,
      '|',
      '|',
      '|',
      '|',
      '| 25 |',
      `${OLD} | 0 | 0 | 0 | 0 | 0 | 0 | 0 |`,
      '（一）予以公开 | 7 | 0 | 0 | 0 | 0 | 0 | 7 |',
      '（二）部分公开 | 2 | 0 | 0 | 0 | 0 | 0 | 2 |',
      `${REST} | 1 |`,
      '| 2 |',
      '|',
      '|',
      '| 3 |',
    ];
    const text = [...heads, ...rows].join('\n');
    expect(rowOf(text, NEW)).toEqual({ values: ['25', '', '', '', '', '', '25'], isSure: true });
    expect(rowOf(text, OLD)).toEqual({ values: Array.from('0000000'), isSure: true });
    expect(rowOf(text, REST)).toEqual({ values: ['1', '', '2', '', '', '', '3'], isSure: true });
  });

  it('are doubtful where a row is short of one below headers that stand above the others', () => {
    const text = [
      '信息内容\t本年制发件数\t本年废止件数\t现行有效件数',
      '规章\t6\t22',
      '行政规范性文件\t12\t7\t36',
    ].join('\n');
    expect(rowOf(text, '规章')?.isSure).toBe(false);
    expect(rowOf(text, '行政规范性文件')).toEqual({ values: ['12', '7', '36'], isSure: true });
  });

  it('are doubtful where the table has a column more than the form', () => {
    const text = table(
      `${NEW}\t1\t0\t0\t0\t0\t0\t1\t9`,
      `${OLD}\t2\t0\t0\t0\t0\t0\t2\t9`,
      `${REST}\t1\t\t0\t0\t0\t0\t1\t9`,
    );
    expect(rowOf(text, REST)?.isSure).toBe(false);
  });

  it('do not count a remark behind them as a value', () => {
    const text = table(
      `${NEW}\t1\t0\t0\t0\t0\t0\t1\t`,
      `${OLD}\t0\t0\t0\t0\t0\t0\t0\t`,
      `${REST}\t1\t0\t\t0\t0\t0\t1\t含转办`,
    );
    expect(rowOf(text, REST)?.values.slice(0, 7)).toEqual(['1', '0', '', '0', '0', '0', '1']);
  });

  it('are told by their order where lines are filled up at the end, headers from the place of the labels on', () => {
    const lines = [
      '（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和） | 申请人情况 | |||||||',
      '自然人 | 法人或其他组织 | 总计 | ||||||',
      '商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | ||||',
      `${NEW} | 1 | 0 | 0 | 0 | 0 | 0 | 1 | |`,
      '三、本年度办理结果 | （一）予以公开 | 1 | 0 | 0 | 0 | 0 | 0 | 1 | ',
      `${REST} | 0 | 0 | 0 | 0 | 0 | 0 | 0 | |`,
    ];
    expect(rowOf(lines.join('\n'), NEW)).toEqual({ values: Array.from('1000001'), isSure: true });
  });

  it('may be set apart by commas though a unit or a glued cell makes a line unlike a row by itself', () => {
    const text = ['结果维持,结果纠正,其他结果,尚未审结,总计', '0件,2件,0件,,2件'].join('\n');
    expect(gridsIn(text)).toHaveLength(1);
    expect(
      gridsIn(text)[0]
        ?.cells.filter((cell) => cell.row === 1)
        .map((cell) => cell.text),
    ).toEqual(['0件', '2件', '0件', '', '2件']);
  });
});

describe('cells set apart by spaces', () => {
  const line = (label: string, values: readonly string[]): string =>
    `${label.padEnd(18, '　')}${values.map((value) => `    ${value.padEnd(6)}`).join('')}`.trimEnd();
  const zeros = Array.from('0000000');
  const table = (last: readonly string[]): string =>
    ['申请人情况', line(NEW, ['1', '0', '0', '0', '0', '0', '1']), line(OLD, zeros), line(REST, last)].join('\n');

  it('keep a number with a remark in its place', () => {
    const text = table(['1', '0', '0/0', '0', '0', '0', '1余']);
    expect(rowOf(text, REST)?.values).toEqual(['1', '0', '0/0', '0', '0', '0', '1余']);
  });

  it('keep a single value in front of a remark', () => {
    const rows = [
      line(NEW, ['1', '0', '0', '0', '0', '0', '1']),
      line('（一）予以公开', ['', '7', '', '', '', '', '', '见说明']),
      line(REST, zeros),
    ];
    expect(rowOf(['申请人情况', ...rows].join('\n'), '（一）予以公开')?.values).toContain('7');
  });

  it('are doubtful where two stand as close as the parts of one number', () => {
    const bands = ['第二十条第（一）项', '信息内容        本年制发件数  本年废止件数  现行有效件数'];
    const text = [...bands, '规章            8             6             3', '行政规范性文件  5             7 3'].join(
      '\n',
    );
    expect(rowOf(text, '行政规范性文件')?.isSure).toBe(false);
    expect(rowOf(text, '规章')).toEqual({ values: ['8', '6', '3'], isSure: true });
  });

  it('are doubtful below headers that share no edge with them', () => {
    const heads = HEADS.map((head) => head.padEnd(10, ' ')).join('');
    const text = [
      `${' '.repeat(44)}${heads}`,
      `${NEW}${' '.repeat(20)}3`,
      `${OLD}${' '.repeat(43)}5`,
      `${REST}${' '.repeat(60)}7`,
    ].join('\n');
    expect([NEW, OLD, REST].map((label) => rowOf(text, label)?.isSure)).toEqual([false, false, false]);
  });
});

describe('one cell a line', () => {
  const block = (label: string, values: readonly string[]): readonly string[] => [label, ...values];
  const zeros = Array.from('0000000');

  it('takes a number with a remark for a cell, not for the label of another row', () => {
    const lines = [...block(NEW, ['1', '约2', '0', '0', '0', '0', '3']), ...block(OLD, zeros), ...block(REST, zeros)];
    expect(rowOf(lines.join('\n'), NEW)?.values).toEqual(['1', '约2', '0', '0', '0', '0', '3']);
  });

  it('reads a label with that of its group in front', () => {
    const lines = [...block(NEW, zeros), ...block('（三）不予公开1.属于国家秘密', ['2', '0', '0', '0', '0', '0', '2'])];
    expect(rowOf(lines.join('\n'), '（三）不予公开1.属于国家秘密')?.values).toEqual(Array.from('2000002'));
  });

  it('is doubtful where headers that are named contradict the order of the form', () => {
    const heads = ['总计', '自然人', '商业企业', '科研机构', '社会公益组织', '某某机构', '其他'];
    const lines = ['申请人情况', ...heads, ...block(NEW, ['3', '3', '0', '0', '0', '0', '0']), ...block(OLD, zeros)];
    expect(rowOf(lines.join('\n'), NEW)?.isSure).toBe(false);
  });
});
