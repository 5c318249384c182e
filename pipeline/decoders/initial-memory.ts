/** Of a module: what comes before its sections, and which of them holds the memory. @source WebAssembly Core Specification 1.0, 5.5 */
const [HEADER, MEMORY_SECTION] = [8, 5];

/**
 * The module with so many pages of 64 KiB to begin with, in as many bytes: programs ask for what their largest user may
 * need, all of which counts for the collector of memory, and grow when they need more.
 * @throws RangeError when it has no memory of its own, or asks for fewer pages in fewer bytes than `pages` takes
 */
export function withInitialMemory(module: Uint8Array, pages: number): Uint8Array {
  const out = Uint8Array.from(module);
  let at = HEADER;
  const number = (): number => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = out[at++];
      if (byte === undefined) throw new RangeError('a module without a memory');
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
  };
  for (;;) {
    const section = out[at++];
    const end = number() + at;
    if (section !== MEMORY_SECTION) {
      at = end;
      continue;
    }
    at += 2; // one memory, and whether it has a most
    const first = at;
    number();
    for (let i = first, rest = pages; i < at; i++, rest >>>= 7) out[i] = (rest & 0x7f) | (i < at - 1 ? 0x80 : 0);
    if (pages >= 2 ** (7 * (at - first))) throw new RangeError('more pages than there is room for');
    return out;
  }
}
