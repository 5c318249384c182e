import { describe, expect, test } from 'vitest';
import { reportOf } from '../../../pipeline/validate/example.ts';
import { resemblance, textSketch } from '../../../pipeline/validate/similarity.ts';
import { likeness, shinglesOf } from '../../../pipeline/wording/shingles.ts';

/** Text of Chinese characters without meaning, the same for the same seed. */
function textOf(seed: number, length: number): string {
  let state = seed;
  return Array.from({ length }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return String.fromCharCode(0x4e00 + ((state >>> 8) % 3000));
  }).join('');
}

const sketchOf = (text: string) => textSketch(reportOf({ sections: { overview: { paragraphs: [text] } } }));

describe('likeness of texts', () => {
  test('a text is wholly like itself and not like another', () => {
    const [a, b] = [textOf(1, 600), textOf(2, 600)];
    expect(resemblance(shinglesOf(a), shinglesOf(a))).toBe(1);
    expect(resemblance(shinglesOf(a), shinglesOf(b))).toBeLessThan(0.01);
    expect(likeness(sketchOf(a).signature, sketchOf(a).signature)).toBe(1);
  });

  test('signatures estimate the shared part to within a tenth', () => {
    for (const share of [0.2, 0.5, 0.8, 0.95]) {
      const own = textOf(3, 2000);
      const other = own.slice(0, 2000 * share) + textOf(4, 2000 * (1 - share));
      const truth = resemblance(shinglesOf(own), shinglesOf(other));
      const reports = [own, other].map((text) => sketchOf(text));
      expect(Math.abs(likeness(reports[0]!.signature, reports[1]!.signature) - truth), String(share)).toBeLessThan(
        0.13,
      );
    }
  });

  test('names of the agency, law titles, figures and prescribed phrases do not count', () => {
    const own = textOf(5, 400);
    const plain = sketchOf(own);
    const adorned = sketchOf(
      `${own}《中华人民共和国政府信息公开条例》（国办发〔2021〕12号）2022年12件。本报告所列数据的统计期限为2022年1月1日至12月31日。`,
    );
    expect(likeness(plain.signature, adorned.signature)).toBeGreaterThan(0.95);
  });

  test('a text too short for a shingle is like none', () => {
    expect(resemblance(shinglesOf('公开'), shinglesOf('公开'))).toBe(0);
  });
});
