import { describe, expect, it } from 'vitest';
import { parseRoster, ROSTER_COLUMNS, readDay, rosterTable } from '../../office/roster.ts';
import { fromFile, toCsv, toXlsx } from '../../office/sheet.ts';

const HEADERS = Object.values(ROSTER_COLUMNS);
const row = (cells: Partial<Record<keyof typeof ROSTER_COLUMNS, string>>): string[] =>
  (Object.keys(ROSTER_COLUMNS) as (keyof typeof ROSTER_COLUMNS)[]).map((column) => cells[column] ?? '');
const told = (table: readonly (readonly string[])[]) =>
  parseRoster(table).problems.map(({ row: number, column, code }) => [number, column, code]);

const GOOD = [
  [...HEADERS, '备注'],
  [...row({ agency: '白沙市人民政府', kind: '政府', mayIssueRegulations: '是', scope: '汇总' }), ''],
  [
    ...row({
      agency: '白沙市水务局',
      aliases: '市水务局、白沙市水利局',
      parent: '白沙市人民政府',
      kind: '部门',
      submitBy: '2024/1/26',
      phone: '0731-555',
    }),
    '=1+1',
  ],
  [...row({ agency: '白沙市水库站', parent: '市水务局', kind: '事业单位', standing: '并入白沙市水务局' }), ''],
];

describe('a roster', () => {
  it('is read with its columns in any order, and unknown columns are kept', () => {
    const { entries, problems } = parseRoster(GOOD.map((cells) => cells.toReversed()));
    expect(problems).toEqual([]);
    expect(entries[1]).toMatchObject({
      agency: '白沙市水务局',
      aliases: ['市水务局', '白沙市水利局'],
      parent: '白沙市人民政府',
      kind: 'department',
      scope: 'self',
      submitBy: '2024-01-26',
      standing: { kind: 'due' },
      extra: { 备注: '=1+1' },
    });
    expect(entries[2]?.standing).toEqual({ kind: 'merged', into: '白沙市水务局' });
  });

  it.each([
    ['CSV', async (table: string[][]) => toCsv(table)],
    ['XLSX', (table: string[][]) => toXlsx('名册', table)],
  ])('that is exported as %s and read again is the same, with no formula in it', async (_name, write) => {
    const { entries } = parseRoster(GOOD);
    const bytes = await write(rosterTable(entries));
    expect(parseRoster(await fromFile(bytes))).toMatchObject({ entries, problems: [] });
  });

  it('from Excel in the Chinese encoding of Windows is read as well', async () => {
    const gbk = Buffer.from([
      0xb5, 0xa5, 0xce, 0xbb, 0xc3, 0xfb, 0xb3, 0xc6, 0x0d, 0x0a, 0xbc, 0xd7, 0xbe, 0xd6, 0x0d, 0x0a,
    ]);
    expect(parseRoster(await fromFile(gbk)).entries.map(({ agency }) => agency)).toEqual(['甲局']);
  });

  it('names every problem by row and column', () => {
    expect(
      told([
        HEADERS,
        row({ agency: '甲局', kind: '衙门', mayIssueRegulations: '也许', scope: '全部', submitBy: '2024-02-30' }),
        row({ agency: '', standing: '关门' }),
        row({ agency: '乙 局', parent: '丙局' }),
        row({ agency: '乙局' }),
        row({ agency: '丁局', aliases: '甲局', standing: '并入戊局' }),
      ]),
    ).toEqual([
      [2, '类别', 'kind-unknown'],
      [2, '报送口径', 'scope-unknown'],
      [2, '可制发规章', 'yes-or-no'],
      [2, '报送截止', 'day-unreadable'],
      [3, '单位名称', 'name-missing'],
      [3, '状态', 'standing-unknown'],
      [4, '上级单位', 'parent-unknown'],
      [5, '单位名称', 'name-repeated'],
      [6, '别名', 'name-repeated'],
      [6, '状态', 'merged-unknown'],
    ]);
  });

  it('in which agencies stand above one another in a circle is refused', () => {
    const circle = [HEADERS, row({ agency: '甲局', parent: '乙局' }), row({ agency: '乙局', parent: '甲局' })];
    expect(told(circle)).toEqual([
      [2, '上级单位', 'parent-circle'],
      [3, '上级单位', 'parent-circle'],
    ]);
  });

  it('without the column of names is refused as a whole', () => {
    expect(told([['类别'], ['部门']])).toEqual([[1, '单位名称', 'header-missing']]);
  });

  it('has days as people write them', () => {
    expect(['2024-01-26', '2024年1月26日', '２０２４．１．６', '2024-02-30', 'soon'].map(readDay)).toEqual([
      '2024-01-26',
      '2024-01-26',
      '2024-01-06',
      null,
      null,
    ]);
  });
});
