import { describe, expect, it } from 'vitest';
import { gridOf, paragraph, proactiveRows } from '../form-grid.ts';
import { read, rowOf } from './reading.ts';

const HEADINGS = [
  '一、总体情况',
  '二、主动公开政府信息情况',
  '三、收到和处理政府信息公开申请情况',
  '四、政府信息公开行政复议、行政诉讼情况',
  '五、存在的主要问题及改进情况',
  '六、其他需要报告的事项',
];

const reportOf = (agency: string, year: number, count: string) =>
  HEADINGS.flatMap((heading, i) => [
    ...(i === 0 ? [paragraph(`${agency}${year}年政府信息公开工作年度报告`)] : []),
    paragraph(heading),
    ...(i === 1 ? [gridOf(proactiveRows('2021', { 'administrativeLicensing/decisions': count }))] : []),
    ...(i === 5 ? [paragraph(agency), paragraph(`${year + 1}年1月20日`)] : []),
  ]);

describe('two reports in one file', () => {
  const report = read([...reportOf('东屏区教育局', 2023, '7'), ...reportOf('东屏区财政局', 2022, '9')]);

  it('the first one is read, and the file is noted to hold more', () => {
    expect(rowOf(report, 'proactiveDisclosure', 'administrativeLicensing')).toBe('7');
    expect(report.report).toMatchObject({ agency: '东屏区教育局', year: 2023, signedOn: '2024-01-20' });
    expect(report.notes).toContainEqual({ code: 'several-reports', values: { count: 2 } });
  });

  it('a table of contents in front is no report', () => {
    const contents = HEADINGS.map((heading) => paragraph(heading));
    const single = read([...contents, ...reportOf('东屏区教育局', 2023, '7')]);
    expect(rowOf(single, 'proactiveDisclosure', 'administrativeLicensing')).toBe('7');
    expect(single.notes).toEqual([]);
  });
});
