import { describe, expect, it } from 'vitest';
import { gridOf, type MarkupRow, paragraph, proactiveRows } from '../../form-grid.ts';
import { read, readTables, rowOf, TITLE } from '../reading.ts';

const texts = {
  'regulations/issued': '1',
  'regulations/repealed': '2',
  'regulations/inForce': '3',
  'administrativeLicensing/decisions': '41',
  'administrativePenalty/decisions': '52',
  'administrativeFees/amount': '6.5',
};
const rows = proactiveRows('2021', texts);

describe('rows of table two', () => {
  it('bands side by side keep their numbers apart', () => {
    const [one, five] = [rows.slice(0, 4), rows.slice(4, 7)];
    const beside = one.map((row, i): MarkupRow => [...row, ...(five[i] ?? [{ text: '', columnSpan: 4 }])]);
    const report = readTables(beside, rows.slice(7));
    expect(rowOf(report, 'proactiveDisclosure', 'regulations')).toBe('1 2 3');
    expect(rowOf(report, 'proactiveDisclosure', 'administrativeLicensing')).toBe('41');
  });

  it('rows of the section whose headers are lost are inferred', () => {
    const report = read([TITLE, paragraph('二、主动公开政府信息情况'), gridOf(rows.slice(2, 4))]);
    expect(rowOf(report, 'proactiveDisclosure', 'regulations')).toBe('1? 2? 3?');
  });

  it('a label alone, in a text that leaves blank cells out, is a row without its values and not a missing one', () => {
    const bare = rows.map((row): MarkupRow => (/^规章/u.test(row[0]!.text) ? row.slice(0, 1) : row));
    const report = read([TITLE, paragraph('二、主动公开政府信息情况'), gridOf(bare, 1, 'sequence')]);
    const kinds = report.tables.proactiveDisclosure?.anomalies.map((anomaly) => anomaly.kind);
    expect(kinds).toEqual(['column-count']);
    expect(rowOf(report, 'proactiveDisclosure', 'administrativeLicensing')).toBe('41');
  });

  it('the same words in a table of another section are none of its rows', () => {
    const other = gridOf([
      [{ text: '事项' }, { text: '公示数量' }],
      [{ text: '行政许可' }, { text: '341' }],
    ]);
    const report = read([
      TITLE,
      paragraph('一、总体情况'),
      other,
      paragraph('二、主动公开政府信息情况'),
      gridOf(rows, 2),
    ]);
    expect(rowOf(report, 'proactiveDisclosure', 'administrativeLicensing')).toBe('41');
  });

  it('cells whose borders do not meet those of the headers stand below them in their order', () => {
    const header = ['信息内容', '上一年项目数量', '本年增/减', '处理决定数量'].map((text, i) => ({
      text,
      columnSpan: i === 2 ? 2 : 1,
    }));
    const values = ['行政许可', '7', '+2', '9'].map((text, i) => ({ text, columnSpan: i === 1 ? 2 : 1 }));
    const report = readTables([[{ text: '第二十条第（五）项', columnSpan: 5 }], header, values]);
    expect(rowOf(report, 'proactiveDisclosure', 'administrativeLicensing')).toBe('7 2 9');
  });

  it('a second table with other numbers makes the row doubtful', () => {
    const report = readTables(rows, proactiveRows('2021', { ...texts, 'administrativePenalty/decisions': '50' }));
    expect(rowOf(report, 'proactiveDisclosure', 'administrativePenalty')).toBe('52?');
    expect(rowOf(report, 'proactiveDisclosure', 'administrativeLicensing')).toBe('41');
  });

  it('words below a header are no number and no label of another row', () => {
    const report = readTables(proactiveRows('2021', { ...texts, 'regulations/issued': '若干' }));
    expect(rowOf(report, 'proactiveDisclosure', 'regulations')).toBe('null? 2 3');
    expect(report.tables.proactiveDisclosure?.anomalies).toEqual([]);
  });
});
