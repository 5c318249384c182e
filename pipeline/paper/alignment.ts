import { PAPER_LIMITS } from '../../config/limits/paper.ts';

/** Text as two readers of one document agree on it. */
export const plain = (text: string): string => text.normalize('NFKC').replace(/[\s\u200b-\u200f\u00ad\ufeff]+/gu, '');

/**
 * How alike two texts are, 0…1: the same; the same but for what one reader puts before or behind it, as numbers of lists
 * and marks of notes; both blank.
 */
export function likeness(a: string, b: string): number {
  if (a === b) return a === '' ? 0.4 : 1;
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  if (short === '') return 0;
  if (long.endsWith(short) || long.startsWith(short)) return 0.5 + (0.4 * short.length) / long.length;
  return short.length >= 4 && long.includes(short) ? 0.5 : 0;
}

/**
 * Pairs up two sequences in their order so that the pairs are as alike as they can be. Nothing has to have a partner.
 * Sequences too long to be compared are paired by their order alone.
 * @returns for each of the first the index of its partner, null for none
 */
export function aligned(
  first: number,
  second: number,
  score: (i: number, j: number) => number,
): readonly (number | null)[] {
  if (first * second > PAPER_LIMITS.pairs) return Array.from({ length: first }, (_, i) => (i < second ? i : null));
  const width = second + 1;
  const best = new Float64Array((first + 1) * width);
  for (let i = first - 1; i >= 0; i--) {
    for (let j = second - 1; j >= 0; j--) {
      const alike = score(i, j);
      const paired = alike > 0 ? alike + best[(i + 1) * width + j + 1]! : 0;
      best[i * width + j] = Math.max(paired, best[(i + 1) * width + j]!, best[i * width + j + 1]!);
    }
  }
  const partners: (number | null)[] = [];
  for (let i = 0, j = 0; i < first; ) {
    const here = best[i * width + j]!;
    if (j >= second || here === best[(i + 1) * width + j]!) {
      partners.push(null);
      i++;
    } else if (here === best[i * width + j + 1]!) j++;
    else {
      partners.push(j++);
      i++;
    }
  }
  return partners;
}
