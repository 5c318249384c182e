/// <reference path="../../../pipeline/decoders/web-assembly.d.ts" />
import { describe, expect, it } from 'vitest';
import { withInitialMemory } from '../../../pipeline/decoders/initial-memory.ts';

const HEADER = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0];
/** A section of a name, then a memory of 800 pages that may grow to 32,768, then that it is called m. */
const MODULE = Uint8Array.from([
  ...HEADER,
  ...[0, 3, 1, 0x6e, 0x6f],
  ...[5, 7, 1, 1, 0xa0, 0x06, 0x80, 0x80, 0x02],
  ...[7, 5, 1, 1, 0x6d, 2, 0],
]);

const memoryOf = async (module: Uint8Array): Promise<WebAssembly.Memory> => {
  const { exports } = await WebAssembly.instantiate(await WebAssembly.compile(module), {});
  return exports.m as WebAssembly.Memory;
};

describe('a WebAssembly module told to begin with less memory', () => {
  it('has that much and grows as before', async () => {
    expect((await memoryOf(MODULE)).buffer.byteLength).toBe(800 * 65_536);
    for (const pages of [2, 200]) {
      const memory = await memoryOf(withInitialMemory(MODULE, pages));
      expect(memory.buffer.byteLength).toBe(pages * 65_536);
      memory.grow(1000);
      expect(memory.buffer.byteLength).toBe((pages + 1000) * 65_536);
    }
  });

  it('is refused where it has none, or where so many pages have no room', () => {
    expect(() => withInitialMemory(Uint8Array.from(HEADER), 2)).toThrow(RangeError);
    expect(() => withInitialMemory(MODULE, 128 * 128)).toThrow(RangeError);
  });
});
