import { describe, expect, it } from 'vitest';
import { applicationsHeader, applicationsRows, gridOf, type MarkupRow, paragraph } from '../../form-grid.ts';
import { read, readTables, rowOf, TITLE } from '../reading.ts';

const at = (row: string, values: readonly number[]): Record<string, string> =>
  Object.fromEntries(
    [
      'naturalPerson',
      'commercialEnterprise',
      'researchInstitution',
      'socialOrganization',
      'legalServiceInstitution',
      'otherOrganization',
      'total',
    ].map((column, i) => [`${row}/${column}`, String(values[i])]),
  );

const NEW = at('newlyReceived', [3, 0, 1, 0, 0, 2, 6]);
const OLD = at('carriedOver', [0, 4, 0, 0, 1, 0, 5]);
const texts = { ...NEW, ...OLD };
const rows = (): MarkupRow[] => applicationsRows('2021', texts);
const swap = (list: MarkupRow[], a: number, b: number): MarkupRow[] =>
  list.map((row, i) => (i === a ? list[b]! : i === b ? list[a]! : row));

describe('rows of table three', () => {
  it('rows in each other’s place keep their own numbers', () => {
    const report = readTables([...applicationsHeader, ...swap(rows(), 0, 1)]);
    expect(rowOf(report, 'applications', 'newlyReceived')).toBe('3 0 1 0 0 2 6');
    expect(rowOf(report, 'applications', 'carriedOver')).toBe('0 4 0 0 1 0 5');
  });

  it('a label together with the label of its group names the row', () => {
    const joined = applicationsRows('2021', at('otherHandling.notCorrectedInTime', [0, 0, 5, 0, 0, 0, 5])).map(
      (row) => [
        {
          text: row
            .slice(0, -7)
            .map((c) => c.text)
            .join(''),
          columnSpan: 3,
        },
        ...row.slice(-7),
      ],
    );
    const report = readTables([...applicationsHeader, ...joined]);
    expect(rowOf(report, 'applications', 'otherHandling.notCorrectedInTime')).toBe('0 0 5 0 0 0 5');
    expect(report.tables.applications?.rows.otherHandling).toBeUndefined();
  });

  it('words left out of a label do not hide the row', () => {
    const short = rows().map((row) =>
      row.map((c) => ({ ...c, text: c.text.replace('本年新收政府信息公开申请数量', '本年新收申请数量') })),
    );
    expect(rowOf(readTables([...applicationsHeader, ...short]), 'applications', 'newlyReceived')).toBe('3 0 1 0 0 2 6');
  });

  it('a label that a page break cut in two is put together', () => {
    const [first, second, ...rest] = rows();
    const half = (text: string): MarkupRow => [
      { text, columnSpan: 3 },
      ...Array.from({ length: 7 }, () => ({ text: '' })),
    ];
    const upper = [...applicationsHeader, first!, [{ text: '二、上年结转政府', columnSpan: 3 }, ...second!.slice(1)]];
    const report = readTables(upper, [half('信息公开申请数量'), ...rest]);
    expect(rowOf(report, 'applications', 'carriedOver')).toBe('0 4 0 0 1 0 5');
  });

  it('the total of another table is no row of this one', () => {
    const other = [
      [{ text: '渠道' }, { text: '数量' }],
      [{ text: '网站' }, { text: '12' }],
      [{ text: '总计' }, { text: '14' }],
    ];
    const report = readTables(other, [...applicationsHeader, ...rows()]);
    expect(rowOf(report, 'applications', 'handledTotal')).toBe('0 0 0 0 0 0 0');
  });

  it('labels repeated in every cell that was merged are labels still', () => {
    const repeated = rows().map((row) =>
      row.flatMap((c) => Array.from({ length: c.columnSpan ?? 1 }, () => ({ text: c.text, rowSpan: c.rowSpan ?? 1 }))),
    );
    const report = readTables([...applicationsHeader, ...repeated]);
    expect(rowOf(report, 'applications', 'handledTotal')).toBe('0 0 0 0 0 0 0');
  });

  it('a table on its side is turned', () => {
    const upright = [...applicationsHeader, ...rows()];
    const grid = gridOf(upright);
    const onSide = {
      ...grid,
      rows: grid.columns,
      columns: grid.rows,
      cells: grid.cells.map((c) => ({
        ...c,
        row: c.column,
        column: c.row,
        rowSpan: c.columnSpan,
        columnSpan: c.rowSpan,
      })),
    };
    expect(rowOf(read([TITLE, onSide]), 'applications', 'newlyReceived')).toBe('3 0 1 0 0 2 6');
  });
});

