/** A small seeded source of chance. The same seed and name give the same numbers on every machine. */
export interface Random {
  /** Whole number from `low` to `high`, both included. */
  readonly integer: (low: number, high: number) => number;
  readonly chance: (probability: number) => boolean;
  readonly pick: <T>(list: readonly T[]) => T;
  readonly shuffled: <T>(list: readonly T[]) => T[];
  /** A source of its own for one concern, so that one concern more does not change the others. */
  readonly fork: (name: string) => Random;
}

const hash = (text: string): number => {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return h >>> 0;
};

/** @source Mulberry32, a public-domain generator of 32 bits */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const integer = (low: number, high: number): number => low + Math.floor(next() * (high - low + 1));
  return {
    integer,
    chance: (probability) => next() < probability,
    pick: <T>(list: readonly T[]): T => list[integer(0, list.length - 1)] as T,
    shuffled: <T>(list: readonly T[]): T[] => {
      const rest = [...list];
      for (let i = rest.length - 1; i > 0; i--) {
        const j = integer(0, i);
        [rest[i], rest[j]] = [rest[j] as T, rest[i] as T];
      }
      return rest;
    },
    fork: (name) => randomFrom(hash(`${seed}/${name}`)),
  };
}
