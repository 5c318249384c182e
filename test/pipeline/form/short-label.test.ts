import { describe, expect, it } from 'vitest';
import { matchLabel, nearShortLabel } from '../../../pipeline/form/label.ts';

describe('labels of two characters', () => {
  it('a doubtful one is the label that differs in one character', () => {
    expect(nearShortLabel('规音')).toBe('规章');
    expect(nearShortLabel('总汁')).toBe('总计');
  });

  it('a known one, another word and a longer one are left alone', () => {
    for (const text of ['规章', '其他', '甲乙', '行政许可']) expect(nearShortLabel(text)).toBeNull();
  });
});

describe('matching labels', () => {
  it.each([
    ['3.危机“三安全一稳定”', 'withheld.threeSecuritiesOneStability'],
    ['2.没有现成信息，需要另行制作', 'unavailable.creationRequired'],
    ['2.其他法律行政止公开', 'withheld.prohibitedByLaw'],
    ['(二) 部分公开', 'partiallyDisclosed'],
  ])('%s is the row %s', (text, key) => {
    const best = matchLabel(text).find((m) => m.place.kind === 'row');
    expect(best?.place.key).toBe(key);
  });

  it('a section heading is no label of a row', () => {
    expect(matchLabel('三、收到和处理政府信息公开申请情况').filter((m) => m.score > 0.75)).toEqual([]);
  });
});