describe('columns of table three', () => {
  const withColumn = (head: string, text: string): MarkupRow[] => {
    const [top, ...heads] = applicationsHeader;
    return [[...top!, { text: head, rowSpan: 3 }], ...heads, ...rows().map((row) => [...row, { text }])];
  };

  it.each([
    ['备注', '见说明'],
    ['上年总计', '7'],
  ])('a column %s beside them changes nothing', (head, text) => {
    expect(rowOf(readTables(withColumn(head, text)), 'applications', 'newlyReceived')).toBe('3 0 1 0 0 2 6');
  });

  it('a part with a column more takes its columns from its complete rows', () => {
    const [first, second, ...rest] = rows();
    const wider = [{ ...second![0]!, text: second![0]!.text }, { text: '' }, ...second!.slice(1)];
    const blank = wider.map((c, i) => (i === 4 ? { ...c, text: '' } : c));
    const report = readTables(
      [...applicationsHeader, first!],
      [blank, ...rest.map((row) => [...row.slice(0, -7), { text: '' }, ...row.slice(-7)])],
    );
    expect(rowOf(report, 'applications', 'carriedOver')).toBe('0 4 null 0 1 0 5');
  });

  it.each(['3 0', '3/0', '3、0'])('a cell with %s beside a blank one has no number that can be told', (text) => {
    const [first, ...rest] = rows();
    const joined = first!.map((c, i) => (i === 1 ? { ...c, text } : i === 2 ? { ...c, text: '' } : c));
    expect(rowOf(readTables([...applicationsHeader, joined, ...rest]), 'applications', 'newlyReceived')).toMatch(
      /^null\? null\?/,
    );
  });
});

describe('tables of other years', () => {
  const thisYear = gridOf([...applicationsHeader, ...rows()]);
  const lastYear = gridOf(
    [...applicationsHeader, ...applicationsRows('2021', at('newlyReceived', [9, 0, 0, 0, 0, 0, 9]))],
    2,
  );

  it('a table that its caption dates to last year is left aside', () => {
    const report = read([TITLE, paragraph('2022年度'), lastYear, paragraph('2023年度'), thisYear]);
    expect(rowOf(report, 'applications', 'newlyReceived')).toBe('3 0 1 0 0 2 6');
  });

  it('of two tables without a caption all that differs is marked', () => {
    const report = read([TITLE, thisYear, lastYear]);
    expect(rowOf(report, 'applications', 'newlyReceived')).toBe('3? 0? 1? 0? 0? 2? 6?');
    expect(rowOf(report, 'applications', 'disclosed')).toBe('0 0 0 0 0 0 0');
    expect(report.notes).toContainEqual({ code: 'several-reports', values: { count: 2 } });
  });

  it('the only table there is counts, marked, though its caption names another year', () => {
    const report = read([TITLE, paragraph('2022年度情况'), lastYear]);
    expect(rowOf(report, 'applications', 'newlyReceived')).toBe('9? 0? 0? 0? 0? 0? 9?');
  });
});

describe('values that may stand elsewhere', () => {
  it('a blank row beside values whose label nothing explains is marked', () => {
    const torn = rows().flatMap((row): MarkupRow[] => {
      if (row[0]?.text !== '四、结转下年度继续办理') return [row];
      const stray = [{ text: '甲', columnSpan: 3 }, ...row.slice(1)];
      return [stray, [row[0], ...row.slice(1).map(() => ({ text: '' }))]];
    });
    const report = readTables([...applicationsHeader, ...torn]);
    expect(rowOf(report, 'applications', 'carriedForward')).toBe('null? null? null? null? null? null? null?');
  });

  it('two values in one cell beside a blank one mark the row, however its sums come out', () => {
    const glued = applicationsRows('2021', {
      ...NEW,
      'newlyReceived/commercialEnterprise': '0 1',
      'newlyReceived/researchInstitution': '',
    });
    const report = readTables([...applicationsHeader, ...glued]);
    expect(rowOf(report, 'applications', 'newlyReceived')).toBe('3? null? null? 0? 0? 2? 6?');
  });

  it('a number grouped by spaces beside a blank one stays certain where the row adds up', () => {
    const grouped = applicationsRows('2021', {
      ...NEW,
      'newlyReceived/naturalPerson': '1 200',
      'newlyReceived/commercialEnterprise': '',
      'newlyReceived/total': '1 203',
    });
    const report = readTables([...applicationsHeader, ...grouped]);
    expect(rowOf(report, 'applications', 'newlyReceived')).toBe('1200 null 1 0 0 2 1203');
  });

  it('a cell that reaches below a header of something else leaves its row open', () => {
    const wider = (row: MarkupRow, more: MarkupRow[number]): MarkupRow => [...row.slice(0, -1), more, row.at(-1)!];
    const head = applicationsHeader.map((row, i) =>
      i === 1 ? wider(row, { text: '小计', rowSpan: 2 }) : i === 0 ? [row[0]!, { ...row[1]!, columnSpan: 8 }] : row,
    );
    const body = rows().map((row, i): MarkupRow => {
      if (i > 0) return wider(row, { text: '9' });
      return [...row.slice(0, -2), { text: '2', columnSpan: 2 }, row.at(-1)!];
    });
    expect(rowOf(readTables([...head, ...body]), 'applications', 'newlyReceived')).toBe('3? 0? 1? 0? 0? 2? 6?');
  });
});

it('a header that reaches over a column whose own is lost leaves every value in doubt, and none out', () => {
  const [above, people, organisations] = applicationsHeader;
  const header: MarkupRow[] = [
    above!,
    [{ ...people![0]! }, { text: '法人或其他组织', columnSpan: 4 }, { text: '总计', columnSpan: 2, rowSpan: 2 }],
    organisations!.slice(0, 4),
  ];
  const report = readTables([...header, ...rows()]);
  expect(rowOf(report, 'applications', 'newlyReceived')).toBe('3? 0? 1? 0? 0? 2? 6?');
});
