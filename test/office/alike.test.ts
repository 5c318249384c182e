import { describe, expect, it } from 'vitest';
import { alikeIndex, longestPassages, markAlike, pairsOf, type Sketch } from '../../office/alike.ts';

const sketch = (documentId: string, agency: string, year: number, signature: readonly number[]): Sketch => ({
  ...{ documentId, agency, year, shingles: 100, signature: Uint32Array.from(signature) },
});
const NUMBERS = Array.from({ length: 128 }, (_, n) => n);
const half = NUMBERS.map((n) => (n < 64 ? n : n + 1_000));

describe('pairs of like texts', () => {
  const one = sketch('b', '水务局', 2023, NUMBERS);
  it('are of one year or of two that follow one another', () => {
    const others = [
      sketch('a', '教育局', 2023, NUMBERS),
      sketch('c', '民政局', 2022, half),
      sketch('d', '统计局', 2021, NUMBERS),
      sketch(
        'e',
        '林业局',
        2023,
        NUMBERS.map((n) => n + 500),
      ),
    ];
    expect(pairsOf(one, alikeIndex([one, ...others]))).toEqual([
      { documentId: 'a', otherId: 'b', likeness: 1 },
      { documentId: 'b', otherId: 'c', likeness: 0.5 },
    ]);
  });

  it('are not two versions of one report, but are one agency in two years', () => {
    const own = [sketch('v', '水务局', 2023, NUMBERS), sketch('w', '水务局', 2022, NUMBERS)];
    expect(pairsOf(one, alikeIndex(own)).map(({ otherId }) => otherId)).toEqual(['w']);
  });
});

describe('what two texts share', () => {
  const SHARED = '全年主动公开河道整治进度信息并逐条列出责任单位';
  it('is marked in both, with the words that everybody writes apart', () => {
    const first = [`我局${SHARED}，另有说明。`, '按照《中华人民共和国政府信息公开条例》规定编制。'];
    const second = [`本办认真工作。${SHARED}！`, '根据《中华人民共和国政府信息公开条例》规定编制。'];
    const [like, template] = markAlike(first, second);
    expect(like?.find(({ kind }) => kind === 'like')?.text).toBe(SHARED);
    expect(like?.map(({ text }) => text).join('')).toBe(first[0]);
    expect(template?.find(({ kind }) => kind === 'template')?.text).toBe('《中华人民共和国政府信息公开条例》');
    expect(longestPassages(markAlike(second, first))).toEqual([SHARED]);
  });

  it('is told in part where it is long, with a mark that it goes on', () => {
    const long = Array.from({ length: 60 }, (_, n) => `第${n}项工作`).join('另有');
    const [told = ''] = longestPassages(markAlike([`甲${long}`], [`乙${long}`]));
    expect(told.endsWith('……')).toBe(true);
    expect(long).toContain(told.slice(0, -2));
  });

  it('is nothing where they share nothing', () => {
    expect(markAlike(['水务工作情况说明如下文所示'], ['教育工作安排另行通知各学校']).flat()).toEqual([
      { kind: 'own', text: '水务工作情况说明如下文所示' },
    ]);
  });
});
