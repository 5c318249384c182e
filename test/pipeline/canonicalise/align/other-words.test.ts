import { describe, expect, it } from 'vitest';
import type { FormVersion } from '../../../../config/catalogue/form.ts';
import type { CanonicalReport } from '../../../../pipeline/contracts/report.ts';
import { applicationsHeader, applicationsRows, type MarkupRow, proactiveRows, remediesRows } from '../../form-grid.ts';
import { cellAt, readTables, rowOf } from '../reading.ts';

const NORMATIVE = {
  'normativeDocuments/issued': '2',
  'normativeDocuments/repealed': '1',
  'normativeDocuments/inForce': '6',
};

const renamed = (rows: readonly MarkupRow[], names: Readonly<Record<string, string>>): readonly MarkupRow[] =>
  rows.map((row) => row.map((cell) => ({ ...cell, text: names[cell.text] ?? cell.text })));

const extrasIn = (report: CanonicalReport, table: 'proactiveDisclosure' | 'applications' | 'remedies') =>
  (report.tables[table]?.anomalies ?? []).flatMap((each) => (each.kind === 'row-extra' ? [each] : []));

const row = (...texts: readonly string[]): MarkupRow => texts.map((text) => ({ text }));
const FORM = (version: FormVersion = '2021') => proactiveRows(version, NORMATIVE);

describe('labels that an agency added to', () => {
  it.each([
    ['规章', '规章（部门不填）'],
    ['规章', '规章(设区的市、自治州人民政府应当提供相关数据,其他单位不必提供)'],
    ['规章', '规章（件）'],
    ['规章', '（市级填报）规章'],
    ['规章', '地方政府规章'],
    ['行政许可', '行政许可（件）'],
    ['行政规范性文件', '行政规范性文件（含以办公室名义印发的）'],
  ])('%s is still %s', (label, printed) => {
    const report = readTables(renamed(FORM(), { [label]: printed }));
    const anomalies = report.tables.proactiveDisclosure?.anomalies;
    expect(anomalies).toEqual([]);
    expect(rowOf(report, 'proactiveDisclosure', 'regulations')).toBe('0 0 0');
    expect(rowOf(report, 'proactiveDisclosure', 'normativeDocuments')).toBe('2 1 6');
  });

  it('a label that is another kind of the same thing is doubted where it stands alone', () => {
    const report = readTables(renamed(FORM(), { 行政规范性文件: '党内规范性文件' }));
    expect(rowOf(report, 'proactiveDisclosure', 'normativeDocuments')).toBe('2? 1? 6?');
  });
});

describe('headers in other words', () => {
  it.each([
    ['本年新制发数量', '废止数量', '现行有效数量'],
    ['制发数', '废止数', '有效数'],
    ['2023年制发件数', '2023年废止件数', '截至年底现行有效件数'],
    ['本年度制定件数', '本年度失效件数', '年末有效总数'],
  ])('%s, %s and %s are those of 2021', (issued, repealed, inForce) => {
    const report = readTables(renamed(FORM(), { 本年制发件数: issued, 本年废止件数: repealed, 现行有效件数: inForce }));
    expect(Object.keys(report.tables.proactiveDisclosure?.rows.normativeDocuments ?? {})).toEqual([
      'issued',
      'repealed',
      'inForce',
    ]);
    expect(rowOf(report, 'proactiveDisclosure', 'normativeDocuments')).toBe('2 1 6');
    expect(report.report.template).toBe('2021');
  });

  it('headers in another order take their numbers with them', () => {
    const report = readTables(
      renamed(FORM(), { 本年制发件数: '现行有效数量', 本年废止件数: '新制发数量', 现行有效件数: '废止数量' }),
    );
    const value = (column: string) => cellAt(report, `proactiveDisclosure/normativeDocuments/${column}`)?.value;
    expect([value('issued'), value('repealed'), value('inForce')]).toEqual([1, 6, 2]);
  });

  it('an amount in 元 is converted, by its header or by its own unit', () => {
    const fees = { 'administrativeFees/amount': '12500' };
    const header = '本年收费金额（单位：万元）';
    const byHeader = readTables(renamed(proactiveRows('2021', fees), { [header]: '本年收费金额（单位：元）' }));
    expect(rowOf(byHeader, 'proactiveDisclosure', 'administrativeFees')).toBe('1.25?');
    const byCell = readTables(proactiveRows('2021', { 'administrativeFees/amount': '12500元' }));
    expect(rowOf(byCell, 'proactiveDisclosure', 'administrativeFees')).toBe('1.25?');
  });
});

describe('rows that the form does not have', () => {
  it.each(['其他主动公开文件', '合计', '党内规范性文件'])('%s in table two is kept as a row too many', (label) => {
    const rows = FORM();
    const report = readTables([...rows.slice(0, 4), row(label, '1017', '3', '1018'), ...rows.slice(4)]);
    expect(extrasIn(report, 'proactiveDisclosure')).toMatchObject([{ text: label, values: ['1017', '3', '1018'] }]);
    expect(rowOf(report, 'proactiveDisclosure', 'normativeDocuments')).toBe('2 1 6');
    expect(report.unplaced).toMatchObject([{ text: `${label}\t1017\t3\t1018`, looksLike: 'row' }]);
  });

  it('a row of the form in two parts is kept part by part, and doubted', () => {
    const rows = proactiveRows('2019').map((each): MarkupRow[] => {
      if (each[0]?.text !== '其他对外管理服务事项')
        return [[{ text: each[0]!.text, columnSpan: each[0]!.text.startsWith('第') ? 5 : 2 }, ...each.slice(1)]];
      return [
        [{ text: '其他对外管理服务事项', rowSpan: 2 }, ...row('行政检查', '12', '3', '1088')],
        [...row('行政确认', '515', '-1', '1717')],
      ];
    });
    const report = readTables(rows.flat());
    expect(extrasIn(report, 'proactiveDisclosure')).toMatchObject([
      { text: '其他对外管理服务事项 行政检查', values: ['12', '3', '1088'] },
      { text: '其他对外管理服务事项 行政确认', values: ['515', '-1', '1717'] },
    ]);
    expect(rowOf(report, 'proactiveDisclosure', 'otherPublicServices')).toBe('12? 3? 1088?');
  });

  it('a row below the values of table four is kept', () => {
    const report = readTables([...remediesRows(), Array.from({ length: 15 }, (_, i) => ({ text: `${100 + i}` }))]);
    expect(extrasIn(report, 'remedies')[0]?.values).toHaveLength(15);
  });
});

describe('a table that was cut', () => {
  it('is there with its first row, where a header names its columns', () => {
    const rows = applicationsRows('2021', { 'newlyReceived/naturalPerson': '5', 'newlyReceived/total': '5' });
    const report = readTables([...applicationsHeader, ...rows.slice(0, 1)]);
    expect(rowOf(report, 'applications', 'newlyReceived')).toBe('5 0 0 0 0 0 5');
  });
});
