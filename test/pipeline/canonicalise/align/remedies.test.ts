import { describe, expect, it } from 'vitest';
import { gridOf, type MarkupRow, paragraph, remediesRows } from '../../form-grid.ts';
import { read, readTables, rowOf, TITLE } from '../reading.ts';

const OUTCOMES = ['结果维持', '结果纠正', '其他结果', '尚未审结', '总计'].map((text) => ({ text }));
const VALUES = [
  [1, 0, 2, 0, 3],
  [0, 4, 0, 1, 5],
  [6, 0, 0, 0, 6],
].map((row) => row.map((n) => ({ text: String(n) })));
const rows: MarkupRow[] = [...remediesRows().slice(0, 3), VALUES.flat()];

const everyRow = (report: ReturnType<typeof read>): string[] =>
  ['reconsideration', 'litigationDirect', 'litigationAfterReconsideration'].map((key) =>
    rowOf(report, 'remedies', key),
  );
const RIGHT = ['1 0 2 0 3', '0 4 0 1 5', '6 0 0 0 6'];
const marked = (values: readonly string[]): string[] => values.map((row) => row.replace(/(?<=\d)(?= |$)/g, '?'));

describe('table four', () => {
  it('may be a table for each remedy', () => {
    const names = ['行政复议', '行政诉讼—未经复议直接起诉', '行政诉讼—复议后起诉'];
    const tables = names.map((text, i) => [[{ text, columnSpan: 5 }], OUTCOMES, VALUES[i]!]);
    expect(everyRow(readTables(...tables))).toEqual(RIGHT);
  });

  it('the remedy of such a table may stand in the line above it', () => {
    const names = ['（一）行政复议', '（二）未经复议直接起诉', '（三）复议后起诉'];
    const blocks = names.flatMap((text, i) => [paragraph(text), gridOf([OUTCOMES, VALUES[i]!], i + 1)]);
    expect(everyRow(read([TITLE, ...blocks]))).toEqual(RIGHT);
  });

  it('values beside all headers are placed by their order and marked', () => {
    const shifted = [...rows.slice(0, 3), [{ text: '' }, ...VALUES.flat()]];
    expect(everyRow(readTables(shifted))).toEqual(marked(RIGHT));
  });

  it('a blank column between its columns moves nothing', () => {
    const [top, middle, leaves, values] = rows as [MarkupRow, MarkupRow, MarkupRow, MarkupRow];
    const wider = [
      [{ ...top[0]!, columnSpan: 6 }, ...top.slice(1)],
      middle.toSpliced(2, 0, { text: '', rowSpan: 2 }),
      leaves,
      values.toSpliced(2, 0, { text: '' }),
    ];
    expect(everyRow(readTables(wider))).toEqual(RIGHT);
  });

  it('outcomes in another order are doubtful where they do not add up in it', () => {
    const turned = [OUTCOMES[4]!, ...OUTCOMES.slice(0, 4)];
    const tables = [[{ text: '行政复议', columnSpan: 5 }], turned, VALUES[0]!];
    expect(rowOf(readTables(tables), 'remedies', 'reconsideration')).toBe('0? 2? 0? 3? 1?');
  });

  it('outcomes in another order are doubtful where other numbers add up in that of the form', () => {
    const turned = [...OUTCOMES.slice(1), OUTCOMES[0]!];
    const values = ['0', '0', '0', '1', '1'].map((text) => ({ text }));
    const tables = [[{ text: '行政复议', columnSpan: 5 }], turned, values];
    expect(rowOf(readTables(tables), 'remedies', 'reconsideration')).toBe('1? 0? 0? 0? 1?');
  });

  it('a header that reaches into the row of values by a wrong span leaves them in order, marked', () => {
    const deep = rows[1]!.map((c) => (c.text === OUTCOMES[2]!.text ? { ...c, rowSpan: 3 } : c));
    expect(everyRow(readTables([rows[0]!, deep, ...rows.slice(2)]))).toEqual(marked(RIGHT));
  });

  it('merged headers that were taken apart still reach over their columns', () => {
    const blank = (count: number): { text: string }[] => Array.from({ length: count }, () => ({ text: '' }));
    const apart = [
      [{ text: '行政复议' }, ...blank(4), { text: '行政诉讼' }, ...blank(9)],
      [...OUTCOMES, { text: '未经复议直接起诉' }, ...blank(4), { text: '复议后起诉' }, ...blank(4)],
      [...blank(5), ...OUTCOMES, ...OUTCOMES],
      VALUES.flat(),
    ];
    expect(everyRow(readTables(apart))).toEqual(RIGHT);
  });

  it('a cell that cannot be read does not hide the others', () => {
    const unclear = VALUES.flat().map((c, i) => (i === 3 ? { text: '约2' } : c));
    const report = readTables([...rows.slice(0, 3), unclear]);
    expect(everyRow(report)).toEqual(['1 0 2 null? 3', ...RIGHT.slice(1)]);
  });

  it('fifteen numbers in its section without a header are placed in order and marked', () => {
    const report = read([TITLE, paragraph('四、政府信息公开行政复议、行政诉讼情况'), gridOf([VALUES.flat()])]);
    expect(everyRow(report)).toEqual(marked(RIGHT));
  });

  it('a word in the place of a value is the only one that is lost', () => {
    const values = VALUES.flat().map((cell, i) => (i === 7 ? { text: '详见附件' } : cell));
    expect(everyRow(readTables([...rows.slice(0, 3), values]))).toEqual(['1 0 2 0 3', '0 4 null? 1 5', '6 0 0 0 6']);
    const down = VALUES.map((row, i) => [
      { text: ['行政复议', '未经复议直接起诉', '复议后起诉'][i]! },
      ...row.map((cell, k) => (i === 1 && k === 2 ? { text: '详见附件' } : cell)),
    ]);
    const labelled = readTables([[{ text: '类别' }, ...OUTCOMES], ...down]);
    expect(everyRow(labelled)).toEqual(['1 0 2 0 3', '0 4 null? 1 5', '6 0 0 0 6']);
  });

  it('two values in a cell of one remedy and a blank one in the next leave both open', () => {
    const values = VALUES.flat().map((cell, i) => (i === 4 ? { text: '3 0' } : i === 5 ? { text: '' } : cell));
    const report = readTables([...rows.slice(0, 3), values]);
    expect(everyRow(report).map((row) => row.split(' ').every((value) => value.endsWith('?')))).toEqual([
      true,
      true,
      true,
    ]);
  });

  it('a row without headers beside a table that has them makes every value doubtful', () => {
    const other = [VALUES.flat().map(({ text }) => ({ text: `${text}1` }))];
    const blocks = [TITLE, paragraph('四、政府信息公开行政复议、行政诉讼情况'), gridOf(other, 1), gridOf(rows, 2)];
    expect(everyRow(read(blocks))).toEqual(marked(RIGHT));
  });
});
