import { describe, expect, it } from 'vitest';
import {
  applicationsHeader,
  applicationsRows,
  type MarkupCell,
  type MarkupRow,
  proactiveRows,
  remediesRows,
} from '../../form-grid.ts';
import { cellAt, readTables, rowOf } from '../reading.ts';

const counted = (start: number): readonly string[] => Array.from({ length: 7 }, (_, i) => String(start + i));

describe('several rows in the lines of their cells', () => {
  const labels = ['1.本机关不掌握相关政府信息', '2.没有现成信息需要另行制作', '3.补正后申请内容仍不明确'];
  const lined = (values: readonly string[]): MarkupRow[] => [
    ...applicationsHeader,
    ...applicationsRows('2021').slice(0, 4),
    [{ text: '（四）无法提供' }, { text: labels.join('\n') }, ...values.map((text): MarkupCell => ({ text }))],
  ];

  it('are rows of their own where every cell has as many lines', () => {
    const lines = [1, 11, 21].map(counted);
    const report = readTables(lined(lines[0]!.map((_, i) => lines.map((line) => line[i]).join('\n'))));
    expect(rowOf(report, 'applications', 'unavailable.notHeld')).toBe('1 2 3 4 5 6 7');
    expect(rowOf(report, 'applications', 'unavailable.unclearAfterCorrection')).toBe('21 22 23 24 25 26 27');
    expect(rowOf(report, 'applications', 'carriedOver')).toBe('0 0 0 0 0 0 0');
  });

  it('stay in doubt where one cell has fewer', () => {
    const report = readTables(lined(['1\n2\n3', '4\n5', '0\n0\n0', '0\n0\n0', '0\n0\n0', '0\n0\n0', '9\n9\n9']));
    const cells = Object.values(report.tables.applications?.rows['unavailable.notHeld'] ?? {});
    expect(cells.every((cell) => cell.needsReview)).toBe(true);
  });
});

describe('one cell for all values of a row', () => {
  const withMerged = (text: string): MarkupRow[] => [...remediesRows().slice(0, 3), [{ text, columnSpan: 15 }]];

  it.each(['无', '/', '——'])('%s is meant for each remedy', (mark) => {
    const report = readTables(withMerged(mark));
    expect(cellAt(report, 'remedies/litigationDirect/total')).toMatchObject({
      status: 'notApplicable',
      raw: mark,
      needsReview: false,
    });
  });

  it('a zero may be meant for each, so that somebody must look', () => {
    expect(rowOf(readTables(withMerged('零')), 'remedies', 'reconsideration')).toBe('0? 0? 0? 0? 0?');
  });

  it('a sentence is no number', () => {
    const cell = cellAt(readTables(withMerged('今年没有复议和诉讼案件')), 'remedies/reconsideration/total');
    expect(cell).toMatchObject({ value: null, status: 'illegible', raw: '今年没有复议和诉讼案件' });
  });

  it('a note between headers and values takes no place of theirs', () => {
    const [first, second, third, values] = remediesRows({
      'reconsideration/upheld': '4',
      'reconsideration/total': '4',
    });
    const report = readTables([first!, second!, third!, [{ text: '计量单位为案件', columnSpan: 15 }], values!]);
    expect(rowOf(report, 'remedies', 'reconsideration')).toBe('4 0 0 0 4');
  });

  it('a mark over one row of tables two and three is meant for each column', () => {
    const [opening, header, , ...rest] = proactiveRows('2021');
    const two = readTables([opening!, header!, [{ text: '规章' }, { text: '无', columnSpan: 3 }], ...rest]);
    expect(cellAt(two, 'proactiveDisclosure/regulations/inForce')?.status).toBe('notApplicable');
    const rows = applicationsRows('2021');
    const merged: MarkupRow = [
      { text: '一、本年新收政府信息公开申请数量', columnSpan: 3 },
      { text: '无', columnSpan: 7 },
    ];
    const three = readTables([...applicationsHeader, merged, ...rows.slice(1)]);
    expect(cellAt(three, 'applications/newlyReceived/total')).toMatchObject({
      status: 'notApplicable',
      needsReview: false,
    });
  });

  it('two numbers under two headers are neither’s', () => {
    const [first, second, third, values] = remediesRows();
    const merged: MarkupRow = [{ text: '7 215', columnSpan: 2 }, ...values!.slice(2)];
    const report = readTables([first!, second!, third!, merged]);
    expect(cellAt(report, 'remedies/reconsideration/upheld')).toMatchObject({ value: null, status: 'illegible' });
    expect(cellAt(report, 'remedies/reconsideration/corrected')?.doubts).toContain('several-numbers');
    expect(cellAt(report, 'remedies/reconsideration/other')).toMatchObject({ value: 0, needsReview: false });
  });
});

describe('cells that name their column again', () => {
  const columns = ['自然人', '商业企业', '科研机构', '社会公益组织', '法律服务机构', '其他', '总计'];
  const labelled = (names: readonly string[]): MarkupRow[] => [
    ...applicationsHeader,
    ...applicationsRows('2021').map(
      (row, r): MarkupRow => (r === 0 ? [row[0]!, ...names.map((name, i) => ({ text: `${name}：${i + 2}` }))] : row),
    ),
  ];

  it('are read without its name', () => {
    const report = readTables(labelled(columns));
    expect(rowOf(report, 'applications', 'newlyReceived')).toBe('2 3 4 5 6 7 8');
  });

  it('are no numbers under another header', () => {
    const report = readTables(labelled(columns.toReversed()));
    expect(cellAt(report, 'applications/newlyReceived/naturalPerson')).toMatchObject({
      value: null,
      needsReview: true,
    });
  });
});

describe('the account of merged values', () => {
  it('knows where they went', () => {
    const [first, second, third, values] = remediesRows();
    const merged: MarkupRow = [{ text: '7 215', columnSpan: 2 }, ...values!.slice(2)];
    expect(readTables([first!, second!, third!, merged]).unplaced).toEqual([]);
    const blank: MarkupRow = values!.map((cell, i) => (i === 2 ? { text: '' } : cell));
    const report = readTables([first!, second!, third!, blank]);
    expect(report.unplaced).toEqual([]);
    expect(report.tables.remedies?.anomalies).toEqual([]);
  });
});
