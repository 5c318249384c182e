import { describe, expect, it } from 'vitest';
import { applicationsHeader, applicationsRows, type MarkupRow, proactiveRows, remediesRows } from '../../form-grid.ts';
import { cellAt, readTables, rowOf } from '../reading.ts';

const statuses = (report: ReturnType<typeof readTables>, row: string, columns: readonly string[]): string =>
  columns
    .map((column) => cellAt(report, `${row}/${column}`))
    .map((cell) => `${cell?.status} ${cell?.value} ${cell?.doubts.join()}`)
    .join('; ');

const OUTCOMES = ['upheld', 'corrected', 'other', 'pending', 'total'];

describe('one cell that stands below several headers', () => {
  const remedies = (text: string): readonly MarkupRow[] => [...remediesRows().slice(0, 3), [{ text, columnSpan: 15 }]];
  const five = (each: string): string => OUTCOMES.map(() => each).join('; ');

  it('says none for all of them, marked', () => {
    const report = readTables(remedies('无'));
    for (const row of ['reconsideration', 'litigationDirect', 'litigationAfterReconsideration'])
      expect(statuses(report, `remedies/${row}`, OUTCOMES)).toBe(five('notApplicable null merged'));
  });

  it('says with a zero that all are zero', () => {
    expect(statuses(readTables(remedies('0')), 'remedies/reconsideration', OUTCOMES)).toBe(five('reported 0 merged'));
  });

  it('may be one for each remedy, and may be blank', () => {
    const merged = (...texts: readonly string[]): readonly MarkupRow[] => [
      ...remediesRows().slice(0, 3),
      texts.map((text) => ({ text, columnSpan: 5 })),
    ];
    const report = readTables(merged('无', '0', ''));
    expect(statuses(report, 'remedies/reconsideration', OUTCOMES)).toBe(five('notApplicable null merged'));
    expect(statuses(report, 'remedies/litigationDirect', OUTCOMES)).toBe(five('reported 0 merged'));
    expect(statuses(report, 'remedies/litigationAfterReconsideration', OUTCOMES)).toBe(five('blank null '));
  });

  it('says in a sentence nothing that can be told of each', () => {
    const report = readTables(remedies('本年度未发生行政复议和行政诉讼'));
    expect(statuses(report, 'remedies/litigationDirect', OUTCOMES)).toBe(five('illegible null several-numbers'));
  });

  it('says nothing of each where it holds two numbers', () => {
    const [, , ...rest] = Array.from({ length: 15 }, () => ({ text: '0' }));
    const rows = [...remediesRows().slice(0, 3), [{ text: '7 21', columnSpan: 2 }, ...rest]];
    const report = readTables(rows);
    expect(rowOf(report, 'remedies', 'reconsideration')).toBe('null? null? 0 0 0');
    expect(cellAt(report, 'remedies/reconsideration/upheld')?.status).toBe('illegible');
  });

  it('says it of the columns of its own row only, whatever the merged header of the next band spans', () => {
    const rows = proactiveRows('2021').map((row) =>
      row[0]?.text === '规章' ? [row[0], { text: '/', columnSpan: 3 }] : row,
    );
    const report = readTables(rows);
    expect(statuses(report, 'proactiveDisclosure/regulations', ['issued', 'repealed', 'inForce'])).toBe(
      ['notApplicable null merged', 'notApplicable null merged', 'notApplicable null merged'].join('; '),
    );
    expect(rowOf(report, 'proactiveDisclosure', 'administrativeLicensing')).toBe('0');
  });

  it('says it of the rows of table three, each by itself', () => {
    const body = applicationsRows('2021').map((row) =>
      row.length >= 7 && row.at(-1)?.text === '0' ? [...row.slice(0, -7), { text: '无', columnSpan: 7 }] : row,
    );
    const report = readTables([...applicationsHeader, ...body]);
    const cells = Object.values(report.tables.applications?.rows ?? {}).flatMap((row) => Object.values(row));
    expect(cells.length).toBeGreaterThan(100);
    expect(new Set(cells.map((cell) => cell.status))).toEqual(new Set(['notApplicable']));
  });
});

