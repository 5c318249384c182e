import { PICTURE_MEMORY } from '../../../config/limits/scan.ts';

/**
 * Memory for the pictures that a page goes through. The collector of memory is called for every 64 MB of them, and then
 * looks at all that the process holds; a page takes as much in a dozen steps, each of which is done with the picture of
 * the one before it. What is not given back is left to the collector.
 */
const kept: ArrayBufferLike[] = [];
const ours = new WeakSet<ArrayBufferLike>();

/** Memory is cut in so many bytes, so that pictures of nearly the same size may have the same. */
const GRAIN = 1 << 16;

/** So many bytes that may hold anything: whoever asks for them writes each. */
export function bytesFor(length: number): Uint8Array {
  if (length < PICTURE_MEMORY.leastBytes || length > PICTURE_MEMORY.mostBytes) return new Uint8Array(length);
  const most = length * PICTURE_MEMORY.roomiest;
  const found = kept.findLastIndex(({ byteLength }) => byteLength >= length && byteLength <= most);
  const buffer = found < 0 ? new ArrayBuffer(Math.ceil(length / GRAIN) * GRAIN) : kept.splice(found, 1)[0]!;
  ours.add(buffer);
  return new Uint8Array(buffer, 0, length);
}

/** Gives back what nobody looks at any more. Of memory that did not come from here it takes none. */
export function giveBack(...pictures: readonly Uint8Array[]): void {
  for (const { buffer } of pictures) if (ours.has(buffer) && !kept.includes(buffer)) kept.push(buffer);
  const bytes = (): number => kept.reduce((sum, { byteLength }) => sum + byteLength, 0);
  while (bytes() > PICTURE_MEMORY.keptBytes) kept.shift();
}
