import { describe, expect, it } from 'vitest';
import type { LineImage } from '../../../../pipeline/contracts/ocr.ts';
import { kindsOfRings, likeOneOf } from '../../../../pipeline/extract/scan/like-rings.ts';

/** An oval ring on white paper, and what else is drawn. */
function ring(width: number, height: number, draw: (grey: Uint8Array, wide: number) => void = () => {}): LineImage {
  const [wide, high] = [width + 12, height + 8];
  const grey = new Uint8Array(wide * high).fill(255);
  for (let y = 0; y < high; y++) {
    for (let x = 0; x < wide; x++) {
      const [u, v] = [(x - wide / 2 + 0.5) / (width / 2), (y - high / 2 + 0.5) / (height / 2)];
      const out = u * u + v * v;
      if (out <= 1 && out >= 0.45) grey[y * wide + x] = 20;
    }
  }
  draw(grey, wide);
  return { width: wide, height: high, grey };
}

describe('rings of one kind', () => {
  it('are as large and as dark as one another, wherever they stand in their crop', () => {
    expect(kindsOfRings([ring(12, 18), ring(12, 19), ring(13, 18)])).toEqual([[0, 1, 2]]);
  });

  it('are not of another size', () => {
    expect(kindsOfRings([ring(12, 18), ring(18, 27), ring(12, 18)])).toEqual([[0, 2], [1]]);
  });

  it('are not those with a stroke through them, as an 8 or a 6 has', () => {
    const barred = ring(12, 18, (grey, wide) =>
      grey.fill(20, wide * 13 + 8, wide * 13 + 16).fill(20, wide * 14 + 8, wide * 14 + 16),
    );
    expect(kindsOfRings([ring(12, 18), barred])).toEqual([[0], [1]]);
  });

  it('have ink', () => {
    expect(kindsOfRings([{ width: 9, height: 9, grey: new Uint8Array(81).fill(255) }])).toEqual([]);
  });
});

describe('what looks the same as a ring', () => {
  it('is one that noise broke open or left a speck in, and is none with a stroke through it or of another size', () => {
    const broken = ring(12, 18, (grey, wide) => grey.fill(255, wide * 13 + 5, wide * 13 + 9));
    const specked = ring(12, 18, (grey, wide) => grey.fill(120, wide * 13 + 11, wide * 13 + 12));
    const barred = ring(12, 18, (grey, wide) =>
      grey.fill(20, wide * 13 + 8, wide * 13 + 16).fill(20, wide * 14 + 8, wide * 14 + 16),
    );
    expect(likeOneOf([ring(12, 18)], [broken, barred, specked, ring(18, 27)])).toEqual([0, 2]);
  });

  it('is nothing where there is no ring, and nothing so low that the hole of a 6 is not told from that of a 0', () => {
    expect(likeOneOf([], [ring(12, 18)])).toEqual([]);
    expect(likeOneOf([ring(8, 10)], [ring(8, 10)])).toEqual([]);
  });
});
