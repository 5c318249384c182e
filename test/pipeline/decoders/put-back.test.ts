import { beforeEach, describe, expect, it, vi } from 'vitest';

beforeEach(() => vi.resetModules());

const load = async () => ({
  ...(await import('../../../pipeline/decoders/put-back.ts')),
  ...(await import('../../../pipeline/decoders/used.ts')),
});

/** What a decoder in WebAssembly looks like from outside: it sets itself up, and what it is given stays in its memory. */
function decoder() {
  const memory = new WebAssembly.Memory({ initial: 1 });
  const at = (place: number): number => new Uint8Array(memory.buffer)[place] ?? 0;
  const exports = {
    memory,
    setUp: () => new Uint8Array(memory.buffer).fill(7, 0, 10),
    keep: (place: number, level: number) => {
      if (place >= memory.buffer.byteLength) memory.grow(1);
      new Uint8Array(memory.buffer)[place] = level;
    },
    breakOff: () => {
      throw new WebAssembly.RuntimeError('unreachable');
    },
  };
  return { instance: { exports }, at };
}

type Calls = Record<'setUp' | 'keep' | 'breakOff', (...given: readonly number[]) => unknown>;

describe('a decoder that is put back', () => {
  it('finds its memory as it was when it had been set up, also where it took more of it', async () => {
    const { thatIsPutBack, hasDecoded } = await load();
    const { instance, at } = decoder();
    const watched = thatIsPutBack(instance);
    const calls = watched.instance.exports as Calls;
    const places = [5, 20, 70_000];
    calls.setUp();
    watched.putBack();
    for (const round of [1, 2]) {
      for (const place of places) calls.keep(place, 100 + round);
      expect(places.map(at)).toEqual(places.map(() => 100 + round));
      watched.putBack();
      expect(places.map(at)).toEqual([7, 0, 0]);
    }
    expect(hasDecoded()).toBe(false);
  });

  it('is noted as used when it breaks off in the middle', async () => {
    const { thatIsPutBack, hasDecoded } = await load();
    const calls = thatIsPutBack(decoder().instance).instance.exports as Calls;
    calls.setUp();
    expect(() => calls.breakOff()).toThrow('unreachable');
    expect(hasDecoded()).toBe(true);
  });
});
