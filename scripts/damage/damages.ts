/** One damage to a file: bytes from `at` on are replaced. */
export interface Damage {
  readonly kind: 'byte' | 'block';
  readonly at: number;
  readonly bytes: Uint8Array;
}

/** Longest and shortest block that is lost at once: a sector of a disk, a piece of a download. */
const BLOCK = { shortest: 16, longest: 1_024 } as const;

/** Whole numbers below a bound, always the same ones for the same seed. */
function numbersFrom(seed: number): (bound: number) => number {
  let state = (seed * 0x9e3779b1) >>> 0;
  return (bound) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % bound;
  };
}

/** The n-th damage to a file of that many bytes: each second one a single byte, the others a block of zeros or noise. */
export function damageOf(size: number, seed: number): Damage {
  const below = numbersFrom(seed);
  const at = below(size);
  if (seed % 2 === 0) return { kind: 'byte', at, bytes: Uint8Array.of(below(256)) };
  const length = Math.min(size - at, BLOCK.shortest + below(BLOCK.longest - BLOCK.shortest));
  const noise = below(2) === 1;
  return { kind: 'block', at, bytes: Uint8Array.from({ length }, () => (noise ? below(256) : 0)) };
}

export function damaged(file: Uint8Array, { at, bytes }: Damage): Uint8Array {
  const copy = file.slice();
  copy.set(bytes, at);
  return copy;
}
