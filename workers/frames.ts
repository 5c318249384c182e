/** Messages over a pipe: four bytes of length, highest first, then so many bytes. */
const LENGTH_BYTES = 4;

export function frame(content: Uint8Array): readonly [Uint8Array, Uint8Array] {
  const length = Buffer.alloc(LENGTH_BYTES);
  length.writeUInt32BE(content.length);
  return [length, content];
}

/** The other end of the pipe sent something that is no message of ours. */
export class FrameError extends Error {}

/**
 * The contents of the messages of a stream. Ends with the stream; a message that the end cuts short is dropped.
 * @throws FrameError for a message that announces more than `limitBytes`.
 */
export async function* framesOf(stream: AsyncIterable<Uint8Array>, limitBytes: number): AsyncGenerator<Buffer> {
  let pending: Uint8Array[] = [];
  let held = 0;
  let wanted: number | null = null;
  for await (const chunk of stream) {
    pending.push(chunk);
    held += chunk.length;
    while (held >= (wanted ?? LENGTH_BYTES)) {
      const all = Buffer.concat(pending, held);
      const taken: number = wanted ?? LENGTH_BYTES;
      pending = [all.subarray(taken)];
      held -= taken;
      if (wanted !== null) {
        yield all.subarray(0, taken);
        wanted = null;
        continue;
      }
      wanted = all.readUInt32BE();
      if (wanted > limitBytes) throw new FrameError(`a message of ${wanted} bytes; ${limitBytes} are let through`);
    }
  }
}