describe('the rows of a group in the lines of one row', () => {
  const group = '（四）无法提供';
  const labels = '1.本机关不掌握相关政府信息\n2.没有现成信息需要另行制作\n3.补正后申请内容仍不明确';
  const withGroup = (cells: readonly string[]): readonly MarkupRow[] => {
    const all = [...applicationsHeader, ...applicationsRows('2021')];
    const from = all.findIndex((row) => row.some((cell) => cell.text.includes('无法提供')));
    const row: MarkupRow = [{ text: group }, { text: labels }, ...cells.map((text) => ({ text }))];
    const outcome = all.findIndex((line) => line.some((cell) => cell.text.includes('本年度办理结果')));
    return [
      ...all.slice(0, outcome),
      all[outcome]!.map((cell) =>
        cell.text.includes('本年度办理结果') ? { ...cell, rowSpan: (cell.rowSpan ?? 1) - 2 } : cell,
      ),
      ...all.slice(outcome + 1, from),
      row,
      ...all.slice(from + 3),
    ];
  };

  it('are rows of the table, a line each', () => {
    const report = readTables(withGroup(['1\n2\n3', '0\n0\n0', '4\n5\n6', '0\n0\n0', '0\n0\n0', '0\n0\n0', '5\n7\n9']));
    expect(
      ['notHeld', 'creationRequired', 'unclearAfterCorrection'].map((key) =>
        rowOf(report, 'applications', `unavailable.${key}`),
      ),
    ).toEqual(['1 0 4 0 0 0 5', '2 0 5 0 0 0 7', '3 0 6 0 0 0 9']);
    expect(rowOf(report, 'applications', 'carriedForward')).toBe('0 0 0 0 0 0 0');
  });

  it('may have the name of their group in a line above them', () => {
    const rows = withGroup(['1\n2\n3', '0\n0\n0', '4\n5\n6', '0\n0\n0', '0\n0\n0', '0\n0\n0', '5\n7\n9']).map((row) =>
      row.map((cell) => (cell.text === labels ? { text: `${group}\n${labels}` } : cell)),
    );
    expect(rowOf(readTables(rows), 'applications', 'unavailable.notHeld')).toBe('1 0 4 0 0 0 5');
  });

  it('do not tell which line is whose where a cell has fewer lines', () => {
    const report = readTables(withGroup(['1\n3', '0\n0\n0', '4\n5\n6', '0\n0\n0', '0\n0\n0', '0\n0\n0', '5\n5\n9']));
    expect(
      ['notHeld', 'creationRequired', 'unclearAfterCorrection'].map(
        (key) => cellAt(report, `applications/unavailable.${key}/naturalPerson`)?.status,
      ),
    ).toEqual(['illegible', 'illegible', 'illegible']);
  });
});

describe('labels that a row repeats in its cells', () => {
  const columns = ['自然人', '商业企业', '科研机构', '社会公益组织', '法律服务机构', '其他', '总计'];
  const labelled = (order: readonly string[]): readonly MarkupRow[] => [
    ...applicationsHeader,
    ...applicationsRows('2021').map((row) =>
      row[0]?.text.includes('新收') ? [row[0], ...order.map((name, i) => ({ text: `${name}：${i + 1}` }))] : row,
    ),
  ];

  it('are no part of the values', () => {
    expect(rowOf(readTables(labelled(columns)), 'applications', 'newlyReceived')).toBe('1 2 3 4 5 6 7');
  });

  it('may stand in front of a number in brackets', () => {
    const rows = labelled(columns).map((row) =>
      row.map((cell) => ({ ...cell, text: cell.text.replace(/：(\d)$/, '（$1）') })),
    );
    expect(rowOf(readTables(rows), 'applications', 'newlyReceived')).toBe('1 2 3 4 5 6 7');
  });

  it('leave it open which is right where the header above names another column', () => {
    const [first, second, ...rest] = columns as [string, string, ...string[]];
    expect(rowOf(readTables(labelled([second, first, ...rest])), 'applications', 'newlyReceived')).toBe(
      '1? 2? 3 4 5 6 7',
    );
  });
});
