import { describe, expect, it } from 'vitest';
import type { FilingState } from '../../contracts/states.ts';
import { latenessOf, lateTable } from '../../office/late-list.ts';
import { type CircularFiling, circular, rank } from '../../office/written/circular.ts';

const TODAY = '2024-02-01';
const filing = (agency: string, state: FilingState, change: Partial<CircularFiling> = {}): CircularFiling => ({
  agency,
  agencyId: agency,
  path: `/city/${agency}/`,
  state,
  submitBy: '2024-01-26',
  correctionBy: null,
  firstReceivedOn: state === 'expected' ? null : '2024-01-20',
  returns: 0,
  ...change,
});

describe('who is late', () => {
  it.each([
    ['expected', {}, 'missing'],
    ['expected', { submitBy: '2024-02-01' }, 'awaited'],
    ['clear', { firstReceivedOn: '2024-01-27' }, 'late'],
    ['clear', { firstReceivedOn: '2024-01-26' }, null],
    ['returned', { correctionBy: '2024-01-31' }, 'overdue'],
    ['returned', { correctionBy: '2024-02-01' }, null],
    ['exempt', { firstReceivedOn: null }, null],
  ] as const)('%s with %j is %s', (state, change, lateness) => {
    expect(latenessOf(filing('a', state, change), TODAY)).toBe(lateness);
  });

  it('is listed with days and whom to call', () => {
    const listed = { ...filing('水务局', 'expected'), above: ['市政府'], contact: '某人', phone: '0731' };
    expect(lateTable([listed, { ...listed, state: 'accepted', firstReceivedOn: '2024-01-01' }], TODAY)).toEqual([
      ['单位名称', '上级单位', '情形', '截止', '收到', '逾期天数', '联系人', '电话'],
      ['水务局', '市政府', '逾期未报', '2024-01-26', '', '6', '某人', '0731'],
    ]);
  });
});

describe('a circular', () => {
  const below = (district: string, n: number, state: FilingState, change: Partial<CircularFiling> = {}) =>
    filing(`${district}${n}`, state, { path: `/city/${district}/${district}${n}/`, ...change });
  const filings = [
    below('东', 1, 'accepted'),
    below('东', 2, 'expected'),
    below('西', 1, 'accepted', { returns: 2 }),
    below('西', 2, 'accepted'),
    below('南', 1, 'accepted'),
    below('南', 2, 'exempt', { firstReceivedOn: null }),
  ];
  const parts = ['东', '西', '南'].map((name) => ({ id: name, name }));

  it('ranks by what came in time, then by what was returned', () => {
    const ranked = rank({ filings, parts, today: TODAY });
    expect(ranked.map(({ name, rank: place, onTime, due }) => [place, name, onTime, due])).toEqual([
      [1, '南', 1, 1],
      [2, '西', 2, 2],
      [3, '东', 1, 2],
    ]);
  });

  it('says who is late by name and what was found most', () => {
    const { blocks } = circular({
      ...{ year: 2023, today: TODAY, filings, parts, office: '某办', day: '2024年2月1日' },
      topRules: [{ title: '总计不平衡', findings: 5, agencies: 3 }],
    });
    const texts = JSON.stringify(blocks);
    expect(texts).toContain('应报5个单位，已报4个，未报1个');
    expect(texts).toContain('按期报送4个，按期率80.0%');
    expect(texts).toContain('["1","总计不平衡","3","5"]');
    expect(texts).toContain('["东2","逾期未报","2024-01-26","","6"]');
  });
});
