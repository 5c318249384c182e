/** Texts cut into overlapping pieces, to find what two of them share. */

/** Characters of a shingle: long enough that prescribed phrases are rare among them. */
export const SHINGLE = 8;

export const notText = /[^\p{Script=Han}]+/gu;

/** 32-bit FNV-1a of the UTF-16 code units from `start` to `end`. */
function hashOf(text: string, start: number, end: number): number {
  let hash = 0x811c9dc5;
  for (let i = start; i < end; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

/** Hashes of the shingles of Chinese characters alone, by where they begin. */
export function shinglesInOrder(words: string): readonly number[] {
  const shingles: number[] = [];
  for (let i = 0; i + SHINGLE <= words.length; i++) shingles.push(hashOf(words, i, i + SHINGLE));
  return shingles;
}

/** Hashes of the shingles of a text: runs of eight Chinese characters, whatever stands between them left out. */
export const shinglesOf = (text: string): ReadonlySet<number> => new Set(shinglesInOrder(text.replace(notText, '')));

/**
 * Estimated resemblance of the texts behind two signatures, 0…1. What cannot reach `atLeast` any more is given as 0:
 * among ten thousand others nearly all are told after a few numbers.
 */
export function likeness(first: Uint32Array, second: Uint32Array, atLeast = 0): number {
  const length = Math.min(first.length, second.length);
  const mayDiffer = length * (1 - atLeast);
  let different = 0;
  for (let i = 0; i < length; i++) if (first[i] !== second[i] && ++different > mayDiffer) return 0;
  return length === 0 ? 0 : (length - different) / length;
}
